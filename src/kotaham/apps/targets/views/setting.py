"""A target with its history, and how it is set."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.queries import GROUPS
from kotaham.apps.targets import queries, services
from kotaham.apps.targets.forms import ChangeForm, TargetForm
from kotaham.apps.targets.models import Target
from kotaham.apps.targets.services import Asked
from kotaham.apps.targets.views.asking import asked, attempt, board_url, query
from kotaham.core.errors import Refused


def _about(request: GatedRequest, rule: str) -> tuple[Asked, dict[str, Any]]:
    one = services.narrowed(asked(request), request.actor, rule)
    if one.kanwil is None:
        raise Refused(services.NO_KANWIL())
    kanwil = offices.get(one.kanwil)
    if kanwil is None or kanwil.kind != "kanwil":
        raise Http404
    return one, {
        "asked": one,
        "kanwil_name": kanwil.short_name or kanwil.name,
        "group_name": GROUPS[one.group],
        "back": board_url(one),
        "query": query(one),
    }


def target(request: GatedRequest) -> HttpResponse:
    """Show every edition of a target, with the reason of each change."""
    one, context = _about(request, "targets.see")
    rows = list(queries.history(one.year, one.kanwil or 0, one.group))
    context |= {"rows": rows, "may_set": bool(reach_of(request.actor, "targets.set"))}
    return render(request, "targets/target.html", context)


def change(request: GatedRequest) -> HttpResponse:
    """Set a target, or change it with a reason."""
    one, context = _about(request, "targets.set")
    before = queries.history(one.year, one.kanwil or 0, one.group).first()
    form = _form(request, before)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        edition = said.pop("edition")
        wish = services.Wish(year=one.year, kanwil=one.kanwil or 0, group=one.group, **said)
        row, problems = attempt(lambda: services.set_target(wish, actor=request.actor, edition=edition))
        if row:
            messages.success(request, _("Target tersimpan."))
            return redirect(f"{reverse('targets:target')}?{context['query']}")
    context |= {"form": form, "problems": problems, "before": before}
    return render(request, "targets/set.html", context, status=422 if form.errors or problems else 200)


def _form(request: GatedRequest, before: Target | None) -> TargetForm:
    initial: dict[str, Any] = {"valid_from": services.now(), "edition": 0}
    if before is None:
        return TargetForm(request.POST or None, initial=initial)
    initial |= {"edition": before.edition, "amount": before.amount, "basis": before.basis}
    return ChangeForm(request.POST or None, initial=initial)


def check(request: GatedRequest) -> HttpResponse:
    """Let the counts of a year be compared with the records now, and go to where that can be followed."""
    text = str(request.POST.get("year") or "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return redirect("jobs:detail", services.ask_check(year, actor=request.actor).pk)
