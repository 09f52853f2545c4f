"""Communities and businesses: the list, one of them, a new one, retiring one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.apps.places import queries as places
from kotaham.apps.register import queries, services
from kotaham.apps.register.forms import EntityForm
from kotaham.apps.register.models import Entity
from kotaham.apps.register.views.parts import FEW, Letters, abilities, attempt
from kotaham.core.policy import Reach


def index(request: GatedRequest) -> HttpResponse:
    """List communities and businesses."""
    kind, text = choice_of(request, "jenis", Entity.Kind.values), request.GET.get("q", "")[:100]
    page = page_of(request, queries.entity_rows(request.actor, request.reach, kind, text))
    known = places.by_code([row.place_code for row in page.rows if row.place_code])
    rows = [(row, known[row.place_code].name if row.place_code in known else "") for row in page.rows]
    may = abilities(request.actor, "entities-add", "entities-retire")
    context = {"page": page, "rows": rows, "kind": kind, "text": text, "kinds": Entity.Kind.choices, **may}
    return render(request, "register/entities.html", context | _alike(request))


def _alike(request: GatedRequest) -> dict[str, Any]:
    """Return the first of those that may be one, for whoever may decide that."""
    reach = reach_of(request.actor, "register.entities-merge")
    pairs = list(queries.entity_pairs(request.actor, reach)[: FEW + 1]) if reach else []
    known = places.by_code([one.place_code for pair in pairs for one in (pair.first, pair.second) if one.place_code])
    shown = [
        (
            pair,
            [(one, known[one.place_code].name if one.place_code in known else "") for one in (pair.first, pair.second)],
        )
        for pair in pairs[:FEW]
    ]
    return {"pairs": shown, "more_pairs": len(pairs) > FEW}


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one: where it is noted, what was merged into it or into what it was merged, and its history."""
    entity = services.find_entity(pk, actor=request.actor)
    place = places.by_code([entity.place_code]) if entity.place_code else {}
    may = abilities(request.actor, "entities-retire", "entities-merge", "entities-unmerge")
    context = {
        "entity": entity,
        "place": place[entity.place_code].name if entity.place_code in place else "",
        "merges": list(queries.entity_merges_into(pk)),
        **may,
    }
    return render(request, "register/entity.html", context)


def add(request: GatedRequest) -> HttpResponse:
    """Note a community or a business."""
    form, problems = EntityForm(request.POST or None, **_offers(request)), Letters()
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(lambda: services.add_entity(actor=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("%(name)s dicatat.") % {"name": made.name})
            return redirect(_way_back(request, made.pk) or "register:entities")
    context = {"form": form, "problems": problems}
    return render(request, "register/entity_add.html", context, status=422 if form.errors or problems else 200)


def _way_back(request: GatedRequest, pk: int) -> str:
    """Return the page of ours that asked for a new one, with what was made; empty when there is none."""
    wanted = request.GET.get("kembali", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return f"{wanted.partition('?')[0]}?{urlencode({'entitas': pk})}" if is_ours else ""


def _offers(request: GatedRequest) -> dict[str, Any]:
    """Return the Kanwil and the places within reach: one's own, or all of them."""
    actor = request.actor
    if reach_of(actor, "register.entities-add") is Reach.ALL:
        return {"kanwils": offices.kanwils(), "places": places.cities()}
    near = [place for code in actor.area for place in places.cities(code)]
    return {"kanwils": offices.kanwils().filter(pk=actor.office or 0), "places": near}


def retire(request: GatedRequest, pk: int) -> HttpResponse:
    """Retire a community or a business, or take it up again."""
    active = request.POST.get("active") == "1"
    entity = services.set_active(pk, actor=request.actor, active=active)
    words = _("%(name)s aktif kembali.") if active else _("%(name)s diakhiri.")
    messages.success(request, words % {"name": entity.name})
    return redirect("register:entities")
