"""Every refusal and every piece of advice, word for word, in both languages.

Each file of `broken/` breaks one rule, each of `doubtful/` deserves one piece of advice; `messages.approved.txt`
beside them holds the exact words. A change of words is made there by hand, and read again.
"""

from pathlib import Path

import pytest

from kotaham.core.errors import Kind
from kotaham.core.instrument import (
    check,
    library,
    load,
    seal,
    translate,
    unknowns,
)
from tests.core.instrument.told import BROKEN, DOUBTFUL, approved, told_of_broken, told_of_doubtful

ROOMS = {"yaml", "instrument", "check", "translation", "library", "seal"}
DECLARING = (check, library, load, seal, translate, unknowns)  # importing them declares their kinds


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_broken_file_is_refused_in_the_approved_words(file: Path) -> None:
    assert told_of_broken(file) == approved(BROKEN)[file.name]


@pytest.mark.parametrize("file", sorted(DOUBTFUL.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_doubtful_file_gets_the_approved_advice(file: Path) -> None:
    assert told_of_doubtful(file) == approved(DOUBTFUL)[file.name]


@pytest.mark.parametrize("folder", [BROKEN, DOUBTFUL], ids=lambda folder: folder.name)
def test_the_approved_words_belong_to_the_files_beside_them(folder: Path) -> None:
    assert sorted(approved(folder)) == sorted(file.name for file in folder.glob("*.yaml"))


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_broken_file_breaks_the_rule_it_is_named_after(file: Path) -> None:
    lines = approved(BROKEN)[file.name].splitlines()[1:]
    codes = [line.rsplit("[", 1)[1].rstrip("]").replace(".", "-").removeprefix("instrument-") for line in lines]
    assert file.stem == "all-at-once" or any(_names(file.stem, code) for code in codes)


def _names(stem: str, code: str) -> bool:
    same = {"yaml-alias": "yaml-anchor", "kind-missing": "key-missing"}
    return same.get(stem, stem).startswith(code)


def test_every_kind_of_this_room_is_told_in_some_test() -> None:
    here = Path(__file__).parent
    texts = [*here.glob("*/messages.approved.txt"), *here.glob("test_*.py")]
    told = "".join(file.read_text(encoding="utf-8") for file in texts)
    ours = [code for code in Kind.all if code.split(".")[0] in ROOMS]
    assert len(ours) > 80, DECLARING
    assert [code for code in ours if f"[{code}]" not in told] == []


def test_every_kind_is_told_in_two_languages_that_differ() -> None:
    ours = [kind for code, kind in Kind.all.items() if code.split(".")[0] in ROOMS]
    assert [kind.code for kind in ours if kind.what.id == kind.what.en] == []
