"""Corrections: begin one, choose the answers whose value was wrong, change a value."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import Forbidden, GatedRequest, Stale, in_parts, language
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.forms import ChangeForm, CorrectForm
from kotaham.apps.publication.models import Decision
from kotaham.apps.publication.services import Change
from kotaham.apps.publication.views.shown import line_of_decision, read_value, value_inputs
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.errors import Problem, Refused

RULE = "publication.correct"
KEPT_OPEN = (
    "publication.no-value", "publication.same-value", "publication.no-reason", "publication.reason-code", "facts.",
    "submissions.",
)  # fmt: skip


def correct(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what a correction is, or begin one."""
    old = services.find_decision(pk, RULE, actor=request.actor)
    form = CorrectForm(request.POST or None, initial={"title": _("Perubahan atas %(title)s") % {"title": old.title}})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        decision = services.correct(pk, found["title"], found["why"], actor=request.actor)
        messages.success(request, _("Rancangan keputusan perubahan tersusun."))
        return redirect(decision)
    context = {
        "decision": old, "round": old.round, "form": form, "line": line_of_decision(old, queries.corrected_by(pk)),
        "in_force": old.state == Decision.State.FROZEN and queries.corrected_by(pk) is None,
        "drafted": queries.draft_of(old.round_id),
    }  # fmt: skip
    return render(request, "publication/correct.html", context, status=422 if form.is_bound else 200)


def answers(request: GatedRequest, pk: int, report: int) -> HttpResponse:
    """Show the answers of one city whose value a correction may change."""
    decision = services.find_decision(pk, RULE, actor=request.actor)
    submission = submissions.get(report).filter(round_id=decision.round_id).first()
    if submission is None:
        raise Http404
    values = {**queries.validated_values(report), **queries.final_values(report)}
    changed = {row.answer_id for row in queries.amendments(pk)}
    known = {one.code: one.title for one in sending.instrument_of(submission, language()).known_indicators}
    context = {
        "decision": decision, "round": decision.round, "submission": submission,
        "line": line_of_decision(decision, None),
        "rows": [
            {
                "answer": one, "title": known.get(one.code, ""), "changed": one.pk in changed,
                "now": sending.told(submission, one.code, values.get(one.pk, one.value), language()),
            }
            for one in submissions.answers(report)
        ],
    }  # fmt: skip
    return render(request, "publication/answers.html", context)


def amend(request: GatedRequest, pk: int, report: int, code: str) -> HttpResponse:
    """Show the form of a change, or keep it."""
    decision = services.find_decision(pk, RULE, actor=request.actor)
    submission, answer = services.answer_in(decision, report, code)
    if request.method != "POST":
        return _page(request, decision, submission, answer)
    form = ChangeForm(request.POST, lang=language())
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    value, problems, wrong = read_value(sending.indicator_of(submission, code, language()), request.POST, reason)
    if problems or not form.is_valid():
        return _page(request, decision, submission, answer, form, problems, wrong)
    change = Change(value, form.cleaned_data["reason_code"], reason)
    try:
        services.amend(pk, report, code, change, actor=request.actor, version=form.cleaned_data["version"])
    except (Forbidden, Stale):
        raise
    except Refused as refused:
        if not all(one.startswith(KEPT_OPEN) for one in refused.codes):
            raise
        return _page(request, decision, submission, answer, form, refused.problems)
    messages.success(request, _("Nilai diubah. Hitung ulang putarannya, lalu susun ulang daftar."))
    return redirect("publication:answers", pk, report)


def _page(
    request: GatedRequest,
    decision: Decision,
    submission: Any,
    answer: Any,
    form: ChangeForm | None = None,
    problems: Sequence[Problem] = (),
    wrong: Any = None,
) -> HttpResponse:
    indicator = sending.indicator_of(submission, answer.code, language())
    now = services.counted_finally(answer)
    context = {
        "decision": decision, "round": decision.round, "submission": submission, "answer": answer,
        "indicator": indicator, "line": line_of_decision(decision, None), "letter": in_parts(problems),
        "form": form or ChangeForm(initial={"version": decision.version}, lang=language()),
        "now": sending.told(submission, answer.code, now, language()),
        **value_inputs(indicator, now, typed=request.POST if form else None, wrong=wrong),
    }  # fmt: skip
    return render(request, "publication/amend.html", context, status=422 if form is not None else 200)
