"""Share the indicators out to the units of the city."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.gate.services import GatedRequest, beside_fields, language
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import ShareForm
from kotaham.apps.submissions.models import Answer
from kotaham.apps.submissions.views.shown import ANSWER_TONES, status_of
from kotaham.core.errors import Refused


def delegate(request: GatedRequest, pk: int) -> HttpResponse:
    """Show who holds which indicator and whom it might go to, or give the ticked ones to a unit."""
    submission = services.governed_by(pk, "submissions.delegate", actor=request.actor)
    rows = list(queries.answers(pk))
    proposals = services.proposals(submission, rows)
    units = [one for one in services.unit_rows(submission, rows) if one.office.valid_to is None]
    choices = [(str(one.office.pk), one.office.name) for one in units]
    form = ShareForm(request.POST or None, units=choices, proposed=bool(proposals))
    ticked = set(request.POST.getlist("kode"))
    if request.method == "POST" and form.is_valid() and (answer := _share(request, pk, form, ticked)):
        return answer
    known = {one.code: one for one in services.instrument_of(submission, language()).known_indicators}
    if request.GET.get("centang") == "usulan":
        ticked = set(proposals)
    names = dict(choices)
    shown = [_row(row, known, proposals, names, ticked) for row in rows]
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission),
        "form": form,
        "rows": sorted(shown, key=lambda row: (row["answer"].unit_id is not None, row["answer"].position)),
        "units": units,
        "proposed": len(proposals),
        "unshared": sum(row.unit_id is None for row in rows),
    }
    return render(request, "submissions/delegate.html", context, status=422 if form.errors else 200)


def _share(request: GatedRequest, pk: int, form: ShareForm, ticked: set[str]) -> HttpResponse | None:
    """Give the ticked ones out; None when the day or the unit is refused, which then stands at its field."""
    unit, due = form.cleaned_data["unit"], form.cleaned_data["due"]
    try:
        if unit == ShareForm.PROPOSED:
            count = services.delegate_as_proposed(pk, ticked, actor=request.actor, due=due)
        else:
            services.delegate(pk, ticked, actor=request.actor, unit=int(unit), due=due)
            count = len(ticked)
    except Refused as refused:
        beside_fields(form, refused, SHARE_FIELDS)
        return None
    words = ngettext("%(n)s indikator dibagikan.", "%(n)s indikator dibagikan.", count)
    messages.success(request, words % {"n": count})
    if left := len(ticked) - count:
        words = ngettext(
            "%(n)s indikator yang dicentang tidak ada usulannya dan tetap seperti semula; pilih perangkat daerahnya.",
            "%(n)s indikator yang dicentang tidak ada usulannya dan tetap seperti semula; pilih perangkat daerahnya.",
            left,
        )
        messages.warning(request, words % {"n": left})
    return redirect("submissions:delegate", pk)


SHARE_FIELDS = {
    "submissions.due-past": "due",
    "submissions.due-after-deadline": "due",
    "submissions.not-a-unit": "unit",
    "submissions.none-chosen": "unit",
}


def _row(row: Answer, known: Any, proposals: Any, names: dict[str, str], ticked: set[str]) -> dict[str, Any]:
    one, proposal = known.get(row.code), proposals.get(row.code)
    owners = one.owners if one and one.owners != "unknown" else ()
    return {
        "answer": row,
        "title": one.title if one else row.code,
        "owners": ", ".join(owners),
        "tone": ANSWER_TONES[Answer.State(row.state)],
        "proposal": names.get(str(proposal.unit), "") if proposal else "",
        "why": proposal.owner if proposal else "",
        "ticked": row.code in ticked,
    }


def take_back(request: GatedRequest, pk: int) -> HttpResponse:
    """Take the ticked indicators back."""
    services.governed_by(pk, "submissions.delegate", actor=request.actor)
    codes = set(request.POST.getlist("kode"))
    if not codes:
        messages.error(request, _("Centang dahulu indikator yang ditarik kembali."))
        return redirect("submissions:delegate", pk)
    services.take_back(pk, codes, actor=request.actor)
    messages.success(request, _("Indikator ditarik kembali; yang sudah diisi tetap ada."))
    return redirect("submissions:delegate", pk)


def nudge(request: GatedRequest, pk: int, unit: int) -> HttpResponse:
    """Remind a unit."""
    services.remind(pk, unit, actor=request.actor)
    messages.success(request, _("Pengingat dikirim."))
    return redirect("submissions:detail", pk)
