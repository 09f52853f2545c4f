"""The words of the pages: both languages, the same places to fill in, and no word that nobody says."""

import re
import string
from pathlib import Path

import pytest

from kotaham.core.dates import MONTHS
from kotaham.core.language import Say
from kotaham.report import words
from kotaham.report.method_words import CERTAINTY_MEANINGS, STATE_MEANINGS
from kotaham.report.words import WORDS

SOURCE = Path(words.__file__).parent
ALL = {**WORDS, **STATE_MEANINGS, **CERTAINTY_MEANINGS, **{f"month {at}": one for at, one in enumerate(MONTHS)}}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(ALL))
def test_every_sentence_has_both_languages_and_the_same_places(key: str) -> None:
    say: Say = ALL[key]
    assert say.id.strip() == say.id != ""
    assert say.en.strip() == say.en != ""
    assert places(say.id) == places(say.en)


def test_sentences_differ_between_the_languages() -> None:
    same = {key for key, say in ALL.items() if say.id == say.en}
    assert same <= {"month 3", "month 8", "month 10"}


def test_every_word_that_is_asked_for_exists_and_every_word_is_asked_for() -> None:
    files = [*SOURCE.glob("*.py"), *(SOURCE / "templates").glob("*.j2")]
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in files if path.name not in ("words.py", "method_words.py")
    )
    asked = set(re.findall(r"\bt\([\"'](\w+)[\"']", text))
    assert asked <= set(WORDS)
    made_up = ("todo_", "wanted_", "kind_", "recompute_", "higher_better", "lower_better")
    unused = {key for key in WORDS if not re.search(rf"[\"']{key}[\"']", text) and not key.startswith(made_up)}
    assert unused == set()
