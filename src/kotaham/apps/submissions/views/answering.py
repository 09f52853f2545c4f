"""One indicator: what is asked, what earns how much, what was said, what proves it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest, beside_fields, language, reach_of
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import PROOF_FIELDS, ProofForm, ReopenForm
from kotaham.apps.submissions.models import Answer
from kotaham.apps.submissions.rules import UNIT
from kotaham.apps.submissions.services import Read, indicator_of, inputs_of, preview_of, read_inputs, told
from kotaham.apps.submissions.services.inputs import BOTTOM, NUMBER, TOP, Posted
from kotaham.apps.submissions.views.shown import ANSWER_TONES, chosen_of, new_piece, pinpoint_of, proof_rows, status_of
from kotaham.core.errors import Problem, Refused

READY, REPLY = "siap", "balasan"
SAVED = "X-Saved-Version"  # only a reply with this header lets the browser forget what was typed


def answer(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Show one indicator, or keep what was said to it."""
    if request.method == "POST":
        return _save(request, pk, code)
    return _page(request, services.seen_by(pk, code, actor=request.actor))


def _save(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Keep an answer; a part of a page for the script that saves while somebody types, else the next page."""
    found = services.find(pk, code, "submissions.fill", actor=request.actor)
    part = bool(request.headers.get("HX-Request"))
    read = read_inputs(indicator_of(found.submission, code, "id"), request.POST)
    if read.faults:
        return _again(request, found, read, part=part)
    said = services.Said(read.value, str(request.POST.get("catatan") or ""), request.POST.get(REPLY))
    try:
        saved = services.save_found(found, said, actor=request.actor, version=_number(request.POST.get("versi")))
    except services.Conflict:
        return _conflict(request, pk, code, read.value, said.note, part=part)
    except Refused as refused:
        if not set(refused.codes) <= ABOUT_THE_VALUE:
            raise
        return _again(request, found, Read(None, _at_field(found, refused.problems)), part=part)
    if part:
        return _kept(saved)
    if request.POST.get("lalu") == READY:
        return _ready(request, saved)
    messages.success(request, _("Tersimpan %(at)s.") % {"at": _clock(saved)})
    return redirect(saved)


def _ready(request: GatedRequest, saved: Answer) -> HttpResponse:
    """Say that an answer is done and lead on; one whose question is still open stays, with the word at its field."""
    pk, code = saved.submission_id, saved.code
    try:
        services.mark_ready(pk, code, actor=request.actor, version=saved.version)
    except Refused as refused:
        if not AT_READY.keys() >= set(refused.codes):
            raise
        wrong = {AT_READY[one.code]: [one] for one in refused.problems}  # it refuses for one reason at a time
        return _page(request, saved, wrong=wrong, status=422)
    messages.success(request, _("%(code)s dinyatakan siap.") % {"code": code})
    return redirect(_onward(request, saved))


AT_READY = {"submissions.returned-unchanged": REPLY, "submissions.nothing-to-mark": ""}


def _onward(request: GatedRequest, saved: Answer) -> str:
    """Return where one goes on: to the next indicator; in a repair to the next question, and then to the report."""
    if not saved.returned:
        return _next_url(request, saved) or saved.get_absolute_url()
    codes = services.codes_for(saved, request.actor)
    place = codes.index(saved.code) if saved.code in codes else 0
    asked = services.codes_asked(saved.submission_id)
    waiting = [code for code in codes[place + 1 :] + codes[:place] if code in asked]
    if waiting:
        return reverse("submissions:answer", args=[saved.submission_id, waiting[0]])
    return str(_around(request, saved)["back"])


def _clock(saved: Answer) -> str:
    """Tell the time of a save as pages do, in the zone of the place."""
    return render_to_string("submissions/parts/clock.html", {"answer": saved}).strip()


ABOUT_THE_VALUE = {
    "facts.wrong-kind", "facts.not-an-option", "facts.impossible-value", "facts.no-denominator",
    "facts.negative-count", "facts.not-applicable-refused", "facts.no-reason", "facts.bad-date",
    "submissions.no-reason",
}  # fmt: skip


def _at_field(found: Answer, problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Tell by field what the instrument refuses of a number; the rest stands above the form."""
    kind = indicator_of(found.submission, found.code, "id").scoring.kind
    fields = {"facts.no-denominator": BOTTOM, "facts.negative-count": TOP}
    fields |= {"facts.impossible-value": NUMBER} if kind == "bands" else {}
    told_: dict[str, list[Problem]] = {}
    for one in problems:
        told_.setdefault(fields.get(one.code, ""), []).append(one)
    return told_


def _kept(saved: Answer) -> HttpResponse:
    """Answer the script: without the request, so that nothing is asked for a frame that is not drawn."""
    context = {"answer": saved, "preview": preview_of(saved.submission, saved.code, saved.value, language())}
    context["now_tone"] = ANSWER_TONES[Answer.State(saved.state)]  # for the mark at the head of the page
    response = HttpResponse(render_to_string("submissions/parts/live.html", context))
    response[SAVED] = str(saved.version)
    return response


def _again(request: GatedRequest, found: Answer, read: Read, *, part: bool) -> HttpResponse:
    """Show what is wrong with what was typed; nothing of it is kept, and nothing of it is lost."""
    if part:
        texts = [_text(problem) for problem in read.problems]
        return render(request, "submissions/parts/wrong.html", {"problems": texts}, status=422)
    return _page(request, found, typed=request.POST, wrong=read.faults, status=422)


def _conflict(
    request: GatedRequest, pk: int, code: str, value: Mapping[str, Any] | None, note: str, *, part: bool
) -> HttpResponse:
    """Show what somebody else saved beside what was typed, so that one can be chosen."""
    now = services.find(pk, code, "submissions.fill", actor=request.actor)
    fields = [(name, text) for name in request.POST for text in request.POST.getlist(name) if name not in _OWN]
    context = {
        "answer": now,
        "theirs": told(now.submission, code, now.value, language()),
        "mine": told(now.submission, code, value, language()),
        "note": note,
        "fields": fields,
        "note_differs": note != now.note,
    }
    if part:
        return render(request, "submissions/parts/conflict.html", {"conflict": context}, status=409)
    return _page(request, now, conflict=context, status=409)


_OWN = {"csrfmiddlewaretoken", "versi", "lalu"}


def reopen(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Open a ready answer again."""
    form = ReopenForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    version = _number(request.POST.get("versi"))
    found = services.reopen(pk, code, actor=request.actor, version=version, reason=reason)
    messages.success(request, _("%(code)s dibuka kembali.") % {"code": code})
    return redirect(found)


def prove(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Attach a piece of evidence."""
    found = services.find(pk, code, "submissions.fill", actor=request.actor)
    form = ProofForm(request.POST, pieces=services.offered(request.actor))
    if not form.is_valid():
        return _page(request, found, proof_form=form, status=422)
    chosen = form.cleaned_data["evidence"]
    try:
        services.prove(pk, code, actor=request.actor, evidence=chosen, pinpoint=pinpoint_of(form))
    except Refused as refused:
        beside_fields(form, refused, PROOF_FIELDS)
        return _page(request, found, proof_form=form, status=422)
    messages.success(request, _("Bukti dilampirkan."))
    return redirect(f"{found.get_absolute_url()}#bukti")


def _page(
    request: GatedRequest,
    found: Answer,
    *,
    typed: Posted | None = None,
    wrong: Mapping[str, Sequence[Problem]] | None = None,
    conflict: Mapping[str, Any] | None = None,
    proof_form: ProofForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page of an answer, with what was typed where it could not be kept."""
    submission, spoken = found.submission, indicator_of(found.submission, found.code, language())
    fills = bool(reach_of(request.actor, "submissions.fill"))
    locked = services.why_locked(found, request.actor) if fills else ()
    may_fill = fills and not locked
    editing = may_fill and found.state != Answer.State.READY
    plan = services.plan_of(submission)
    refuses = plan.instrument.policies.not_applicable.rule == "refused"
    context = {
        **_asked(found),
        "line": status_of(submission, request.actor),
        "inputs": inputs_of(
            spoken, found.value, lang=language(), typed=typed, wrong=wrong, refuses_not_applicable=refuses
        ),
        "note": str(typed.get("catatan") or "") if typed is not None else found.note,
        "reply": str(typed.get(REPLY) or "") if typed is not None else found.reply,
        "reply_errors": [_text(problem) for problem in (wrong or {}).get(REPLY, ())],
        "problems": [_text(problem) for problem in (wrong or {}).get("", ())],
        "conflict": conflict,
        "preview": preview_of(submission, found.code, found.value, language()),
        "value_told": told(submission, found.code, found.value, language()),
        "editing": editing,
        "locked": [_text(one) for one in locked],
        "may_reopen": may_fill and found.state == Answer.State.READY,
        "reopen_form": ReopenForm(),
        "needs_reason": found.unit_id is not None and found.unit_id != request.actor.office,
        "proof": proof_rows(queries.KIND, found.pk, {found.submission.office_id, found.unit_id}),
        "proof_form": proof_form,
        **_around(request, found),
        **_questions(found),
    }
    if editing:
        pieces = services.offered(request.actor)
        piece = new_piece(request, pieces)
        context["new_piece"] = piece
        context["proof_way"] = f"{found.get_absolute_url()}#bukti"
        context["proof_form"] = proof_form or ProofForm(pieces=pieces, initial=chosen_of(piece))
    return render(request, "submissions/answer.html", context, status=status)


def _questions(found: Answer) -> dict[str, Any]:
    """Return what the Kanwil asked: the question that waits, and those that were answered before."""
    told_ = services.questions_about([found.pk]).get(found.pk, ()) if found.submission.sent_at else ()
    waiting = [one for one in told_ if one.open]
    return {"asked": waiting[0] if waiting else None, "asked_before": [one for one in told_ if not one.open]}


def _asked(found: Answer) -> dict[str, Any]:
    """Return what the instrument asks, in the words of the reader, and what the city said last time."""
    submission, spoken = found.submission, indicator_of(found.submission, found.code, language())
    groups = services.instrument_of(submission, language()).groups
    return {
        "answer": found,
        "submission": submission,
        "round": submission.round,
        "indicator": spoken,
        "help": _known(spoken.help),
        "unit": _known(spoken.unit),
        "period": _known(spoken.period),
        "owners": _listed(spoken.owners),
        "wanted": _listed(spoken.evidence),
        "group": next((one.title for one in groups if one.code == spoken.group), ""),
        "tone": ANSWER_TONES[Answer.State(found.state)],
        "last": _last(submission, found.code),
    }


def _around(request: GatedRequest, found: Answer) -> dict[str, Any]:
    """Return where the page leads: back, to the indicator before and to the one after."""
    before, after, place, count = _neighbours(request, found)
    own = request.actor.role == UNIT
    back = reverse("submissions:mine") if own else found.submission.get_absolute_url()
    return {"before": before, "after": after, "place": place, "count": count, "back": back}


def _last(submission: Any, code: str) -> str:
    value = queries.last_value(submission, code)
    return told(submission, code, value, language()) if value is not None else ""


def _neighbours(request: GatedRequest, found: Answer) -> tuple[str, str, int, int]:
    """Return the addresses of the indicators before and after this one, among those the actor answers."""
    codes = services.codes_for(found, request.actor)
    place = codes.index(found.code) if found.code in codes else 0
    near = [codes[at] if 0 <= at < len(codes) else "" for at in (place - 1, place + 1)]
    urls = [reverse("submissions:answer", args=[found.submission_id, code]) if code else "" for code in near]
    return urls[0], urls[1], place + 1, len(codes)


def _next_url(request: GatedRequest, found: Answer) -> str:
    return _neighbours(request, found)[1]


def _known(text: str | None) -> str:
    return "" if text in (None, "unknown") else str(text)


def _listed(texts: Any) -> Sequence[str]:
    return () if texts == "unknown" else texts


def _number(text: object) -> int:
    told_ = str(text or "")
    return int(told_) if told_.isascii() and told_.isdigit() and len(told_) < 10 else 0


def _text(problem: Problem) -> str:
    return f"{problem.part('what', language())} {problem.part('next', language())}".strip()
