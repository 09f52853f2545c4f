"""Communities and businesses that are merged in the register: what they attended goes over, and comes back.

Where both were at a session, the attendance of the one that went stays with it and counts no longer: the one that
stays was there once, with as many people as are told of it. Numbers of people are never added and never made up.
"""

from collections.abc import Sequence

from django.db.models import QuerySet

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import EntityAttendance
from kotaham.apps.classes.services import letters
from kotaham.apps.events.services import Log
from kotaham.apps.register import services as register
from kotaham.apps.register.services import Before, Holds, Rejoined, Twice
from kotaham.core.errors import Refused
from kotaham.core.language import Say

LATELY = 3
KIND = "classes.entityattendance"


def give(gone: int, kept: int, log: Log) -> Sequence[int]:
    """Give the attendances of one to another, but for sessions at which both were."""
    there = list(queries.entities_left_with(kept).values_list("session_id", flat=True))
    rows = queries.entities_left_with(gone).exclude(session__in=there)
    moved = list(rows.values_list("pk", flat=True))
    EntityAttendance.objects.filter(pk__in=moved).update(entity=kept)
    for pk in moved:
        log.record("classes.entity-merged", (KIND, pk))
    register.visit([Rejoined(gone, kept, -1)], log)
    return moved


def take(gone: int, kept: int, rows: Sequence[int], log: Log) -> None:
    """Give back what went over, and what was noted since under the name that went; or say what is in the way."""
    coming = EntityAttendance.objects.filter(pk__in=rows)
    sessions = list(coming.filter(void_at=None).values_list("session_id", flat=True))
    _must_be_free(queries.entities_left_with(gone).filter(session__in=sessions))
    _must_be_last(kept, gone, sessions)
    coming.update(entity=gone)
    for pk in rows:
        log.record("classes.entity-unmerged", (KIND, pk))
    register.visit([Rejoined(gone, kept, 1, frozenset(rows))], log)


def _must_be_free(rows: QuerySet[EntityAttendance]) -> None:
    """Refuse when one would stand twice at a session: it was noted anew under the name that went."""
    if row := rows.select_related("entity").first():
        raise Refused(letters.ENTITY_TWICE(entity=_said(row.entity.name), session=letters.named(row.session)))


def _must_be_last(kept: int, gone: int, sessions: Sequence[int]) -> None:
    """Refuse when a third, which was at the same session, counts there by what would go back."""
    others = EntityAttendance.objects.filter(entity__merged_into=kept, session__in=sessions, void_at=None)
    if row := others.exclude(entity=gone).select_related("entity", "session").order_by("pk").first():
        raise Refused(letters.ENTITY_OTHER_FIRST(entity=_said(row.entity.name), session=letters.named(row.session)))


def _said(name: str) -> Say:
    plain = name.replace("{", "(").replace("}", ")")
    return Say(plain, plain)


def look(one: int, other: int) -> Before:
    """Return what two attended, and where both were."""
    told = {pk: list(queries.entities_left_with(pk)) for pk in (one, other)}
    there = {row.session_id: row for row in told[other]}
    both = [(row, there[row.session_id]) for row in told[one] if row.session_id in there]
    twice = [Twice(row.session.title, row.day, (row.came, also.came)) for row, also in both]
    return Before({pk: _holds(rows) for pk, rows in told.items()}, twice)


def _holds(rows: Sequence[EntityAttendance]) -> Holds:
    latest = sorted(rows, key=lambda row: (row.day, row.pk), reverse=True)[:LATELY]
    years = sorted({row.day.year for row in rows})
    return Holds(len(rows), years, [(row.session.title, row.day) for row in latest])
