"""What a room tells on the page "Pekerjaan saya": boxes of lines, each with a number that opens the list it counts.

A room declares `work_boxes` in its AppConfig: dotted paths of callables `(actor) -> Iterable[Box]`. Each asks few and
bounded queries: the whole page has fifteen. A box that counts nothing is not shown; without a list, `url` is empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

MANY = 99  # more than this is told as "99+"; nobody counts further
SHOWN = 5  # lines on the page; the list holds the rest


class Section(StrEnum):
    """The parts of the page, in their order."""

    MINE = "mine"  # my turn
    LATE = "late"  # past its day
    OTHERS = "others"  # somebody else's turn
    DATES = "dates"  # what comes next
    NEWS = "news"  # notices not read
    RUNNING = "running"  # work in the background


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its words, the page it opens, for whom or where it waits, its day or its moment."""

    title: str
    url: str
    note: str = ""
    due: date | None = None
    late: bool = False
    at: datetime | None = None  # when it happened


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of one kind in one part of the page; `url` opens the whole list, which holds `count` of them."""

    section: Section
    title: Any  # a lazy translation
    icon: str
    url: str
    lines: Sequence[Line]
    count: int

    @property
    def shown(self) -> Sequence[Line]:
        """The lines that the page has room for."""
        return self.lines[:SHOWN]

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > MANY
