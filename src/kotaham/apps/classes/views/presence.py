"""Write down who was there: the screen of the room with its code, by hand, from the list of a meeting."""

import time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kotaham.apps.classes import queries, services
from kotaham.apps.classes.forms import NoteForm, ReasonForm, RollForm
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.services.papers import address
from kotaham.apps.classes.services.presence import BEFORE
from kotaham.apps.classes.services.telling import ZONES as TIMES
from kotaham.apps.classes.views.shown import FEW, attempt, letters, time_of
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import GatedRequest, language
from kotaham.apps.register import queries as register
from kotaham.core.dates import day
from kotaham.report.qr import qr_svg

RULE = "classes.present"
MEMBER = "register.member"


def room(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the code of the room on a page for the wall: without a menu."""
    row = services.find(pk, RULE, actor=request.actor)
    context = {"session": row, "when": time_of(row), "menu": (), "early": _early(row), **_code(row)}
    return render(request, "classes/room.html", context)


def _early(row: Session) -> str:
    """Tell from when on the code works, as long as it does not."""
    opens = row.starts - BEFORE
    if opens <= timezone.now():
        return ""
    local = opens.astimezone(ZoneInfo(row.zone))
    return f"{day(local.date(), language())}, {local:%H.%M} {TIMES.get(row.zone, '')}".strip()


def code(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the part of the page that changes."""
    row = services.find(pk, RULE, actor=request.actor)
    response = render(request, "classes/code.html", {"session": row, "early": _early(row), **_code(row)})
    response["Cache-Control"] = "no-store"
    return response


def _code(row: Session) -> dict[str, Any]:
    shown, left = services.current(row, time.time())
    url = address("classes:check-in", row.pk)
    picture = qr_svg(f"{url}?kode={shown}")
    return {"code": f"{shown[:4]} {shown[4:]}", "left": left, "qr": SafeString(picture), "url": url.partition("//")[2],
            "poll": min(left + 1, 10)}  # fmt: skip


def note(request: GatedRequest, pk: int) -> HttpResponse:
    """Write down by hand who was there."""
    row = services.find(pk, RULE, actor=request.actor)
    form = NoteForm(request.POST or None)
    context: dict[str, Any] = {"session": row, "form": form, "when": time_of(row)}
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, problems = attempt(lambda: services.note(pk, given["numbers"], given["reason"], actor=request.actor))
        if done:
            rows, pasted = done
            told = present_words(len(rows))
            if not pasted.problems:
                messages.success(request, told)
                return redirect(f"{row.get_absolute_url()}/peserta?bagian=hadir")
            context |= {"result": told, "wrong": len(pasted.problems), "rows": letters(pasted.problems[:FEW])}
    context["problems"] = problems
    return render(request, "classes/note.html", context, status=422 if form.errors or problems else 200)


def present_words(count: int) -> str:
    """Tell how many are present anew."""
    return ngettext("%(n)d orang baru dicatat hadir.", "%(n)d orang baru dicatat hadir.", count) % {"n": count}


def roll(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the lists of a session, and read a new one."""
    row = services.find(pk, RULE, actor=request.actor)
    form = RollForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done, problems = attempt(lambda: services.read_roll(pk, file.name, file.read(), actor=request.actor))
        if done:
            return redirect("classes:roll-preview", pk, done.pk)
    context = {"session": row, "form": form, "problems": problems, "rolls": list(queries.rolls(pk)[:20]),
               "when": time_of(row)}  # fmt: skip
    return render(request, "classes/roll.html", context, status=422 if form.errors or problems else 200)


def roll_preview(request: GatedRequest, pk: int, roll: int) -> HttpResponse:
    """Show whom a list was matched to, before or after it was taken in."""
    row, found = services.look_roll(pk, roll, actor=request.actor)
    shown = found.found[:FEW]
    names = register.names([member for member, _minutes, _row in shown])
    events.record_read(request.actor, MEMBER, list(names), gettext_noop("daftar hadir yang diunggah"), fields=["name"])
    lines = [{"name": names.get(member, ""), "minutes": minutes, "row": at} for member, minutes, at in shown]
    context = {"session": row, "roll": found, "lines": lines, "unmatched": found.unmatched[:FEW],
               "people": len(found.found), "missing": len(found.unmatched), "reason": ReasonForm()}  # fmt: skip
    return render(request, "classes/roll_preview.html", context)


def roll_take(request: GatedRequest, pk: int, roll: int) -> HttpResponse:
    """Write down as present whom a list was matched to."""
    count = services.take_roll(pk, roll, actor=request.actor)
    messages.success(request, present_words(count))
    return redirect("classes:roll-preview", pk, roll)


def roll_undo(request: GatedRequest, pk: int, roll: int) -> HttpResponse:
    """Take back what a list has brought, or throw away one that was only read."""
    if request.POST.get("cara") == "buang":
        services.drop_roll(pk, roll, actor=request.actor)
        messages.success(request, _("Daftar dibuang; tidak ada yang dicatat hadir darinya."))
        return redirect("classes:roll", pk)
    count = services.undo_roll(pk, roll, request.POST.get("reason", ""), actor=request.actor)
    told = ngettext("%(n)d kehadiran dikembalikan.", "%(n)d kehadiran dikembalikan.", count) % {"n": count}
    messages.success(request, told)
    return redirect("classes:roll", pk)


def void(request: GatedRequest, pk: int, attendance: int) -> HttpResponse:
    """Take back one attendance."""
    services.void(pk, attendance, request.POST.get("reason", ""), actor=request.actor)
    messages.success(request, _("Kehadiran dinyatakan tidak sah."))
    return redirect(f"/sesi/{pk}/peserta?bagian=hadir")
