"""Who has a seat: invite, register one's own people, the list with who was there."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.classes import queries, services
from kotaham.apps.classes.forms import NumbersForm, ReasonForm
from kotaham.apps.classes.models import Seat
from kotaham.apps.classes.rules import held
from kotaham.apps.classes.views.entities import PART, may_take, present_entities, tabs
from kotaham.apps.classes.views.shown import (
    FEW,
    SEATS,
    attempt,
    invited_words,
    letters,
    seated_words,
    sent,
    time_of,
)
from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of

MEMBER = "register.member"
INVITE = "classes.invite"
ON_PAPER = 1_000  # people of one sheet


def invite(request: GatedRequest, pk: int) -> HttpResponse:
    """Invite people by their numbers."""
    row = services.find(pk, INVITE, actor=request.actor)
    return _numbers(request, row, services.invite, invited=True)


def enrol(request: GatedRequest, pk: int) -> HttpResponse:
    """Give seats to one's own people by their numbers."""
    row = services.look(pk, "classes.enrol", actor=request.actor)
    return _numbers(request, row, services.enrol_numbers, invited=False)


def _numbers(request: GatedRequest, row: Any, service: Any, *, invited: bool) -> HttpResponse:
    takers = request.POST.get("dari") == "pelatihan"  # the button, instead of a list
    form = NumbersForm(None if takers else request.POST or None)
    context: dict[str, Any] = {"session": row, "form": form, "invited": invited, "when": time_of(row)}
    problems: list[dict[str, str]] = []
    if takers or (request.method == "POST" and form.is_valid()):
        done, problems = attempt(lambda: _done(request, row.pk, service, form, invited=invited, takers=takers))
        if done:
            rows, pasted = done
            count = len(pasted.members)
            told = _invited(row.pk, rows, count) if invited else seated_words(rows, count)
            if not pasted.problems:
                messages.success(request, told)
                return redirect("classes:people", row.pk)
            context |= {"result": told, "wrong": len(pasted.problems), "rows": letters(pasted.problems[:FEW])}
    context |= {"problems": problems, "takers": _takers(request, row, invited=invited)}
    return render(request, "classes/numbers.html", context, status=422 if form.errors or problems else 200)


def _done(request: GatedRequest, pk: int, service: Any, form: NumbersForm, *, invited: bool, takers: bool) -> Any:
    if takers:
        return (services.invite_takers if invited else services.enrol_takers)(pk, actor=request.actor)
    return service(pk, form.cleaned_data["numbers"], actor=request.actor)


def _invited(pk: int, rows: Sequence[Seat], named: int) -> str:
    """Tell how many were invited, how many of them hear of it, by account or mail, and how many have neither."""
    told = len(queries.accounts_at(pk, (Seat.State.INVITED,), [one.member_id for one in rows])) if rows else 0
    return invited_words(len(rows), named, told, sum(one.mail == Seat.Mail.OWED for one in rows))


def _takers(request: GatedRequest, row: Any, *, invited: bool) -> int:
    """Return how many take the course of the session and could be named by the button."""
    if not row.version_id or row.state != "open":
        return 0
    return queries.takers(row, request.actor, reach_of(request.actor, "classes.enrol"), invited=not invited).count()


def people(request: GatedRequest, pk: int) -> HttpResponse:
    """Show who has a seat, who waits, and who was there, of the people within reach."""
    row = services.look(pk, "classes.people", actor=request.actor)
    offered = ("kursi", "hadir", PART) if reach_of(request.actor, queries.SEE) else ("kursi", "hadir")
    part = choice_of(request, "bagian", offered, "kursi")
    if part == PART:
        return present_entities(request, row)
    actor, reach = request.actor, request.reach
    state = choice_of(request, "keadaan", Seat.State.values)
    here = queries.of_session(pk, actor, reach)
    seats = queries.seats(pk, actor, reach, state)
    page: Any = page_of(request, here) if part == "hadir" else page_of(request, seats)
    why = gettext_noop("daftar peserta sesi")
    events.record_read(actor, MEMBER, [one.member_id for one in page.rows], why, fields=["name"])
    present = queries.live(pk, [one.member_id for one in page.rows]) if part != "hadir" else {}
    waits = queries.places(pk) if part != "hadir" and any(one.state == "waiting" for one in page.rows) else {}
    holds = queries.rows(pk).filter(held(actor, reach_of(actor, INVITE))).exists()
    context = {
        "session": row,
        "page": page,
        "part": part,
        "rows": [{"row": one, "tone": SEATS.get(getattr(one, "state", ""), "ok"), "present": one.member_id in present,
                  "place": waits.get(one.pk)}
                 for one in page.rows],
        "tabs": tabs(request.actor, "hadir" if part == "hadir" else ""),
        "may_take": may_take(request.actor, row),
        "may_send": bool(row.letter) and holds,
        "may_withdraw": holds and row.state in {"open", "closed"},
        "reason": ReasonForm(),
        "when": time_of(row),
    }  # fmt: skip
    return render(request, "classes/people.html", context)


def sheet(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a list of those with a seat that is printed and signed at the door."""
    row = services.look(pk, "classes.people", actor=request.actor)
    found = list(queries.on_paper(pk, request.actor, request.reach)[: ON_PAPER + 1])
    rows = found[:ON_PAPER]
    events.record_read(request.actor, MEMBER, [one.member_id for one in rows], fields=["name"])
    context = {"session": row, "rows": rows, "when": time_of(row), "most": ON_PAPER, "more": len(found) > ON_PAPER}
    return render(request, "classes/sheet.html", context)


def letter(request: GatedRequest, pk: int, seat: int) -> HttpResponse:
    """Give the invitation with the name of somebody on it."""
    row = services.find(pk, INVITE, actor=request.actor)
    one = queries.seats(pk, request.actor, reach_of(request.actor, "classes.people")).filter(pk=seat).first()
    if one is None:
        raise Http404
    events.record_read(request.actor, MEMBER, [one.member_id], fields=["name"])
    link = services.link_for(one, actor=request.actor)
    return sent(services.letter(row, language(), one.member.name, link), f"undangan-{pk}-{seat}.pdf", "application/pdf")


def withdraw(request: GatedRequest, pk: int, seat: int) -> HttpResponse:
    """Withdraw an invitation that nobody has answered yet."""
    services.withdraw(pk, seat, actor=request.actor)
    messages.success(request, _("Undangan ditarik; tautannya tidak dapat dipakai lagi."))
    return redirect("classes:people", pk)
