"""Invite people to a session, and withdraw an invitation that nobody has answered yet."""

from collections.abc import Sequence

from django.db.models import F
from django.http import Http404

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.rules import SEAT_LIFE
from kotaham.apps.classes.services import letters, telling
from kotaham.apps.classes.services.counted import invited
from kotaham.apps.classes.services.mailing import queue
from kotaham.apps.classes.services.planning import find
from kotaham.apps.classes.services.seating import PEOPLE, hold, made, takers_left
from kotaham.apps.courses import services as course_services
from kotaham.apps.courses.services import Pasted
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import queries as register
from kotaham.apps.register import services as register_services
from kotaham.core.errors import Refused

RULE = "classes.invite"
State, Mail = Seat.State, Seat.Mail


def invite(pk: int, text: str, *, actor: Actor) -> tuple[list[Seat], Pasted]:
    """Invite whoever a pasted list names; who was invited or has a seat already stays as they are."""
    session = _to_invite(pk, actor)
    pasted = course_services.read_numbers(text, actor=actor, rule=PEOPLE)
    return _invite(session, pasted.members, actor), pasted


def invite_takers(pk: int, *, actor: Actor) -> tuple[list[Seat], Pasted]:
    """Invite whoever of the people within reach takes the course of a session and stands on no list of it yet."""
    session = _to_invite(pk, actor)
    members = takers_left(session, actor, invited=False)
    return _invite(session, members, actor), Pasted(members, [])


def _to_invite(pk: int, actor: Actor) -> Session:
    session = find(pk, RULE, actor=actor)
    if session.state != Session.State.OPEN:
        raise Refused(letters.NOT_OPEN(session=letters.named(session)))
    return session


def _invite(session: Session, members: Sequence[int], actor: Actor) -> list[Seat]:
    pk = session.pk
    with events.work(actor) as log:
        held = hold(session)
        there = queries.seats_of(pk, members)
        fresh = [one for one in members if one not in there]
        new = made(session, fresh, [State.INVITED] * len(fresh), actor, invited=True)
        rows = [*new, *_again([there[one] for one in members if one in there and there[one].state == State.REVOKED])]
        for row in rows:
            log.record("classes.invited", row, holder=row.office_id, data={"session": pk})
        if rows:
            people = queries.accounts_at(pk, (State.INVITED,), [row.member_id for row in rows])
            telling.tell(people, session, "classes.invited", telling.INVITED, actor)
            _count(new, held, log)
        if any(row.mail == Mail.OWED for row in rows):
            queue(pk)
    return rows


def _again(rows: Sequence[Seat]) -> list[Seat]:
    """Invite again whose invitation was withdrawn: it counts from its first day on, and its letter has a new link."""
    reached = register.reached_by_mail([row.member_id for row in rows]) if rows else set()
    for row in rows:
        row.state = SEAT_LIFE.move("invite", row.state).target
        row.mail = Mail.OWED if row.member_id in reached else Mail.NONE
        fields = {"state": row.state, "mail": row.mail, "answer_way": "", "answer_hash": ""}  # the old link ends
        Seat.objects.filter(pk=row.pk).update(revision=F("revision") + 1, **fields)
    return list(rows)


def _count(rows: Sequence[Seat], session: Session, log: Log) -> None:
    register_services.count([invited(row, row.at, session.mode) for row in rows], log)


def withdraw(pk: int, seat: int, *, actor: Actor) -> Seat:
    """Withdraw an invitation that waits for an answer: its link ends, and says so; that it was sent still counts."""
    session = find(pk, RULE, actor=actor)
    row = queries.seat(seat).filter(session=session).first()
    if row is None:
        raise Http404
    with events.work(actor) as log:
        hold(session)
        move = SEAT_LIFE.move("withdraw", row.state)
        rows = Seat.objects.filter(pk=seat, state=move.source)
        fields = {"state": move.target, "mail": Mail.NONE, "release_hash": ""}
        if not rows.update(answer_round=F("answer_round") + 1, revision=F("revision") + 1, **fields):
            raise Stale.of(letters.seat_named(row))
        log.record("classes.withdrawn", row, holder=row.office_id, data={"session": pk})
        if account := row.member.account_id:
            telling.tell([account], session, "classes.withdrawn", telling.WITHDRAWN, actor)
    row.state = move.target
    return row
