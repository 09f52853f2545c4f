"""One answer before its reader: figure, last year, others, evidence, points and their trace, and what to say of it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.services import Forbidden, GatedRequest, Stale, in_words, language, reach_of
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.submissions.services.inputs import Read, inputs_of, read_inputs
from kotaham.apps.submissions.services.preview import indicator_of, preview_of, told
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.forms import WordsForm
from kotaham.apps.verification.models import Check, Stage
from kotaham.apps.verification.queries import Desk, Row
from kotaham.apps.verification.rules import ALL_REASONS, CORRECT, GIVEN, HEAD, READER, SECOND, STATE, before
from kotaham.apps.verification.services import Words
from kotaham.apps.verification.views.cases import WAITING, shown_stage, slot_of
from kotaham.apps.verification.views.shown import standing_of, status_of, text_of
from kotaham.apps.verification.views.threads import threads
from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.kinds import Direct
from kotaham.core.instrument.model import Indicator
from kotaham.core.numbers import exact, plain
from kotaham.core.scoring.explain import told_html

POINTS = "poin"


def answer(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Show one answer, or keep what its reader says of it."""
    if request.method == "POST":
        return _say(request, pk, code, "verification.check", as_head=False)
    submission = services.find(pk, "verification.see", actor=request.actor)
    return _page(request, submission, code)


