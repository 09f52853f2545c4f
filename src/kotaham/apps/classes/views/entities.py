"""Communities and businesses at a session: choose one from the register, write it down, see which were there."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.classes import queries, services
from kotaham.apps.classes.forms import CorrectForm, EntityForm
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.rules import TAKES_PRESENCE, held
from kotaham.apps.classes.views.shown import attempt, time_of
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import Actor, GatedRequest, reach_of
from kotaham.apps.places import queries as places
from kotaham.apps.register import queries as register
from kotaham.apps.register import services as register_services

RULE, PART = "classes.present", "komunitas"
FOUND = 20  # of those that a text finds


def note(request: GatedRequest, pk: int) -> HttpResponse:
    """Choose a community or a business within reach, then write down that it was there."""
    row = services.find(pk, RULE, actor=request.actor)
    form = EntityForm(request.POST) if request.method == "POST" else None
    problems: list[dict[str, str]] = []
    if form and form.is_valid():
        given = form.cleaned_data
        done, problems = attempt(lambda: services.note_entity(pk, actor=request.actor, **given))
        if done:
            messages.success(request, _("%(name)s dicatat hadir.") % {"name": done.entity.name})
            return redirect(f"{reverse('classes:people', args=[pk])}?bagian={PART}")
    chosen = _chosen(request)
    if chosen and form is None:
        form = EntityForm(initial={"entity": chosen.pk})
    context = {
        "session": row, "when": time_of(row), "problems": problems, "form": form, "chosen": chosen,
        "stands": _stands([chosen])[0] if chosen else "",
        **({} if chosen else _search(request, pk)),
    }  # fmt: skip
    return render(request, "classes/entities.html", context, status=422 if request.method == "POST" else 200)


def _chosen(request: GatedRequest) -> Any:
    """Return the one that was chosen, if it lies within reach."""
    told = request.POST.get("entity") or request.GET.get("entitas", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0
    return register_services.find_entity(number, actor=request.actor) if number else None


def _search(request: GatedRequest, pk: int) -> dict[str, Any]:
    text = request.GET.get("q", "")[:100]
    found = list(register.entities_like(request.actor, reach_of(request.actor, queries.SEE), text)[: FOUND + 1])
    there = queries.there_already(pk, [one.pk for one in found])
    back = urlencode({"kembali": request.path})
    return {
        "text": text,
        "more": len(found) > FOUND,
        "rows": [{"row": one, "place": place, "there": one.pk in there, "stands": stands}
                 for one, place, stands in zip(found[:FOUND], _places(found), _stands(found), strict=False)],
        "add_url": f"{reverse('register:entity-add')}?{back}"
        if reach_of(request.actor, "register.entities-add") else "",
    }  # fmt: skip


def _places(rows: Sequence[Any]) -> list[str]:
    known = places.by_code([row.place_code for row in rows if row.place_code])
    return [known[row.place_code].name if row.place_code in known else "" for row in rows]


def _stands(rows: Sequence[Any]) -> list[str]:
    """Return, of those that were merged, the names of what stands for them."""
    at = register.standing([row.pk for row in rows if row.merged_into_id])
    known = register.names_of_entities(at.values())
    return [known[at[row.pk]] if row.pk in at else "" for row in rows]


def correct(request: GatedRequest, pk: int, attendance: int) -> HttpResponse:
    """Correct how many came with one, with a reason."""
    row = services.find(pk, RULE, actor=request.actor)
    there = get_object_or_404(queries.entities_seen(pk, request.actor), pk=attendance)
    initial = {"came": there.came, "seen": there.came}
    form, problems = CorrectForm(request.POST or None, initial=initial), list[dict[str, str]]()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, problems = attempt(lambda: services.correct_entity(pk, attendance, actor=request.actor, **given))
        if done:
            messages.success(request, _("Banyaknya orang yang ikut datang dikoreksi."))
            return redirect(f"{reverse('classes:people', args=[pk])}?bagian={PART}")
    context = {"session": row, "when": time_of(row), "there": there, "form": form, "problems": problems}
    return render(request, "classes/entity_correct.html", context, status=422 if form.errors or problems else 200)


def void(request: GatedRequest, pk: int, attendance: int) -> HttpResponse:
    """Take back that one was there."""
    services.void_entity(pk, attendance, request.POST.get("reason", ""), actor=request.actor)
    messages.success(request, _("Kehadiran dinyatakan tidak sah."))
    return redirect(f"{reverse('classes:people', args=[pk])}?bagian={PART}")


def present_entities(request: GatedRequest, row: Session) -> HttpResponse:
    """Show which communities and businesses were there, of those within reach."""
    page = page_of(request, queries.entities_seen(row.pk, request.actor))
    also = queries.also_noted(row.pk, [one.entity_id for one in page.rows])
    rows = [(one, also.get(one.entity_id, ())) for one in page.rows]
    context = {
        "session": row, "page": page, "rows": rows, "tabs": tabs(request.actor, PART),
        "may_take": may_take(request.actor, row), "when": time_of(row),
    }  # fmt: skip
    return render(request, "classes/people_entities.html", context)


def tabs(actor: Actor, part: str) -> list[dict[str, Any]]:
    """Return the parts of the page of seats and presence."""
    parts = [("", _("Kursi")), ("hadir", _("Hadir"))]
    parts += [(PART, _("Komunitas dan usaha"))] if reach_of(actor, queries.SEE) else []
    return [{"title": title, "url": f"?bagian={one}" if one else "?", "current": one == part} for one, title in parts]


def may_take(actor: Actor, row: Session) -> bool:
    """Tell whether the actor writes down who is present at a session."""
    holds = queries.rows(row.pk).filter(held(actor, reach_of(actor, RULE))).exists()
    return holds and row.state in TAKES_PRESENCE
