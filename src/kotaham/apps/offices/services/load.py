"""Load the offices that reference data give: the ministry, the Kanwil and their areas, a government for every place."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.offices.models import RANKS, KanwilArea, Kind, Office
from kotaham.apps.offices.rules import codes_of, government_name
from kotaham.apps.places import queries as places

MINISTRY = "Kementerian Hak Asasi Manusia"
BATCH = 500


@dataclass
class Loaded:
    """What loading did."""

    created: int = 0
    unchanged: int = 0
    areas: int = 0
    moved: int = 0
    skipped: int = 0  # Kanwil or areas whose province is not loaded


@cache
def _table() -> tuple[dict[str, str], ...]:
    with (Path(__file__).parents[1] / "kanwil.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def load_offices(*, actor: Actor) -> Loaded:
    """Create what is missing; what exists, and what people have edited since, is left alone."""
    demand(actor, "offices.load")
    done = Loaded()
    with events.work(actor) as log:
        _follow_recodes(done)
        ministry = _ministry(done)
        _kanwils(ministry, done)
        _governments(done)
        if done.created or done.areas or done.moved:
            data = {"created": done.created, "areas": done.areas, "moved": done.moved}
            log.record("offices.loaded", ministry, holder=ministry.pk, data=data)
    return done


def follow_places(actor: Actor) -> None:
    """After a change of places: offices follow a recoded place, and a new province or kota gets its government."""
    done = Loaded()
    with events.work(actor) as log:  # no right of its own: it follows from a change that was allowed
        _follow_recodes(done)
        _governments(done)
        ministry = Office.objects.filter(kind=Kind.MINISTRY).order_by("pk").first()
        if ministry is not None and (done.created or done.moved):
            data = {"created": done.created, "moved": done.moved}
            log.record("offices.loaded", ministry, holder=ministry.pk, data=data)


def _follow_recodes(done: Loaded) -> None:
    """Let the offices of a place follow it to its new code."""
    after = places.successors()
    stale = list(Office.objects.filter(place__in=after))
    for office in stale:
        place = after[office.place_id or 0]
        office.place_id = place.pk
        office.place_code, office.province_code, office.city_code = codes_of(place.code).values()
    Office.objects.bulk_update(stale, ("place", "place_code", "province_code", "city_code"), batch_size=200)
    done.moved = len(stale)


def _ministry(done: Loaded) -> Office:
    names = {"name": MINISTRY, "short_name": "Kementerian HAM", "kind": Kind.MINISTRY, "rank": RANKS[Kind.MINISTRY]}
    ministry, new = Office.objects.get_or_create(key="ministry", defaults=names)
    _count(done, new)
    return ministry


def _kanwils(ministry: Office, done: Loaded) -> None:
    provinces = {place.code: place for place in places.provinces()}
    known = {office.key: office for office in Office.objects.filter(kind=Kind.KANWIL)}
    told = set(KanwilArea.objects.values_list("province_code", flat=True))  # a province that people have set is theirs
    for row in _table():
        seat, province = provinces.get(row["seat"]), provinces.get(row["province"])
        if seat is None or province is None:
            done.skipped += 1
            continue
        kanwil = known.get(row["key"])
        if kanwil is None:
            kanwil = known[row["key"]] = Office.objects.create(
                key=row["key"],
                kind=Kind.KANWIL,
                rank=RANKS[Kind.KANWIL],
                name=f"Kantor Wilayah {MINISTRY} {row['name']}",
                short_name=f"Kanwil {row['name']}",
                parent=ministry,
                place_id=seat.pk,
                **codes_of(seat.code),
            )
            done.created += 1
        if province.code not in told:
            KanwilArea.objects.create(
                kanwil=kanwil,
                province_id=province.pk,
                province_code=province.code,
                certainty=row["certainty"],
                source=row["source"],
            )
            done.areas += 1


def _governments(done: Loaded) -> None:
    """Give every province, and every kabupaten and kota, its government."""
    rows = Office.objects.filter(kind__in=(Kind.PROVINCE, Kind.CITY), valid_to=None)
    known = {office.place_id: office for office in rows}
    for kind, level in ((Kind.PROVINCE, places.provinces()), (Kind.CITY, places.cities())):
        new = [
            Office(
                kind=kind,
                rank=RANKS[kind],
                name=government_name(place.code, place.name),
                short_name=place.name[:60],
                parent=known.get(place.parent_id) if place.parent_id else None,
                place=place,
                **codes_of(place.code),
            )
            for place in level
            if place.pk not in known
        ]
        done.unchanged += sum(1 for place in level if place.pk in known)
        Office.objects.bulk_create(new, batch_size=BATCH)
        known.update(_by_place(new))
        done.created += len(new)


def _by_place(offices: Iterable[Office]) -> dict[int | None, Office]:
    return {office.place_id: office for office in offices}


def _count(done: Loaded, new: bool) -> None:
    if new:
        done.created += 1
    else:
        done.unchanged += 1
