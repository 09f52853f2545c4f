"""The page "Pekerjaan saya"."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.dashboard.queries.work import parts_of
from kotaham.apps.dashboard.rules import step_of
from kotaham.apps.gate.services import Actor, GatedRequest, Section, language, policy
from kotaham.apps.gate.services.boxes import MANY


def index(request: HttpRequest) -> HttpResponse:
    """Show what is mine, what is late, what waits for others, what comes next."""
    actor = cast(GatedRequest, request).actor
    parts = parts_of(actor)
    work = [part for part in parts.values() if part.boxes and part.section in _WORK]
    context = {
        "sentence": _sentence(parts[Section.MINE].count),
        "parts": list(parts.values()),
        "work": work,
        "beside": [part for part in parts.values() if part.boxes and part.section not in _WORK],
        "step": None if work else _step(actor),
    }
    return render(request, "dashboard/home.html", context)


_WORK = (Section.MINE, Section.LATE, Section.OTHERS)


def _sentence(mine: int) -> str:
    """Say in the title how much waits for the reader."""
    if not mine:
        return _("Tidak ada yang menunggu Anda saat ini")
    if mine > MANY:
        return _("Lebih dari %(count)d hal menunggu Anda") % {"count": MANY}
    return ngettext("%(count)d hal menunggu Anda", "%(count)d hal menunggu Anda", mine) % {"count": mine}


def _step(actor: Actor) -> dict[str, Any] | None:
    """Return the first step of the role, in the language of the reader; none whose door is closed."""
    step, lang = step_of(actor.role), language()
    door = policy().doors.get(("GET", step.route))
    if door is None or not door.reach(actor.columns):
        return None
    return {"why": step.why.text(lang), "button": step.button.text(lang), "url": reverse(step.route)}
