"""What closes together with an office: the rooms above say what they keep there, and end it or pass it on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.offices import queries
from kotaham.apps.offices.models import Kind, Office
from kotaham.apps.offices.services.letters import NO_SUCCESSOR
from kotaham.core.errors import Problem

MOST = 300  # so many offices are offered to take over
TAKERS = (Kind.PROVINCE, Kind.CITY, Kind.UNIT, Kind.SERVICE_UNIT)


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing that a room above takes part in."""

    office: int
    on: date
    reason: str
    successor: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """What a room above keeps at an office, and what becomes of it when the office closes.

    `numbers` names what cannot be without an office: it goes to the successor, and without one the office stays open.
    `close` runs inside the unit of work, records its own events, and returns how many it ended or passed on.
    """

    name: str  # "room.things", also the key in the record of the closing
    title: Any  # a lazy translation: what happens to it
    count: Callable[[int], int]
    close: Callable[[Actor, Closing], int]
    numbers: Callable[[int], Sequence[str]] | None = None


# Rooms above append to this list in their AppConfig.ready.
on_closing: list[Held] = []


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of one kind an office holds; `numbers` names the first of what needs a successor."""

    title: Any
    count: int
    numbers: Sequence[str]


def held_at(office: Office) -> Sequence[Kept]:
    """Return what an office holds, for the page that asks before closing."""
    kept = (Kept(one.title, one.count(office.pk), one.numbers(office.pk) if one.numbers else ()) for one in on_closing)
    return [one for one in kept if one.count]


def held_words() -> Mapping[str, Any]:
    """Return what becomes of each kind, by its name in the record of a closing."""
    return {one.name: one.title for one in on_closing}


def takers(actor: Actor, office: Office) -> list[Office]:
    """Return the offices of the same government that can take over the work of an office."""
    reach = demand(actor, "offices.close")
    near = {"province_code": office.province_code, "city_code": office.city_code}
    rows = Office.objects.filter(queries.reachable(actor, reach), kind__in=TAKERS, valid_to=None, **near)
    return list(rows.exclude(pk=office.pk).order_by("rank", "name", "pk")[:MOST])


def without_successor(office: Office) -> list[Problem]:
    """Return a letter for each kind of work that would be left to nobody, with its numbers."""
    return [
        NO_SUCCESSOR(name=office.name, count=one.count, numbers=", ".join(one.numbers))
        for one in held_at(office)
        if one.numbers
    ]


def close_all(actor: Actor, what: Closing) -> dict[str, int]:
    """Let every room end or pass on what it keeps at the office; return how many of each."""
    done = {one.name: one.close(actor, what) for one in on_closing}
    return {name: count for name, count in done.items() if count}
