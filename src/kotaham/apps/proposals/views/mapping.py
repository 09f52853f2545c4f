"""Which course addresses which indicator or right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of, told
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.proposals import queries, services
from kotaham.apps.proposals.forms import MappingForm, ReasonForm
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

SEPARATOR = ":"


def index(request: GatedRequest) -> HttpResponse:
    """Show what is mapped for an instrument, and map another course."""
    offered = list(instruments.usable())
    chosen = _chosen(request, offered)
    form = _form(request, chosen) if chosen else None
    problems: list[dict[str, str]] = []
    if request.method == "POST" and chosen and form and form.is_valid():
        problems = _added(request, chosen.pk, form.cleaned_data)
        if not problems:
            return redirect(f"{reverse('proposals:mappings')}?instrumen={chosen.pk}")
    page = page_of(request, queries.mappings(chosen.slug if chosen else "-"))
    titles = _titles(chosen) if chosen else {}
    context = {
        "form": form,
        "problems": problems,
        "page": page,
        "offered": offered,
        "chosen": chosen,
        "rows": [{"row": row, "title": titles.get(row.code, "")} for row in page.rows],
        "may_map": bool(reach_of(request.actor, "proposals.map")),
    }
    bad = request.method == "POST" and (problems or not form or form.errors)
    return render(request, "proposals/mappings.html", context, status=422 if bad else 200)


def _chosen(request: GatedRequest, offered: list[Any]) -> Any:
    wanted = choice_of(request, "instrumen", [str(one.pk) for one in offered])
    return next((one for one in offered if str(one.pk) == wanted), offered[0] if offered else None)


def _titles(version: Any) -> dict[str, str]:
    instrument = instruments.instrument_of(version, language())
    rights = {one.code: one.title for one in instrument.groups}
    return rights | {one.code: one.title for one in queries.indicators_of(instrument)}


def _form(request: GatedRequest, version: Any) -> MappingForm:
    instrument = instruments.instrument_of(version, language())
    rights = [(f"right{SEPARATOR}{one.code}", f"{one.code} {one.title}") for one in instrument.groups]
    indicators = [
        (f"indicator{SEPARATOR}{one.code}", f"{one.code} {one.title}") for one in queries.indicators_of(instrument)
    ]
    rows = courses.courses(request.actor, Reach.ALL).filter(retired=False)[:500]
    return MappingForm(
        request.POST if request.method == "POST" else None,
        whats=[(_("Hak"), rights), (_("Indikator"), indicators)],
        courses=[(one.pk, one.title) for one in rows],
        initial={"what": request.GET.get("untuk", "")},
    )


def _added(request: GatedRequest, version: int, said: dict[str, Any]) -> list[dict[str, str]]:
    kind, _sep, code = said["what"].partition(SEPARATOR)
    try:
        services.add(services.Wish(version, kind, code, said["course"], said["basis"]), actor=request.actor)
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return list(told(refused))
    messages.success(request, _("Pemetaan disimpan."))
    return []


def end(request: GatedRequest, pk: int) -> HttpResponse:
    """End a mapping."""
    form = ReasonForm(request.POST)
    form.is_valid()
    services.end(pk, form.cleaned_data.get("reason", ""), actor=request.actor)
    messages.success(request, _("Pemetaan diakhiri; riwayatnya tetap tersimpan."))
    return redirect("proposals:mappings")
