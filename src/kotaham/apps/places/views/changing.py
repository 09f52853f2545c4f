"""Record a change of a place: the form, then what it would do, then the change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.places import queries, services
from kotaham.apps.places.forms import ChangeForm


def change(request: GatedRequest) -> HttpResponse:
    """Ask what happened; show what would follow; do it when that was seen."""
    first = {"before": request.GET.get("kode", ""), "on": queries.today()}
    form = ChangeForm(request.POST or None, initial=first)
    if not form.is_valid():
        return render(request, "places/change_form.html", {"form": form}, status=422 if form.is_bound else 200)
    said = dict(form.cleaned_data)
    reason = said.pop("reason")
    wish = services.Wish(**said)
    if request.POST.get("step") == "back":
        return render(request, "places/change_form.html", {"form": form})
    if request.POST.get("step") != "record":
        seen = services.preview_change(wish, actor=request.actor)
        hidden = [field.as_hidden() for field in form]
        words = {"wish": wish, "seen": seen, "hidden": hidden, "what": wish.what, "reason": reason}
        return render(request, "places/change_preview.html", words)
    place = services.change_place(wish, actor=request.actor, reason=reason)
    messages.success(request, _("Perubahan wilayah dicatat."))
    return redirect("places:detail", code=place.code)
