"""Results in words: the predicate, or why there is none."""

from dataclasses import dataclass
from typing import Any

from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang, Say
from kotaham.core.scoring.words import WHY_NONE

NO_TOTAL = Say(
    "Tanpa nilai akhir: {n} jawaban belum menghasilkan poin", "No total: {n} {n:answer has|answers have} no points yet"
)
NO_TOTAL_ALONE = Say("Tanpa nilai akhir menurut aturan instrumen", "No total by the rules of the instrument")
BELOW = "below"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """A predicate one can filter by."""

    code: str
    title: str


def outcome(instrument: Instrument, result: Any) -> str:
    """Return the predicate of a result in words, or nothing; `instrument` is in the language of the reader."""
    if result.predicate:
        titles = {level.code: level.title for level in instrument.predicates.levels}
        return str(titles.get(result.predicate, result.predicate))
    return str(instrument.predicates.below) if result.below else ""


def why_none(result: Any, lang: Lang) -> str:
    """Tell why a result has no predicate or no total; nothing where it has."""
    if result.total == "":
        words = NO_TOTAL if result.without else NO_TOTAL_ALONE
        return words.text(lang, n=result.without)
    return WHY_NONE[result.why_none].text(lang) if result.why_none else ""


def choices(instrument: Instrument) -> list[Choice]:
    """Return what results of an instrument can be filtered by, the highest predicate first."""
    levels = sorted(instrument.predicates.levels, key=lambda level: level.from_, reverse=True)
    found = [Choice(level.code, level.title) for level in levels]
    if levels and instrument.predicates.below not in (None, "unknown"):
        found.append(Choice(BELOW, str(instrument.predicates.below)))
    return found
