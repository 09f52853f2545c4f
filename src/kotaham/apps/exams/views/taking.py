"""Sit a test: one's tests, one question a screen, handing in, and the result once the test has closed.

Nothing here reads a key before the test has closed: `queries.key_paper` is asked in `_result` alone.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.courses import queries as courses
from kotaham.apps.exams import queries, services
from kotaham.apps.exams.models import Attempt, Exam
from kotaham.apps.exams.rules import GRACE, Item, is_over, left, oneself, order_of, percent, short, value_of
from kotaham.apps.exams.views.shown import (
    answer_words,
    asked_of,
    feedback_words,
    key_words,
    numbers_of,
    time_words,
)
from kotaham.apps.gate.services import GatedRequest, Stale, demand_for
from kotaham.core.exams.masking import hidden, masked
from kotaham.core.exams.masking import told as in_names

RUNNING = Attempt.State.RUNNING
NEXT = "berikut"


def mine(request: GatedRequest) -> HttpResponse:
    """Show the tests of the courses that somebody takes, and how far they are with each."""
    exams = list(queries.for_learner(request.actor)[:100])
    own: dict[int, list[Attempt]] = {}
    for row in queries.attempts_of(request.actor, [exam.pk for exam in exams]):
        own.setdefault(row.exam_id, []).append(row)
    return render(request, "exams/mine.html", {"rows": [_line(exam, own.get(exam.pk, [])) for exam in exams]})


def _line(exam: Exam, own: list[Attempt]) -> dict[str, Any]:
    now = timezone.now()
    running = next((one for one in own if one.state == RUNNING), None)
    opened = exam.state == Exam.State.OPEN and (not exam.opens or exam.opens <= now)
    opened = opened and (not exam.closes or exam.closes > now)
    ended = [one for one in own if one is not running]
    told = exam.state == Exam.State.CLOSED or exam.at_once
    return {
        "exam": exam,
        "running": running if running and not is_over(running.ends_at, now) else None,
        "ended": [{"row": one, "points": short(one.points)} for one in ended],
        "quietly": told and any(one.passed or exam.pass_percent is None for one in ended),
        "may_start": opened and len(own) < exam.attempts,
        "left": exam.attempts - len(own),
        "coming": exam.state == Exam.State.OPEN and bool(exam.opens and exam.opens > now),
        "over": exam.state == Exam.State.CLOSED or bool(exam.closes and exam.closes <= now),
        "told": told,
    }


def start(request: GatedRequest, pk: int) -> HttpResponse:
    """Begin, or go on with what is under way."""
    return redirect("exams:answer", services.start(pk, actor=request.actor).pk, 1)


def _mine(request: GatedRequest, pk: int) -> Attempt:
    return demand_for(request.actor, "exams.take", queries.attempt(pk), oneself)


def attempt(request: GatedRequest, pk: int) -> HttpResponse:
    """Lead to where the attempt stands: its first open question, or what came of it."""
    found = _mine(request, pk)
    if _is_running(request, found):
        answered = queries.chosen(pk)
        count = len(found.form.questions)
        return redirect("exams:answer", pk, next((n for n in range(1, count + 1) if n not in answered), count))
    return redirect("exams:outcome", pk)


def _is_running(request: GatedRequest, found: Attempt) -> bool:
    """Tell whether an attempt runs; one whose time is up ends at this touch."""
    if found.state == RUNNING and is_over(found.ends_at, timezone.now()):
        services.expire([found.pk], actor=request.actor)
        return False
    return found.state == RUNNING


def answer(request: GatedRequest, pk: int, position: int) -> HttpResponse:
    """Show one question, or keep what was answered to it."""
    if request.method == "POST":
        return _save(request, pk, position)
    found = _mine(request, pk)
    if not _is_running(request, found):
        return redirect("exams:outcome", pk)
    count = len(found.form.questions)
    if not 1 <= position <= count:
        return redirect("exams:attempt", pk)
    context = _frame(found, position)
    context["ask"] = _asked(found, position, queries.responses(pk))
    return render(request, "exams/answer.html", context)


def _asked(found: Attempt, position: int, responses: Any) -> dict[str, Any]:
    """Return a question as this attempt sees it: its options named by their places, in an order of its own."""
    item, kept = queries.paper(found.form)[position - 1], responses.get(position)
    mask = masked(item.body, order_of(found.form.seed, found.pk, position))
    asked = asked_of(item.asked, mask.body, hidden(item.asked, mask, kept.value if kept else None))
    return asked | {"position": position, "points": item.points, "saved": kept.saved_at if kept else None}


def _frame(found: Attempt, position: int) -> dict[str, Any]:
    now, count = timezone.now(), len(found.form.questions)
    answered = queries.chosen(found.pk)
    rest = left(found.ends_at, now)
    return {
        "attempt": found,
        "exam": found.exam,
        "position": position,
        "count": count,
        "numbers": numbers_of(count, answered, position),
        "answered": len(answered),
        "left": rest,
        "left_words": time_words(rest),
        "elapsed": int((now - found.started_at).total_seconds() * 1000),
        "grace": int(GRACE.total_seconds()),
        "before": position - 1 if position > 1 else 0,
        "after": position + 1 if position < count else 0,
    }


def _save(request: GatedRequest, pk: int, position: int) -> HttpResponse:
    """Keep an answer; an acknowledgement for the script that sends one by one, else the next page."""
    posted = request.POST
    told = posted.get("urutan") or ""
    sequence = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None

    def read(item: Item, order: str) -> Any:
        said = value_of(item.asked, item.body, posted)
        return in_names(item.asked, masked(item.body, order), said)

    kept = services.keep(pk, position, read, actor=request.actor, sequence=sequence)
    at = f"{timezone.localtime(kept.at):%H.%M.%S}"
    if request.headers.get("HX-Request"):
        said = {"soal": kept.position, "urutan": kept.sequence, "sisa": kept.left, "pukul": at}
        return JsonResponse(said | {"terbaru": kept.newest})
    if posted.get("lalu") == NEXT:
        return redirect("exams:answer", pk, position + 1)
    if posted.get("lalu") == "serahkan":
        return redirect("exams:submit", pk)
    messages.success(request, _("Jawaban soal %(n)d tersimpan %(at)s.") % {"n": position, "at": at})
    return redirect("exams:answer", pk, position)


def paper(request: GatedRequest, pk: int) -> HttpResponse:
    """Give all questions at once, so that the script can go on without a line; bodies only, as on each page."""
    found = _mine(request, pk)
    if not _is_running(request, found):
        return redirect("exams:outcome", pk)
    responses = queries.responses(pk)
    asks = [_asked(found, position, responses) for position in range(1, len(found.form.questions) + 1)]
    return render(request, "exams/paper.html", {"asks": asks, "attempt": found, "count": len(asks)})


def submit(request: GatedRequest, pk: int) -> HttpResponse:
    """Say what is not answered yet, and hand in."""
    found = _mine(request, pk)
    if not _is_running(request, found):
        return redirect("exams:outcome", pk)
    if request.method == "POST":
        try:
            services.submit(pk, actor=request.actor)
        except Stale:
            return redirect("exams:outcome", pk)  # pressed twice: it is handed in
        messages.success(request, _("Tes sudah Anda serahkan."))
        return redirect("exams:outcome", pk)
    context = _frame(found, 0)
    context["open"] = [one["n"] for one in context["numbers"] if not one["answered"]]
    return render(request, "exams/submit.html", context)


def outcome(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what came of an attempt: keys and feedback once the test has closed, points then or at once."""
    found = _mine(request, pk)
    if _is_running(request, found):
        return redirect("exams:attempt", pk)
    found = _mine(request, pk)
    closed = found.exam.state == Exam.State.CLOSED
    context = {"attempt": found, "exam": found.exam, "closed": closed, "told": closed or found.exam.at_once}
    context |= {"points": short(found.points), "percent": short(percent(found.points, found.most))}
    context |= {"course": _course(found), "left": _left(request, found.exam)}
    return render(request, "exams/outcome.html", context | ({"rows": _result(found)} if closed else {}))


def _left(request: GatedRequest, exam: Exam) -> int:
    """Return how often somebody may still sit a test that is open."""
    if exam.state != Exam.State.OPEN or (exam.closes and exam.closes <= timezone.now()):
        return 0
    return max(exam.attempts - queries.attempts_of(request.actor, [exam.pk]).count(), 0)


def _course(found: Attempt) -> int | None:
    """Return the enrolment that a test was sat for: the page of the course tells what comes next."""
    rows = courses.of_versions([found.exam.version_id], [found.member_id])
    return rows.values_list("pk", flat=True).first()


def _result(found: Attempt) -> list[dict[str, Any]]:
    """Return, question by question, what was answered, what is right and what is told about it."""
    responses, rows = queries.responses(found.pk), []
    for position, question in enumerate(queries.key_paper(found.form), start=1):
        kept = responses.get(position)
        value = kept.value if kept else None
        rows.append(
            {
                "position": position,
                "text": question.body.text,
                "said": answer_words(question.asked, question.body, value),
                "key": key_words(question.asked, question.body, question.key),
                "told": feedback_words(question.feedback, value),
                "points": short(kept.points) if kept and kept.points is not None else 0,
                "most": question.points,
            }
        )
    return rows
