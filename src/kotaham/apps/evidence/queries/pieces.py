"""Single pieces of evidence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

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


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of pieces by number; one with personal data is called by its number alone."""
    rows = Evidence.objects.filter(pk__in=set(ids)).values_list("pk", "title", "personal")
    return {pk: _("bukti nomor %(number)s") % {"number": pk} if personal else title for pk, title, personal in rows}


def upload_names(tickets: Iterable[str]) -> dict[str, str]:
    """Return what a file is called that never became evidence."""
    return dict.fromkeys(tickets, _("berkas yang ditolak"))


def revisions(evidence: Evidence) -> QuerySet[Revision]:
    """Return all revisions, the newest first."""
    return Revision.objects.filter(evidence=evidence).select_related("by").order_by("-number")


def revision_of(evidence: Evidence, number: int | None = None) -> Revision | None:
    """Return a revision that can be opened, by default the one that counts now."""
    rows = Revision.objects.filter(evidence=evidence, state=Revision.State.READY)
    return rows.filter(number=evidence.latest if number is None else number).first()


def twins(evidence: Evidence, scope: Q, mine: Collection[str]) -> QuerySet[Evidence]:
    """Return other evidence within reach that holds the very same bytes as one of some hashes.

    Of a subquery for the hashes PostgreSQL would not know how few it finds, and read all revisions.
    """
    same = Revision.objects.filter(sha256__in=mine, state=Revision.State.READY).exclude(sha256="")
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
