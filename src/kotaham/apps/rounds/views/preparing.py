"""Prepare a round: choose its instrument, say what it is to be, set the days of its steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.forms import DaysForm, EditForm, WishForm
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.services import Wish
from kotaham.apps.rounds.views.parts import attempt

EARLIER = 30  # rounds before, to choose from
WORDS = ("title", "instrument", "period", "period_end", "basis", "trial", "sample_percent", "objection_days")


def create(request: GatedRequest) -> HttpResponse:
    """Choose the instrument first, then say what the round is to be."""
    sealed = list(instruments.usable(trial=False))
    others = [one for one in instruments.usable(trial=True) if one.pk not in {row.pk for row in sealed}]
    asked = request.GET.get("instrumen", "")
    chosen = next((one for one in (*sealed, *others) if str(one.pk) == asked), None)
    if chosen is None:
        return render(request, "rounds/choose_instrument.html", {"sealed": sealed, "others": others})
    trial = chosen in others
    form = WishForm(
        request.POST or None,
        initial={"instrument": chosen.pk, "trial": trial, "sample_percent": 10, "objection_days": 14},
        **_offers([*sealed, *others], chosen.pk, None),
    )
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        round_, problems = attempt(lambda: services.create(_wish(form.cleaned_data), actor=request.actor))
        if round_:
            messages.success(request, _("Putaran disiapkan. Sekarang tetapkan hari setiap tahap."))
            return redirect("rounds:days", round_.pk)
    context = {"form": form, "instrument": chosen, "problems": problems}
    return render(request, "rounds/create.html", context, status=422 if form.errors or problems else 200)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change what a round is to be."""
    round_ = services.editable(pk, actor=request.actor)
    initial = {name: getattr(round_, name) for name in (*WORDS, "endorsements", "bonus", "version")}
    initial |= {"instrument": round_.instrument_id, "previous": round_.previous_id}
    posted = request.POST.get("instrument", "")
    version = int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 19 else round_.instrument_id
    offers = _offers(list(instruments.usable(trial=True)), version, pk)
    form = EditForm(request.POST or None, initial=initial, **offers)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        done, problems = attempt(lambda: services.edit(pk, _wish(found), actor=request.actor, version=found["version"]))
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(round_)
    context = {"form": form, "round": round_, "problems": problems}
    return render(request, "rounds/edit.html", context, status=422 if form.errors or problems else 200)


def _offers(versions: Sequence[Any], chosen: int, pk: int | None) -> dict[str, Any]:
    """Return what the form offers: versions, bonus items of the chosen one, rounds before."""
    version = next((one for one in versions if one.pk == chosen), None)
    items = services.bonus_items(version) if version else ()
    return {"versions": versions, "items": items, "earlier": list(queries.older_than(pk)[:EARLIER])}


def _wish(found: Mapping[str, Any]) -> Wish:
    fields: dict[str, Any] = {name: found[name] for name in (*WORDS, "previous")}
    fields |= {name: found.get(name) or () for name in ("endorsements", "bonus")}
    return Wish(**fields)


def days(request: GatedRequest, pk: int) -> HttpResponse:
    """Set the days of all steps."""
    round_ = services.editable(pk, actor=request.actor)
    initial: dict[str, Any] = {"version": round_.version}
    for step, one in queries.days(round_).items():
        initial |= {f"{step}_opens": one.opens, f"{step}_closes": one.closes}
    form = DaysForm(request.POST or None, initial=initial)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        done, problems = attempt(lambda: services.set_days(pk, form.days, actor=request.actor, version=version))
        if done:
            messages.success(request, _("Hari setiap tahap disimpan."))
            return redirect(_next(done))
    context = {"form": form, "round": round_, "problems": problems}
    return render(request, "rounds/days.html", context, status=422 if form.errors or problems else 200)


def _next(round_: Round) -> str:
    """Return the page that comes after the days: choosing who takes part, until somebody does."""
    page = round_.get_absolute_url()
    return page if queries.count(round_) else f"{page}/peserta/pilih"
