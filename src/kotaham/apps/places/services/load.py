"""Load places: create what is new, correct what differs, leave the rest alone; twice does no more than once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.places import queries, rules
from kotaham.apps.places.models import Place
from kotaham.apps.places.services.sources import Row
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say

FIELDS = ("name", "kind", "zone", "autonomous", "parent_id")
BATCH = 2000

NO_PARENT = Kind(
    "places.parent-unknown",
    Say("Wilayah {parent}, tempat {code} berada, tidak dikenal.", "The place {parent}, around {code}, is not known."),
    Say("Muat tingkat di atasnya lebih dahulu atau sekaligus.", "Load the level above first, or together with it."),
)


@dataclass
class Loaded:
    """What loading did: how many rows were created, corrected (with their codes), and found as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    corrected: list[str] = field(default_factory=list)


def load_places(rows: Sequence[Row], *, actor: Actor, valid_from: date | None = None, source: str = "") -> Loaded:
    """Bring the places of a table into the database in one unit, or refuse all of it with every fault."""
    demand(actor, "places.load")
    with events.work(actor) as log:
        known = queries.of_levels(_levels(rows))
        _check_parents(rows, known)
        done = Loaded()
        for level in rules.LEVELS:
            some = [row for row in rows if row.level is level]
            if some:
                _load_level(some, known, valid_from, done)
        if done.created or done.updated:
            data = {"created": done.created, "updated": done.updated, "corrected": done.corrected[:50]}
            log.record("places.loaded", ("places.table", source or "table"), data=data)
    return done


def _levels(rows: Sequence[Row]) -> set[str]:
    """Return the levels of a table and the level above each, where the parents are."""
    there = {rules.LEVELS.index(row.level) for row in rows}
    return {rules.LEVELS[number] for number in there | {max(number - 1, 0) for number in there}}


def _check_parents(rows: Sequence[Row], known: dict[str, Place]) -> None:
    coming = {row.code for row in rows}
    problems: list[Problem] = []
    for row in rows:
        parent = rules.parent_of(row.code)
        if parent and parent not in known and parent not in coming:
            at = Where(row.where.source, row=row.where.row, column="code")
            problems.append(NO_PARENT(at, parent=parent, code=row.code))
    if problems:
        raise Refused(problems)


def _load_level(rows: Sequence[Row], known: dict[str, Place], valid_from: date | None, done: Loaded) -> None:
    new: list[Place] = []
    changed: list[Place] = []
    for row in rows:
        place = known.get(row.code)
        if place is None:
            place = Place(code=row.code, level=row.level, valid_from=valid_from)
            _fill(place, row, known)
            new.append(place)
        elif _fill(place, row, known):
            changed.append(place)
        else:
            done.unchanged += 1
    Place.objects.bulk_create(new, batch_size=BATCH)
    Place.objects.bulk_update(changed, FIELDS, batch_size=200)
    known.update((place.code, place) for place in new)
    done.created += len(new)
    done.updated += len(changed)
    done.corrected += [place.code for place in changed]


def _fill(place: Place, row: Row, known: dict[str, Place]) -> bool:
    """Give a place what a row says of it; tell whether anything changed."""
    parent = known.get(rules.parent_of(row.code))
    wanted = (row.name, row.kind, row.zone, row.autonomous, parent.pk if parent else None)
    changed = tuple(getattr(place, name) for name in FIELDS) != wanted
    for name, value in zip(FIELDS, wanted, strict=True):
        setattr(place, name, value)
    return changed
