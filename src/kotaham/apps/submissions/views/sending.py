"""The look before sending, and the moves of the city: propose, send, call back, resend, withdraw."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import Actor, GatedRequest, demand_for, language, reach_of
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import ReasonedForm
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import CITY, LIFE, governed
from kotaham.apps.submissions.rules.suspicion import RULES as RULES_OF_DOUBT
from kotaham.apps.submissions.services.checking import Doubtful, LookOver, look_over
from kotaham.apps.submissions.services.standing import Standing, standings
from kotaham.apps.submissions.views.problems import told
from kotaham.apps.submissions.views.shown import status_of
from kotaham.core.errors import Refused
from kotaham.core.numbers import exact

RULES = {
    "propose": "submissions.propose",
    "unlock": "submissions.propose",
    "send": "submissions.send",
    "call_back": "submissions.call-back",
    "resend": "submissions.resend",
    "withdraw": "submissions.withdraw",
}
ICONS = {
    "propose": "patch-check",
    "unlock": "unlock",
    "send": "send",
    "call_back": "arrow-counterclockwise",
    "resend": "send",
    "withdraw": "x-circle",
}
UNPROVED = "no-evidence"
ROUTES = {"call_back": "call-back"}


def check(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what is open and what deserves a second look, and what the city may do next."""
    submission = demand_for(request.actor, "submissions.check", queries.get(pk), governed, see="submissions.see")
    return _page(request, submission)


