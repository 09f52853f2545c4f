"""The list of offices, and one office."""

from django.http import HttpResponse
from django.shortcuts import render

from kotaham.apps.gate.queries import fields_of, page_of
from kotaham.apps.gate.services import demand_for, reach_of
from kotaham.apps.gate.services.request import GatedRequest
from kotaham.apps.offices import queries
from kotaham.apps.offices.forms import EndForm, FilterForm
from kotaham.apps.offices.models import Kind, Office
from kotaham.apps.offices.rules import BY_HAND
from kotaham.core.policy import Reach

WRITING = ("create", "edit", "move", "close", "mandate", "contact", "adopt", "import")


def index(request: GatedRequest) -> HttpResponse:
    """Show the offices that the reader may see, narrowed by words, kind and place."""
    form = FilterForm(request.GET)
    asked = fields_of(request, form)
    narrowing = queries.Narrowing(
        asked.get("q", ""), asked.get("jenis", ""), asked.get("wilayah", "").strip(), asked.get("tutup", False)
    )
    rows = queries.visible(queries.reachable(request.actor, request.reach), narrowing)
    context = {"form": form, "page": page_of(request, rows), "asked": any(asked.values())}
    context["may_areas"] = bool(reach_of(request.actor, "offices.areas"))
    return render(request, "offices/index.html", context)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one office: where it stands, what it does, how it is reached, what is under it."""
    rows = Office.objects.select_related("parent", "place").filter(pk=pk)
    office = demand_for(request.actor, "offices.see", rows, queries.reachable)
    units = page_of(request, queries.units(office).filter(queries.reachable(request.actor, request.reach)))
    superior = office.parent or queries.get(queries.superior(office.pk) or 0)
    contacts = queries.contacts_of([office, superior] if superior else [office])
    context = {
        "office": office,
        "superior": superior,
        "superior_contacts": contacts[superior.pk] if superior else [],
        "may_open_superior": superior is not None and _reaches(request, request.reach, superior),
        "units": units,
        "mandates": list(queries.mandates(office)),
        "contacts": contacts[office.pk],
        "areas": list(queries.areas(office)) if office.kind == Kind.KANWIL else [],
        "may": _may(request, office),
        "by_hand": office.kind in BY_HAND,
        "end_form": EndForm(),
    }
    return render(request, "offices/detail.html", context)


def _may(request: GatedRequest, office: Office) -> dict[str, bool]:
    """Tell which changes the reader may make to this office."""
    reaches = {name: reach_of(request.actor, f"offices.{name}") for name in WRITING}
    within = {reach: _reaches(request, reach, office) for reach in set(reaches.values())}
    return {name: within[reach] and office.valid_to is None for name, reach in reaches.items()}


def _reaches(request: GatedRequest, reach: Reach, office: Office) -> bool:
    if reach in {Reach.NONE, Reach.ALL} or office.pk == request.actor.office:  # needs no look into the database
        return bool(reach)
    return Office.objects.filter(queries.reachable(request.actor, reach), pk=office.pk).exists()
