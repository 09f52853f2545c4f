"""The pages of learners: my sessions, one session, its entry for the calendar, its letters."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.classes import queries, services
from kotaham.apps.classes.forms import SupervisorForm
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.rules import MEMBER, SEAT_LIFE, oneself
from kotaham.apps.classes.services.papers import address
from kotaham.apps.classes.views.shown import SEATS, TONES, attempt, course_of, sent, time_of
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, language
from kotaham.apps.register import queries as members

FEW = 20


def index(request: GatedRequest) -> HttpResponse:
    """Show my seats, and the sessions that I can register for."""
    member = members.of_account(request.actor.person)
    page = page_of(request, queries.mine(request.actor))
    there = queries.attended_by(request.actor, [row.session_id for row in page.rows]) if page.rows else set()
    mine = [
        {"seat": row, "tone": SEATS[row.state], "when": time_of(row.session), "present": row.session_id in there}
        for row in page.rows
    ]
    taken = {row.session_id for row in page.rows}
    coming = [row for row in queries.coming(timezone.now())[: FEW + len(taken)] if row.pk not in taken][:FEW]
    came = queries.attended_by(request.actor, [row.pk for row in coming]) if coming else set()
    coming = [row for row in coming if row.pk not in came]
    context = {"page": page, "mine": mine, "member": member,
               "coming": [{"session": row, "when": time_of(row)} for row in coming]}  # fmt: skip
    return render(request, "classes/mine.html", context)


def _announced(pk: int) -> Session:
    found = queries.announced(pk)
    if found is None:
        raise Http404
    return found


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one session to somebody who may take part."""
    session = _announced(pk)
    seat = queries.of_member(pk, request.actor)
    member = members.of_account(request.actor.person)
    verbs = {move.verb for move in SEAT_LIFE.from_here(seat.state, [MEMBER])} if seat else {"seat"}
    present = bool(member and queries.live(pk, [member.pk]))
    # Whoever was there is not asked any more: no seat to take, to give up, or to be released for.
    over = present or session.ends < timezone.now() or session.state in {"held", "cancelled"}
    context = {
        "session": session,
        "tone": TONES[session.state],
        "when": time_of(session),
        "speakers": list(queries.speakers(pk)),
        "seat": seat,
        "seat_tone": SEATS[seat.state] if seat else "",
        "member": member,
        "present": present,
        "full": session.capacity is not None and session.seated >= session.capacity,
        "may_register": session.state == "open" and bool(member) and "seat" in verbs and not over,
        "may_give_up": bool(seat) and "give-up" in verbs and not over,
        "may_ask": bool(seat) and seat.state not in {"given-up", "revoked"} and not over if seat else False,
        "form": SupervisorForm(),
        "course": course_of(session, member),
    }
    return render(request, "classes/mine_detail.html", context)


def register(request: GatedRequest, pk: int) -> HttpResponse:
    """Take a seat."""
    seat = services.register_own(pk, actor=request.actor, online=request.POST.get("daring") == "1")
    told = _("Anda terdaftar.") if seat.state == "seated" else _("Sesi penuh; Anda masuk daftar tunggu.")
    messages.success(request, told)
    return redirect("classes:mine-detail", pk)


def give_up(request: GatedRequest, pk: int) -> HttpResponse:
    """Give up my seat."""
    seat = services.give_up_own(pk, actor=request.actor)
    messages.success(request, _("Kursi Anda dilepas untuk orang lain."))
    return redirect("classes:mine-detail", seat.session_id)


def calendar(_request: GatedRequest, pk: int) -> HttpResponse:
    """Give a session as an entry for a calendar."""
    data = services.calendar(_announced(pk), timezone.now())
    return sent(data, f"sesi-{pk}.ics", "text/calendar; charset=utf-8")


def letter(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the invitation with my name on it."""
    seat = demand_for(request.actor, "classes.seat", queries.seat(pk), oneself)
    data = services.letter(seat.session, language(), seat.member.name)
    return sent(data, f"undangan-{seat.session_id}.pdf", "application/pdf")


def ask_release(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask my supervisor: give the letter, or show the link."""
    seat = demand_for(request.actor, "classes.seat", queries.seat(pk), oneself)
    form = SupervisorForm(request.POST)
    supervisor = request.POST.get("supervisor", "")
    done, problems = attempt(lambda: services.ask(pk, supervisor, actor=request.actor))
    if done is None:
        context = {"seat": seat, "session": seat.session, "form": form, "problems": problems}
        return render(request, "classes/ask_release.html", context, status=422)
    asked, token = done
    if request.POST.get("cara") == "surat":
        data = services.release_letter(asked, token, seat.member.name, language())
        return sent(data, f"izin-{seat.session_id}.pdf", "application/pdf")
    link = address("classes:release", token)
    context = {
        "seat": asked,
        "session": seat.session,
        "link": link,
        "form": SupervisorForm(initial={"supervisor": supervisor}),
    }
    return render(request, "classes/ask_release.html", context)
