"""Where evidence is used."""

from django.db.models import Q, QuerySet

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
    return live.count() - live.filter(scope).count()
