"""One report on its desk: its answers, who reads them, what may be done now."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.queries import choice_of
from kotaham.apps.gate.services import Actor, GatedRequest, in_words, language, reach_of
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.forms import AssignForm, BonusForm, ReasonForm
from kotaham.apps.verification.models import Stage
from kotaham.apps.verification.queries import Desk, Row
from kotaham.apps.verification.rules import READER, SECOND, STATE, Standing
from kotaham.apps.verification.views.shown import standing_of, status_of
from kotaham.core.instrument.model import Bonus

PARTS = ("semua", "belum", "curiga", "contoh", "kembali", "balasan", "kepala")
WAITING = {Standing.DIFFERS, Standing.ESCALATED}


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the report."""
    submission = services.find(pk, "verification.see", actor=request.actor)
    case = services.case_for(pk)
    stage = shown_stage(submission.state)
    table = queries.desk(submission, case, stage)
    person = request.actor.person
    part = choice_of(request, "bagian", PARTS, "semua")
    titles = {one.code: one.title for one in _known(submission)}
    asked_first = sorted(table.rows, key=lambda row: not row.came_back)
    rows = [_line(row, titles, person) for row in asked_first if _in_part(row, part, person)]
    context = {
        "submission": submission,
        "round": submission.round,
        "case": case,
        "line": status_of(submission),
        "rows": rows,
        "tabs": _tabs(table, part, person),
        "bonus": _bonus(submission, stage),
        "open": [in_words(one) for one in services.still_open(table)],
        "holes": [row.answer.code for row in table.holes],
        "by_reviewers": [row.answer.code for row in table.holes if _by_reviewers(submission, row)],
        "reading": submission.state == STATE.get(stage),
        **_progress(table, person),
        **_verbs(table, request.actor),
    }
    return render(request, "verification/case.html", context)


def _by_reviewers(submission: Any, row: Row) -> bool:
    return submissions.by_reviewer(sending.leaf_of(submission, row.answer.code))


def shown_stage(state: str) -> str:
    """Return the stage whose reading the page of a report shows."""
    return str(Stage.VERIFIED if state in {"sent", "verifying", "repair", "verified"} else Stage.VALIDATED)


def _known(submission: Any) -> Any:
    return instruments.instrument_of(submission.round.instrument, language()).known_indicators


def _line(row: Row, titles: Mapping[str, str], person: int | None) -> dict[str, Any]:
    code = row.answer.code
    return {
        "code": code,
        "title": titles.get(code, ""),
        "sampled": row.sampled,
        "doubts": len(row.doubts),
        "came_back": row.came_back,
        "url": reverse("verification:answer", args=[row.answer.submission_id, code]),
        "standing": standing_of(row, person),
        "unit": row.answer.unit,
    }


def _in_part(row: Row, part: str, person: int | None) -> bool:
    standing = row.standing_for(person)
    return {
        "belum": standing in {Standing.OPEN, Standing.HALF},
        "curiga": bool(row.doubts),
        "contoh": row.sampled,
        "kembali": standing is Standing.RETURNED,
        "balasan": row.came_back,
        "kepala": standing in WAITING,
    }.get(part, True)


def _tabs(table: Desk, part: str, person: int | None) -> list[dict[str, Any]]:
    titles = {
        "semua": _("Semua"),
        "belum": _("Belum selesai dibaca"),
        "curiga": _("Mencurigakan"),
        "contoh": _("Contoh dua pembaca"),
        "kembali": _("Dikembalikan") if table.submission.state == "repair" else _("Akan dikembalikan"),
        "balasan": _("Sudah dijawab kabupaten/kota"),
        "kepala": _("Menunggu kepala Kanwil"),
    }
    return [
        {
            "title": title,
            "url": f"?bagian={key}",
            "current": key == part,
            "count": sum(_in_part(row, key, person) for row in table.rows),
        }
        for key, title in titles.items()
        if table.stage == Stage.VERIFIED or key not in {"contoh", "kepala", "balasan"}
    ]


def slot_of(table: Desk, person: int | None) -> int | None:
    """Return the place at which a person reads, or None."""
    case = table.case
    if person is None:
        return None
    if table.stage == Stage.VALIDATED:
        return READER if case.assessor_id == person else None
    return READER if case.reader_id == person else SECOND if case.second_id == person else None


def _progress(table: Desk, person: int | None) -> dict[str, Any]:
    """Return how much the person has read, or for others how much the reader has."""
    slot = slot_of(table, person) or READER
    waiting = table.unread_by(slot)
    total = len([row for row in table.rows if slot == READER or row.sampled])
    nearest = waiting[0].answer.code if waiting else ""
    return {"done": total - len(waiting), "total": total, "next_code": nearest, "slot": slot_of(table, person)}


