"""The country, one place, and what lies inside it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.apps.places import queries, rules
from kotaham.apps.places.forms import SearchForm
from kotaham.apps.places.models import Level, Place
from kotaham.apps.places.views.drawing import city_map, province_map, sketch

FEW = 60  # so many children are listed on the page of a place itself; no province has more cities


def index(request: GatedRequest) -> HttpResponse:
    """Show the country: the map of tiles and the provinces, or what a search finds."""
    form = SearchForm(request.GET)
    asked = form.is_valid() and (form.cleaned_data["q"] or form.cleaned_data["tingkat"])
    if asked:
        rows = queries.search(form.cleaned_data["q"], form.cleaned_data["tingkat"])
        return render(request, "places/found.html", {"form": form, "page": page_of(request, rows)})
    provinces = list(queries.provinces_counted())
    cities = list(queries.cities().only("code", "name", "kind", "autonomous"))
    context = {
        "form": form,
        "provinces": provinces,
        "city_count": len(cities),
        "map": city_map(cities),
        "may_change": bool(reach_of(request.actor, "places.change")),
        "small_map": province_map({place.code: place.name for place in provinces}),
    }
    return render(request, "places/index.html", context)


def detail(request: GatedRequest, code: str) -> HttpResponse:
    """Show one place: its codes, its time, its history, its outline, what lies inside."""
    place = _place(code)
    inside = list(queries.children(place)[: FEW + 1])
    around = place if place.level == Level.PROVINCE else place.parent
    context = {
        "place": place,
        "inside": inside[:FEW],
        "has_more": len(inside) > FEW,
        "inside_level": _inside(place),
        "changes": queries.changes(place),
        "may_change": bool(reach_of(request.actor, "places.change")) and place.valid_to is None,
        "bps_codes": list(queries.bps_codes(place)),
        "basis": rules.zones().get(place.code[:2], ("", ""))[1],
        "sketch": sketch(queries.boundaries(around), place) if around else None,
    }
    return render(request, "places/detail.html", context)


def children(request: GatedRequest, code: str) -> HttpResponse:
    """Show all that lies directly inside a place, page by page."""
    place = _place(code)
    page = page_of(request, queries.children(place))
    return render(request, "places/children.html", {"place": place, "page": page, "inside_level": _inside(place)})


def _place(code: str) -> Place:
    place = queries.once(code) if rules.is_code(code) else None
    if place is None:
        raise Http404
    return place


def _inside(place: Place) -> str:
    """Return the name of the level inside; empty for a village."""
    at = rules.LEVELS.index(Level(place.level))
    return str(rules.LEVELS[at + 1].label) if at + 1 < len(rules.LEVELS) else ""
