"""Objections: the list, the report whose answers can be objected to, one objection from its draft to its decision."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.evidence.services import Pinpoint
from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import (
    Forbidden,
    GatedRequest,
    Stale,
    beside_fields,
    in_parts,
    in_words,
    language,
    reach_of,
)
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.forms import PROOF_FIELDS, ObjectionForm, ProofForm, RulingForm, WithdrawForm
from kotaham.apps.publication.models import Objection
from kotaham.apps.publication.rules import CENTRE, LIFE
from kotaham.apps.publication.services import Ruling, Wish
from kotaham.apps.publication.views.shown import (
    TONES,
    line_of_objection,
    line_of_report,
    proof_of,
    read_value,
    value_inputs,
    why_of,
)
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.errors import Problem, Refused

State = Objection.State
# What is wrong with the words is told beside the form, with everything that was typed still in it.
KEPT_OPEN = (
    "publication.no-grounds", "publication.no-value", "publication.same-value", "publication.part-is-all",
    "publication.no-reason", "facts.", "submissions.",
)  # fmt: skip


def index(request: GatedRequest) -> HttpResponse:
    """Show one part of the objections."""
    titles = {
        "saya": _("Dapat saya putus"), "menunggu": _("Menunggu putusan"), "diputus": _("Sudah diputus"),
        "disusun": _("Disusun"), "dicabut": _("Dicabut"),
    }  # fmt: skip
    role = request.actor.role
    known = [key for key in titles if role == "city_coordinator" or key != "disusun"]
    known = [key for key in known if role == "assessor" or key != "saya"]
    known = known if role == "city_coordinator" or role in CENTRE else ["diputus"]
    part = choice_of(request, "bagian", known, known[0])
    page = page_of(request, queries.objections(request.actor, request.reach, part))
    context = {
        "page": page,
        "part": part,
        "title": titles[part],
        "rows": [{"one": one, "tone": TONES[one.state]} for one in page.rows],
        "tabs": [{"title": titles[key], "url": f"?bagian={key}", "current": key == part} for key in known],
        "mine": _open_reports(request),
    }
    return render(request, "publication/objections.html", context)


def _open_reports(request: GatedRequest) -> list[Any]:
    """Return the reports that the city may object to now."""
    if not reach_of(request.actor, "publication.object") or request.actor.office is None:
        return []
    return list(submissions.of_office(request.actor.office).filter(state="validated", round__state="open")[:10])


def choose(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the answers of a report that can be objected to, what changed first."""
    submission = services.find_report(pk, actor=request.actor)
    values = queries.validated_values(pk)
    held = {row.answer_id: row for row in queries.of_submission(pk)}
    known = {one.code: one for one in sending.instrument_of(submission, language()).known_indicators}
    rows = [
        {
            "answer": answer,
            "title": known[answer.code].title if answer.code in known else "",
            "self": sending.told(submission, answer.code, answer.value, language()),
            "now": sending.told(submission, answer.code, values.get(answer.pk, answer.value), language()),
            "changed": answer.pk in values,
            "objection": held.get(answer.pk),
            "tone": TONES[held[answer.pk].state] if answer.pk in held else "",
        }
        for answer in submissions.answers(pk)
        if answer.code in known
    ]
    rows.sort(key=lambda row: not row["changed"])
    context = {
        "submission": submission, "round": submission.round, "rows": rows, "line": line_of_report(submission),
        "may": _is_open(submission), "announced": submission.state in {"validated", "final", "decided"},
    }  # fmt: skip
    return render(request, "publication/choose.html", context)


def _is_open(submission: Any) -> bool:
    try:
        services.must_be_in_time(submission)
    except Refused:
        return False
    return True


