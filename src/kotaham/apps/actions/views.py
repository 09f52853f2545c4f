"""Pages of the room: the list, one follow-up with its verbs, asking for a new one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.actions import queries, services
from kotaham.apps.actions.forms import (
    ClaimForm,
    EditForm,
    ExtendForm,
    FilterForm,
    NeedForm,
    PlainForm,
    ProofForm,
    ReasonForm,
    WishForm,
)
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import CLOSED, UNFINISHED, seen
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.queries import choice_of, fields_of, page_of
from kotaham.apps.gate.services import Actor, GatedRequest, beside_fields, demand_for, in_words, reach_of
from kotaham.core.errors import Refused
from kotaham.core.language import Say
from kotaham.core.lifecycle import Move

Form = forms.Form
FEW = 30  # offices that fit on one page; of more one searches
TONES = {"open": "info", "in_progress": "info", "claimed": "warn", "accepted": "ok", "cancelled": "plain"}
ICONS = {
    "take": "play-circle",
    "claim": "send",
    "accept": "check-lg",
    "return": "reply",
    "reopen": "arrow-counterclockwise",
    "extend": "calendar-plus",
    "cancel": "x-circle",
}


def index(request: GatedRequest) -> HttpResponse:
    """Show the follow-ups of one part of the list."""
    actor, now = request.actor, timezone.now()
    part = _part(request)
    form = FilterForm(request.GET)
    wanted = _wanted(fields_of(request, form))
    page = page_of(request, queries.filtered(PARTS[part][1](actor, now), wanted, now))
    context = {
        "page": page,
        "rows": [_line(row, now) for row in page.rows],
        "tabs": _tabs(part, actor),
        "part": part,
        "form": form,
        "filtered": wanted != queries.Filters(),
        "may_create": bool(reach_of(actor, "actions.open")),
    }
    return render(request, "actions/list.html", context)


Rows = Callable[[Actor, datetime], Any]
PARTS: Mapping[str, tuple[Say, Rows]] = {
    "milik": (Say("Milik kantor saya", "For my office"), lambda actor, _now: queries.mine(actor)),
    "diminta": (Say("Yang saya minta", "Asked by us"), lambda actor, _now: queries.asked_for(actor)),
    "terima": (Say("Menunggu penerimaan", "To accept"), lambda actor, _now: queries.to_accept(actor)),
    "terlambat": (Say("Terlambat", "Late"), queries.all_late),
    "naik": (Say("Dinaikkan ke kantor saya", "Escalated to us"), lambda actor, _now: queries.escalated(actor)),
    "semua": (Say("Semua", "All"), lambda actor, _now: queries.all_seen(actor)),
    # Opened from the numbers of "Pekerjaan saya", which count exactly these.
    "menunggu": (
        Say("Menunggu pihak lain", "Waiting for others"),
        lambda actor, _now: queries.waiting_for_others(actor),
    ),
    "lewat": (Say("Terlambat pada kantor saya", "Late at my office"), queries.late),
}
FROM_ELSEWHERE = ("menunggu", "lewat")


def _part(request: GatedRequest) -> str:
    usual = "milik" if reach_of(request.actor, "actions.take") else "semua"
    return choice_of(request, "bagian", PARTS, usual)


def _tabs(part: str, actor: Actor) -> list[dict[str, Any]]:
    shown = PARTS if reach_of(actor, "actions.take") else {key: PARTS[key] for key in ("terlambat", "semua")}
    return [
        {"title": _in(title), "url": f"?{urlencode({'bagian': key})}", "current": key == part}
        for key, (title, _rows) in shown.items()
        if key == part or key not in FROM_ELSEWHERE
    ]


def _wanted(found: Mapping[str, Any]) -> queries.Filters:
    return queries.Filters(text=found.get("q", ""), state=found.get("keadaan", ""), before=found.get("sebelum"))


def _line(row: Action, now: datetime) -> dict[str, Any]:
    return {
        "action": row,
        "tone": TONES[row.state],
        "late": queries.late_now(row, now),
        "turn": _turn(row),
    }


def _turn(action: Action) -> str:
    """Return the office whose turn it is."""
    if action.state in UNFINISHED:
        return str(action.owner)
    if action.state == "claimed":
        return str(action.asker) if action.asker else _("Kementerian")
    return ""


def _status(action: Action, is_late: bool) -> dict[str, str]:
    """Return the words of the status line beside state and due date."""
    closed = action.state in CLOSED
    turn = _("Tidak ada yang ditunggu") if closed else _turn(action)
    return {"note": _("Terlambat") if is_late else "", "turn": turn, "next": _("Tidak ada lagi") if closed else ""}


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one follow-up: where it stands, whose turn it is, what may be done now."""
    return _detail(request, demand_for(request.actor, "actions.see", queries.get(pk), seen))


