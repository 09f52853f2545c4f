"""The queue of reports, and how far the readers agree."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, number_of
from kotaham.apps.gate.services import Actor, GatedRequest, language
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.verification import queries
from kotaham.apps.verification.rules import FEWEST_PAIRS
from kotaham.apps.verification.services.telling_minutes import tell_agreement
from kotaham.apps.verification.views.shown import TONES

KANWIL_TABS, CENTRE_TABS = ("baru", "ditelaah", "diperbaiki"), ("menunggu", "dinilai")


def index(request: GatedRequest) -> HttpResponse:
    """Show one part of the queue."""
    actor = request.actor
    counts = queries.counts(actor, request.reach)
    part = choice_of(request, "bagian", queries.PARTS) or _usual(actor, counts)
    text = request.GET.get("hal", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
    page = queries.queue(actor, request.reach, part, number)
    titles = _titles()
    context = {
        "page": page,
        "part": part,
        "title": titles[part],
        "tabs": [
            {"title": titles[key], "url": f"?bagian={key}", "current": key == part, "count": counts[key]}
            for key in _tabs(actor)
        ],
        "rows": [{"line": line, "tone": TONES.get(line.case.submission.state, "plain")} for line in page.rows],
    }
    return render(request, "verification/queue.html", context)


def _titles() -> dict[str, str]:
    return {
        "saya": _("Yang saya baca"),
        "baru": _("Menunggu ditelaah"),
        "ditelaah": _("Sedang ditelaah"),
        "diperbaiki": _("Sedang diperbaiki"),
        "menunggu": _("Menunggu penilaian pusat"),
        "dinilai": _("Sedang dinilai"),
        "selesai": _("Hasil disampaikan"),
    }


def _tabs(actor: Actor) -> tuple[str, ...]:
    if actor.role == "kanwil_verifier":
        return ("saya", *KANWIL_TABS, *CENTRE_TABS, "selesai")
    if actor.role == "assessor":
        return ("saya", *CENTRE_TABS, *KANWIL_TABS, "selesai")
    return (*KANWIL_TABS, *CENTRE_TABS, "selesai")


def _usual(actor: Actor, counts: Mapping[str, int]) -> str:
    """Return the part that opens first: what the reader has begun, else what waits for one."""
    if "saya" in _tabs(actor) and counts["saya"]:
        return "saya"
    return "menunggu" if actor.role == "assessor" else "baru"


def _chosen_round(running: Sequence[Any], wanted: str) -> Any:
    """Return the round that was asked for, else the newest in which two people have read, else the newest."""
    asked = next((one for one in running if str(one.pk) == wanted), None)
    read = queries.rounds_read_twice([one.pk for one in running]) if asked is None else set()
    return asked or next((one for one in running if one.pk in read), running[0] if running else None)


def agreement(request: GatedRequest) -> HttpResponse:
    """Show how far the two readers of the sample agree, by Kanwil, and of one Kanwil by indicator."""
    running = list(rounds.all_seen(request.actor)[:20])
    chosen = _chosen_round(running, choice_of(request, "putaran", [str(one.pk) for one in running]))
    kanwil = number_of(request, "kanwil", lambda pk: offices.kanwils().filter(pk=pk).exists())
    found = queries.agreements(request.actor, request.reach, chosen.pk, kanwil) if chosen else []
    context = {
        "rounds": running,
        "round": chosen,
        "least": FEWEST_PAIRS,
        "kanwils": [
            {
                "office": one.office,
                "name": one.name,
                "all": tell_agreement(one.all, language()),
                "rows": [{"code": code, "told": tell_agreement(part, language())} for code, part in one.by_code],
            }
            for one in found
        ],
    }
    return render(request, "verification/agreement.html", context)
