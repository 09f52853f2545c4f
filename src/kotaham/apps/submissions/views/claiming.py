"""Bonus points that the city claims."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import GatedRequest, beside_fields, demand_for, in_words, language, reach_of
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import PROOF_FIELDS, ProofForm
from kotaham.apps.submissions.models import BonusClaim, Submission
from kotaham.apps.submissions.rules import WRITABLE, governed, seen
from kotaham.apps.submissions.services.inputs import shown_number
from kotaham.apps.submissions.views.shown import chosen_of, new_piece, pinpoint_of, proof_rows, status_of
from kotaham.core.errors import Refused
from kotaham.core.instrument.model import BonusItem
from kotaham.core.numbers import exact
from kotaham.workbook.faults import Blank, Fault
from kotaham.workbook.numbers import read_number

FORM = "ajuan"  # the one form of the page: whatever is pressed sends all that was typed


def bonus(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the bonus items of the round with what is claimed, or claim."""
    if request.method == "POST":
        submission = demand_for(request.actor, "submissions.claim", queries.get(pk), governed, see="submissions.see")
        return _claim(request, submission)
    return _page(request, demand_for(request.actor, "submissions.see", queries.get(pk), seen))


def _claim(request: GatedRequest, submission: Submission) -> HttpResponse:
    """Keep what was typed of all items; then the page again, or the form for new evidence of one of them."""
    if errors := _keep(request, submission):
        return _page(request, submission, errors=errors, status=422)
    way = str(request.POST.get("lalu") or "")
    page = reverse("submissions:bonus", args=[submission.pk])
    if way in {item.code for item in services.items_of(submission)}:
        return redirect(f"{reverse('evidence:add')}?{urlencode({'kembali': f'{page}?butir={way}#{way}'})}")
    messages.success(request, _("Nilai tambah disimpan."))
    for item in _bare(submission):
        messages.warning(request, item)
    return redirect(page)


def _bare(submission: Submission) -> list[str]:
    """Tell which claims have no reason or no evidence yet; readers recognise only what is shown to them."""
    bare = services.bare_claims(submission)
    if not bare:
        return []
    told = "; ".join(f"{one.claim.item}: {in_words(one.lacks)}" for one in bare)
    return [_("Yang masih kurang: %(told)s. Penelaah menilainya dari alasan dan bukti.") % {"told": told}]


def _keep(request: GatedRequest, submission: Submission) -> dict[str, str]:
    """Keep what was typed of the items that the page sent; return what is wrong with which of them."""
    wishes, errors = [], {}
    for item in services.items_of(submission, language()):
        if f"poin-{item.code}" not in request.POST:
            continue
        wish = _wish(request.POST, item.code)
        if isinstance(wish, str):
            errors[item.code] = wish
        else:
            wishes.append(wish)
    if errors:
        return errors
    try:
        services.claim(submission.pk, wishes, actor=request.actor)
    except Refused as refused:
        if not set(refused.codes) <= {"submissions.bonus-not-a-number", "submissions.bonus-has-proof"}:
            raise
        for problem in refused.problems:
            errors[str(problem.values["item"])] = (
                f"{problem.part('what', language())} {problem.part('next', language())}"
            )
    return errors


def _wish(typed: Any, item: str) -> services.BonusWish | str:
    """Read what was typed of one item; in words what keeps it from being read."""
    points = _points(str(typed.get(f"poin-{item}") or ""))
    note = str(typed.get(f"catatan-{item}") or "").strip()
    if isinstance(points, Unread):
        return _("Isi angka saja, misalnya 1,5.")
    version = str(typed.get(f"versi-{item}") or "0")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    if points is None and note and not number:
        return _("Alasannya terisi, tetapi poinnya belum. Isi poinnya, atau kosongkan alasannya.")
    return services.BonusWish(item, points, note, number)


def prove(request: GatedRequest, pk: int, item: str) -> HttpResponse:
    """Attach a piece of evidence to a claim."""
    submission = demand_for(request.actor, "submissions.claim", queries.get(pk), governed, see="submissions.see")
    form = ProofForm(request.POST, pieces=services.offered(request.actor), prefix=item)
    errors = _keep(request, submission)  # nothing that was typed beside it is lost
    if errors or not form.is_valid():
        return _page(request, submission, errors=errors, proof_forms={item: form}, status=422)
    chosen = form.cleaned_data["evidence"]
    try:
        services.prove_claim(pk, item, actor=request.actor, evidence=chosen, pinpoint=pinpoint_of(form))
    except Refused as refused:
        beside_fields(form, refused, PROOF_FIELDS)
        return _page(request, submission, proof_forms={item: form}, status=422)
    messages.success(request, _("Bukti dilampirkan."))
    return redirect(f"{reverse('submissions:bonus', args=[pk])}#{item}")


class Unread:
    """What was typed is no number."""


def _points(text: str) -> Fraction | Unread | None:
    """Read points."""
    found = read_number(text)
    if isinstance(found, Blank):
        return None
    return Unread() if isinstance(found, Fault) else exact(found)


def _page(
    request: GatedRequest,
    submission: Submission,
    *,
    errors: Mapping[str, str] | None = None,
    proof_forms: Mapping[str, ProofForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    held = services.claims_of(submission)
    may = bool(reach_of(request.actor, "submissions.claim")) and services.may_share(submission, request.actor)
    editing = may and submission.state in WRITABLE
    pieces = services.offered(request.actor) if editing and held else ()
    piece, at = new_piece(request, pieces), request.GET.get("butir", "")
    rows = []
    for item in services.items_of(submission, language()):
        row = _row(request.POST, item, held.get(item.code), (errors or {}).get(item.code, ""))
        row["new_piece"] = piece if item.code == at else {}
        if pieces and row["claim"]:
            first = chosen_of(row["new_piece"])
            form = (proof_forms or {}).get(item.code) or ProofForm(pieces=pieces, prefix=item.code, initial=first)
            for field in form.fields.values():
                field.widget.attrs["form"] = FORM
            row["form"] = form
        rows.append(row)
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission),
        "rows": rows,
        "editing": editing,
    }
    return render(request, "submissions/bonus.html", context, status=status)


def _row(typed: Any, item: BonusItem, claim: BonusClaim | None, error: str) -> dict[str, Any]:
    """Return what one bonus item shows: what was typed, else what is claimed, and what proves it."""
    shown = shown_number(exact(claim.points), language()) if claim else ""
    return {
        "item": item,
        "points": typed.get(f"poin-{item.code}", shown),
        "note": typed.get(f"catatan-{item.code}", claim.note if claim else ""),
        "version": claim.version if claim else 0,
        "error": error,
        "claim": claim,
        "proof": proof_rows(queries.CLAIM, claim.pk, {claim.submission.office_id}) if claim else [],
    }