def _page(
    request: GatedRequest,
    submission: Submission,
    *,
    refused: Refused | None = None,
    form: ReasonedForm | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the look before sending; with what was refused above it, and the ticks that were set."""
    look = look_over(submission)
    marks = standings(submission)
    lacking = [one for one in marks if one.given is None]
    moves = _moves(submission, request.actor, form, wrong)
    ticked = set(request.POST.getlist("kosong"))
    titles = {one.code: one.title for one in services.instrument_of(submission, language()).known_indicators}
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission),
        "look": look,
        "holes": [
            {**_hole(hole, ticked), "title": titles.get(hole.answer.code, hole.answer.code)} for hole in look.holes
        ],
        "doubtful": [
            {**_doubtful(one, submission), "title": titles.get(one.answer.code, one.answer.code)}
            for one in look.doubtful
            if not _only_unproved(one)
        ],
        "unproved": [_named(one, titles) for one in look.doubtful if _only_unproved(one)],
        **_claims(submission),
        "unproved_title": RULES_OF_DOUBT[UNPROVED].title.text(language()),
        "unproved_formula": RULES_OF_DOUBT[UNPROVED].formula.text(language()),
        "marks": [{"title": one.title.text(language()), "standing": one} for one in marks],
        "lacking": [one.title.text(language()) for one in lacking],
        "missing_rule": rules_of_missing(look),
        "decimals": _decimals(submission),
        "problems": told(refused) if refused else [],
        "main": next((move for move in moves if move["main"]), None),
        "first": _first(submission, lacking),
        "others": [move for move in moves if not move["main"]],
        "may_explain": bool(reach_of(request.actor, "submissions.explain")) and submission.state in EXPLAINABLE,
        "receipts": reads.receipts(submission.pk),
        "may_see_receipts": bool(reach_of(request.actor, "submissions.receipt")),
    }
    return render(request, "submissions/send_check.html", context, status=status)


def _first(submission: Submission, lacking: Sequence[Standing]) -> dict[str, str]:
    """Return what comes before sending, where something does: endorsements that lack, questions that are open."""
    if submission.state == "endorsing" and lacking:
        url = reverse("submissions:endorsements", args=[submission.pk])
        return {"title": _("Lihat pengesahan yang belum ada"), "icon": "patch-check", "url": url}
    if submission.state == "repair" and services.unanswered(submission.pk):
        url = f"{submission.get_absolute_url()}?keadaan=returned#indikator"
        return {"title": _("Jawab pertanyaan Kanwil"), "icon": "chat-left-text", "url": url}
    return {}


def _claims(submission: Submission) -> dict[str, Any]:
    """Return what is claimed as bonus, with what each claim lacks."""
    titles = {item.code: item.title for item in services.items_of(submission, language())}
    held = [
        {"claim": one.claim, "title": titles.get(one.claim.item, one.claim.item), "lacks": one.lacks.text(language()),
         "points": exact(one.claim.points)}
        for one in services.claimed(submission)
    ]  # fmt: skip
    return {"claims": held, "bonus_offered": bool(titles)}


EXPLAINABLE = ("filling", "endorsing", "repair")


def _decimals(submission: Submission) -> int:
    return services.plan_of(submission).instrument.rounding.decimals


def rules_of_missing(look: LookOver) -> str:
    """Tell what the instrument does with an answer that is missing."""
    rule = services.plan_of(look.submission).instrument.policies.missing.rule
    return {
        "incomplete": _("Menurut instrumen, laporan dengan jawaban kosong tidak mendapat nilai akhir."),
        "zero_points": _("Menurut instrumen, jawaban kosong mendapat nol poin."),
        "leave_out": _("Menurut instrumen, jawaban kosong tidak ikut dihitung, begitu pula poin penuhnya."),
    }[rule]


def _hole(hole: Any, ticked: set[str]) -> dict[str, Any]:
    return {"hole": hole, "url": hole.answer.get_absolute_url(), "ticked": hole.answer.code in ticked}


def _named(one: Doubtful, titles: Mapping[str, str]) -> dict[str, Any]:
    return {"answer": one.answer, "title": titles.get(one.answer.code, one.answer.code)}


def _only_unproved(one: Doubtful) -> bool:
    """Tell whether evidence is missing and nobody has said why, and that is all; many of these stand in one line."""
    return not one.answer.note and [doubt.rule for doubt in one.doubts] == [UNPROVED]


def _doubtful(one: Any, submission: Submission) -> dict[str, Any]:
    found = [
        {
            "title": doubt.told.title.text(language()),
            "text": doubt.text.text(language()),
            "formula": doubt.told.formula.text(language()),
        }
        for doubt in one.doubts
    ]
    url = reverse("submissions:explain", args=[submission.pk, one.answer.code])
    return {"one": one, "url": one.answer.get_absolute_url(), "doubts": found, "explain": url}


def _moves(submission: Submission, actor: Actor, form: ReasonedForm | None, wrong: str) -> list[dict[str, Any]]:
    """Return the verbs that this actor may use now; the first is the main one."""
    parties = [CITY] if submission.office_id == actor.office else []
    rows = [row for row in LIFE.from_here(submission.state, parties) if row.verb in RULES]
    if submission.state == "filling":
        unfit = "send" if submission.round.endorsements else "propose"
        rows = [row for row in rows if row.verb != unfit]
    found = []
    for row in rows:
        if reach_of(actor, RULES[row.verb]):
            route = f"submissions:{ROUTES.get(row.verb, row.verb)}"
            found.append(
                {
                    "name": row.verb,
                    "title": row.title.text(language()),
                    "icon": ICONS[row.verb],
                    "url": reverse(route, args=[submission.pk]),
                    "form": (form if wrong == row.verb else None)
                    or (ReasonedForm(prefix=row.verb) if row.reason else None),
                    "open": wrong == row.verb,
                    "main": row.verb in {"propose", "send", "resend"},
                }
            )
    return found


def propose(request: GatedRequest, pk: int) -> HttpResponse:
    """Put the report up for endorsement."""
    services.propose(pk, actor=request.actor)
    messages.success(
        request, _("Pengesahan diminta. Sampai laporan dikirim atau dibuka kembali, jawaban tidak berubah.")
    )
    return redirect("submissions:endorsements", pk)


def send(request: GatedRequest, pk: int) -> HttpResponse:
    """Send the report; what is open has to be ticked one by one."""
    submission = services.governed_by(pk, "submissions.send", actor=request.actor)
    try:
        receipt = services.send(pk, actor=request.actor, confirmed=request.POST.getlist("kosong"))
    except Refused as refused:
        if not set(refused.codes) <= ASKED_AGAIN:
            raise
        return _page(request, submission, refused=refused, status=422)
    messages.success(request, _("Laporan dikirim. Nomor tanda terima %(number)s.") % {"number": str(receipt)})
    return redirect("submissions:receipt", pk, receipt.number)


ASKED_AGAIN = {"submissions.holes-not-confirmed", "submissions.endorsements-open", "submissions.not-repaired"}


def resend(request: GatedRequest, pk: int) -> HttpResponse:
    """Send the repaired answers."""
    submission = services.governed_by(pk, "submissions.resend", actor=request.actor)
    try:
        receipt = services.resend(pk, actor=request.actor)
    except Refused as refused:
        if not set(refused.codes) <= ASKED_AGAIN:
            raise
        return _page(request, submission, refused=refused, status=422)
    messages.success(request, _("Perbaikan dikirim. Nomor tanda terima %(number)s.") % {"number": str(receipt)})
    return redirect("submissions:receipt", pk, receipt.number)


Call = Callable[[int, Actor, str], Submission]
REASONED: Mapping[str, Call] = {
    "unlock": lambda pk, actor, reason: services.unlock(pk, actor=actor, reason=reason),
    "call_back": lambda pk, actor, reason: services.call_back(pk, actor=actor, reason=reason),
    "withdraw": lambda pk, actor, reason: services.withdraw(pk, actor=actor, reason=reason),
}


def reasoned(request: GatedRequest, pk: int, verb: str) -> HttpResponse:
    """Make a move that wants its reason; without one the page comes back."""
    submission = services.governed_by(pk, RULES[verb], actor=request.actor)
    form = ReasonedForm(request.POST, prefix=verb)
    if not form.is_valid():
        return _page(request, submission, form=form, wrong=verb, status=422)
    after = REASONED[verb](pk, request.actor, form.cleaned_data["reason"])
    messages.success(request, _("Laporan sekarang: %(state)s.") % {"state": after.get_state_display()})
    return redirect(after)


def explain(request: GatedRequest, pk: int, code: str) -> HttpResponse:
    """Keep a word of explanation beside an answer."""
    services.explain(pk, code, str(request.POST.get("catatan") or ""), actor=request.actor)
    messages.success(request, _("Penjelasan untuk %(code)s disimpan.") % {"code": code})
    return redirect(reverse("submissions:check", args=[pk]) + f"#{code}")