def settle(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Keep what the head of the Kanwil decides."""
    return _say(request, pk, code, "verification.settle", as_head=True)


def _say(request: GatedRequest, pk: int, code: str, rule: str, *, as_head: bool) -> HttpResponse:
    submission = services.find(pk, rule, actor=request.actor)
    services.case_for(pk)
    if not submissions.answer(pk, code).exists():
        raise Http404
    form = WordsForm(request.POST, lang=language(), offered=[choice[0] for choice in Check.Verdict.choices])
    if not form.is_valid():
        return _page(request, submission, code, form=form)
    found = form.cleaned_data
    spoken = indicator_of(submission, code, language())
    read = _value(spoken, request, found)
    if read.faults:
        return _page(request, submission, code, form=form, wrong=read.faults)
    said = Words(found["verdict"], read.value, found["reason_code"], found["reason"], found["due"])
    try:
        if as_head:
            services.settle(pk, code, said, actor=request.actor, edition=found["edition"])
        else:
            services.check(pk, code, said, actor=request.actor, version=found["version"], edition=found["edition"])
    except (Forbidden, Stale):
        raise
    except Refused as refused:
        if not all(one.startswith(KEPT_OPEN) for one in refused.codes):
            raise
        return _page(request, submission, code, form=form, wrong=_at_fields(form, refused.problems))
    messages.success(request, _("%(code)s: tersimpan.") % {"code": code})
    return redirect(_onward(request, submission, code))


# What is wrong with the words themselves is told beside the form, with everything that was typed still in it.
KEPT_OPEN = (
    "verification.words", "verification.reason", "verification.value", "verification.due", "verification.verdict",
    "facts.", "submissions.too-late",
)  # fmt: skip


# The field that each refusal is about; the rest is about the value.
FIELDS = {
    "verification.words-missing": "reason", "verification.reason-code": "reason_code", "verification.due": "due",
    "verification.due-missing": "due", "verification.due-past": "due", "submissions.too-late": "due",
    "verification.verdict-not-here": "verdict",
}  # fmt: skip


def _at_fields(form: WordsForm, problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Put refusals at the fields of the form; return those about the value."""
    rest = [problem for problem in problems if problem.code not in FIELDS]
    for problem in problems:
        if problem.code in FIELDS:
            form.add_error(FIELDS[problem.code], text_of(problem))
    return {"": rest} if rest else {}


def _value(indicator: Indicator, request: GatedRequest, found: dict[str, Any]) -> Read:
    """Return the corrected value and what is wrong with it; points by reviewers carry the reason with them."""
    if found["verdict"] != CORRECT:
        return Read()
    if isinstance(indicator.scoring, Direct) and request.POST.get("cara", "value") == "value":
        text = str(request.POST.get(POINTS) or "").strip().replace(",", ".")
        try:
            return Read({"points": plain(exact(text)), "reason": found["reason"].strip()})
        except ValueError:
            return Read()
    return read_inputs(indicator, request.POST)


def _onward(request: GatedRequest, submission: Any, code: str) -> str:
    """Return the next answer that waits for the reader, after this one; the case when none does."""
    case = services.case_for(submission.pk)
    table = queries.desk(submission, case, shown_stage(submission.state))
    slot = slot_of(table, request.actor.person)
    waiting = table.unread_by(slot) if slot else []
    here = table.by_code[code].answer.position
    later = [row for row in waiting if row.answer.position > here] or list(waiting)
    if not later or request.POST.get("lalu") == "tetap":
        target = "answer" if request.POST.get("lalu") == "tetap" else "case"
        return reverse(f"verification:{target}", args=[submission.pk, *([code] if target == "answer" else [])])
    return reverse("verification:answer", args=[submission.pk, later[0].answer.code])


def _page(
    request: GatedRequest,
    submission: Any,
    code: str,
    *,
    form: WordsForm | None = None,
    wrong: Mapping[str, Sequence[Problem]] = MappingProxyType({}),
) -> HttpResponse:
    """Show the page, with what was typed where it could not be kept."""
    case, stage = services.case_for(submission.pk), shown_stage(submission.state)
    table = queries.desk(submission, case, stage)
    row = table.by_code.get(code)
    if row is None:
        raise Http404
    person, spoken = request.actor.person, indicator_of(submission, code, language())
    own = row.own(person)
    context = {
        "submission": submission, "round": submission.round, "case": case, "row": row, "answer": row.answer,
        "code": code, "indicator": spoken, "line": status_of(submission), "stage": stage,
        "standing": standing_of(row, person), "own": own, "value_errors": [text_of(one) for one in wrong.get("", ())],
        "said": [_words(one, submission, code) for one in row.shown_to(person)],
        "hidden": row.sampled and not row.open_to_all,
        **_beside(request, submission, row, spoken),
        **_place(table, row, person),
        **_form(request, table, row, own, form, spoken, wrong),
    }  # fmt: skip
    return render(request, "verification/answer.html", context, status=422 if form is not None else 200)


def _words(said: Check, submission: Any, code: str) -> dict[str, Any]:
    places = {1: _("Pembaca"), 2: _("Pembaca kedua"), HEAD: _("Kepala Kanwil")}
    return {
        "check": said,
        "place": _("Penilai pusat") if said.stage == Stage.VALIDATED else places[said.slot],
        "value": told(submission, code, said.value, language()) if said.value is not None else "",
        "kind": in_words(ALL_REASONS[said.reason_code]) if said.reason_code in ALL_REASONS else "",
    }


def _beside(request: GatedRequest, submission: Any, row: Row, spoken: Indicator) -> dict[str, Any]:
    """Return what the machine and the papers say of the answer."""
    code, earlier = row.answer.code, before(row_stage(submission))
    last = submissions.last_value(submission, code)
    near, whole = queries.peers(submission, spoken)
    readings = queries.readings_of(submission.pk)
    held = queries.overlay_of(submission.pk, readings, earlier) if earlier else {}
    traced = queries.trace(submission, queries.reckon(submission, held), code, language())
    return {
        "unit": "" if spoken.unit in {None, "unknown"} else spoken.unit,
        "city_value": told(submission, code, row.answer.value, language()),
        "base_value": told(submission, code, row.base, language()) if earlier else "",
        "readings": readings.get(row.answer.pk, {}),
        "preview": preview_of(submission, code, row.base, language()),
        "figure": queries.figure(spoken, row.base),
        "last_value": told(submission, code, last, language()),
        "near": near,
        "whole": whole,
        "trace": SafeString(told_html(traced)) if traced else "",
        "doubts": [one[1] if language() == "id" else one[2] for one in row.doubts],
        "questions": threads(submission, queries.questions_of(row.answer.pk)),
        "endorsements": submissions.all_endorsements(submission.pk),
        **_proof(request, row),
    }


def row_stage(submission: Any) -> str:
    """Return the stage that the page of an answer shows."""
    return shown_stage(submission.state)


def _proof(request: GatedRequest, row: Row) -> dict[str, Any]:
    """Return the evidence of an answer; of the chosen piece the page that the city points at."""
    uses = list(evidences.uses_of(submissions.KIND, row.answer.pk))
    wanted = request.GET.get("bukti", "")
    chosen = next((use for use in uses if str(use.pk) == wanted), uses[0] if uses else None)
    today = timezone.localdate()
    return {
        "proof": [
            {
                "use": use,
                "chip": evidences.chip(use.evidence, today),
                "current": use is chosen,
                "number": submissions.evidence_number(use.evidence_id),
            }
            for use in uses
        ],
        "chosen": chosen,
        "preview_page": max(chosen.page, 1) if chosen and _is_drawn(chosen) else 0,
    }


def _is_drawn(use: Any) -> bool:
    return bool(use.revision.pages) and use.revision.media in {"pdf", "png", "jpeg"}


def _place(table: Desk, row: Row, person: int | None) -> dict[str, Any]:
    """Return where the answer stands among the others, and the next one that waits."""
    slot = slot_of(table, person)
    rows = [one for one in table.rows if slot != SECOND or one.sampled] or list(table.rows)
    codes = [one.answer.code for one in rows]
    at = codes.index(row.answer.code) if row.answer.code in codes else 0
    waiting = [one.answer.code for one in table.unread_by(slot)] if slot else []
    return {
        "number": at + 1,
        "count": len(codes),
        "done": len(rows) - len(waiting) if slot else 0,
        "previous_code": codes[at - 1] if at else "",
        "following_code": codes[at + 1] if at + 1 < len(codes) else "",
        "waiting_code": next((one for one in waiting if one != row.answer.code), ""),
        "slot": slot,
    }


def _form(
    request: GatedRequest,
    table: Desk,
    row: Row,
    own: Check | None,
    bound: WordsForm | None,
    spoken: Indicator,
    wrong: Mapping[str, Sequence[Problem]],
) -> dict[str, Any]:
    """Return the form of the reader or of the head, if there is something for them to say."""
    submission, person = table.submission, request.actor.person
    reading = submission.state == STATE[table.stage]
    slot = slot_of(table, person)
    closed = HEAD in row.now or (row.sampled and row.open_to_all)
    as_reader = reading and slot is not None and not closed and (slot == READER or row.sampled)
    as_head = reading and row.standing in WAITING and bool(reach_of(request.actor, "verification.settle"))
    as_head = as_head and own is None
    if not (as_reader and reach_of(request.actor, "verification.check")) and not as_head:
        return {"words": None}
    offered = services.OF_HEAD if as_head else services.OFFERED[table.stage]
    place = HEAD if as_head else slot or READER
    earlier = row.in_slot(place)
    value = own.value if own is not None and own.value is not None else row.base
    initial = _initial(own, row, earlier, submission)
    if isinstance(spoken.scoring, Direct):
        initial["reason_code"] = initial.get("reason_code") or GIVEN
    typed = request.POST if bound is not None else None
    shown = bound or WordsForm(initial=initial, lang=language(), offered=offered)
    for name in ("reason", "reason_code"):
        shown.fields[name].required = True  # as shown: a verdict that needs neither does not show them as missing
    for name in [one for one in ("verdict", "reason_code", "reason", "due") if shown.errors.get(one)][:1]:
        shown.fields[name].widget.attrs["autofocus"] = True  # what is wrong is seen at once, wherever it stands
    return {
        "words": shown,
        "verdicts": [{"code": code, "title": _title(code, spoken)} for code in offered],
        "chosen_verdict": bound.data.get("verdict", "") if bound is not None else initial.get("verdict", ""),
        "post_to": reverse(f"verification:{'settle' if as_head else 'answer'}", args=[submission.pk, row.answer.code]),
        "as_head": as_head,
        "inputs": inputs_of(spoken, value, lang=language(), typed=typed, wrong=wrong),
        "direct": spoken.scoring if isinstance(spoken.scoring, Direct) else None,
        "points_typed": typed.get(POINTS, "") if typed is not None else _points(value),
        "repair_last": sending.last_day(submission, "repair"),
        "today": rounds.today(submission.zone),
        "version": row.answer.version,
        "edition": earlier.edition if earlier else 0,
    }


TITLES = {
    "accept": lambda: _("Terima"),
    "correct": lambda: _("Koreksi nilainya"),
    "return": lambda: _("Kembalikan untuk diperbaiki"),
    "escalate": lambda: _("Teruskan ke kepala Kanwil"),
}


def _title(code: str, spoken: Any) -> str:
    given = code == CORRECT and isinstance(spoken.scoring, Direct)
    return _("Beri atau koreksi poinnya") if given else TITLES[code]()


def _initial(own: Check | None, row: Row, earlier: Check | None, submission: Any) -> dict[str, Any]:
    """Return what the form shows at first: the reader's own words as they stand."""
    base = {"version": row.answer.version, "edition": earlier.edition if earlier else 0}
    if own is None:
        return {**base, "due": sending.last_day(submission, "repair")}
    kept = {name: getattr(own, name) for name in ("verdict", "reason_code", "reason", "due")}
    return {**base, **kept}


def _points(value: Any) -> str:
    return str(value.get("points", "")).replace(".", ",") if isinstance(value, dict) else ""
