"""What the check says about a draft, each remark with the page and the field where it is put right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.queries.reading import KEPT, Text
from kotaham.apps.instruments.rules import drafting, plain, read_shape
from kotaham.core.errors import Problem
from kotaham.core.instrument.check import check
from kotaham.core.instrument.unknowns import CERTAINTY_UNKNOWN, unknowns
from kotaham.core.language import Lang, Say

Weight = Literal["error", "advice", "unknown"]
HOW_SURE = Say(
    "Periksa pada teks hukumnya, lalu pilih pada \u201cKeyakinan dan sumber\u201d.",
    "Check it against the legal text, then choose under \u201cCertainty and source\u201d.",
)
_INDICATOR = re.compile(r"indicators\[(\d+)\](?:\.(.*))?\Z")
_ROW = re.compile(r"(?:legal_basis|groups|elements|gates|predicates\.levels|bonus\.items)\[(\d+)\](?:\.(.*))?\Z")


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: how much it matters, its words, and where it is put right."""

    weight: Weight
    problem: Problem
    page: str  # the key of a page of the editor; empty for an indicator
    indicator: str  # its code
    row: int  # of the table of the page, or -1
    field: str  # the key of the field, as far as the path tells

    def what(self, lang: Lang) -> str:
        """Say what it is about."""
        words = self.problem.part("what", lang)
        return plain(words.replace(".certainty`", "`") if self.problem.kind is CERTAINTY_UNKNOWN else words, lang)

    def next(self, lang: Lang) -> str:
        """Say what to do."""
        return (
            HOW_SURE.text(lang)
            if self.problem.kind is CERTAINTY_UNKNOWN
            else plain(self.problem.part("next", lang), lang)
        )


def remarks(version: Version) -> Sequence[Remark]:
    """Return all remarks: what makes scoring wrong first, then advice, then what is unknown."""
    return _remarks(Text(version.file_sha256, version))


@lru_cache(maxsize=KEPT)
def _remarks(text: Text) -> Sequence[Remark]:
    loaded, broken = read_shape(text.version.content)
    codes = [one.code for one in loaded.instrument.known_indicators]
    found = [_remark("error", problem, codes) for problem in broken]
    if not broken:
        advice = check(loaded.instrument, loaded.lines)
        found += [_remark(one.severity, one.problem, codes) for one in advice]
    found += [_remark("unknown", problem, codes) for problem in unknowns(loaded.instrument, loaded.places)]
    order = {"error": 0, "advice": 1, "unknown": 2}
    return tuple(sorted(found, key=lambda one: order[one.weight]))


def _remark(weight: Weight, problem: Problem, codes: Sequence[str]) -> Remark:
    path = problem.where.path
    if match := _INDICATOR.match(path):
        index = int(match[1])
        if index < len(codes):
            return Remark(weight, problem, "", codes[index], -1, match[2] or "")
    if match := _ROW.match(path):
        return Remark(weight, problem, drafting.page_of_path(path), "", int(match[1]), match[2] or "")
    return Remark(weight, problem, drafting.page_of_path(path), "", -1, path)
