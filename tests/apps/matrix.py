"""The matrix of routes, roles, relations and methods, made from the policy table, and what each cell must answer.

Which office lies below which is written out by hand here and not asked of the program, so that a fault there shows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from kotaham.apps.gate.services import policy
from kotaham.apps.offices.models import Office
from kotaham.core.policy import ANYONE, PERSON, Reach, Rule
from tests.cast import _OFFICES, _PEOPLE, World

Specimen = Callable[[Office], dict[str, Any]]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

# Who lies below whom, as the organisation is: a unit below its city, a city below its province, all of it below the
# Kanwil whose area the province is, and everything below the ministry.
_DAMAI = {"dinas", "dinas_social", "puskesmas"}
_PROVINCE = {"damai", "rukun", "dinas_rukun"} | _DAMAI
_OTHER = {"seberang", "dinas_seberang"}
BELOW: Mapping[str, set[str]] = {
    "ministry": set(_OFFICES) - {"ministry"},
    "kanwil": {"province"} | _PROVINCE,
    "kanwil_other": {"province_other"} | _OTHER,
    "province": _PROVINCE,
    "province_other": _OTHER,
    "damai": _DAMAI,
    "rukun": {"dinas_rukun"},
    "seberang": {"dinas_seberang"},
    "dinas": {"puskesmas"},
}
HOLDERS = ("damai", "dinas", "seberang", "kanwil")  # for every viewer one that is theirs, below, beside or above
AGAIN = {"rini", "seno", "oki", "wulan", "yuda"}  # hold a role that another viewer of the cast holds, too
VIEWERS = ("", *(name for name in _PEOPLE if name not in AGAIN))  # the empty one has not signed in


@dataclass(frozen=True)
class Cell:
    """One viewer at one door, before something that one office holds (or before no object at all)."""

    viewer: str
    route: str
    method: str
    holder: str

    def __str__(self) -> str:
        """Show as the name of a failure."""
        return f"{self.viewer or 'nobody'} {self.method} {self.route} {self.holder or '-'}"


def office_of(viewer: str) -> str:
    """Return the office a viewer sits in."""
    return _PEOPLE[viewer][2] if viewer else ""


def columns_of(viewer: str) -> tuple[str, ...]:
    """Return the columns of the table that apply to a viewer."""
    role = _PEOPLE[viewer][1] if viewer else ""
    return (ANYONE, *((PERSON,) if viewer else ()), *((role,) if role else ()))


def carries(reach: Reach, viewer: str, holder: str) -> bool:
    """Tell whether a reach carries from the viewer's office to the holder."""
    own = office_of(viewer)
    if reach in {Reach.ALL, Reach.NONE} or not own:
        return reach is Reach.ALL
    return holder == own or (reach is Reach.BELOW and holder in BELOW.get(own, set()))


DONE = {200, 204, 302, 400, 409, 422}  # let in; what was sent may still be wrong or late


def statuses(cell: Cell) -> set[int]:
    """Return the statuses that the table allows a cell to answer with."""
    rule: Rule | None = policy().doors.get((cell.method, cell.route))
    if rule is None:
        return {405}
    reach = rule.reach(columns_of(cell.viewer))
    if not reach:
        return {403} if cell.viewer else {302}
    done = DONE | ({403} if cell.route in marked("NARROWED") else set())
    if cell.route in marked("ABSENT"):
        return done | {401, 404, 429}
    if not cell.holder:
        return done | {403}
    if cell.route in marked("UPWARD") and office_of(cell.viewer) in BELOW.get(cell.holder, set()):
        return done | {403, 404}
    # Where rows belong to a person, `own` is one's own row, and these are somebody else's.
    near = reach > Reach.OWN or cell.route not in marked("PERSONAL")
    return done if near and carries(reach, cell.viewer, cell.holder) else {404, 403}


def visible(cell: Cell) -> bool:
    """Tell whether the viewer may see the object by any reading rule of its kind, so that 403 is the honest answer."""
    rule = policy().doors.get((cell.method, cell.route))
    subject = rule.subject if rule else ""
    reading = [other for other in policy().rules.values() if other.subject == subject and subject and not other.writes]
    return any(carries(other.reach(columns_of(cell.viewer)), cell.viewer, cell.holder) for other in reading)


def specimens() -> Mapping[str, Specimen]:
    """Collect from every room how one of its rows is made for an office."""
    found: dict[str, Specimen] = {}
    for room in _rooms():
        found |= import_module(f"tests.apps.{room}.specimens").SPECIMENS
    return found


@cache
def marked(name: str) -> frozenset[str]:
    """Collect routes with a peculiarity.

    PERSONAL rows belong to a person, ABSENT ones are not there at all, NARROWED doors ask a second table of the room,
    UPWARD ones show to a unit what concerns its city, NAMING ones tell whoever may come in which office it is; the
    room's own tests say which.
    """
    modules = (import_module(f"tests.apps.{room}.specimens") for room in _rooms())
    return frozenset(route for module in modules for route in getattr(module, name, ()))


def _rooms() -> list[str]:
    return sorted(file.parent.name for file in Path(__file__).parent.glob("*/specimens.py"))


def cells(route: str, has_object: bool) -> Iterator[Cell]:
    """Give all cells of a route; where there is no door, nobody looks at who asks, nor at whose thing it is."""
    holders = HOLDERS if has_object else ("",)
    for method in METHODS:
        is_door = (method, route) in policy().doors
        for viewer in VIEWERS if is_door else VIEWERS[:2]:
            for holder in holders if is_door else holders[:1]:
                yield Cell(viewer, route, method, holder)


def forbidden_canaries(world: World, viewer: str, rule: str = "offices.see") -> set[str]:
    """Return the canary words of offices that the viewer may not see."""
    reach = policy().rules[rule].reach(columns_of(viewer))
    return {world.canary(office) for office in _OFFICES if not carries(reach, viewer, office)}
