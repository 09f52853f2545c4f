"""Single pieces of evidence."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.evidence.rules import Validity, validity

_CHIP_KINDS = {
    "pdf": "pdf",
    "png": "image",
    "jpeg": "image",
    "xlsx": "sheet",
    "ods": "sheet",
    "csv": "sheet",
    "docx": "word",
    "odt": "word",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """What the chip of a piece of evidence shows."""

    name: str
    kind: str
    state: str


def piece(pk: int) -> QuerySet[Evidence]:
    """Return the one piece as a query, for `demand_for`."""
    return Evidence.objects.filter(pk=pk).select_related("holder", "holder__place", "by")


def revisions(evidence: Evidence) -> QuerySet[Revision]:
    """Return all revisions, the newest first."""
    return Revision.objects.filter(evidence=evidence).select_related("by").order_by("-number")


def revision_of(evidence: Evidence, number: int | None = None) -> Revision | None:
    """Return a revision that can be opened, by default the one that counts now."""
    rows = Revision.objects.filter(evidence=evidence, state=Revision.State.READY)
    return rows.filter(number=evidence.latest if number is None else number).first()


def twins(evidence: Evidence, scope: Q) -> QuerySet[Evidence]:
    """Return other evidence within reach that holds the very same bytes."""
    mine = Revision.objects.filter(evidence=evidence).exclude(sha256="").values_list("sha256", flat=True)
    # As a list: of a subquery PostgreSQL does not know how few rows it finds, and reads all revisions.
    same = Revision.objects.filter(sha256__in=list(mine), state=Revision.State.READY).exclude(sha256="")
    others = Evidence.objects.filter(scope, pk__in=same.values("evidence")).exclude(pk=evidence.pk)
    return others.select_related("holder").order_by("pk")


def chip(evidence: Evidence, on: date) -> Chip:
    """Return what the chip of a piece shows on a day."""
    state = {Validity.OVER: "gone", Validity.SOON: "expiring"}.get(
        validity(evidence.effective_from, evidence.expires, on), ""
    )
    gone = evidence.state == Evidence.State.WITHDRAWN
    kind = "link" if evidence.kind == Evidence.Kind.LINK else _CHIP_KINDS.get(evidence.media, "file")
    return Chip(evidence.title, kind, "gone" if gone else state)
