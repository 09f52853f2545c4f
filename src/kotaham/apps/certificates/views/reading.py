"""Certificates within reach, one of them, one's own; and the files."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop

from kotaham.apps.certificates import queries, services
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.views.parts import attached, stands
from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.queries import number_of, page_of
from kotaham.apps.gate.services import GatedRequest, reach_of

PACK = 50  # as many as a page of the list shows
PDF, JWT, JSON = "application/pdf", "application/vc+jwt", "application/json"


def index(request: GatedRequest) -> HttpResponse:
    """Show the certificates within reach; a number leads straight to the one it belongs to."""
    number = " ".join(request.GET.get("nomor", "").split())[:80]
    rows = queries.listed(request.actor, request.reach, version=_version(request), number=number)
    page = page_of(request, rows)
    if number and len(page.rows) == 1:
        return redirect("certificates:detail", page.rows[0].pk)
    services.seen_names({row.member_id for row in page.rows}, gettext_noop("daftar sertifikat"), actor=request.actor)
    context = {
        "page": page,
        "rows": [stands(row) for row in page.rows],
        "number": number,
        "query": urlencode({name: request.GET[name] for name in ("versi", "hal") if name in request.GET}),
        "may_issues": bool(reach_of(request.actor, "certificates.issues")),
        "may_templates": bool(reach_of(request.actor, "certificates.templates")),
    }
    return render(request, "certificates/list.html", context)


def bundle(request: GatedRequest) -> HttpResponse:
    """Give the PDFs of one page of a list as one file; whose they are is on the record."""
    rows = queries.listed(request.actor, request.reach, version=_version(request))
    page = page_of(request, rows, PACK)
    services.seen_names({row.member_id for row in page.rows}, gettext_noop("paket PDF sertifikat"), actor=request.actor)
    return attached(services.bundle(page.rows), f"sertifikat-{page.number}.zip", "application/zip")


def _version(request: GatedRequest) -> int | None:
    return number_of(request, "versi", lambda pk: bool(courses.version_names([pk])))


def mine(request: GatedRequest) -> HttpResponse:
    """Show one's own certificates."""
    page = page_of(request, queries.mine(request.actor))
    return render(request, "certificates/mine.html", {"page": page, "rows": [stands(row) for row in page.rows]})


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one certificate: what is printed, what became of it."""
    row = services.find(pk, actor=request.actor)
    services.seen_names([row.member_id], gettext_noop("sertifikat"), actor=request.actor)
    counts = row.state == Certificate.State.VALID
    context = {
        "certificate": row,
        "stands": stands(row),
        "said": services.shown_fields(row),
        "newer": queries.newer(row),
        "may_revoke": counts and bool(reach_of(request.actor, "certificates.revoke")),
        "may_renew": counts and bool(reach_of(request.actor, "certificates.renew")),
    }
    return render(request, "certificates/detail.html", context)


def file(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the PDF."""
    row = services.find(pk, actor=request.actor)
    services.seen_names([row.member_id], gettext_noop("PDF sertifikat"), actor=request.actor)
    return attached(services.paper(row), f"sertifikat-{row.pk}.pdf", PDF)


def record(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the signed record."""
    row = services.find(pk, actor=request.actor)
    services.seen_names([row.member_id], gettext_noop("catatan sertifikat"), actor=request.actor)
    return attached(services.record_file(row), f"sertifikat-{row.pk}.json", JSON)


def own_file(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the PDF of one's own certificate."""
    row = services.find_own(pk, actor=request.actor)
    return attached(services.paper(row), f"sertifikat-{row.pk}.pdf", PDF)


def own_badge(request: GatedRequest, pk: int) -> HttpResponse:
    """Give one's own certificate as Open Badges 3.0 credential."""
    row = services.find_own(pk, actor=request.actor)
    return attached(services.badge(row), f"lencana-{row.pk}.jwt", JWT)


def own_record(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the signed record of one's own certificate."""
    row = services.find_own(pk, actor=request.actor)
    return attached(services.record_file(row), f"sertifikat-{row.pk}.json", JSON)
