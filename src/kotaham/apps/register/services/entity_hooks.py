"""What the rooms above add when communities or businesses are merged: what they hold, and their part of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from kotaham.apps.events.services import Log


@dataclass(frozen=True, slots=True)
class Holds:
    """What a room holds of one: how often it was there, each at a session of its own, in which years, where lately."""

    attendances: int = 0
    years: Sequence[int] = ()
    latest: Sequence[tuple[str, date]] = ()


@dataclass(frozen=True, slots=True)
class Twice:
    """A session at which both were written down, and how many people came with each, where that is known."""

    title: str
    on: date
    came: Sequence[int | None]  # in the order in which the two were asked about


@dataclass(frozen=True, slots=True)
class Before:
    """What stands to be merged."""

    holds: Mapping[int, Holds] = field(default_factory=dict)
    twice: Sequence[Twice] = ()


class Giver(Protocol):
    """Gives over what a room holds of one to another; what it returns is kept, to give it back."""

    def __call__(self, gone: int, kept: int, log: Log) -> Sequence[int]:
        """Give over, and return the numbers of the rows."""
        ...


Taker = Callable[[int, int, Sequence[int], Log], None]
Looker = Callable[[int, int], Before]
_rooms: dict[str, tuple[Giver, Taker, Looker]] = {}


def when_joined(room: str, give: Giver, take: Taker, look: Looker) -> None:
    """Join a room: `give(gone, kept, log)`, `take(gone, kept, rows, log)` when it is undone, `look(one, other)`."""
    _rooms[room] = (give, take, look)


def give_all(gone: int, kept: int, log: Log) -> dict[str, list[int]]:
    """Let every room give over what it holds; return what went."""
    return {room: list(give(gone, kept, log)) for room, (give, _take, _look) in _rooms.items()}


def take_back(gone: int, kept: int, moved: Mapping[str, Sequence[int]], log: Log) -> None:
    """Let every room give back what it gave over, the last first; one that cannot refuses."""
    for room, (_give, take, _look) in reversed(_rooms.items()):
        take(gone, kept, moved.get(room, ()), log)


def before(one: int, other: int) -> list[Before]:
    """Return what every room holds of two that may be merged."""
    return [look(one, other) for _give, _take, look in _rooms.values()]
