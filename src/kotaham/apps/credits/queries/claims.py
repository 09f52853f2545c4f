"""Find claims."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from kotaham.apps.credits.models import Claim
from kotaham.apps.credits.rules import claims as near
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def claim(pk: int) -> QuerySet[Claim]:
    """Return the one claim as a query, for `demand_for`."""
    return Claim.objects.filter(pk=pk).select_related("member", "office", "by", "decided_by")


def claims(actor: Actor, reach: Reach, state: str = "") -> QuerySet[Claim]:
    """Return the claims within reach, newest first."""
    rows = Claim.objects.filter(near(actor, reach))
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("member", "office").order_by("-pk")


def claim_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what claims are called in the record: by course, never by person."""
    return {pk: f"{title} (PJ-{pk})" for pk, title in Claim.objects.filter(pk__in=set(pks)).values_list("pk", "title")}
