"""Where evidence is used."""

from collections.abc import Iterator

from django.db.models import CharField, Count, Model, Q, QuerySet
from django.db.models.functions import Cast

from kotaham.apps.evidence.models import Evidence, Use


def uses_of(kind: str, subject: object) -> QuerySet[Use]:
    """Return what proves a subject now, with its evidence, in the order it was given."""
    rows = Use.objects.filter(kind=kind, subject=str(subject), ended_at=None)
    return rows.select_related("evidence", "evidence__holder", "revision").order_by("pk")


def uses_of_evidence(evidence: Evidence, scope: Q) -> QuerySet[Use]:
    """Return where a piece is and was used within reach, the newest first."""
    return Use.objects.filter(scope, evidence=evidence).select_related("holder", "revision", "by").order_by("-pk")


def hidden_uses(evidence: Evidence, scope: Q) -> int:
    """Count the live uses whose subjects lie out of reach."""
    live = Use.objects.filter(evidence=evidence, ended_at=None)
    counted = live.aggregate(every=Count("pk"), seen=Count("pk", filter=scope))
    return int(counted["every"] - counted["seen"])


def pieces_of(kind: str, subjects: "QuerySet[Model]") -> Iterator[tuple[int, int]]:
    """Yield, for many subjects of one kind at once, the number of each subject and of a piece that proves it now."""
    keys = subjects.order_by().annotate(as_key=Cast("pk", CharField(max_length=60))).values("as_key")
    rows = Use.objects.filter(kind=kind, ended_at=None, subject__in=keys).order_by("pk")
    for subject, piece in rows.values_list("subject", "evidence_id"):
        yield int(subject), piece
