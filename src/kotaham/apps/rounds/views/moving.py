"""Open a round, give more days, call it off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.forms import CancelForm, ExtendForm, OpenForm, in_words
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import STEPS
from kotaham.apps.rounds.services import STEPS_OF_CITY
from kotaham.apps.rounds.views.parts import attempt, letters_of
from kotaham.core.errors import Refused


def open_round(request: GatedRequest, pk: int) -> HttpResponse:
    """Say exactly what will happen, ask why, and open the round."""
    round_ = services.found(pk, "rounds.open", actor=request.actor)
    form = OpenForm(request.POST or None, initial={"version": round_.version})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        job = services.ask_open(pk, actor=request.actor, version=found["version"], reason=found["reason"])
        if job:
            messages.info(request, _("Pembukaan dikerjakan di latar; putaran terbuka bila semuanya selesai."))
            return redirect("jobs:detail", job.pk)
        messages.success(request, _("Putaran dibuka. Para peserta sudah diberi tahu."))
        return redirect(round_)
    if round_.state != Round.State.DRAFT:
        return redirect(round_)
    view = services.outlook(round_)
    problems = letters_of(Refused(view.problems)) if view.problems else []
    context = {"form": form, "round": round_, "view": view, "problems": problems, "job": services.under_way(round_)}
    return render(request, "rounds/open.html", context, status=422 if form.errors else 200)


def extend(request: GatedRequest, pk: int) -> HttpResponse:
    """Give more days for a step."""
    round_ = services.found(pk, "rounds.extend", actor=request.actor)
    everybody = bool(reach_of(request.actor, "rounds.extend-any"))
    people = list(queries.near(round_, request.actor, request.reach).filter(withdrawn_at=None))
    form = ExtendForm(
        request.POST or None,
        initial={"office": request.GET.get("peserta"), "step": request.GET.get("tahap", "submit")},
        people=people,
        steps=_steps(round_, everybody=everybody),
        everybody=everybody,
    )
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.extend(pk, actor=request.actor, **form.cleaned_data))
        if done:
            messages.success(request, _("Tenggat diperpanjang. Yang bersangkutan sudah diberi tahu."))
            return redirect(round_)
    context = {"form": form, "round": round_, "problems": problems, "people": people, "running": _running(round_)}
    return render(request, "rounds/extend.html", context, status=422 if form.errors or problems else 200)


def _running(round_: Round) -> bool:
    return round_.state == Round.State.OPEN


def _steps(round_: Round, *, everybody: bool) -> list[tuple[str, Any]]:
    days = queries.days_for(round_, None)
    return [(step, in_words(STEPS[step])) for step in days if everybody or step in STEPS_OF_CITY]


def cancel(request: GatedRequest, pk: int) -> HttpResponse:
    """Call a round off, by which letter and why."""
    round_ = services.found(pk, "rounds.cancel", actor=request.actor)
    form = CancelForm(request.POST or None, initial={"version": round_.version})
    if request.method == "POST" and form.is_valid():
        services.cancel(pk, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Putaran dibatalkan."))
        return redirect(round_)
    context = {"form": form, "round": round_, "count": queries.count(round_)}
    return render(request, "rounds/cancel.html", context, status=422 if form.errors else 200)
