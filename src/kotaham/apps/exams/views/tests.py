"""Tests: their list, one test, its preparation, opening and closing, its people and its statistics."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.exams import queries, services
from kotaham.apps.exams.forms import ExamForm, GrantForm
from kotaham.apps.exams.models import Attempt, Exam
from kotaham.apps.exams.queries import figures as counted
from kotaham.apps.exams.rules import percent
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.views.shown import EXAM_TONES, attempt_of, say, truth_words
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, reach_of, told
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused

FIELDS = (
    "title",
    "stage",
    "minutes",
    "attempts",
    "pass_percent",
    "pass_basis",
    "opens",
    "closes",
    "at_once",
    "revision",
)


def index(request: GatedRequest) -> HttpResponse:
    """Show the tests within reach, the newest first."""
    page = page_of(request, queries.exams(request.actor, request.reach))
    rows = [{"exam": row, "tone": EXAM_TONES[row.state]} for row in page.rows]
    context = {"page": page, "rows": rows, "may_write": bool(reach_of(request.actor, "exams.write"))}
    return render(request, "exams/list.html", context)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one test: what it draws, how long, how often, its forms, and what stands in the way of opening it."""
    exam = services.find_exam(pk, "exams.see", actor=request.actor)
    actor, draft = request.actor, exam.state == Exam.State.DRAFT
    may_write = bool(reach_of(actor, "exams.write"))
    view = services.outlook(exam) if draft and may_write else None
    context = {
        "exam": exam,
        "tone": EXAM_TONES[exam.state],
        "forms": queries.forms(pk),
        "size": sum(one["count"] for one in exam.draw),
        "may_write": may_write,
        "may_people": bool(reach_of(actor, "exams.results")) and not draft,
        "problems": told(Refused(view.problems)) if view and view.problems else [],
        "ready": bool(view and not view.problems),
    }
    return render(request, "exams/detail.html", context)


def _form(request: GatedRequest, initial: Mapping[str, Any], office: int, wishes: int = 0) -> ExamForm:
    """Return the form of a test; what is offered to draw is what the bank of its own office has."""
    topics, rights = queries.drawn_from(office)
    versions = services.offered(request.actor)
    offers: dict[str, Any] = {"versions": versions, "topics": topics, "rights": rights, "wishes": wishes}
    return ExamForm(request.POST or None, initial=initial, **offers)


def _wish(form: ExamForm) -> services.Wish:
    found = form.cleaned_data
    return services.Wish(
        version=found["version"], stage=found["stage"], title=found["title"], minutes=found["minutes"],
        draw=form.wants, attempts=found["attempts"], forms=found["papers"], pass_percent=found["pass_percent"],
        pass_basis=found["pass_basis"], opens=found["opens"], closes=found["closes"], at_once=found["at_once"],
    )  # fmt: skip


def _office(request: GatedRequest) -> int:
    return request.actor.office or 0


def create(request: GatedRequest) -> HttpResponse:
    """Prepare a test."""
    form = _form(
        request, {"stage": request.GET.get("tahap", "post"), "version": request.GET.get("versi", "")}, _office(request)
    )
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        exam, problems = attempt_of(lambda: services.create(_wish(form), actor=request.actor))
        if exam:
            messages.success(request, _("Tes disiapkan. Periksa, lalu buka."))
            return redirect(exam)
    context = {"form": form, "problems": problems}
    return render(request, "exams/exam_form.html", context, status=422 if form.errors or problems else 200)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change a test that is a draft."""
    exam = services.find_exam(pk, "exams.write", actor=request.actor)
    if exam.state != Exam.State.DRAFT:
        raise Refused(letters.NOT_DRAFT())
    initial = {name: getattr(exam, name) for name in FIELDS} | {"version": exam.version_id, "papers": exam.forms}
    for row, one in enumerate(exam.draw, start=1):
        initial |= {f"{name}_{row}": one[name] for name in ("topic", "right", "count")}
    form = _form(request, initial, exam.office_id, len(exam.draw))
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"] or 0
        done, problems = attempt_of(lambda: services.edit_exam(pk, _wish(form), actor=request.actor, revision=revision))
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(exam)
    context = {"form": form, "problems": problems, "exam": exam}
    return render(request, "exams/exam_form.html", context, status=422 if form.errors or problems else 200)


def open_exam(request: GatedRequest, pk: int) -> HttpResponse:
    """Draw the forms and open the test."""
    revision = request.POST.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0
    exam = services.open_exam(pk, actor=request.actor, revision=known)
    messages.success(request, _("Tes dibuka. Paket soalnya tetap sampai tes ditutup."))
    return redirect(exam)


def close(request: GatedRequest, pk: int) -> HttpResponse:
    """Close the test: what runs is marked, and keys are shown from now on."""
    exam = services.close_exam(pk, actor=request.actor)
    messages.success(request, _("Tes ditutup. Peserta sekarang melihat hasil dan kuncinya."))
    return redirect(exam)


def count(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask for the statistics anew."""
    services.ask(pk, actor=request.actor)
    messages.success(request, _("Statistik dihitung di latar; muat ulang halaman ini sebentar lagi."))
    return redirect("exams:figures", pk)


