"""Open and revoke the secret calendar address of a person, and gather what it shows."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.notices import queries
from kotaham.apps.notices.models import Feed
from kotaham.apps.notices.rules import own
from kotaham.core.language import Say

THING = Say("Alamat kalender ini", "This calendar address")
MOST = 500  # days shown in one feed


@dataclass(frozen=True, slots=True)
class Day:
    """One whole day in a calendar: what is due, and the page that tells more."""

    uid: str
    title: Say
    on: date
    url: str


Source = Callable[[Actor], Iterable[Day]]
calendar_sources: dict[str, Source] = {}


def open_feed(*, actor: Actor) -> str:
    """Make the calendar address of the actor and return its secret, which is never shown again."""
    demand(actor, "notices.feed")
    secret = secrets.token_urlsafe(32)
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                feed = Feed.objects.create(person_id=person_of(actor), secret_hash=hash_of(secret))
        except IntegrityError:
            raise Stale.of(THING) from None
        log.record("notices.feed-opened", feed)
    return secret


def revoke_feed(pk: int, *, actor: Actor) -> None:
    """Make a calendar address useless at once."""
    feed = demand_for(actor, "notices.feed", Feed.objects.filter(pk=pk), own)
    with events.work(actor) as log:
        if not Feed.objects.filter(pk=pk, revoked_at=None).update(revoked_at=timezone.now()):
            raise Stale.of(THING)
        log.record("notices.feed-revoked", feed)


def days_of(person: int) -> Sequence[Day]:
    """Return what is due for a person in all the roles they hold today, by date."""
    found: dict[str, Day] = {}
    for appointment in accounts.appointments_of(person, timezone.localdate()):
        actor = actor_of_appointment(appointment)
        for source in calendar_sources.values():
            found.update((day.uid, day) for day in source(actor))
    return sorted(found.values(), key=lambda day: (day.on, day.uid))[:MOST]


def feed_of_secret(secret: str) -> Feed | None:
    """Return the open feed that a secret opens."""
    return queries.feed_by_hash(hash_of(secret))


def person_of(actor: Actor) -> int:
    """Return the person who acts; the policy lets nobody else come this far."""
    if actor.person is None:
        raise LookupError("nobody is signed in")
    return actor.person


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
