"""Write down who was there: once for a session, by however many ways they came in.

Somebody seen again by another way (in the room by code, in the meeting by its list) stays one attendance; the other way
is added to `also`. A person is counted once a year, at their first attendance that counts; when that is made void, the
next one takes its place, so that tallies always equal a recount.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Attendance, Session
from kotaham.apps.classes.rules import TAKES_PRESENCE
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.counted import happened
from kotaham.apps.classes.services.planning import find
from kotaham.apps.classes.services.seating import PEOPLE, hold
from kotaham.apps.courses import queries as courses
from kotaham.apps.courses import services as course_services
from kotaham.apps.courses.services import Proof
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import queries as register
from kotaham.apps.register import services as register_services
from kotaham.core.errors import Refused

BEFORE = timedelta(hours=1)  # people come early
BATCH = 2_000
Method = Attendance.Method


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody was seen."""

    member: int
    minutes: int | None = None
    online: bool = False


def attend(
    session: Session, seen: Sequence[Seen], method: str, *, actor: Actor, log: Log, reason: str = "",
    roll: int | None = None,
) -> list[Attendance]:  # fmt: skip
    """Write down who was seen, in the unit of work of who has asked; return the attendances that are new."""
    held = hold(session)
    must_take(held)
    wanted = {one.member: one for one in seen}
    there = queries.live(held.pk, wanted)
    _also([(there[member], one) for member, one in wanted.items() if member in there], method, roll)
    fresh = [one for member, one in wanted.items() if member not in there]
    rows = _written(held, fresh, {"method": method, "reason": reason, "roll_id": roll, "by_id": actor.person})
    for row in rows:
        log.record(
            "classes.attended", row, holder=row.office_id, reason=reason, data={"session": held.pk, "how": method}
        )
    Session.objects.filter(pk=held.pk).update(present=F("present") + len(rows))
    _tell(rows, held, log)
    _settle(held, [row.member_id for row in rows], actor, log)
    return rows


def must_take(session: Session, now: datetime | None = None) -> None:
    """Refuse where nobody is written down as present: too early, or called off."""
    if session.state not in TAKES_PRESENCE or (now or timezone.now()) < session.starts - BEFORE:
        raise Refused(letters.NO_PRESENCE(session=letters.named(session)))


def _written(session: Session, seen: Iterable[Seen], fields: Mapping[str, Any]) -> list[Attendance]:
    people = list(seen)
    day = day_of(session)
    serving = register.serving([one.member for one in people], day)
    now = timezone.now()
    return Attendance.objects.bulk_create(
        (
            Attendance(session=session, member_id=one.member, minutes=one.minutes, online=one.online, day=day, at=now,
                       office_id=serving[one.member].office, kanwil_id=serving[one.member].kanwil,
                       group=serving[one.member].group, **fields)
            for one in people if one.member in serving
        ),
        batch_size=BATCH,
    )  # fmt: skip


def day_of(session: Session) -> date:
    """Return the day of a session by the clock of its place."""
    return session.starts.astimezone(ZoneInfo(session.zone)).date()


def _also(pairs: Sequence[tuple[Attendance, Seen]], method: str, roll: int | None) -> None:
    """Add another way by which the same presence was seen; the same way twice adds nothing."""
    changed = []
    for row, one in pairs:
        way = {"how": str(method), "roll": roll}
        known = [{"how": row.method, "roll": row.roll_id}, *({"how": w["how"], "roll": w["roll"]} for w in row.also)]
        if way not in known:
            row.also = [*row.also, {**way, "minutes": one.minutes, "online": one.online}]
            changed.append(row)
    Attendance.objects.bulk_update(changed, ["also"], batch_size=BATCH)


def _tell(rows: Sequence[Attendance], session: Session, log: Log) -> None:
    """Tell whoever counts: every attendance, and each person once in a year."""
    if not rows:
        return
    first = queries.first_of_year([row.member_id for row in rows], rows[0].day.year)
    told = [happened(row, "attendances", session.mode) for row in rows]
    told += [happened(row, "persons", session.mode) for row in rows if first.get(row.member_id) == row.pk]
    register_services.count(told, log)


def _settle(session: Session, members: Collection[int], actor: Actor, log: Log) -> None:
    """Let the course of the session reckon anew; who comes without being enrolled is enrolled by coming."""
    version = courses.version(session.version_id) if session.version_id else None
    if version is None or not members:
        return
    if version.state == "published":
        course_services.enrol(version, members, actor=actor, how="session", log=log)
    rows = courses.of_versions([version.pk], members)
    course_services.settle(list(rows.values_list("pk", flat=True)), log)


def note(pk: int, numbers: str, reason: str, *, actor: Actor) -> tuple[list[Attendance], Any]:
    """Write down by hand, with a reason, who was there."""
    session = find(pk, "classes.present", actor=actor)
    why = letters.must_say(reason)
    pasted = course_services.read_numbers(
        numbers, actor=actor, rule=PEOPLE, also=lambda members: queries.seats_of(pk, members)
    )
    with events.work(actor) as log:
        seen = [Seen(member) for member in pasted.members]
        return attend(session, seen, Method.MANUAL, actor=actor, log=log, reason=why), pasted


def void(pk: int, attendance: int, reason: str, *, actor: Actor) -> Attendance:
    """Take back an attendance, with a reason; the second of two clicks is stale."""
    session = find(pk, "classes.present", actor=actor)
    row = Attendance.objects.filter(pk=attendance, session=session).first()
    if row is None:
        raise Http404
    why = letters.must_say(reason)
    with events.work(actor) as log:
        hold(session)
        if not take_back(session, [row], why, actor=actor, log=log):
            raise Stale.of(letters.named(session))
    return row


def take_back(session: Session, rows: Sequence[Attendance], why: str, *, actor: Actor, log: Log) -> int:
    """Make attendances void in the unit of work of who has asked; counts and courses follow."""
    pks, members = [row.pk for row in rows], [row.member_id for row in rows]
    year = day_of(session).year
    before = queries.first_of_year(members, year)
    done = Attendance.objects.filter(pk__in=pks, void_at=None).update(void_at=timezone.now(), void_why=why)
    Session.objects.filter(pk=session.pk).update(present=F("present") - done)
    if done < len(rows):
        return 0
    for row in rows:
        log.record("classes.voided", row, holder=row.office_id, reason=why, data={"session": session.pk})
    told = [happened(row, "attendances", session.mode, -1) for row in rows]
    counted = [row for row in rows if before.get(row.member_id) == row.pk]
    told += [happened(row, "persons", session.mode, -1) for row in counted]
    after = queries.first_of_year([row.member_id for row in counted], year)
    told += [happened(row, "persons", row.session.mode) for row in queries.by_number(after.values())]
    register_services.count(told, log)
    _settle(session, members, actor, log)
    return done


def proof(enrolments: Sequence[int]) -> Mapping[int, Proof]:
    """Return how many sessions of their version the people of enrolments were at, for `courses.settle`."""
    keys = courses.keys_of(enrolments)
    counts = queries.attended([(member, version) for _pk, member, version in keys])
    return {pk: Proof(counts[member, version]) for pk, member, version in keys if counts.get((member, version))}
