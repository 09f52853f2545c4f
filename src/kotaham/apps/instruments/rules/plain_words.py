"""Words for readers who do not know the file: its keys and values, between backticks in our letters, become words."""

import re

from kotaham.core.instrument.key_words import KEY_WORDS, VALUE_WORDS
from kotaham.core.language import Lang
from kotaham.workbook import annex_words

_TICKED = re.compile(r"`([^`]*)`")
_RULE = re.compile(r"(aturan untuk celah|rule for gaps|gap rule): ([a-z_]+)")
_PATH = re.compile(r"[A-Za-z0-9_-]+(?:\[\d+\])?(?:\.[A-Za-z0-9_-]+(?:\[\d+\])?)*\Z")
_CHOICES = (
    annex_words.METHOD, annex_words.KIND, annex_words.MISSING, annex_words.NOT_APPLICABLE, annex_words.GAP,
    annex_words.DIRECTION, annex_words.NATURE, annex_words.SUBJECT, annex_words.WITHIN, annex_words.COUNTED_ON,
    annex_words.GATE_RULE, annex_words.CERTAINTY,
)  # fmt: skip
_VALUES = {value: say for choice in reversed(_CHOICES) for value, say in choice.pairs}


def plain(text: str, lang: Lang) -> str:
    """Write what stands between backticks in words, or at least in quotation marks."""
    text = _RULE.sub(lambda found: f"{found[1]}: {_word(found[2], lang) or found[2]}", text)
    return _TICKED.sub(lambda found: _told(found[1], lang), text)


def _told(ticked: str, lang: Lang) -> str:
    whole = _word(ticked, lang)
    if whole is None and _PATH.match(ticked) and not ticked.isdigit():
        parts = [(_word(part, lang), part) for part in re.sub(r"\[\d+\]", "", ticked).split(".")]
        if any(word for word, _part in parts):
            whole = ", ".join(word or part for word, part in parts)
    return f"\u201c{whole or ticked}\u201d"


def _word(part: str, lang: Lang) -> str | None:
    say = KEY_WORDS.get(part) or VALUE_WORDS.get(part) or _VALUES.get(part)
    return say.text(lang) if say else None
