"""What proves many subjects at once, and which of those files prove something elsewhere."""

from collections.abc import Collection, Iterator

from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast

from kotaham.apps.evidence.models import Use


def proofs_of(kind: str, subjects: "QuerySet[Model]") -> QuerySet[Use]:
    """Return all live uses that prove some subjects of one kind, with piece and revision, in the order given."""
    keys = subjects.order_by().annotate(as_key=Cast("pk", CharField(max_length=60))).values("as_key")
    rows = Use.objects.filter(kind=kind, ended_at=None, subject__in=keys)
    return rows.select_related("evidence", "revision").order_by("pk")


def twin_uses(kind: str, sha256: Collection[str], apart_from: Collection[int]) -> Iterator[tuple[str, str]]:
    """Yield (hash, subject) where the very same bytes, as another piece of evidence, prove another subject."""
    rows = Use.objects.filter(kind=kind, ended_at=None, revision__sha256__in=list(sha256))
    rows = rows.exclude(revision__sha256="").exclude(evidence__in=list(apart_from))
    yield from rows.values_list("revision__sha256", "subject").distinct()
