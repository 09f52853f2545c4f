"""Pages without signing in: the door of a room, and the answer of a supervisor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.classes import services
from kotaham.apps.classes.forms import CodeForm
from kotaham.apps.classes.views.shown import attempt, course_of, time_of
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.register import queries as members


def check_in(request: GatedRequest, pk: int) -> HttpResponse:
    """Say that one is there, with the code that the room shows."""
    session = services.announced(pk)
    member = members.of_account(request.actor.person)
    known = member is not None
    form = CodeForm(request.POST or None, known=known, initial={"code": request.GET.get("kode", "")[:20]})
    context = {"session": session, "when": time_of(session), "form": form, "known": known, "problems": []}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, problems = attempt(
            lambda: services.check_in(pk, given["code"], actor=request.actor, number=given.get("number", ""))
        )
        if done is not None:
            course = course_of(session, member)
            context = {"session": session, "fresh": done, "known": known, "course": course}
            return render(request, "classes/present.html", context)
        context["problems"] = problems
    wrong = request.method == "POST"
    return render(request, "classes/check_in.html", context, status=422 if wrong else 200)


def release(request: GatedRequest, token: str) -> HttpResponse:
    """Let a supervisor say yes or no."""
    seat = services.find_release(token, actor=request.actor)
    if request.method == "POST":
        given = request.POST.get("jawaban") == "ya"
        services.answer(token, given, actor=request.actor)
        messages.success(request, _("Jawaban Anda tersimpan dan diberitahukan."))
        return redirect("classes:release", token)
    why = gettext_noop("izin atasan untuk sebuah sesi")
    events.record_read(request.actor, "register.member", [seat.member_id], why, fields=["name"])
    context = {"seat": seat, "session": seat.session, "when": time_of(seat.session), "asked": seat.release == "asked"}
    return render(request, "classes/release.html", context)
