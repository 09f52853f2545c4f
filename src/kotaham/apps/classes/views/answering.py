"""The page at which whoever was invited answers by the link of the invitation, without an account."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.classes import queries, services
from kotaham.apps.classes.models import Seat
from kotaham.apps.classes.rules import SEAT_LIFE, short_name
from kotaham.apps.classes.rules.life import MEMBER
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.views.shown import SEATS, attempt, time_of
from kotaham.apps.gate.services import GatedRequest, told
from kotaham.core.errors import Refused

ANSWERS = {"terima": True, "tolak": False}


def answer(request: GatedRequest, token: str) -> HttpResponse:
    """Show an invitation and take its answer; to look changes nothing."""
    try:
        response = _answered(request, token) if request.method == "POST" else _page(request, token)
    except services.Unanswerable as over:
        context = {"problems": told(over), "over": over.status == 410}
        response = render(request, "classes/answer_over.html", context, status=over.status)
    response["Cache-Control"] = "private, no-store"
    return response


def _answered(request: GatedRequest, token: str) -> HttpResponse:
    given = ANSWERS.get(request.POST.get("jawaban", ""))
    if given is None:
        return _page(request, token, told(Refused(letters.NO_ANSWER())))
    online = request.POST.get("daring") == "1"
    seat, problems = attempt(
        lambda: services.answer_invitation(token, given, actor=request.actor, online=online)
    )  # fmt: skip
    if seat is None:
        return _page(request, token, problems)
    messages.success(request, _said(seat))
    return redirect("classes:answer", token)


def _said(seat: Seat) -> str:
    if seat.state == Seat.State.GIVEN_UP:
        return _("Anda menolak undangan ini. Jawaban masih dapat diubah sampai sesi dimulai.")
    if seat.state == Seat.State.WAITING:
        return _("Sesi penuh; Anda masuk daftar tunggu. Buka lagi tautan ini untuk melihat apakah Anda mendapat kursi.")
    return _("Anda menerima undangan ini dan mendapat kursi.")


def _page(request: GatedRequest, token: str, problems: Any = ()) -> HttpResponse:
    seat = services.find_invitation(token, actor=request.actor)
    session = seat.session
    verbs = {move.verb for move in SEAT_LIFE.from_here(seat.state, [MEMBER])}
    context = {
        "seat": seat,
        "session": session,
        "name": short_name(seat.member.name),
        "tone": SEATS[seat.state],
        "when": time_of(session),
        "where": services.where(session),
        "speakers": list(queries.speakers(session.pk)),
        "place": queries.places(session.pk).get(seat.pk) if seat.state == Seat.State.WAITING else None,
        "full": session.capacity is not None and session.seated >= session.capacity,
        "changed": session.moved_at is not None and (seat.invited_at is None or session.moved_at > seat.invited_at),
        "may_accept": session.state == "open" and "seat" in verbs,
        "may_refuse": "give-up" in verbs,
        "problems": problems,
    }
    return render(request, "classes/answer.html", context, status=422 if problems else 200)