def people(request: GatedRequest, pk: int) -> HttpResponse:
    """Show who sat the test and what came of it; reading names is on the record."""
    exam = services.find_exam(pk, "exams.results", actor=request.actor)
    page = page_of(request, queries.people(pk))
    members = [row.member_id for row in page.rows]
    why = gettext_noop("hasil tes")
    events.record_read(request.actor, "register.member", members, why, fields=("name",), holder=exam.office_id)
    rows = [{"row": row, "percent": percent(row.points, row.most)} for row in page.rows]
    context = {
        "exam": exam,
        "page": page,
        "rows": rows,
        "may_grant": bool(reach_of(request.actor, "exams.grant")) and exam.state == Exam.State.OPEN,
        "form": GrantForm(),
        "running": Attempt.State.RUNNING,
    }
    return render(request, "exams/people.html", context)


def grant(request: GatedRequest, pk: int, attempt: int) -> HttpResponse:
    """Give one person more time."""
    form = GrantForm(request.POST)
    minutes = form.cleaned_data["minutes"] if form.is_valid() else 0
    services.grant(pk, attempt, minutes, actor=request.actor, reason=str(request.POST.get("reason") or ""))
    messages.success(request, _("Waktu ditambah."))
    return redirect("exams:people", pk)


def figures(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what was counted of a test: its questions, its forms, what people learned, what to look at."""
    exam = services.find_exam(pk, "exams.see", actor=request.actor)
    whole, rows = counted.counted(pk), list(counted.items(pk))
    kanwils = {int(key) for key in (whole.gain.get("kanwil", {}) if whole else {})}
    kanwils |= {hint["kanwil"] for row in rows for hint in row.watch}
    names = offices.names(kanwils - {0})
    context = {
        "exam": exam,
        "whole": whole,
        "forms": [one | {"told": say(one["why"])} for one in (whole.forms if whole else ())],
        "gain": _gain(whole.gain.get("all")) if whole and whole.gain else None,
        "by_kanwil": [
            _gain(one) | {"name": names.get(int(key), _("Kanwil belum diketahui"))}
            for key, one in (whole.gain.get("kanwil", {}) if whole else {}).items()
        ],
        "by_trainer": [_gain(one) for one in (whole.gain.get("trainer", ()) if whole else ())],
        "rows": [_item(row, names) for row in rows],
        "may_write": bool(reach_of(request.actor, "exams.write")) and exam.state != Exam.State.DRAFT,
    }
    return render(request, "exams/figures.html", context)


def _gain(one: Mapping[str, Any]) -> dict[str, Any]:
    return dict(one) | {"told": say(one.get("why")), "hake_told": say(one.get("hake_why"))}


def _item(row: Any, names: Mapping[int, str]) -> dict[str, Any]:
    texts = {one["id"]: one["text"] for one in row.question.body.get("options", ())} | truth_words()
    options = [
        {"text": texts.get(option, option), "count": found[0], "low": found[1], "middle": found[2], "high": found[3]}
        for option, found in row.options.items()
    ]
    watch = [hint | {"name": names.get(hint["kanwil"], _("Kanwil belum diketahui"))} for hint in row.watch]
    return {
        "row": row,
        "text": row.question.body.get("text", ""),
        "options": options,
        "watch": watch,
        "weak": row.discrimination is not None and row.discrimination < 0,
    }
