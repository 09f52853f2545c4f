"""Tokens by which programs of an office read hours: shown once, kept as a digest, ended by a day or by hand."""

import hashlib
import secrets
from datetime import date, timedelta

from django.core.cache import cache
from django.utils import timezone

from kotaham.apps.credits import queries, rules
from kotaham.apps.credits.models import Access
from kotaham.apps.credits.services import letters
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused
from kotaham.core.language import Say

PREFIX = "khm_"
LONGEST = 366
READS, WINDOW = 60, 60  # reads that one token may make in so many seconds
NAME = Say("Nama program", "The name of the program")


def make_access(name: str, ends: date, *, actor: Actor) -> tuple[Access, str]:
    """Make a token for the actor's office; return it with the row, the only time that anybody sees it."""
    demand(actor, "credits.access")
    if actor.office is None:
        raise Refused(letters.NO_OFFICE())
    called = letters.must_say(name, NAME, 120)
    if not timedelta(0) <= ends - offices.today() <= timedelta(days=LONGEST):
        raise Refused(letters.TOO_LONG(days=LONGEST))
    token = PREFIX + secrets.token_urlsafe(32)
    with events.work(actor) as log:
        row = Access.objects.create(
            office_id=actor.office,
            name=called,
            digest=digest_of(token),
            tail=token[-4:],
            by_id=actor.person or 0,
            ends=ends,
        )
        log.record("credits.access-made", row, holder=actor.office)
    return row, token


def revoke_access(pk: int, *, actor: Actor) -> Access:
    """End a token at once."""
    rows = Access.objects.filter(pk=pk).select_related("office")
    row = demand_for(actor, "credits.access", rows, rules.offices_of)
    with events.work(actor) as log:
        fields = {"revoked_at": timezone.now(), "revoked_by_id": actor.person}
        if not Access.objects.filter(pk=pk, revoked_at=None).update(**fields):
            raise Stale.of(letters.named(row))
        log.record("credits.access-revoked", row, holder=row.office_id)
    return row


def digest_of(token: str) -> str:
    """Return what is kept of a token; it has 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def bearer(header: str) -> Access | None:
    """Return the access that a header `Authorization: Bearer ...` names, or None."""
    kind, _space, token = header.partition(" ")
    if kind.lower() != "bearer" or not token.startswith(PREFIX) or len(token) > 100:
        return None
    return queries.by_digest(digest_of(token.strip()), offices.today())


def too_often(row: Access) -> bool:
    """Tell whether a token reads more often than it may."""
    key = f"credits-access-{row.pk}"
    cache.add(key, 0, WINDOW)
    return int(cache.incr(key)) > READS


def reader_of(row: Access, origin: str, request: str) -> Actor:
    """Return the program as the actor of the record: what it reads, it reads for its office."""
    office = row.office
    return Actor(
        name=row.name, office=office.pk, office_name=office.name, rank=office.rank,
        area=offices.area(office.pk), origin=origin, request=request, system=f"credits.access-{row.pk}",
    )  # fmt: skip
