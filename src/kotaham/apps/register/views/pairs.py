"""Probable duplicates: the queue, two rows side by side, and what is decided of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, language
from kotaham.apps.register import queries, rules, services
from kotaham.apps.register.forms import MergeForm, ReasonForm
from kotaham.apps.register.models import Pair
from kotaham.apps.register.rules import REASONS
from kotaham.apps.register.views.parts import KIND, Letters, abilities, attempt
from kotaham.apps.register.views.reading import find

WHY = gettext_noop("kemungkinan kembar")


def index(request: GatedRequest) -> HttpResponse:
    """List the pairs that wait for somebody to look."""
    page = page_of(request, queries.pairs(request.actor, request.reach))
    ids = [pk for pair in page.rows for pk in (pair.first_id, pair.second_id)]
    events.record_read(request.actor, KIND, ids, WHY, fields=("name", "number_tail"))
    rows = [(pair, _reasons(pair)) for pair in page.rows]
    return render(request, "register/pairs.html", {"page": page, "rows": rows})


def _reasons(pair: Pair) -> list[str]:
    lang = language()
    return [REASONS[code].text(lang) for code in pair.reasons if code in REASONS]


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the two rows side by side."""
    pair = _find(request, pk)
    return _page(request, pair, MergeForm(people=(pair.first, pair.second)), Letters())


def _find(request: GatedRequest, pk: int, rule: str = "register.pairs") -> Pair:
    return demand_for(request.actor, rule, queries.pair_rows(pk), rules.of_both, see="register.pairs")


def _page(request: GatedRequest, pair: Pair, form: MergeForm, problems: Letters) -> HttpResponse:
    events.record_read(request.actor, KIND, [pair.first_id, pair.second_id], WHY, fields=("name", "number_tail"))
    may = abilities(request.actor, "differ", "merge")
    open_ = pair.state == Pair.State.OPEN
    context: dict[str, Any] = {
        "pair": pair,
        "people": (pair.first, pair.second),
        "reasons": _reasons(pair),
        "form": form,
        "problems": problems,
        **{name: allowed and open_ for name, allowed in may.items()},
    }
    return render(request, "register/pair.html", context, status=422 if form.errors or problems else 200)


def differ(request: GatedRequest, pk: int) -> HttpResponse:
    """Say that they are two people."""
    services.differ(pk, actor=request.actor)
    messages.success(request, _("Dicatat sebagai dua orang yang berbeda."))
    return redirect("register:pairs")


def merge(request: GatedRequest, pk: int) -> HttpResponse:
    """Merge the two into the one that stays."""
    pair = _find(request, pk, "register.merge")
    form, problems = MergeForm(request.POST, people=(pair.first, pair.second)), Letters()
    if form.is_valid():
        found = form.cleaned_data
        done, problems = attempt(lambda: services.merge(pk, found["kept"], found["reason"], actor=request.actor))
        if done:
            messages.success(request, _("Kedua baris digabung. Penggabungan dapat diurungkan dari halaman ini."))
            return redirect(done.kept)
    return _page(request, pair, form, problems)


def unmerge(request: GatedRequest, ref: UUID) -> HttpResponse:
    """Ask why, then take a merge apart."""
    member = find(request, ref, "register.unmerge")
    form, problems = ReasonForm(request.POST or None, initial={"version": member.version}), Letters()
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.unmerge(ref, form.cleaned_data["reason"], actor=request.actor))
        if done:
            messages.success(request, _("Penggabungan diurungkan."))
            return redirect(member)
    events.record_read(request.actor, KIND, [member.pk], gettext_noop("halaman ubah peserta"), fields=("name",))
    context = {"form": form, "member": member, "problems": problems, "verb": "unmerge"}
    return render(request, "register/step.html", context, status=422 if form.errors or problems else 200)
