"""The list of evidence and the page of one piece."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kotaham.apps.evidence import queries, services
from kotaham.apps.evidence.forms import FilterForm
from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.evidence.rules import reachable, usable, uses_reachable, validity
from kotaham.apps.gate.queries import fields_of, page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, language, reach_of

TWINS = 5
USES = 50


def index(request: GatedRequest) -> HttpResponse:
    """Show the evidence within reach."""
    today = timezone.localdate()
    form = FilterForm(request.GET)
    told = fields_of(request, form)
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
    evidence = demand_for(actor, "evidence.see", queries.piece(pk), usable)
    scope = reachable(actor, request.reach)
    told = uses_reachable(actor, request.reach)
    revisions = list(queries.revisions(evidence)[:50])
    latest = next((row for row in revisions if row.number == evidence.latest), None)
    uses = _uses(request, evidence, told)
    hashes = {row.sha256 for row in revisions if row.sha256}
    context = {
        "evidence": evidence,
        "validity": validity(evidence.effective_from, evidence.expires, timezone.localdate()),
        "revisions": [{"row": row, "letter": _letter(row)} for row in revisions],
        "latest": latest,
        "shown": _shown(request, latest),
        "uses": uses,
        "hidden_uses": _hidden(evidence, told, uses),
        "twins": queries.twins(evidence, scope, hashes)[:TWINS] if latest and latest.sha256 else (),
        "may": _may(request, evidence),
        "inherited": evidence.shared and evidence.holder_id != actor.office,
        "zone": evidence.holder.place.zone if evidence.holder.place else "",
    }
    return render(request, "evidence/detail.html", context)


def _uses(request: GatedRequest, evidence: Evidence, told: Q) -> list[dict[str, Any]]:
    """Return where the piece is and was used, and which uses the reader can end: not those of what is closed."""
    rows = list(queries.uses_of_evidence(evidence, told)[:USES])
    reach = reach_of(request.actor, "evidence.use")
    seen = reach == request.reach  # who sees it by this reach has it; else the database is asked
    may = seen or (bool(reach) and queries.piece(evidence.pk).filter(reachable(request.actor, reach)).exists())
    live = {(use.kind, use.subject) for use in rows if may and use.ended_at is None}
    free = live - services.frozen_among(live)
    return [{"use": use, "may_release": use.ended_at is None and (use.kind, use.subject) in free} for use in rows]


def _hidden(evidence: Evidence, told: Q, shown: list[dict[str, Any]]) -> int:
    """Count the live uses out of reach; the database is asked only where not all within reach are on the page."""
    if not evidence.uses or len(shown) == USES:
        return queries.hidden_uses(evidence, told) if evidence.uses else 0
    return max(evidence.uses - sum(row["use"].ended_at is None for row in shown), 0)


def _may(request: GatedRequest, evidence: Evidence) -> dict[str, bool]:
    """Tell which buttons make sense; the services ask again."""
    own = evidence.holder_id == request.actor.office and evidence.state == Evidence.State.ACTIVE
    may = {verb: own and bool(reach_of(request.actor, f"evidence.{verb}")) for verb in ("revise", "amend", "withdraw")}
    may["share"] = own and evidence.holder.kind == "province" and bool(reach_of(request.actor, "evidence.share"))
    return may


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
