"""Check in with the code that the room shows: signed in by a click, else with one's own number."""

import hashlib
import time

from django.core.cache import cache
from django.http import Http404

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.rules import STEP, code_of, is_valid
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.presence import Method, Seen, attend, must_take
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.register import queries as register
from kotaham.apps.register import services as register_services
from kotaham.core.errors import Refused
from kotaham.core.identity.number import clean

WRONG, WINDOW = 30, 600  # numbers that nobody has, from one address, within so many seconds: a room shares an address


def current(session: Session, now: float | None = None) -> tuple[str, int]:
    """Return the code that the room shows now, and for how many seconds it does."""
    moment = time.time() if now is None else now
    return code_of(session.secret, session.pk, moment), int(STEP - moment % STEP)


def announced(pk: int) -> Session:
    """Return a session that was announced, for the page at the door."""
    found = queries.announced(pk)
    if found is None:
        raise Http404
    return found


def check_in(pk: int, code: str, *, actor: Actor, number: str = "", now: float | None = None) -> bool:
    """Write down that somebody is there; return whether it is new. A wrong code is told before any number is read."""
    demand(actor, "classes.check-in")
    session = announced(pk)
    must_take(session)
    if not is_valid(session.secret, session.pk, code, time.time() if now is None else now):
        raise Refused(letters.BAD_CODE())
    member = _member(actor, number)
    with events.work(actor) as log:
        return bool(attend(session, [Seen(member)], Method.CODE, actor=actor, log=log))


def _member(actor: Actor, number: str) -> int:
    """Return who checks in: whoever is signed in and in the register, else who has the number."""
    own = register.of_account(actor.person)
    if own is not None and not number.strip():
        return int(own.pk)
    digits = clean(number)
    if not digits:
        raise Refused(letters.NOT_MEMBER() if actor.person else letters.NOBODY())
    if _too_often(actor.origin):
        raise Refused(letters.TOO_OFTEN())
    found = register.by_index(register_services.indexes(digits)).values_list("pk", flat=True).first()
    if found is None:
        _note_wrong(actor.origin)
        raise Refused(letters.NOT_KNOWN())
    return int(found)


def _key(origin: str) -> str:
    return "classes-wrong-" + hashlib.sha256(origin.encode()).hexdigest()[:32]


def _too_often(origin: str) -> bool:
    return int(cache.get(_key(origin), 0)) >= WRONG


def _note_wrong(origin: str) -> None:
    cache.add(_key(origin), 0, WINDOW)
    cache.incr(_key(origin))
