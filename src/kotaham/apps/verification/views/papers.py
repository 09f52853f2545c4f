"""Questions to the city, the values of all stages side by side, the examination report."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.queries import choice_of
from kotaham.apps.gate.services import Actor, GatedRequest, in_words, language, reach_of
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.services.preview import told
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.forms import PaperForm, SignedForm
from kotaham.apps.verification.rules import ALL_REASONS, ORDER, REACHED, TITLES
from kotaham.apps.verification.views.shown import status_of
from kotaham.apps.verification.views.threads import threads
from kotaham.core.policy import Reach

MOST = 50  # pieces offered on the page


def questions(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what the city was asked; a unit sees what concerns its own answers."""
    submission = services.find(pk, "verification.questions", actor=request.actor)
    rows = queries.questions(pk)
    if request.actor.role == "unit_officer":
        rows = rows.filter(answer__unit_id=request.actor.office)
    writes = bool(reach_of(request.actor, "submissions.fill"))
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission),
        "rows": threads(submission, rows, replies=writes),
        "writes": writes,
    }
    return render(request, "verification/questions.html", context)


def sides(request: GatedRequest, pk: int) -> HttpResponse:
    """Show self, verified, validated and final values side by side: who changed what, when, why."""
    submission = services.readable_sides(pk, actor=request.actor)
    answers = submissions.answers(pk)
    if request.actor.role == "unit_officer":
        answers = answers.filter(unit_id=request.actor.office)
    known = {
        one.code: one for one in instruments.instrument_of(submission.round.instrument, language()).known_indicators
    }
    readings = queries.readings_of(pk)
    only = bool(choice_of(request, "hanya", ("berubah",)))
    rows = [_sides(submission, row, known, readings.get(row.pk, {})) for row in answers]
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission),
        "titles": [in_words(TITLES[key]) for key in ("self", *ORDER)],
        "rows": [row for row in rows if row["changed"] or not only],
        "changed": sum(bool(row["changed"]) for row in rows),
        "only": only,
    }
    return render(request, "verification/sides.html", context)


def _sides(submission: Any, answer: Any, known: Any, readings: Any) -> dict[str, Any]:
    """Return one answer in its four columns; a stage that changed nothing shows the value of the one before."""
    value = answer.value
    cells = [{"told": told(submission, answer.code, value, language()), "reading": None, "kind": ""}]
    for stage in ORDER:
        if submission.state not in REACHED[stage]:
            cells.append({"told": "", "reading": None, "kind": ""})
            continue
        reading = readings.get(str(stage))
        value = reading.value if reading else value
        kind = in_words(ALL_REASONS[reading.reason_code]) if reading else ""
        cells.append({"told": told(submission, answer.code, value, language()), "reading": reading, "kind": kind})
    titles = [in_words(TITLES[key]) for key in ("self", *ORDER)]
    title = known[answer.code].title if answer.code in known else ""
    return {
        "code": answer.code, "title": title, "cells": list(zip(titles, cells, strict=True)), "changed": bool(readings),
    }  # fmt: skip


def minutes(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the examination reports of a case, or make a new edition."""
    if request.method == "POST":
        return _make(request, pk)
    submission = services.find(pk, "verification.see", actor=request.actor)
    return _minutes(request, submission)


def _make(request: GatedRequest, pk: int) -> HttpResponse:
    submission = services.find(pk, "verification.minutes", actor=request.actor)
    form = PaperForm(request.POST)
    if not form.is_valid():
        return _minutes(request, submission, form, status=422)
    found = form.cleaned_data
    paper = services.Paper(found["number"], found["place"], found["day"], form.people())
    row = services.make_minutes(pk, paper, actor=request.actor, edition=found["edition"])
    messages.success(request, _("Berita acara edisi %(edition)s dibuat.") % {"edition": row.edition})
    return redirect("verification:minutes", pk)


def _minutes(request: GatedRequest, submission: Any, form: PaperForm | None = None, status: int = 200) -> HttpResponse:
    case = services.case_for(submission.pk)
    rows = list(queries.minutes(submission.pk))
    newest = rows[0] if rows else None
    may = bool(reach_of(request.actor, "verification.minutes")) and submission.state in services.AFTER
    offered = _offered(request.actor) if may and rows else []
    context = {
        "submission": submission, "round": submission.round, "case": case, "line": status_of(submission), "rows": rows,
        "may": may, "form": form or PaperForm(initial=_initial(newest)),
        "signed_form": SignedForm(pieces=offered) if offered else None,
        "early": submission.state not in services.AFTER,
    }  # fmt: skip
    return render(request, "verification/minutes.html", context, status=status)


def _offered(actor: Actor) -> list[Any]:
    """Return the newest evidence of the actor's own office."""
    rows = evidences.listed(actor, Reach.OWN, evidences.Wanted(), timezone.localdate())
    return list(rows.filter(latest__gt=0)[:MOST])


def _initial(newest: Any) -> dict[str, Any]:
    """Return what the form shows at first: what the newest edition says, or the day on which the first is made."""
    if newest is None:
        return {"edition": 0, "day": offices.today()}
    people = "\n".join(f"{name}; {post}" for name, post in newest.signatories)
    return {
        "number": newest.number, "place": newest.place, "day": newest.day, "signatories": people,
        "edition": newest.edition,
    }  # fmt: skip


def minutes_file(request: GatedRequest, pk: int, edition: int) -> HttpResponse:
    """Give one edition as PDF."""
    row, raw = services.opened_minutes(pk, edition, actor=request.actor)
    response = HttpResponse(raw, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row}.pdf"'
    return response


def signed(request: GatedRequest, pk: int, edition: int) -> HttpResponse:
    """Take the signed paper back."""
    services.find(pk, "verification.minutes", actor=request.actor)
    text = request.POST.get("evidence", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # no piece has that number
    services.take_back_minutes(pk, edition, number, actor=request.actor)
    messages.success(request, _("Berita acara bertanda tangan diterima."))
    return redirect("verification:minutes", pk)
