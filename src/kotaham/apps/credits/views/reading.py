"""Hours of people within reach, of one person, one's own; the transcript."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from kotaham.apps.credits import queries, services
from kotaham.apps.credits.views.parts import attached, year_of
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.register import queries as register


def index(request: GatedRequest) -> HttpResponse:
    """Show people within reach with their hours of a year."""
    text, year = " ".join(request.GET.get("nama", "").split())[:80], year_of(request)
    page = page_of(request, services.people(text, actor=request.actor))
    ids = [row.pk for row in page.rows]
    sums = queries.totals(ids, year)
    services.seen_people(ids, gettext_noop("daftar JP"), actor=request.actor)
    actor = request.actor
    context = {
        "page": page,
        "rows": [{"member": row, "hours": sums.get(row.pk)} for row in page.rows],
        "text": text,
        "year": year,
        "may_export": bool(reach_of(actor, "credits.export")),
        "may_claims": bool(reach_of(actor, "credits.claims")),
        "may_access": bool(reach_of(actor, "credits.access")),
    }
    return render(request, "credits/list.html", context)


def mine(request: GatedRequest) -> HttpResponse:
    """Show one's own hours."""
    member = register.of_account(request.actor.person)
    context = _statement(request, member) if member else {}
    return render(request, "credits/mine.html", context)


def own_file(request: GatedRequest) -> HttpResponse:
    """Give one's own transcript."""
    return _file(request, services.find_own(actor=request.actor))


def person(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Show the hours of a person in a year, line by line with its proof."""
    member = services.find_member(ref, actor=request.actor)
    services.seen_people([member.pk], gettext_noop("JP seseorang"), actor=request.actor)
    actor = request.actor
    context = _statement(request, member) | {
        "may_claim": bool(reach_of(actor, "credits.claim-ask")),
        "may_reverse": bool(reach_of(actor, "credits.reverse")),
    }
    return render(request, "credits/person.html", context)


def person_file(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Give the transcript of a person."""
    member = services.find_member(ref, actor=request.actor)
    services.seen_people([member.pk], gettext_noop("transkrip JP"), actor=request.actor)
    return _file(request, member)


def _statement(request: GatedRequest, member: Any) -> dict[str, Any]:
    years = queries.years_of(member.pk)
    year = year_of(request) if "tahun" in request.GET or not years else years[0]
    return {"found": services.statement(member, year), "years": years, "year": year, "member": member}


def _file(request: GatedRequest, member: Any) -> HttpResponse:
    year = year_of(request)
    made = services.transcript(services.statement(member, year), language())
    return attached(made, f"transkrip-jp-{year}.pdf", "application/pdf")
