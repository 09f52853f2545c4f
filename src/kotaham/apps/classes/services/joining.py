"""Join the lists of the rooms below: notices, days in calendars, the proof of attendance, merges of the register."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Attendance, Seat, Session
from kotaham.apps.classes.services import merged
from kotaham.apps.classes.services.papers import when
from kotaham.apps.classes.services.presence import BEFORE, day_of, proof
from kotaham.apps.classes.services.telling import KINDS
from kotaham.apps.courses import queries as courses
from kotaham.apps.courses import services as course_services
from kotaham.apps.courses.services import Link, Step
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.notices.services import Day, calendar_sources, register
from kotaham.apps.register.services import when_joined, when_merged
from kotaham.core.language import Say

ROOM = "classes"
MOST = 50
PRESENT = Say("hadir", "attended")


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS)
    calendar_sources["classes.sessions"] = days
    course_services.proof_of("attendance", proof)
    course_services.shown_at(links)
    course_services.stepped_at(steps)
    when_merged(ROOM, move, back)
    when_joined(ROOM, merged.give, merged.take, merged.look)


def days(actor: Actor) -> Iterator[Day]:
    """Yield the sessions at which somebody has a seat, and those that their office holds."""
    rows = queries.mine(actor).filter(state=Seat.State.SEATED, session__ends__gte=timezone.now())
    mine = {row.session_id: row.session for row in rows[:MOST]}
    for session in mine.values():
        yield _day(session, "classes:mine-detail")
    for session in _to_hold(actor):
        if session.pk not in mine:
            yield _day(session, "classes:detail")


def _day(session: Session, page: str) -> Day:
    title = session.title.replace("{", "{{").replace("}", "}}")
    return Day(f"sesi-{session.pk}@kotaham", Say(title, title), day_of(session), reverse(page, args=[session.pk]))


def _to_hold(actor: Actor) -> Sequence[Session]:
    """Return the coming sessions of the own office, for those who write down who was there."""
    if actor.office is None or not reach_of(actor, "classes.present"):
        return ()
    states = (Session.State.OPEN, Session.State.CLOSED)
    rows = Session.objects.filter(office_id=actor.office, state__in=states, ends__gte=timezone.now())
    return list(rows.order_by("starts", "pk")[:MOST])


def links(enrolment: int, actor: Actor) -> Sequence[Link]:
    """Return the sessions of a version at which its learner has a seat, and those to register for."""
    found = courses.enrolment(enrolment)
    if found is None or not found.version.needs.get("attendance"):
        return []
    now = timezone.now()
    seats = list(queries.mine(actor).filter(session__version=found.version_id)[:MOST])
    there = queries.attended_by(actor, [seat.session_id for seat in seats]) if seats else set()
    held = [seat for seat in seats if seat.session_id in there or _is_ahead(seat.session, now)]
    free = queries.coming(now).filter(version=found.version_id).exclude(pk__in=[seat.session_id for seat in seats])
    shown = [_seated(seat, now, actor, present=seat.session_id in there) for seat in held]
    return [*reversed(shown), *(_link(row, actor, "", ready=True) for row in free[:MOST])]


def _is_ahead(session: Session, now: datetime) -> bool:
    return session.ends > now and session.state in {Session.State.OPEN, Session.State.CLOSED}


def _seated(seat: Seat, now: datetime, actor: Actor, *, present: bool) -> Link:
    """Show a session of the learner, and whether there is something to do: to answer, or to be there."""
    if present:
        return _link(seat.session, actor, PRESENT.text(actor.lang), ready=False)
    begins = seat.session.starts - BEFORE <= now
    ready = begins if seat.state in {Seat.State.SEATED, Seat.State.WAITING} else seat.session.state == "open"
    return _link(seat.session, actor, str(seat.get_state_display()), ready=ready)


def _link(row: Session, actor: Actor, state: str, *, ready: bool) -> Link:
    title, url = row.title.replace("{", "{{").replace("}", "}}"), reverse("classes:mine-detail", args=[row.pk])
    note = " · ".join(filter(None, (when(row, actor.lang), state)))
    return Link("attendance", Say(title, title), url, note, ready)


def steps(version: Any, actor: Actor) -> Sequence[Step]:
    """Return where whoever may prepares a session of a published version."""
    if version.state != "published" or not reach_of(actor, "classes.make"):
        return []
    url = f"{reverse('classes:create')}?versi={version.pk}"
    return [Step(Say("Siapkan sesi", "Prepare a session"), url, "calendar-plus")]


def move(gone: int, kept: int, log: Log) -> Sequence[int]:
    """Give seats and attendances of one row of the register to another; attendances come back as negative numbers."""
    seats = _moved(Seat, gone, kept)
    presences = _moved(Attendance, gone, kept)
    for pk in seats:
        log.record("classes.member-merged", ("classes.seat", pk))
    for pk in presences:
        log.record("classes.member-merged", ("classes.attendance", pk))
    return [*seats, *(-pk for pk in presences)]


def _moved(kind: type[Seat] | type[Attendance], gone: int, kept: int) -> list[int]:
    """Move what does not stand there already for the same session."""
    there = list(kind.objects.filter(member=kept).values_list("session_id", flat=True))
    rows = kind.objects.filter(member=gone).exclude(session__in=there)
    moved = list(rows.order_by("pk").values_list("pk", flat=True))
    kind.objects.filter(pk__in=moved).update(member=kept)
    return moved


def back(gone: int, rows: Sequence[int], log: Log) -> None:
    """Give them back."""
    Seat.objects.filter(pk__in=[pk for pk in rows if pk > 0]).update(member=gone)
    Attendance.objects.filter(pk__in=[-pk for pk in rows if pk < 0]).update(member=gone)
    for pk in rows:
        kind = "classes.seat" if pk > 0 else "classes.attendance"
        log.record("classes.member-unmerged", (kind, abs(pk)))
