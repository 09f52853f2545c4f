"""What the rooms above add: their part of counting what happened, and of merging people.

Communities and businesses, when they are merged, have theirs in `entity_hooks`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kotaham.apps.events.services import Log


class Mover(Protocol):
    """Moves what a room holds of one member to another; what it returns is kept, to move it back."""

    def __call__(self, gone: int, kept: int, log: Log) -> Sequence[int]:
        """Move, and return the numbers of the rows that were moved."""
        ...


Back = Callable[[int, Sequence[int], Log], None]
_movers: dict[str, tuple[Mover, Back]] = {}


def when_merged(room: str, move: Mover, back: Back) -> None:
    """Join a room: `move(gone, kept, log)` at a merge, `back(gone, rows, log)` when it is undone."""
    _movers[room] = (move, back)


def move_all(gone: int, kept: int, log: Log) -> dict[str, list[int]]:
    """Let every room move what it holds; return what went where."""
    return {room: list(move(gone, kept, log)) for room, (move, _back) in _movers.items()}


def move_back(gone: int, moved: Mapping[str, Sequence[int]], log: Log) -> None:
    """Let every room take back what it moved, the last first."""
    for room, (_move, back) in reversed(_movers.items()):
        if room in moved:
            back(gone, moved[room], log)


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that a target counts: what, when, who, and where they served on that day."""

    measure: str  # invited, persons, attendances, finished, passed, certified
    on: date
    member: int
    kanwil: int | None
    office: int | None
    group: str
    mode: str = ""
    sign: int = 1  # -1 takes back what was counted


@dataclass(frozen=True, slots=True)
class Visited:
    """An attendance of a community or a business that a target counts: when, which, in whose area, as which group.

    Whose it is is looked up when it is counted: two may have become one meanwhile.
    """

    on: date
    attendance: int
    kanwil: int
    group: str
    mode: str
    sign: int = 1  # -1 takes back what was counted


@dataclass(frozen=True, slots=True)
class Rejoined:
    """Two communities or businesses became one (-1), or are two again (1): what stands with the one that went.

    Attendances that were given over, or came back, count all the while, and are left out by `without`.
    """

    gone: int
    kept: int
    sign: int
    without: frozenset[int] = frozenset()


Counter = Callable[[Sequence[Happened], Log], None]
_counters: list[Counter] = []


def when_counted(call: Counter) -> None:
    """Join the room that keeps tallies; it counts in the same unit of work as what happened."""
    if call not in _counters:
        _counters.append(call)


def count(happened: Sequence[Happened], log: Log) -> None:
    """Tell what happened to whoever keeps tallies."""
    for call in _counters:
        call(happened, log)


Visitor = Callable[[Sequence[Visited | Rejoined], Log], None]
_visitors: list[Visitor] = []


def when_visited(call: Visitor) -> None:
    """Join the room that keeps tallies: it counts communities and businesses beside people."""
    if call not in _visitors:
        _visitors.append(call)


def visit(visited: Sequence[Visited | Rejoined], log: Log) -> None:
    """Tell whoever keeps tallies which communities and businesses were there."""
    for call in _visitors:
        call(visited, log)
