"""A run made ready for reading: exact values by code, numbers and words in one language."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from kotaham.core.facts import Answer
from kotaham.core.instrument.kinds import Certainty
from kotaham.core.instrument.model import Bonus, Indicator, Instrument
from kotaham.core.language import Lang
from kotaham.core.numbers import exact, show
from kotaham.core.scoring.states import State
from kotaham.core.scoring.words import CERTAINTY
from kotaham.report.run import Run
from kotaham.report.tiles import load_provinces, province_of
from kotaham.report.view import Amount, Step
from kotaham.report.words import word

FEW = 12
RESERVED = ("isi", "ringkasan", "peta", "daerah", "metode")
SAFE_CODE = re.compile(r"[0-9][0-9A-Za-z]*(?:[.-][0-9A-Za-z]+)*", re.ASCII)

SCORED = State.SCORED.word
NOT_APPLICABLE = State.NOT_APPLICABLE.word


class Reading:
    """Reads a run in one language. Everything here is cheap; what is costly is kept."""

    def __init__(self, run: Run, lang: Lang) -> None:
        """Take the run and the language of the reader."""
        self.run = run
        self.lang: Lang = lang
        self.steps: dict[tuple[str, int | None], tuple[Step, ...]] = {}

    @property
    def instrument(self) -> Instrument:
        """The instrument in the reader's language."""
        return self.run.told_in

    @cached_property
    def sourced_by_code(self) -> Instrument:
        """The instrument whose sources are told by their codes; what a code stands for is told once, in the method."""
        return self.instrument.model_copy(update={"sources": {}})

    @cached_property
    def results(self) -> list[Mapping[str, Any]]:
        """The results of the record, in the order of the file."""
        return list(self.run.record["results"])

    @cached_property
    def anchors(self) -> list[str]:
        """Addresses of the subjects, safe as a fragment and as a file name: the code, or `daerah-n` where it is odd."""
        taken: set[str] = set(RESERVED)
        anchors = []
        for number, result in enumerate(self.results, start=1):
            code = str(result["code"])
            plain = SAFE_CODE.fullmatch(code) is not None and code.lower() not in taken
            anchors.append(code if plain else f"daerah-{number}")
            taken.add(anchors[-1].lower())
        return anchors

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Known indicators by code."""
        return {one.code: one for one in self.instrument.known_indicators}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of rights, indicators and predicates by code."""
        titles = {one.code: one.title for one in self.instrument.predicates.levels}
        titles |= {one.code: one.title for one in self.instrument.groups}
        return titles | {one.code: one.title for one in self.instrument.known_indicators}

    @property
    def few(self) -> bool:
        """True when there are so few subjects that they stand side by side."""
        return len(self.results) <= FEW

    @property
    def final_key(self) -> str:
        """The key of the total that predicates judge and ranks follow."""
        return "total_with_bonus" if self.instrument.predicates.on == "total_with_bonus" else "total"

    def word(self, key: str, **values: object) -> str:
        """Return a word of the pages."""
        return word(key, self.lang, **values)

    def count(self, number: int) -> str:
        """Show a whole number."""
        return show(number, lang=self.lang)

    def short(self, value: Fraction | None) -> str:
        """Show an exact number in full when it ends."""
        return show(value, lang=self.lang)

    def score(self, value: Fraction | None) -> Amount:
        """Show a score with the instrument's decimals."""
        return Amount(value, show(value, self.instrument.rounding.decimals, self.lang))

    def points(self, text: str | None) -> Amount:
        """Show points in full when they end."""
        value = None if text is None else exact(text)
        return Amount(value, self.short(value))

    def final(self, result: Mapping[str, Any]) -> Fraction | None:
        """Return the total that predicates judge."""
        text = result[self.final_key]
        return None if text is None else exact(text)

    def right(self, result: Mapping[str, Any], code: str) -> Fraction | None:
        """Return the value of a right."""
        for branch in result["branches"]:
            if branch["kind"] == "group" and branch["code"] == code:
                return None if branch["value"] is None else exact(branch["value"])
        return None

    def province(self, result: Mapping[str, Any]) -> tuple[str, str]:
        """Return code and name of the province: by the code of the subject, else as the file says."""
        known = load_provinces().get(province_of(result["code"]))
        named = str(result["province"])
        return (known.code, named or known.name) if known else ("", named)

    def outcome(self, result: Mapping[str, Any]) -> str:
        """Tell the predicate, what lies under the lowest, that a condition held every predicate back, or nothing."""
        verdict = result["verdict"]
        if verdict["predicate"]:
            return self.titles[verdict["predicate"]]
        if verdict["below"]:
            return str(self.instrument.predicates.below)
        if verdict["why_none"] == "withheld":
            return self.word("held_back")
        return self.word("below") if verdict["why_none"] == "below_unknown" else ""

    def from_level(self, code: str) -> str:
        """Name a predicate and, where there are any, those above it: what one needs, the higher ones need too."""
        levels = self.instrument.predicates.levels
        least = next(level.from_ for level in levels if level.code == code)
        above = any(level.from_ > least for level in levels)
        return self.word("and_higher", title=self.titles[code]) if above else self.titles[code]

    def without_points(self, result: Mapping[str, Any]) -> int:
        """Count the applicable indicators that have no points of their own."""
        return sum(one["state"] not in (SCORED, NOT_APPLICABLE) for one in result["answers"])

    def answers(self, index: int) -> Mapping[str, Answer | None]:
        """Return the answers of a subject by indicator."""
        return {code: column[index] for code, column in self.run.table.columns.items()}

    def certainty(self, certainty: Certainty | str) -> str:
        """Tell how sure a rule is."""
        return CERTAINTY[str(certainty)].text(self.lang)

    def sure_of(self, certainty: str) -> str:
        """Tell how sure a rule is; nothing for the rules of an example, which are its own text."""
        own = self.instrument.nature == "example" and certainty == Certainty.VERBATIM
        return "" if own else self.certainty(certainty)

    def source(self, code: str | None) -> str:
        """Tell a source by its letter; several letters stay as they are."""
        return self.instrument.sources.get(code or "", code or "")

    @property
    def bonus(self) -> Bonus | None:
        """The bonus rule, where there is one and it is known."""
        return self.instrument.bonus if isinstance(self.instrument.bonus, Bonus) else None
