"""The kinds of data with their times, and how a time is set."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of, told
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention import queries, services
from kotaham.apps.retention.forms import TermForm
from kotaham.apps.retention.rules import KINDS, Kind
from kotaham.core.errors import Refused


def index(request: GatedRequest) -> HttpResponse:
    """Show every kind with its time, and the lists."""
    today, words = offices.today(), queries.kind_words()
    page = page_of(request, queries.sheets(), size=20)
    context = {
        "kinds": [_told(kind) | {"term": queries.in_force(code, today)} for code, kind in KINDS.items()],
        "page": page,
        "rows": [{"row": row, "title": words.get(row.kind, row.kind)} for row in page.rows],
    }
    return render(request, "retention/list.html", context)


def _told(kind: Kind) -> dict[str, str]:
    lang = language()
    return {
        "code": kind.code,
        "title": kind.title.text(lang),
        "since": kind.since.text(lang),
        "goes": kind.goes.text(lang),
        "stays": kind.stays.text(lang),
    }


def term(request: GatedRequest, kind: str) -> HttpResponse:
    """Show every edition of a time, with the reason of each change."""
    found = services.kind_of(kind)
    context = {
        "kind": _told(found),
        "rows": list(queries.history(kind)),
        "may_set": bool(reach_of(request.actor, "retention.set")),
    }
    return render(request, "retention/term.html", context)


def change(request: GatedRequest, kind: str) -> HttpResponse:
    """Set a time, or change it with a reason."""
    found = services.kind_of(kind)
    before = queries.history(kind).first()
    initial: dict[str, Any] = {"valid_from": offices.today(), "edition": 0}
    if before:
        initial |= {"edition": before.edition, "years": before.years, "basis": before.basis}
    changes = request.POST.get("edition", "0") != "0" if request.POST else before is not None
    form, problems = TermForm(request.POST or None, initial=initial, changes=changes), []
    if request.method == "POST" and form.is_valid():
        problems = _set(request, kind, dict(form.cleaned_data))
        if not problems:
            return redirect("retention:term", kind)
    bad = request.method == "POST" and (problems or form.errors or not request.POST)
    context = {"form": form, "problems": problems, "kind": _told(found), "before": before}
    return render(request, "retention/set.html", context, status=422 if bad else 200)


def _set(request: GatedRequest, kind: str, said: dict[str, Any]) -> list[dict[str, str]]:
    edition = said.pop("edition")
    try:
        services.set_term(services.Wish(kind=kind, **said), actor=request.actor, edition=edition)
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return list(told(refused))
    messages.success(request, _("Masa simpan ditetapkan. Tidak ada yang dihapus dengan sendirinya."))
    return []
