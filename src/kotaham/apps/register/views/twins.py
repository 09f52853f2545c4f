"""Communities and businesses that were written down twice: choose the other, look at both, merge, undo."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest, demand_for, told
from kotaham.apps.places import queries as places
from kotaham.apps.register import queries, rules, services
from kotaham.apps.register.forms import EntityMergeForm, EntityReasonForm
from kotaham.apps.register.models import Entity
from kotaham.apps.register.views.parts import FEW, Letters, attempt
from kotaham.core.errors import Refused


def merge(request: GatedRequest, pk: int) -> HttpResponse:
    """Choose the other, then look at both and merge one into the other."""
    entity = _find(request, pk, "register.entities-merge")
    asked = request.POST.get("other", "") if request.method == "POST" else request.GET.get("dengan", "")
    other = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    if not other or entity.merged_into_id:
        return _choice(request, entity)
    try:
        two = services.two(pk, other, actor=request.actor)
    except Refused as refused:
        return _choice(request, entity, told(refused))
    return _confirm(request, two)


def _find(request: GatedRequest, pk: int, rule: str) -> Entity:
    return demand_for(request.actor, rule, queries.entity_row(pk), rules.entities, see="register.entities-see")


def _choice(request: GatedRequest, entity: Entity, problems: Letters | None = None) -> HttpResponse:
    """Show those that one may be merged with, found by any words of their names."""
    text = request.GET.get("q", "")[:100]
    found = list(queries.to_merge_with(entity, request.actor, request.reach, text)[: FEW + 1])
    rows = [] if entity.merged_into_id else list(zip(found[:FEW], _places(found), strict=False))
    context = {"entity": entity, "text": text, "rows": rows, "more": len(found) > FEW, "problems": problems or []}
    return render(request, "register/entity_choose.html", context, status=_status(request, bool(problems)))


def _status(request: GatedRequest, wrong: bool) -> int:
    return 422 if wrong or request.method == "POST" else 200


def _places(rows: Sequence[Entity]) -> list[str]:
    known = places.by_code([row.place_code for row in rows if row.place_code])
    return [known[row.place_code].name if row.place_code in known else "" for row in rows]


def _confirm(request: GatedRequest, two: tuple[Entity, Entity]) -> HttpResponse:
    (one, other), sides = two, _sides(two)
    offered = [(side["row"].pk, side["label"]) for side in sides]
    form = EntityMergeForm(request.POST or None, offered=offered, initial={"other": other.pk})
    problems: Letters = []
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        gone = other.pk if kept == one.pk else one.pk
        done, problems = attempt(
            lambda: services.merge_entities(kept, gone, form.cleaned_data["reason"], actor=request.actor)
        )
        if done:
            words = _("%(gone)s digabung ke %(kept)s. Penggabungan dapat diurungkan dari halaman ini.")
            messages.success(request, words % {"gone": done.gone.name, "kept": done.kept.name})
            return redirect(done.kept)
    found = services.before(one.pk, other.pk)
    for side in sides:
        side["holds"] = [room.holds[side["row"].pk] for room in found if side["row"].pk in room.holds]
    twice = [row for room in found for row in room.twice]
    context = {"entity": one, "form": form, "problems": problems, "sides": sides, "twice": twice}
    return render(request, "register/entity_merge.html", context, status=_status(request, bool(problems)))


def _sides(two: tuple[Entity, Entity]) -> list[dict[str, Any]]:
    """Return both side by side; of one name they are told apart by their place."""
    alike = two[0].name_key == two[1].name_key
    return [
        {
            "row": one,
            "place": place,
            "label": f"{one.name} ({place or _('tempat tidak disebut')})" if alike else one.name,
        }
        for one, place in zip(two, _places(two), strict=True)
    ]


def differ(request: GatedRequest, pk: int) -> HttpResponse:
    """Say that two are two."""
    asked = request.POST.get("other", "")
    other = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else pk
    services.differ_entities(pk, other, actor=request.actor)
    messages.success(request, _("Dicatat sebagai dua yang berbeda."))
    return redirect("register:entities")


def unmerge(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask why, then take a merge apart."""
    entity = _find(request, pk, "register.entities-unmerge")
    form, problems = EntityReasonForm(request.POST or None), Letters()
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.unmerge_entity(pk, form.cleaned_data["reason"], actor=request.actor))
        if done:
            messages.success(request, _("Penggabungan diurungkan."))
            return redirect(entity)
    context = {"entity": entity, "form": form, "problems": problems}
    wrong = bool(form.errors or problems)
    return render(request, "register/entity_unmerge.html", context, status=422 if wrong else 200)