def _detail(request: GatedRequest, action: Action, bound: Mapping[str, Form] | None = None) -> HttpResponse:
    """Show the page, with a form that somebody still has to correct when there is one."""
    now, forms_open = timezone.now(), bound or {}
    standing = services.standing(action, request.actor)
    verbs = [_verb(move, action, forms_open) for move in standing.moves]
    needs, needed_by = queries.links_of(action)
    proof = list(queries.proof_of(action.pk))
    context = {
        "action": action,
        "tone": "bad" if queries.late_now(action, now) else TONES[action.state],
        "running": action.state in UNFINISHED,
        "line": _status(action, queries.late_now(action, now)),
        "main": next((verb for verb in verbs if verb["main"]), None),
        "verbs": [verb for verb in verbs if not verb["main"]],
        "needs": [_line(row, now) for row in needs],
        "needed_by": [_line(row, now) for row in needed_by],
        "need_form": forms_open.get("need", NeedForm()),
        "proof": [_proof(use, now.date()) for use in proof],
        "wrong": next(iter(forms_open), ""),
        **standing.abilities,
    }
    if standing.abilities["may_prove"]:
        offered = services.offered(request.actor)
        context["proof_form"] = forms_open.get("prove") or ProofForm(pieces=offered)
        context |= _brought(request, offered, {use.evidence_id for use in proof})
    return render(request, "actions/detail.html", context, status=422 if forms_open else 200)


def _brought(request: GatedRequest, offered: Sequence[Any], attached: Collection[int]) -> dict[str, Any]:
    """Return the piece that somebody just brought in for this follow-up: to attach, or still inspected."""
    number = request.GET.get("bukti", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19) or int(number) in attached:
        return {}
    fresh = next((piece for piece in offered if piece.pk == int(number)), None)
    return {"fresh": fresh, "is_inspecting": fresh is None}


def _proof(use: Any, on: date) -> dict[str, Any]:
    """Return what the chip of one proof shows."""
    chip = evidences.chip(use.evidence, on)
    page = _("hlm. %(page)s") % {"page": use.page} if use.page else ""
    return {
        "chip": chip,
        "where": ", ".join(part for part in (page, use.paragraph) if part),
        "quote": use.quote,
        "url": reverse("evidence:detail", args=[use.evidence_id]),
    }


def _verb(move: Move, action: Action, forms_open: Mapping[str, Form]) -> dict[str, Any]:
    form_class, _call = VERBS[move.verb]
    return {
        "name": move.verb,
        "title": _in(move.title),
        "icon": ICONS[move.verb],
        "url": reverse(f"actions:{move.verb}", args=[action.pk]),
        "form": forms_open.get(move.verb) or form_class(prefix=move.verb),
        "main": move.verb in {"take", "claim", "accept"},
        "open": move.verb in forms_open,
    }


# What is refused of a form, by the field at which it is told.
DAY_FIELDS = dict.fromkeys(("actions.due-past", "actions.due-far", "actions.due-not-later"), "due")
PROOF_FIELDS = {"evidence.no-page": "page", "evidence.not-ready": "evidence"}
Call = Callable[[int, Actor, Mapping[str, Any]], Action]
VERBS: Mapping[str, tuple[type[Form], Call]] = {
    "take": (PlainForm, lambda pk, actor, _found: services.take(pk, actor=actor)),
    "claim": (ClaimForm, lambda pk, actor, found: services.claim(pk, actor=actor, note=found["note"])),
    "accept": (PlainForm, lambda pk, actor, _found: services.accept(pk, actor=actor)),
    "return": (ReasonForm, lambda pk, actor, found: services.give_back(pk, actor=actor, reason=found["reason"])),
    "reopen": (ReasonForm, lambda pk, actor, found: services.reopen(pk, actor=actor, reason=found["reason"])),
    "cancel": (ReasonForm, lambda pk, actor, found: services.cancel(pk, actor=actor, reason=found["reason"])),
    "extend": (
        ExtendForm,
        lambda pk, actor, found: services.extend(pk, actor=actor, due=found["due"], reason=found["reason"]),
    ),
}


