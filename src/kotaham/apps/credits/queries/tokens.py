"""Find accesses of programs."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from kotaham.apps.credits.models import Access
from kotaham.apps.credits.rules import offices_of
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def accesses(actor: Actor, reach: Reach) -> QuerySet[Access]:
    """Return the accesses of offices within reach, newest first."""
    return Access.objects.filter(offices_of(actor, reach)).select_related("office", "by").order_by("-pk")


def by_digest(digest: str, today: date) -> Access | None:
    """Return the access whose token has this digest, if it counts today."""
    rows = Access.objects.filter(digest=digest, revoked_at=None, ends__gte=today)
    return rows.select_related("office").first()


def access_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what accesses are called in the record."""
    return dict(Access.objects.filter(pk__in=set(pks)).values_list("pk", "name"))