def begin(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Show the form of a new objection, or keep its draft."""
    submission = services.find_report(pk, actor=request.actor)
    answer = submissions.answer(pk, code).first()
    if answer is None:
        raise Http404
    if request.method == "POST":
        return _keep(request, submission, answer, None)
    services.must_be_in_time(submission)
    standing = queries.of_answer(answer.pk)
    return redirect(standing) if standing else _form(request, submission, answer, None)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the form of a draft, or keep what it says now."""
    objection = services.find(pk, "publication.object", actor=request.actor)
    if request.method == "POST":
        return _keep(request, objection.submission, objection.answer, objection)
    if objection.state != State.DRAFT:
        return redirect(objection)
    return _form(request, objection.submission, objection.answer, objection)


def _keep(request: GatedRequest, submission: Any, answer: Any, objection: Objection | None) -> HttpResponse:
    form = ObjectionForm(request.POST)
    indicator = sending.indicator_of(submission, answer.code, language())
    form.is_valid()
    grounds = form.cleaned_data.get("grounds", "")
    value, problems, wrong = read_value(indicator, request.POST, grounds)
    if problems or not form.is_valid():
        return _form(request, submission, answer, objection, form, problems, wrong)
    wish = Wish(grounds, value)
    try:
        if objection is None:
            row = services.begin(submission.pk, answer.code, wish, actor=request.actor)
        else:
            row = services.edit(objection.pk, wish, actor=request.actor, version=form.cleaned_data["version"])
    except (Forbidden, Stale):
        raise
    except Refused as refused:
        if not _told_beside(refused):
            raise
        return _form(request, submission, answer, objection, form, refused.problems)
    messages.success(request, _("Sanggahan tersimpan dan belum diajukan."))
    return redirect(row)


def _told_beside(refused: Refused) -> bool:
    return all(one.startswith(KEPT_OPEN) for one in refused.codes)


def _form(
    request: GatedRequest,
    submission: Any,
    answer: Any,
    objection: Objection | None,
    form: ObjectionForm | None = None,
    problems: Sequence[Problem] = (),
    wrong: Any = None,
) -> HttpResponse:
    indicator = sending.indicator_of(submission, answer.code, language())
    held = objection.wanted if objection else services.counted(answer)
    initial = {"grounds": objection.grounds, "version": objection.version} if objection else {"version": 0}
    context = {
        "submission": submission, "round": submission.round, "answer": answer, "indicator": indicator,
        "objection": objection, "form": form or ObjectionForm(initial=initial), "letter": in_parts(problems),
        "line": line_of_report(submission), "self": sending.told(submission, answer.code, answer.value, language()),
        "now": sending.told(submission, answer.code, services.counted(answer), language()),
        "why": why_of(answer),
        **value_inputs(indicator, held, typed=request.POST if form else None, wrong=wrong),
    }  # fmt: skip
    return render(request, "publication/object.html", context, status=422 if form is not None else 200)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show an objection."""
    return _page(request, services.find(pk, "publication.objections", actor=request.actor))


def _page(
    request: GatedRequest,
    one: Objection,
    form: RulingForm | None = None,
    problems: Sequence[Problem] = (),
    proof_form: ProofForm | None = None,
) -> HttpResponse:
    submission, code = one.submission, one.answer.code
    indicator = sending.indicator_of(submission, code, language())
    is_city = bool(reach_of(request.actor, "publication.object"))
    mine = is_city and one.state == State.DRAFT
    judge = bool(reach_of(request.actor, "publication.judge")) and one.state == State.FILED
    free = judge and services.may_judge(one, request.actor)
    against = one.against if one.filed_at else services.counted(one.answer)
    typed = request.POST if form is not None else None
    context = {
        "one": one, "submission": submission, "round": submission.round, "indicator": indicator, "code": code,
        "line": line_of_objection(one), "letter": in_parts(problems),
        "self": sending.told(submission, code, one.answer.value, language()),
        "against": sending.told(submission, code, against, language()), "why": why_of(one.answer),
        "wanted": sending.told(submission, code, one.wanted, language()),
        "granted": sending.told(submission, code, one.granted, language()),
        "worth": [
            {"title": title, "points": sending.preview_of(submission, code, value, language()).points}
            for title, value in ((_("Poin hasil penilaian"), against), (_("Poin menurut sanggahan"), one.wanted))
        ],
        "proof": proof_of(services.OBJECTION, one.pk),
        "before_proof": proof_of(submissions.KIND, one.answer_id),
        "age": (timezone.now() - one.filed_at).days if one.filed_at and one.state == State.FILED else None,
        "may_edit": mine and _is_open(submission),
        "may_withdraw": is_city and one.state in {State.DRAFT, State.FILED} and submission.state == "validated",
        "withdraw_form": WithdrawForm() if one.state == State.FILED else None,
        "proof_form": (proof_form or ProofForm(pieces=services.offered(request.actor))) if mine else None,
        "not_free": judge and not free,
        "ruling": (form or RulingForm()) if free else None,
        "verbs": [{"code": verb, "title": in_words(LIFE.title(verb))} for verb in services.VERBS],
        "chosen": typed.get("verb", "") if typed is not None else "",
        **(value_inputs(indicator, one.wanted, typed=typed) if free else {}),
    }  # fmt: skip
    again = form is not None or proof_form is not None
    return render(request, "publication/objection.html", context, status=422 if again else 200)


def prove(request: GatedRequest, pk: int) -> HttpResponse:
    """Hang a piece of evidence on an objection that is being written."""
    one = services.find(pk, "publication.object", actor=request.actor)
    form = ProofForm(request.POST, pieces=services.offered(request.actor))
    if not form.is_valid():
        return _page(request, one, proof_form=form)
    found = form.cleaned_data
    place = Pinpoint(found["page"] or 0, found["paragraph"], found["quote"])
    try:
        services.prove(pk, found["evidence"], place, actor=request.actor)
    except Refused as refused:
        beside_fields(form, refused, PROOF_FIELDS)
        return _page(request, one, proof_form=form)
    messages.success(request, _("Bukti terlampir."))
    return redirect(one)


def file(request: GatedRequest, pk: int) -> HttpResponse:
    """File an objection."""
    one = services.file(pk, actor=request.actor)
    messages.success(request, _("Sanggahan diajukan. Penilai lain akan memutusnya."))
    return redirect(one)


def withdraw(request: GatedRequest, pk: int) -> HttpResponse:
    """Withdraw an objection."""
    one = services.withdraw(pk, str(request.POST.get("reason") or "")[:1000], actor=request.actor)
    messages.success(request, _("Sanggahan dicabut."))
    return redirect(one)


def judge(request: GatedRequest, pk: int) -> HttpResponse:
    """Decide an objection."""
    one = services.find(pk, "publication.judge", actor=request.actor)
    form = RulingForm(request.POST)
    form.is_valid()
    verb, reason = form.cleaned_data.get("verb", ""), form.cleaned_data.get("reason", "")
    value: Any = None
    problems: Sequence[Problem] = ()
    if verb == "grant_part":
        indicator = sending.indicator_of(one.submission, one.answer.code, language())
        value, problems, _wrong = read_value(indicator, request.POST, reason)
    if problems or not form.is_valid():
        return _page(request, one, form, problems)
    try:
        services.judge(pk, Ruling(verb, reason, value), actor=request.actor)
    except (Forbidden, Stale):
        raise
    except Refused as refused:
        if not _told_beside(refused):
            raise
        return _page(request, one, form, refused.problems)
    messages.success(request, _("Putusan sanggahan tersimpan."))
    return redirect(one)
