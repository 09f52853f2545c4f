"""Who has to stand for a report before it goes, and in which order; which role may do it on the screen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kotaham.core.language import Say

UNIT_HEAD, SEKDA, PROVINCE = "unit_head", "sekda", "province"
# On the screen only who holds the role; anybody who speaks for the city may bring the signed paper of the others.
ON_SCREEN = {UNIT_HEAD: "unit_officer", PROVINCE: "province_coordinator"}
BY_PAPER = {
    UNIT_HEAD: frozenset({"unit_officer", "city_coordinator"}),
    SEKDA: frozenset({"city_coordinator"}),
    PROVINCE: frozenset({"city_coordinator", "province_coordinator"}),
}
OFFICES = {
    UNIT_HEAD: Say("Kepala {unit}", "Head of {unit}"),
    SEKDA: Say("Sekretaris Daerah {city}", "Secretary of {city}"),
    PROVINCE: Say("Sekretaris Daerah {province}", "Secretary of {province}"),
}
OPEN = ("endorsing", "repair")  # while nobody may change an answer, or only what was returned


@dataclass(frozen=True, slots=True)
class Mark:
    """One endorsement that the round asks for: of the whole report, or of the answers of one unit."""

    kind: str
    unit: int | None = None


def wanted(kinds: Sequence[str], units: Iterable[int]) -> list[Mark]:
    """Return the marks that a report needs, in the order in which they are given."""
    held = list(units)
    marks = [[Mark(kind, unit) for unit in held] if kind == UNIT_HEAD else [Mark(kind)] for kind in kinds]
    return [mark for group in marks for mark in group]


def next_marks(kinds: Sequence[str], units: Iterable[int], given: Collection[Mark]) -> list[Mark]:
    """Return the marks that can be given now: the open ones of the first kind of which any is open."""
    left = [mark for mark in wanted(kinds, units) if mark not in given]
    return [mark for mark in left if mark.kind == left[0].kind]


def waits_for(mark: Mark, kinds: Sequence[str], marks: Sequence[Mark], given: Collection[Mark]) -> list[Mark]:
    """Return the marks that come before this one and are not given yet."""
    before = set(kinds[: kinds.index(mark.kind)]) if mark.kind in kinds else set()
    return [one for one in marks if one.kind in before and one not in given]


def may_on_screen(kind: str, role: str | None) -> bool:
    """Tell whether a role endorses on the screen."""
    return role is not None and ON_SCREEN.get(kind) == role


def may_by_paper(kind: str, role: str | None) -> bool:
    """Tell whether a role may bring the signed paper."""
    return role in BY_PAPER.get(kind, frozenset())
