"""Many answers at once, and bonus points."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.gate.services import GatedRequest, language
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions.services.preview import told
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.forms import BonusForm
from kotaham.apps.verification.rules import STATE
from kotaham.apps.verification.views.cases import shown_stage, slot_of
from kotaham.apps.verification.views.shown import status_of


def bulk(request: GatedRequest, pk: int) -> HttpResponse:
    """Show the unsuspicious answers, or accept those that were ticked."""
    if request.method == "POST":
        return _accept(request, pk)
    submission = services.find(pk, "verification.see", actor=request.actor)
    table = queries.desk(submission, services.case_for(pk), shown_stage(submission.state))
    known = {
        one.code: one for one in instruments.instrument_of(submission.round.instrument, language()).known_indicators
    }
    reading = submission.state == STATE[table.stage]
    rows = services.bulk(table) if reading else []
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission),
        "rows": [
            {
                "code": row.answer.code,
                "title": known[row.answer.code].title if row.answer.code in known else "",
                "value": told(submission, row.answer.code, row.base, language()),
                "version": row.answer.version,
            }
            for row in rows
        ],
        "total": len(table.rows),
        "sampled": sum(row.sampled for row in table.rows),
        "left": len(table.rows) - len(rows) - sum(row.sampled for row in table.rows),
        "may_accept": reading and slot_of(table, request.actor.person) == 1,
    }
    return render(request, "verification/bulk.html", context)


def _accept(request: GatedRequest, pk: int) -> HttpResponse:
    versions: dict[str, int] = {}
    for text in request.POST.getlist("jawaban"):
        code, _mark, version = text.rpartition(":")
        if version.isascii() and version.isdigit() and len(version) < 10:
            versions[code] = int(version)
    confirmed = bool(request.POST.get("setuju"))
    count = services.accept_many(pk, versions, actor=request.actor, confirmed=confirmed)
    told_ = ngettext("%(count)s jawaban diterima sekaligus.", "%(count)s jawaban diterima sekaligus.", count)
    messages.success(request, told_ % {"count": count})
    return redirect("verification:case", pk)


def bonus(request: GatedRequest, pk: int, item: str) -> HttpResponse:
    """Recognise the points of a bonus claim."""
    services.find(pk, "verification.bonus", actor=request.actor)
    form = BonusForm(request.POST)
    form.is_valid()
    found = form.cleaned_data
    services.recognise(pk, item, found.get("points", ""), found.get("reason", ""), actor=request.actor)
    messages.success(request, _("Nilai tambah dinilai."))
    return redirect("verification:case", pk)