def move(request: GatedRequest, pk: int, verb: str) -> HttpResponse:
    """Make one move; a form that lacks something comes back with the page."""
    form_class, call = VERBS[verb]
    form = form_class(request.POST, prefix=verb)
    action = services.within_reach(pk, verb, actor=request.actor)
    if not form.is_valid():
        return _detail(request, action, {verb: form})
    try:
        action = call(pk, request.actor, form.cleaned_data)
    except Refused as refused:
        beside_fields(form, refused, DAY_FIELDS)
        return _detail(request, action, {verb: form})
    messages.success(
        request, _("%(number)s: %(state)s.") % {"number": action.number, "state": action.get_state_display()}
    )
    return redirect(action)


def prove(request: GatedRequest, pk: int) -> HttpResponse:
    """Attach a piece of evidence."""
    action = services.within_reach(pk, "prove", actor=request.actor)
    form = ProofForm(request.POST, pieces=services.offered(request.actor))
    if not form.is_valid():
        return _detail(request, action, {"prove": form})
    found = form.cleaned_data
    place = services.Pinpoint(found["page"] or 0, found["paragraph"], found["quote"])
    try:
        services.prove(pk, actor=request.actor, evidence=found["evidence"], pinpoint=place)
    except Refused as refused:
        beside_fields(form, refused, PROOF_FIELDS)
        return _detail(request, action, {"prove": form})
    messages.success(request, _("Bukti dilampirkan."))
    return redirect("actions:detail", pk)


def need(request: GatedRequest, pk: int) -> HttpResponse:
    """Let a follow-up wait for another."""
    form = NeedForm(request.POST)
    action = services.within_reach(pk, "need", actor=request.actor)
    if not form.is_valid():
        return _detail(request, action, {"need": form})
    services.add_need(pk, form.cleaned_data["number"], actor=request.actor)
    return redirect("actions:detail", pk)


def unneed(request: GatedRequest, pk: int, needed: int) -> HttpResponse:
    """Let a follow-up wait for another no longer."""
    services.drop_need(pk, needed, actor=request.actor)
    return redirect("actions:detail", pk)


def create(request: GatedRequest) -> HttpResponse:
    """Choose the office first, then say what is asked of it."""
    text = request.GET.get("q", "")[:100]
    number = request.GET.get("kantor", "")
    chosen = None
    if number.isascii() and number.isdigit() and len(number) < 19:
        chosen = services.may_give_to(request.actor).filter(pk=int(number)).first()
    if chosen is None:
        offices = list(services.may_give_to(request.actor, text)[: FEW + 1])
        context = {"offices": offices[:FEW], "more": len(offices) > FEW, "most": FEW, "text": text}
        return render(request, "actions/choose_office.html", context)
    form = WishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wish = services.Wish(owner=chosen.pk, **form.cleaned_data)
        if action := _asked(form, wish, request.actor):
            messages.success(request, _("%(number)s sudah diminta.") % {"number": action.number})
            return redirect(action)
    context = {"form": form, "office": chosen}
    return render(request, "actions/create.html", context, status=422 if form.errors else 200)


def _asked(form: WishForm, wish: services.Wish, actor: Actor) -> Action | None:
    """Open the follow-up, or show on the field of the due date what is wrong with it."""
    try:
        return services.open_action(wish, actor=actor)
    except Refused as refused:
        beside_fields(form, refused, DAY_FIELDS)
        return None


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change the words of what was asked."""
    action = services.editable(pk, actor=request.actor)
    initial = {name: getattr(action, name) for name in ("title", "task", "proof_wanted", "version")}
    form = EditForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.edit(pk, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Perubahan disimpan."))
        return redirect(action)
    return render(request, "actions/edit.html", {"form": form, "action": action}, status=422 if form.errors else 200)


def _in(title: Say) -> str:
    return in_words(title)
