"""Who takes a version: the list, enrolling by number or by choosing, one person's enrolment."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.forms import HowForm, NumbersForm, ReasonForm, WaiveForm
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.rules import ENROLMENT_LIFE, KEEPER, OFFICER
from kotaham.apps.courses.views import shown
from kotaham.apps.courses.views.cards import stands
from kotaham.apps.courses.views.shown import attempt
from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, demand, reach_of
from kotaham.apps.register import queries as register
from kotaham.core.policy import Reach

MEMBER = "register.member"
SHOWN = 200  # rows of a pasted list whose problems a page shows


def index(request: GatedRequest, pk: int) -> HttpResponse:
    """Show who takes a version, of the people within reach."""
    row = services.find_version(pk, "courses.people", actor=request.actor)
    state = choice_of(request, "keadaan", Enrolment.State.values)
    page = page_of(request, queries.people(pk, request.actor, request.reach, state))
    counts = {} if request.reach is Reach.ALL else queries.counted(pk, request.actor, request.reach)
    why = gettext_noop("daftar peserta pelatihan")
    events.record_read(request.actor, MEMBER, [one.member_id for one in page.rows], why, fields=["name"])
    found = stands(page.rows)
    context = {
        "version": row,
        "page": page,
        "rows": [{"row": one, **found[one.pk]} for one in page.rows],
        "tabs": _tabs(state, counts),
        "may_enrol": row.state == "published" and bool(reach_of(request.actor, "courses.enrol")),
    }
    return render(request, "courses/people.html", context)


def _tabs(current: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the states to choose from; counted where that is quick, so not for the whole country."""
    every = sum(count for state, count in counts.items() if state != Enrolment.State.WITHDRAWN) if counts else None
    tabs = [{"title": _("Semua"), "url": "?", "count": every, "current": not current}]
    return tabs + [
        {"title": one.label, "url": f"?keadaan={one.value}", "count": counts.get(one.value), "current": one == current}
        for one in Enrolment.State
        if not counts or counts.get(one.value)
    ]


def enrol(request: GatedRequest, pk: int) -> HttpResponse:
    """Enrol people by their numbers."""
    row = services.find_version(pk, "courses.enrol", actor=request.actor)
    form = NumbersForm(request.POST or None)
    problems: list[dict[str, str]] = []
    context: dict[str, Any] = {"version": row, "form": form}
    if request.method == "POST" and form.is_valid():
        numbers, how = form.cleaned_data["numbers"], form.cleaned_data["how"]
        done, problems = attempt(lambda: services.enrol_numbers(pk, numbers, actor=request.actor, how=how))
        if done:
            rows, pasted = done
            told = enrolled_words(len(rows), len(pasted.members), how)
            if not pasted.problems:
                messages.success(request, told)
                return redirect("courses:people", pk)
            context |= {"result": told, "wrong": len(pasted.problems), "rows": shown.letters(pasted.problems[:SHOWN]),
                        "form": NumbersForm(initial={"how": how})}  # fmt: skip
    wrong = bool(form.errors or problems)
    return render(request, "courses/enrol.html", context | {"problems": problems}, status=422 if wrong else 200)


def choose(request: GatedRequest, pk: int) -> HttpResponse:
    """Choose people within reach from the register."""
    row = services.find_version(pk, "courses.enrol", actor=request.actor)
    form = HowForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wanted = [
            int(one) for one in request.POST.getlist("orang") if one.isascii() and one.isdigit() and len(one) < 19
        ]
        how = form.cleaned_data["how"]
        rows = services.enrol_members(pk, wanted, actor=request.actor, how=how)
        messages.success(request, enrolled_words(len(rows), len(wanted), how))
        return redirect("courses:people", pk)
    words = request.GET.get("cari", "")
    reach = demand(request.actor, "courses.enrol")
    page = page_of(request, register.search(request.actor, reach, words))
    ids = [one.pk for one in page.rows]
    events.record_read(request.actor, MEMBER, ids, gettext_noop("memilih peserta pelatihan"), fields=["name"])
    taken = queries.taken(pk, ids)
    context = {"version": row, "page": page, "words": words, "form": form,
               "rows": [{"member": one, "in": one.pk in taken} for one in page.rows]}  # fmt: skip
    return render(request, "courses/choose.html", context, status=422 if form.errors else 200)


def enrolled_words(new: int, named: int, how: str) -> str:
    """Tell how many were enrolled or invited, and how many were there already."""
    if how == Enrolment.How.INVITED:
        told = ngettext("%(new)d orang diundang.", "%(new)d orang diundang.", new) % {"new": new}
    else:
        told = ngettext("%(new)d orang didaftarkan.", "%(new)d orang didaftarkan.", new) % {"new": new}
    if rest := named - new:
        told += " " + ngettext(
            "%(rest)d sudah terdaftar atau diundang.", "%(rest)d sudah terdaftar atau diundang.", rest
        ) % {"rest": rest}
    return told


def person(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the enrolment of a person: what is there, what is still needed."""
    return _person(request, pk, {})


def _person(request: GatedRequest, pk: int, more: dict[str, Any], status: int = 200) -> HttpResponse:
    row = services.find_enrolment(pk, "courses.enrolment", actor=request.actor)
    events.record_read(request.actor, MEMBER, [row.member_id], gettext_noop("keikutsertaan pelatihan"), fields=["name"])
    parties = [party for party, rule in ((OFFICER, "courses.withdraw"), (KEEPER, "courses.waive"))
               if reach_of(request.actor, rule)]  # fmt: skip
    verbs = {move.verb for move in ENROLMENT_LIFE.from_here(row.state, parties)}
    name = register.names([row.member_id]).get(row.member_id, "")
    needs = shown.standing(row, queries.parts(row.version_id), queries.progress_of(row.pk))
    context = {"row": row, **stands([row])[row.pk], "needs": needs, "name": name,
               "may_withdraw": "withdraw" in verbs, "may_waive": "waive" in verbs, "reason": ReasonForm(),
               "waiver": WaiveForm(), **more}  # fmt: skip
    return render(request, "courses/person.html", context, status=status)


def withdraw(request: GatedRequest, pk: int) -> HttpResponse:
    """Take somebody out of a course."""
    form = ReasonForm(request.POST)
    reason = request.POST.get("reason", "")
    done, problems = attempt(lambda: services.withdraw(pk, actor=request.actor, reason=reason))
    if done is None:
        return _person(request, pk, {"problems": problems, "reason": form}, 422)
    messages.success(request, _("Peserta dikeluarkan dari pelatihan ini."))
    return redirect("courses:people", done.version_id)


def waive(request: GatedRequest, pk: int) -> HttpResponse:
    """Recognise what somebody learnt elsewhere."""
    form = WaiveForm(request.POST)
    reason, proof = request.POST.get("reason", ""), request.POST.get("proof", "")
    done, problems = attempt(lambda: services.waive(pk, actor=request.actor, reason=reason, proof=proof))
    if done is None:
        return _person(request, pk, {"problems": problems, "waiver": form}, 422)
    messages.success(request, _("Pembelajaran lain diakui."))
    return redirect("courses:person", pk)
