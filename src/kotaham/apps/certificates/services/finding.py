"""Find the one thing an address names, for somebody who may see it; names that are shown go into the record."""

from collections.abc import Iterable

from kotaham.apps.certificates import queries, rules
from kotaham.apps.certificates.models import Certificate, Issue, Template
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand_for

MEMBER = "register.member"
FIELDS = ("name",)


def find(pk: int, rule: str = "certificates.see", *, actor: Actor) -> Certificate:
    """Return a certificate within reach."""
    return demand_for(actor, rule, queries.one(pk), rules.certificates, see="certificates.see")


def find_own(pk: int, *, actor: Actor) -> Certificate:
    """Return one of one's own certificates."""
    return demand_for(actor, "certificates.own", queries.one(pk), rules.oneself)


def find_template(pk: int, rule: str = "certificates.templates", *, actor: Actor) -> Template:
    """Return a template within reach."""
    return demand_for(actor, rule, queries.template(pk), rules.templates, see="certificates.templates")


def find_issue(pk: int, *, actor: Actor) -> Issue:
    """Return an issue within reach."""
    return demand_for(actor, "certificates.issues", queries.issue(pk), rules.templates)


def seen_names(members: Iterable[int], why: str, *, actor: Actor) -> None:
    """Record that the names of these people were shown to the actor."""
    events.record_read(actor, MEMBER, members, why, fields=FIELDS)
