"""How indicators moved beside courses: an association, told as one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.proposals import queries, services
from kotaham.core.association import LEAST


def index(request: GatedRequest) -> HttpResponse:
    """Show what was counted of the newest decided round that follows another."""
    found = queries.published_rounds(request.actor)
    round_ = found[0][0] if found else None
    context = {"round": round_, "least": LEAST, "may_count": bool(reach_of(request.actor, "proposals.count"))}
    if round_ is not None:
        page = page_of(request, queries.movements(round_.pk))
        instrument = instruments.instrument_of(round_.instrument, language())
        titles = {one.code: one.title for one in queries.indicators_of(instrument)}
        context |= {"page": page, "rows": [{"row": row, "title": titles.get(row.code, "")} for row in page.rows]}
    return render(request, "proposals/movement.html", context)


def count(request: GatedRequest) -> HttpResponse:
    """Have it counted anew."""
    services.ask_count(actor=request.actor)
    messages.success(request, _("Penghitungan diantrekan."))
    return redirect("proposals:movement")
