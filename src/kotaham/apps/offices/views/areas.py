"""Which Kanwil serves which province, and since when."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import demand, reach_of
from kotaham.apps.gate.services.request import GatedRequest
from kotaham.apps.offices import queries, services
from kotaham.apps.offices.forms import AreaForm
from kotaham.apps.offices.models import KanwilArea
from kotaham.apps.offices.services import Wish
from kotaham.apps.places import queries as places
from kotaham.core.policy import Reach


@dataclass
class Served:
    """A province with the Kanwil that serves it now, and those that did."""

    code: str
    name: str
    now: KanwilArea | None = None
    before: list[KanwilArea] = field(default_factory=list)


def index(request: GatedRequest) -> HttpResponse:
    """Show every province with its Kanwil; where none is known, say so."""
    rows = queries.areas().filter(queries.within(request.actor, request.reach, at="kanwil"))
    served = {place.code: Served(place.code, place.name) for place in places.provinces()}
    for row in rows:
        one = served.setdefault(row.province_code, Served(row.province_code, row.province.name))
        if row.valid_to is None:
            one.now = row
        else:
            one.before.append(row)
    shown = [one for one in served.values() if one.now or one.before or request.reach is Reach.ALL]
    context = {
        "served": shown,
        "unknown": sum(one.now is None for one in shown),
        "may_set": bool(reach_of(request.actor, "offices.set-area")),
    }
    return render(request, "offices/areas.html", context)


def change(request: GatedRequest, code: str) -> HttpResponse:
    """Set the Kanwil of one province."""
    demand(request.actor, "offices.set-area")
    province = places.get(code)
    if province is None or province.level != "province":
        raise Http404
    rows = list(queries.areas().filter(province_code=code))
    now = next((row for row in rows if row.valid_to is None), None)
    initial: dict[str, Any] = {"was": now.pk if now else 0, "kanwil": now.kanwil_id if now else None}
    initial |= {"certainty": now.certainty, "source": now.source} if now else {}
    form = AreaForm(request.POST or None, kanwils=queries.kanwils(), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wish = Wish(data["kanwil"], data["on"], data["certainty"], data["source"])
        services.set_area(code, actor=request.actor, was=data["was"], wish=wish, reason=data["reason"])
        messages.success(request, _("Wilayah kerja disimpan."))
        return redirect("offices:areas")
    return render(request, "offices/set_area.html", {"form": form, "province": province, "rows": rows, "now": now})
