"""Answer an invitation by its link, without an account: until the session begins, and anew by who has thought again.

Looking changes nothing: programs that check mail open every link. The answer takes the way of the answers of people who
have signed in. What no longer holds is told in a letter, and tells nothing about a person.
"""

import hashlib

from django.core.cache import cache
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat
from kotaham.apps.classes.rules import answering as rules
from kotaham.apps.classes.rules import standing
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.links import digest
from kotaham.apps.classes.services.seating import hold, let_go, take_seats
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.register import queries as register
from kotaham.core.errors import Problem, Refused

RULE = "classes.answer"
WINDOW = 600  # seconds
WRONG = 60  # addresses that lead nowhere, from one network: an office with old letters shares an address
ANSWERS = 30  # answers to one invitation: each stands in the record
KINDS = {
    rules.WITHDRAWN: letters.INVITATION_WITHDRAWN,
    rules.BEGUN: letters.INVITATION_BEGUN,
    rules.PRESENT: letters.ALREADY_THERE,
}


class Unanswerable(Refused):
    """An invitation that cannot be answered: the link is wrong (404), it is over (410), asked too often (429)."""

    def __init__(self, problem: Problem, status: int) -> None:
        """Keep the status of the page."""
        super().__init__(problem)
        self.status = status


def find_invitation(token: str, *, actor: Actor) -> Seat:
    """Return the invitation that a link is about while it can be answered; else say what holds now."""
    demand(actor, RULE)
    if int(cache.get(_key("wrong", actor.origin), 0)) >= WRONG:
        raise Unanswerable(letters.ANSWER_OFTEN(), 429)
    seat = queries.invited_by(digest(token))
    if seat is None:
        _count("wrong", actor.origin)
        raise Unanswerable(letters.ANSWER_UNKNOWN(), 404)
    _must_stand(seat)
    return seat


def _must_stand(seat: Seat) -> None:
    session = seat.session
    present = bool(queries.live(session.pk, [seat.member_id]))
    known = seat.member.state in register.COUNTED  # whoever was merged or erased meanwhile is nobody to answer
    now = standing(session.state, seat.state, session.starts, timezone.now(), known=known, present=present)
    if now == rules.OPEN:
        return
    values = {"session": letters.named(session), "office": session.office.name}
    if now == rules.CANCELLED:
        raise Unanswerable(letters.INVITATION_CANCELLED(reason=session.why, **values), 410)
    raise Unanswerable(KINDS[now](**values), 410)


def answer_invitation(token: str, accepts: bool, *, actor: Actor, online: bool = False) -> Seat:
    """Accept or refuse; the same answer twice is one, another one takes its place."""
    seat = find_invitation(token, actor=actor)
    if _count("answers", str(seat.pk)) > ANSWERS:
        raise Unanswerable(letters.ANSWERED_OFTEN(), 429)
    with events.work(actor) as log:
        session = hold(seat.session)
        seat = queries.seat(seat.pk).get()  # as it is now that nobody else is changing it
        if seat.answer_hash != digest(token):
            raise Unanswerable(letters.ANSWER_UNKNOWN(), 404)
        _must_stand(seat)
        if accepts:
            take_seats(session, [seat.member_id], actor=actor, log=log, online=online, way=Seat.Way.LINK)
        elif seat.state != Seat.State.GIVEN_UP:
            let_go(seat, log, way=Seat.Way.LINK)
    return queries.seat(seat.pk).get()


def _key(what: str, of: str) -> str:
    return f"classes-answer-{what}-" + hashlib.sha256(of.encode()).hexdigest()[:32]


def _count(what: str, of: str) -> int:
    cache.add(_key(what, of), 0, WINDOW)
    return int(cache.incr(_key(what, of)))