def _verbs(table: Desk, actor: Actor) -> dict[str, Any]:
    """Return what the actor may do now; the services ask again."""
    submission, case = table.submission, table.case
    state, slot = submission.state, slot_of(table, actor.person)
    may = {verb: bool(reach_of(actor, f"verification.{verb}")) for verb in ("take", "second", "assign", "settle",
           "conclude", "assess", "send-back", "validate", "minutes", "check")}  # fmt: skip
    at_kanwil = state in {"sent", "verifying", "repair"}
    reader = slot == READER
    people = services.eligible(case) if at_kanwil else []
    open_second = at_kanwil and bool(case.sample) and case.second_id is None
    return {
        "may_take": may["take"] and state == "sent" and case.reader_id in {None, actor.person},
        "may_second": may["second"] and open_second and case.reader_id not in {None, actor.person},
        "no_second": open_second and len([one for one in people if one.pk != case.reader_id]) == 0,
        "assign_form": _assign_form(case, people) if may["assign"] and at_kanwil else None,
        "may_return": state == "verifying" and reader and bool(services.returned(table)),
        "return_count": len(services.returned(table)),
        "may_conclude": may["conclude"] and state == "verifying" and (reader or actor.role == "kanwil_head"),
        "may_assess": may["assess"] and state == "verified",
        "back_form": ReasonForm(prefix="back") if may["send-back"] and state == "validating" and reader else None,
        "may_validate": may["validate"] and state == "validating" and reader,
        "may_read": may["check"] and slot is not None and state in STATE.values(),
        "may_bulk": may["check"] and reader and state in STATE.values() and bool(services.bulk(table)),
        "may_settle": may["settle"] and state == "verifying",
        "may_minutes": state in {"verified", "validating", "validated", "final", "decided"},
        "bulk_count": len(services.bulk(table)),
        "bonus_form": BonusForm(),
    }


def _assign_form(case: Any, people: Any) -> AssignForm:
    initial = {"reader": case.reader_id, "second": case.second_id, "version": case.version}
    return AssignForm(people=people, initial=initial)


def _bonus(submission: Any, stage: str) -> list[dict[str, Any]]:
    """Return the bonus claims with what was recognised of each."""
    rule = instruments.instrument_of(submission.round.instrument, language()).bonus
    items = {one.code: one for one in rule.items} if isinstance(rule, Bonus) else {}
    readings = queries.bonus_readings(submission.pk)
    claims = list(submissions.claims([submission.pk]))
    today = timezone.localdate()
    proved = submissions.claim_proofs([submission.pk]) if claims else {}
    return [
        {
            "claim": claim,
            "proof": [(use, evidences.chip(use.evidence, today), _where(use)) for use in proved.get(claim.pk, ())],
            "title": items[claim.item].title if claim.item in items else claim.item,
            "most": items[claim.item].max_points if claim.item in items else None,
            "verified": readings.get((claim.item, str(Stage.VERIFIED))),
            "validated": readings.get((claim.item, str(Stage.VALIDATED))),
            "now": readings.get((claim.item, stage)),
        }
        for claim in claims
    ]


def _where(use: Any) -> str:
    page = _("hlm. %(page)s") % {"page": use.page} if use.page else ""
    return ", ".join(part for part in (page, use.paragraph) if part)


Call = Callable[[int, Actor], Any]
VERBS: Mapping[str, tuple[Call, Any]] = {
    "take": (lambda pk, actor: services.take(pk, actor=actor), lambda: _("Laporan ini sekarang Anda telaah.")),
    "second": (
        lambda pk, actor: services.read_second(pk, actor=actor),
        lambda: _("Anda pembaca kedua contoh laporan ini."),
    ),
    "return": (
        lambda pk, actor: services.give_back(pk, actor=actor),
        lambda: _("Laporan dikembalikan dengan pertanyaannya."),
    ),
    "conclude": (lambda pk, actor: services.conclude(pk, actor=actor), lambda: _("Penelaahan selesai.")),
    "assess": (lambda pk, actor: services.assess(pk, actor=actor), lambda: _("Laporan ini sekarang Anda nilai.")),
    "validate": (lambda pk, actor: services.validate(pk, actor=actor), lambda: _("Hasil penilaian disampaikan.")),
}


def move(request: GatedRequest, pk: int, verb: str) -> HttpResponse:
    """Make one move."""
    call, told = VERBS[verb]
    call(pk, request.actor)
    messages.success(request, told())
    return redirect("verification:case", pk)


def assign(request: GatedRequest, pk: int) -> HttpResponse:
    """Say who reads."""
    services.find(pk, "verification.assign", actor=request.actor)
    form = AssignForm(request.POST, people=services.eligible(services.case_for(pk)))
    if not form.is_valid():
        messages.error(request, _("Pilih penelaah dari daftar."))
        return redirect("verification:case", pk)
    services.assign(pk, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("Pembaca ditetapkan."))
    return redirect("verification:case", pk)


def send_back(request: GatedRequest, pk: int) -> HttpResponse:
    """Send the report back to the Kanwil."""
    services.find(pk, "verification.send-back", actor=request.actor)
    form = ReasonForm(request.POST, prefix="back")
    services.send_back(pk, form.cleaned_data["reason"] if form.is_valid() else "", actor=request.actor)
    messages.success(request, _("Laporan dikembalikan ke Kanwil."))
    return redirect("verification:case", pk)
