"""Propose the usual units of a government, which its coordinator then keeps, renames or closes."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.offices.models import Kind, Office
from kotaham.apps.offices.services.guards import admit, lock
from kotaham.apps.offices.services.letters import MISFIT
from kotaham.apps.offices.services.open import KIND_WORDS, Words, add
from kotaham.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Proposal:
    """A usual unit: its name without the name of the city, its short name, and the unit it stands in."""

    name: str
    short_name: str
    under: str
    full_name: str = ""
    exists: bool = False


@cache
def _list(whose: str) -> tuple[Proposal, ...]:
    with (Path(__file__).parents[1] / "starter_units.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["for"] == whose]
    return tuple(Proposal(row["name"], row["short_name"], row["under"]) for row in rows)


def proposals(office: Office) -> list[Proposal]:
    """Return the usual units of a city: of an administrative city of Jakarta, those that Jakarta has there."""
    administrative = office.place is not None and not office.place.autonomous
    place = office.place.name if office.place else ""
    units = (
        Office.objects.filter(city_code=office.city_code, kind=Kind.UNIT, valid_to=None)
        if office.city_code
        else Office.objects.none()
    )
    there = set(units.values_list("name", flat=True))
    found = []
    for one in _list("jakarta" if administrative else "city"):
        full = f"{one.name} {place}".strip()
        found.append(Proposal(one.name, one.short_name, one.under, full, full in there or one.name in there))
    return found


def adopt_starter_units(office_id: int, *, actor: Actor, names: Sequence[str]) -> int:
    """Open the chosen usual units of a city, marked as proposed; what exists is left alone."""
    with events.work(actor) as log:
        city = admit(actor, "offices.adopt", office_id)
        if city.kind != Kind.CITY:
            raise Refused(MISFIT(kind=KIND_WORDS[Kind.UNIT], parent=city.name))
        lock(city)  # the second click waits here, then finds nothing left to open
        wanted = [one for one in proposals(city) if one.name in names and not one.exists]
        if not wanted:
            raise Stale.of(city.name)
        opened: dict[str, Office] = {}
        for one in wanted:
            parent = opened.get(one.under) or _unit(city, one.under) or city
            office = add(parent, Kind.UNIT, Words(one.full_name, one.short_name), proposed=True)
            opened[one.name] = office
            log.record(
                "offices.created",
                office,
                holder=office.pk,
                data={"kind": "unit", "parent": parent.pk, "proposed": True},
            )
    return len(opened)


def _unit(city: Office, name: str) -> Office | None:
    """Return the unit of a city that a proposal stands in, when it exists already."""
    if not name or city.place is None:
        return None
    full = f"{name} {city.place.name}"
    return Office.objects.filter(parent=city, kind=Kind.UNIT, name__in=(name, full), valid_to=None).first()
