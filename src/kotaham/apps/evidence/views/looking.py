"""The list of evidence and the page of one piece."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kotaham.apps.evidence import queries
from kotaham.apps.evidence.forms import FilterForm
from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.evidence.rules import reachable, uses_reachable, validity
from kotaham.apps.evidence.views.letters import language
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, reach_of

TWINS = 5


def index(request: GatedRequest) -> HttpResponse:
    """Show the evidence within reach."""
    today = timezone.localdate()
    form = FilterForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    wanted = queries.Wanted(told.get("keadaan", ""), told.get("jenis", ""), told.get("cari", ""))
    page = page_of(request, queries.listed(request.actor, request.reach, wanted, today))
    rows = [
        {
            "evidence": row,
            "chip": queries.chip(row, today),
            "validity": validity(row.effective_from, row.expires, today),
        }
        for row in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "is_narrowed": bool(wanted.only or wanted.media or wanted.words),
        "may_add": bool(reach_of(request.actor, "evidence.add")),
    }
    return render(request, "evidence/list.html", context)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one piece: what it is, its revisions, where it is used, and its pages."""
    actor = request.actor
    evidence = demand_for(actor, "evidence.see", queries.piece(pk), reachable)
    scope = reachable(actor, request.reach)
    told = uses_reachable(actor, request.reach)
    revisions = list(queries.revisions(evidence)[:50])
    latest = next((row for row in revisions if row.number == evidence.latest), None)
    context = {
        "evidence": evidence,
        "validity": validity(evidence.effective_from, evidence.expires, timezone.localdate()),
        "revisions": [{"row": row, "letter": _letter(row)} for row in revisions],
        "latest": latest,
        "shown": _shown(request, latest),
        "uses": queries.uses_of_evidence(evidence, told)[:50],
        "hidden_uses": queries.hidden_uses(evidence, told) if evidence.uses else 0,
        "twins": queries.twins(evidence, scope)[:TWINS] if latest and latest.sha256 else (),
        "may": _may(request, evidence),
        "zone": evidence.holder.place.zone if evidence.holder.place else "",
    }
    return render(request, "evidence/detail.html", context)


def _may(request: GatedRequest, evidence: Evidence) -> dict[str, bool]:
    """Tell which buttons make sense; the services ask again."""
    own = evidence.holder_id == request.actor.office and evidence.state == Evidence.State.ACTIVE
    return {verb: own and bool(reach_of(request.actor, f"evidence.{verb}")) for verb in ("revise", "amend", "withdraw")}


def _shown(request: GatedRequest, latest: Revision | None) -> dict[str, int] | None:
    """Return which page of the preview is open, and its neighbours."""
    if latest is None or not latest.pages or latest.media not in media.BY_NAME or not media.BY_NAME[latest.media].shown:
        return None
    most = min(latest.pages, limits.PREVIEW_PAGES)
    text = request.GET.get("halaman", "1")
    page = min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return {"page": page, "most": most, "before": page - 1, "after": page + 1 if page < most else 0}


def _letter(revision: Revision) -> list[dict[str, str]]:
    return [{"what": part[language()], "code": part["code"]} for part in revision.letter]
