"""Lists of evidence; every filter has its index."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper

from kotaham.apps.evidence.models import Evidence
from kotaham.apps.evidence.rules import inherited, reachable
from kotaham.apps.evidence.rules.dates import SOON
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

FILTERS = ("", "expiring", "expired", "unused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to: the state (one of FILTERS), the kind of file or "link", words of the title."""

    only: str = ""
    media: str = ""
    words: str = ""


def listed(actor: Actor, reach: Reach, wanted: Wanted, on: date) -> QuerySet[Evidence]:
    """Return the evidence within reach, newest first; what expires first comes first where that is the question."""
    rows = Evidence.objects.filter(reachable(actor, reach)).select_related("holder")
    rows = _by_state(rows, wanted.only, on)
    if wanted.media:
        rows = rows.filter(kind=Evidence.Kind.LINK) if wanted.media == "link" else rows.filter(media=wanted.media)
    if words := " ".join(wanted.words.split())[:80]:
        rows = rows.filter(title_key__contains=Upper(Value(words)))
    return rows


def inherited_by(actor: Actor) -> QuerySet[Evidence]:
    """Return what the province shares with the actor's office, newest first."""
    return Evidence.objects.filter(inherited(actor), latest__gt=0).select_related("holder").order_by("-pk")


def _by_state(rows: QuerySet[Evidence], only: str, on: date) -> QuerySet[Evidence]:
    if only == "withdrawn":
        return rows.filter(state=Evidence.State.WITHDRAWN).order_by("-pk")
    rows = rows.filter(state=Evidence.State.ACTIVE)
    if only == "unused":
        return rows.filter(uses=0).order_by("-pk")
    if only == "expiring":
        return rows.filter(expires__gte=on, expires__lte=on + SOON).order_by("expires", "pk")
    if only == "expired":
        return rows.filter(Q(expires__lt=on)).order_by("-expires", "-pk")
    return rows.order_by("-pk")
