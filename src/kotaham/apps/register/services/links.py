"""Links by which people register themselves with one office: signed, for a while, for so many, closed at any time.

Nobody learns from the public page whether somebody is in the register: a number that is known changes nothing and is
answered like one that is new.
"""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import cast

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Joined, Link
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.adding import Wish, judged, must_reach, put
from kotaham.apps.register.services.sealed import indexes
from kotaham.core.errors import Refused
from kotaham.core.language import Say

_SALT = "kotaham.register.link"
MOST, DAYS = 20_000, 365


def token_of(link: Link) -> str:
    """Return the token of a link, made from the row and the secret of the house whenever somebody needs it."""
    parts = (str(link.office_id), link.title, _moment(link.made_at), _moment(link.expires_at))
    return urlsafe_b64encode(salted_hmac(_SALT, "|".join(parts), algorithm="sha256").digest()).decode().rstrip("=")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(title: str, until: date, most: int, office: int, *, actor: Actor) -> Link:
    """Make a link for an office within reach, open to the end of a day."""
    must_reach(actor, demand(actor, "register.link-make"), office)
    if not (told := " ".join(title.split())[:200]):
        raise Refused(letters.NO_TITLE())
    ends = timezone.make_aware(datetime.combine(until, time(23, 59)))
    if not 0 < (ends - timezone.now()).total_seconds() <= DAYS * 86_400:
        raise Refused(letters.LINK_DAY(days=DAYS))
    if not 1 <= most <= MOST:
        raise Refused(letters.LINK_MOST(most=MOST))
    with events.work(actor) as log:
        link = Link(office_id=office, title=told, expires_at=ends, most=most, made_by_id=cast("int", actor.person))
        link.token_hash = _digest(token_of(link))
        link.save()
        log.record("register.link-made", link, holder=office, data={"most": most})
    return link


def close_link(pk: int, *, actor: Actor) -> Link:
    """Close a link before its day."""
    link = demand_for(actor, "register.link-close", queries.link_rows(pk), rules.of_office, see="register.links")
    with events.work(actor) as log:
        if not Link.objects.filter(pk=pk, closed_at=None).update(closed_at=timezone.now()):
            raise Stale.of(Say("Tautan ini", "This link"))
        log.record("register.link-closed", link, holder=link.office_id)
    return link


def open_link(token: str) -> Link:
    """Return the link of a token while it can be used; else refuse with one letter for every reason."""
    found = queries.open_links().filter(token_hash=_digest(token), used__lt=F("most")).first()
    if found is None:
        raise Refused(letters.LINK_GONE())
    return found


def join(token: str, wish: Wish, *, actor: Actor) -> Link:
    """Register oneself with the office of a link; who is known already stays as they are."""
    demand(actor, "register.join")
    link = open_link(token)
    said = judged(wish)
    known = said is not None and queries.by_index(indexes(said.digits)).exists()
    with events.work(actor) as log:
        if not queries.open_links().filter(pk=link.pk, used__lt=F("most")).update(used=F("used") + 1):
            raise Refused(letters.LINK_GONE())
        if not known:
            member = put(replace(wish, office=link.office_id), actor=actor, log=log)
            Joined.objects.create(link=link, member=member)
        log.record("register.joined", link, holder=link.office_id, data={"known": known})
    return link
