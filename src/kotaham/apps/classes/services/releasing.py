"""Ask the supervisor to release somebody from duty for a session: by a letter with a link that only its holder has."""

import hashlib
import secrets

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.rules import oneself
from kotaham.apps.classes.services import letters, telling
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.core.errors import Refused
from kotaham.core.language import Say

Release = Seat.Release
THING = Say("Permohonan izin ini", "This request")


def ask(pk: int, supervisor: str, *, actor: Actor) -> tuple[Seat, str]:
    """Ask for release; return the seat and the token, which is kept nowhere. Asked again, the old link ends."""
    seat = demand_for(actor, "classes.seat", queries.seat(pk), oneself)
    who = letters.must_say(supervisor, letters.NO_SUPERVISOR, 200)
    if seat.state not in {Seat.State.SEATED, Seat.State.INVITED, Seat.State.WAITING}:
        raise Refused(letters.NOT_OPEN(session=letters.named(seat.session)))
    token = secrets.token_urlsafe(24)
    with events.work(actor) as log:
        rows = Seat.objects.filter(pk=pk, revision=seat.revision)
        fields = {"release": Release.ASKED, "supervisor": who, "release_hash": digest(token), "release_at": None}
        if not rows.update(revision=F("revision") + 1, **fields):
            raise Stale.of(letters.seat_named(seat))
        log.record("classes.release-asked", seat, holder=seat.office_id, data={"session": seat.session_id})
    seat.supervisor, seat.release = who, Release.ASKED
    return seat, token


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str, *, actor: Actor) -> Seat:
    """Return the seat that a link is about; the name in it is shown to whoever holds the link, and that is recorded."""
    demand(actor, "classes.release")
    seat = queries.released_by(digest(token))
    if seat is None or seat.session.state == Session.State.DRAFT:
        raise Http404
    return seat


def answer(token: str, given: bool, *, actor: Actor) -> Seat:
    """Say yes or no, once."""
    seat = find(token, actor=actor)
    wanted = Release.GIVEN if given else Release.REFUSED
    with events.work(actor) as log:
        rows = Seat.objects.filter(pk=seat.pk, release=Release.ASKED, release_hash=digest(token))
        if not rows.update(release=wanted, release_at=timezone.now(), revision=F("revision") + 1):
            raise Stale.of(THING)
        verb = "classes.release-given" if given else "classes.release-refused"
        log.record(verb, seat, holder=seat.office_id, data={"session": seat.session_id})
        if account := seat.member.account_id:
            title = telling.GIVEN if given else telling.REFUSED
            telling.tell([account], seat.session, "classes.released", title, None)
    seat.release = wanted
    return seat
