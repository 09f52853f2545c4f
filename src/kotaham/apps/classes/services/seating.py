"""Give seats: never more than there are, the others wait in the order of asking, and whoever gives up makes room.

The session's row is held while seats are given, and the number of seats only grows where there is room: of twenty who
ask for the last one, one gets it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.rules import SEAT_LIFE, oneself
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.counted import invited_on
from kotaham.apps.classes.services.filling import fill
from kotaham.apps.classes.services.planning import look
from kotaham.apps.courses import queries as courses
from kotaham.apps.courses import services as course_services
from kotaham.apps.courses.services import Pasted
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.register import queries as register
from kotaham.core.errors import Refused

State, Mail = Seat.State, Seat.Mail
BATCH = 2_000
MOST = 10_000  # at once, as of a pasted list
PEOPLE = "classes.enrol"  # how far the people of a list may be
HELD = {State.SEATED, State.WAITING}


def take_seats(
    session: Session, member_ids: Collection[int], *, actor: Actor, log: Log, online: bool = False, way: str = ""
) -> list[Seat]:
    """Give members a seat, or a place in the queue, in the unit of work of who has asked; who has one keeps it."""
    held = hold(session)
    if held.state != Session.State.OPEN:
        raise Refused(letters.NOT_OPEN(session=letters.named(held)))
    there = queries.seats_of(session.pk, member_ids)
    wanted = [one for one in dict.fromkeys(member_ids) if one not in there or there[one].state not in HELD]
    free = len(wanted) if held.capacity is None else max(held.capacity - held.seated, 0)
    now = timezone.now()
    rows = [
        *_again([there[one] for one in wanted if one in there], free, online, way, log),
        *_new(
            held, [one for one in wanted if one not in there], max(free - _old(wanted, there), 0), online, actor, log
        ),
    ]
    seated = sum(row.state == State.SEATED for row in rows)
    _count(held, seated, len(rows) - seated)
    _enrol(held, [row.member_id for row in rows], actor, log)
    Session.objects.filter(pk=held.pk).update(since=now)
    return rows


def hold(session: Session) -> Session:
    """Hold a session still until the unit of work is over, and return it as it is now."""
    return Session.objects.select_for_update(no_key=True).get(pk=session.pk)


def _old(wanted: Collection[int], there: Any) -> int:
    return sum(one in there for one in wanted)


def _again(rows: Sequence[Seat], free: int, online: bool, way: str, log: Log) -> list[Seat]:
    """Give seats to those who were invited, or gave theirs up before; they ask anew, so they stand at the end."""
    now = timezone.now()
    for at, row in enumerate(rows):
        move = SEAT_LIFE.move("seat" if at < free else "wait", row.state)
        held = Seat.objects.filter(pk=row.pk, state=move.source)
        fields = {"state": move.target, "at": now, "online": online, "answer_way": way}
        if not held.update(revision=F("revision") + 1, **fields):
            raise Stale.of(letters.seat_named(row))
        row.state = move.target
        log.record(VERBS[move.target], row, holder=row.office_id, data=_said(row, way))
    return list(rows)


def _said(seat: Seat, way: str) -> dict[str, object]:
    """Return what stands beside an answer in the record: of one without an account, that it came by the link."""
    return {"session": seat.session_id} | ({"way": way} if way else {})


def _new(session: Session, members: Sequence[int], free: int, online: bool, actor: Actor, log: Log) -> list[Seat]:
    states = [State.SEATED if at < free else State.WAITING for at in range(len(members))]
    rows = made(session, members, states, actor, online=online)
    for row in rows:
        log.record(VERBS[row.state], row, holder=row.office_id, data={"session": session.pk})
    return rows


VERBS: dict[str, str] = {State.SEATED: "classes.seated", State.WAITING: "classes.queued"}


def made(
    session: Session, members: Sequence[int], states: Iterable[str], actor: Actor, *, online: bool = False,
    invited: bool = False,
) -> list[Seat]:  # fmt: skip
    """Write seats with where their people serve on the day of the session; of an invitation, on its own day, too."""
    serving = register.serving(members, timezone.localdate(session.starts))
    now = timezone.now()
    asked = _asked(members, now) if invited else {}
    return Seat.objects.bulk_create(
        (
            Seat(session=session, member_id=one, state=state, online=online, office_id=serving[one].office,
                 kanwil_id=serving[one].kanwil, group=serving[one].group, at=now, by_id=actor.person,
                 **asked.get(one, {}))
            for one, state in zip(members, states, strict=True) if one in serving
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _asked(members: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """Return what seats keep of an invitation: when, where their people serve on that day, and if a mail is owed."""
    here, reached = register.serving(members, invited_on(now)), register.reached_by_mail(members)
    return {
        one: {"invited_at": now, "invited_office_id": place.office, "invited_kanwil_id": place.kanwil,
              "mail": Mail.OWED if one in reached else Mail.NONE}
        for one, place in here.items()
    }  # fmt: skip


def _count(session: Session, seated: int, waiting: int) -> None:
    """Count seats on, only where there is room for all of them."""
    rows = Session.objects.filter(pk=session.pk)
    if seated and session.capacity is not None:
        rows = rows.filter(seated__lte=session.capacity - seated)
    if not rows.update(seated=F("seated") + seated, waiting=F("waiting") + waiting):
        raise Stale.of(letters.named(session))


def _enrol(session: Session, members: Sequence[int], actor: Actor, log: Log) -> None:
    """Enrol in the course that the session belongs to, so that being there counts for it."""
    version = courses.version(session.version_id) if session.version_id else None
    if version is not None and version.state == "published" and members:
        course_services.enrol(version, members, actor=actor, how="session", log=log)


def register_own(pk: int, *, actor: Actor, online: bool = False) -> Seat:
    """Take a seat oneself, or wait for one."""
    demand(actor, "classes.seat")
    session = queries.announced(pk)
    if session is None:
        raise Http404
    member = register.of_account(actor.person)
    if member is None:
        raise Refused(letters.NOT_MEMBER())
    with events.work(actor) as log:
        take_seats(session, [member.pk], actor=actor, log=log, online=online)
    return queries.seats_of(pk, [member.pk])[member.pk]


def enrol_numbers(pk: int, text: str, *, actor: Actor) -> tuple[list[Seat], Pasted]:
    """Give seats to whoever of the own people a pasted list names; what is wrong comes back by row."""
    session = look(pk, "classes.enrol", actor=actor)
    pasted = course_services.read_numbers(text, actor=actor, rule=PEOPLE)
    with events.work(actor) as log:
        return take_seats(session, pasted.members, actor=actor, log=log), pasted


def enrol_takers(pk: int, *, actor: Actor) -> tuple[list[Seat], Pasted]:
    """Give seats to whoever of the own people takes the course of a session and has not answered it by a seat yet."""
    session = look(pk, "classes.enrol", actor=actor)
    members = takers_left(session, actor, invited=True)
    with events.work(actor) as log:
        return take_seats(session, members, actor=actor, log=log), Pasted(members, [])


def takers_left(session: Session, actor: Actor, *, invited: bool) -> list[int]:
    """Return whom a button names instead of a pasted list: the same reach, and no more at once."""
    rows = queries.takers(session, actor, demand(actor, PEOPLE), invited=invited)
    if not (members := list(rows.values_list("pk", flat=True)[:MOST])):
        raise Refused(letters.NOBODY_LEFT())
    return members


def give_up_own(pk: int, *, actor: Actor) -> Seat:
    """Give up one's own seat; whoever has waited longest gets it."""
    seat = demand_for(actor, "classes.seat", queries.seat(pk), oneself)
    with events.work(actor) as log:
        let_go(seat, log)
    return seat


def let_go(seat: Seat, log: Log, way: str = "") -> None:
    """Give a seat, a place in the queue or an invitation up, in the unit of work of who has asked."""
    held = hold(seat.session)
    move = SEAT_LIFE.move("give-up", seat.state)
    rows = Seat.objects.filter(pk=seat.pk, state=move.source)
    if not rows.update(state=move.target, answer_way=way, revision=F("revision") + 1, release_hash=""):
        raise Stale.of(letters.seat_named(seat))
    log.record("classes.given-up", seat, holder=seat.office_id, data=_said(seat, way))
    if move.source in HELD:
        column = "seated" if move.source == State.SEATED else "waiting"
        Session.objects.filter(pk=held.pk, **{f"{column}__gt": 0}).update(**{column: F(column) - 1})
    fill(held, log)
    seat.state = move.target
