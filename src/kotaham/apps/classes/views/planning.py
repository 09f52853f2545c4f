"""Plan sessions: the list, one session, what it is to be, its life, its letter."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.classes import queries, services
from kotaham.apps.classes.forms import CLOCK, ReasonForm, SessionEditForm, SessionForm
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.rules import HOLDER, LIFE, TAKES_PRESENCE, held
from kotaham.apps.classes.services import Wish
from kotaham.apps.classes.services.presence import BEFORE
from kotaham.apps.classes.views.shown import TONES, attempt, sent, time_of
from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of

WORDS = (
    *("title", "mode", "starts", "ends", "zone", "place", "link", "capacity", "about", "letter", "letter_day"),
    "version",
)
OFFERED = 300


def index(request: GatedRequest) -> HttpResponse:
    """Show the sessions that the reader sees."""
    state = choice_of(request, "keadaan", Session.State.values)
    words = request.GET.get("cari", "")[:80]
    page = page_of(request, queries.sessions(request.actor, request.reach, state, words))
    also = f"&{urlencode({'cari': words})}" if words else ""
    tabs = [{"title": _("Semua"), "url": f"?keadaan={also}", "current": not state}]
    tabs += [{"title": one.label, "url": f"?keadaan={one.value}{also}", "current": state == one.value}
             for one in Session.State]  # fmt: skip
    rows = [{"session": row, "tone": TONES[row.state], "when": time_of(row)} for row in page.rows]
    context = {"page": page, "rows": rows, "tabs": tabs, "words": words, "state": state}
    context["may_make"] = bool(reach_of(request.actor, "classes.make"))
    return render(request, "classes/list.html", context)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one session."""
    row = services.look(pk, "classes.see", actor=request.actor)
    holds = _holds(request, pk, "classes.edit")
    verbs = {move.verb for move in LIFE.from_here(row.state, [HOLDER])} if holds else set()
    verbs -= {"hold"} if timezone.now() < row.starts else set()
    takes = row.state in TAKES_PRESENCE and _holds(request, pk, "classes.present")
    context = {
        "session": row,
        "tone": TONES[row.state],
        "when": time_of(row),
        "speakers": list(queries.speakers(pk)),
        "verbs": verbs,
        "may_edit": holds and row.state not in {"held", "cancelled"},
        "may_invite": row.state == "open" and _holds(request, pk, "classes.invite"),
        "may_enrol": row.state == "open" and bool(reach_of(request.actor, "classes.enrol")),
        "may_see_people": row.state != "draft" and bool(reach_of(request.actor, "classes.people")),
        "may_take": takes,
        "entities": queries.entities_at(pk).count(),
        "near": row.starts - BEFORE <= timezone.now(),
        "free": None if row.capacity is None else row.capacity - row.seated,
    }
    return render(request, "classes/detail.html", context)


def _holds(request: GatedRequest, pk: int, rule: str) -> bool:
    return queries.rows(pk).filter(held(request.actor, reach_of(request.actor, rule))).exists()


def create(request: GatedRequest) -> HttpResponse:
    """Prepare a session."""
    initial = {"zone": "Asia/Jakarta", "version": request.GET.get("versi")}
    form = SessionForm(request.POST or None, initial=initial, versions=_versions())
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(lambda: services.plan(_wish(form), form.talks, actor=request.actor))
        if made:
            messages.success(request, _("Sesi disiapkan. Buka pendaftarannya bila sudah siap diumumkan."))
            return redirect(made)
    context = {"form": form, "problems": problems}
    return render(request, "classes/create.html", context, status=422 if form.errors or problems else 200)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change what a session is to be."""
    row = services.find(pk, "classes.edit", actor=request.actor)
    initial: dict[str, Any] = {name: getattr(row, name) for name in WORDS if name != "version"}
    zone = ZoneInfo(row.zone)
    initial |= {name: getattr(row, name).astimezone(zone).strftime(CLOCK) for name in ("starts", "ends")}
    talks = [[one.name, one.title, one.topic] for one in queries.speakers(pk)]
    initial |= {"version": row.version_id, "revision": row.revision,
                "speakers": "\n".join("; ".join(parts).rstrip("; ") for parts in talks)}  # fmt: skip
    form = SessionEditForm(request.POST or None, initial=initial, versions=_versions())
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        done, problems = attempt(
            lambda: services.change(pk, _wish(form), form.talks, actor=request.actor, revision=revision)
        )
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(row)
    context = {"form": form, "session": row, "problems": problems}
    return render(request, "classes/edit.html", context, status=422 if form.errors or problems else 200)


def _versions() -> list[Any]:
    return list(courses.open_to_all()[:OFFERED])


def _wish(form: SessionForm) -> Wish:
    return Wish(**{name: form.cleaned_data[name] for name in WORDS})


def moved(request: GatedRequest, pk: int, verb: str) -> HttpResponse:
    """Open, close or hold a session."""
    row = services.move(pk, verb, actor=request.actor)
    messages.success(request, _("Keadaan sesi sekarang: %(state)s.") % {"state": row.get_state_display()})
    return redirect(row)


def cancel(request: GatedRequest, pk: int) -> HttpResponse:
    """Cancel a session, with a reason that everybody with a seat reads."""
    row = services.find(pk, "classes.edit", actor=request.actor)
    form = ReasonForm(request.POST or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done, problems = attempt(lambda: services.move(pk, "cancel", actor=request.actor, reason=reason))
        if done:
            messages.success(request, _("Sesi dibatalkan dan peserta diberi tahu."))
            return redirect(row)
    context = {"form": form, "session": row, "problems": problems}
    return render(request, "classes/cancel.html", context, status=422 if form.errors or problems else 200)


def letter(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the invitation as PDF."""
    row = services.find(pk, "classes.invite", actor=request.actor)
    return sent(services.letter(row, language()), f"undangan-{pk}.pdf", "application/pdf")
