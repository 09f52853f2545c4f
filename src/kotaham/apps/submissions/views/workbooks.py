"""The form of a report as a workbook: out, in with a preview, applied as one batch, undone."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.gate.services import Actor, GatedRequest, demand_for, language, reach_of
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.forms import WorkbookForm
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import UNIT, WRITABLE, seen
from kotaham.apps.submissions.services.preview import told as words_of_value
from kotaham.apps.submissions.services.workbooks import CHANGED, KEPT, NEW, REFUSED, SAME, Change, Preview
from kotaham.apps.submissions.views.endorsing import attached
from kotaham.apps.submissions.views.problems import told
from kotaham.apps.submissions.views.shown import status_of
from kotaham.core.errors import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STYLED = {"table.ambiguous-number", "table.other-number-style", "table.other-number-style-often"}


def index(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what can be downloaded, take a filled file, list what was taken in."""
    submission = demand_for(request.actor, "submissions.workbook", queries.get(pk), seen, see="submissions.see")
    return _page(request, submission, WorkbookForm())


def _page(
    request: GatedRequest,
    submission: Submission,
    form: WorkbookForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    units = [] if actor.role == UNIT else _units(submission)
    rows = reads.batches(submission.pk)
    batches = list((rows.filter(unit_id=actor.office) if actor.role == UNIT else rows)[:50])
    context = {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission, request.actor),
        "form": form,
        "units": units,
        "own": actor.role == UNIT,
        "batches": batches,
        "may_import": bool(reach_of(actor, "submissions.import")) and _open(submission),
        "problems": _problems(refused) if refused else [],
    }
    return render(request, "submissions/send_workbook.html", context, status=status)


def _open(submission: Submission) -> bool:
    return submission.state in (*WRITABLE, "repair") and submission.round.state == "open"


def _units(submission: Submission) -> list[Any]:
    rows = queries.answers(submission.pk).filter(unit__isnull=False)
    return list({row.unit_id: row.unit for row in rows}.values())


def _problems(refused: Refused) -> list[dict[str, str]]:
    """Return the letters; what the command line would be told to choose is chosen on this page."""
    found = told(refused)
    for one in found:
        if one["code"] in STYLED:
            one["next"] = _("Pilih cara menulis angka yang sesuai di halaman ini, atau ubah selnya menjadi sel angka.")
    return found


def out(request: GatedRequest, pk: int) -> HttpResponse:
    """Give the form with the answers as they are."""
    text = request.GET.get("unit", "")
    unit = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    name, data = services.give_out(pk, actor=request.actor, unit=unit, lang=language())
    return attached(data, name, XLSX)


def take_in(request: GatedRequest, pk: int) -> HttpResponse:
    """Read a filled form and show what it would change; nothing is written."""
    submission = demand_for(request.actor, "submissions.import", queries.get(pk), seen, see="submissions.see")
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, submission, form, status=422)
    sent = form.cleaned_data["file"]
    try:
        data = sent.read(services.WORKBOOK_BYTES + 1)
        found = services.preview_workbook(pk, sent.name, data, actor=request.actor, style=form.cleaned_data["numbers"])
    except Refused as refused:
        return _page(request, submission, form, refused=refused, status=422)
    return render(request, "submissions/send_preview.html", _previewed(submission, found, request.actor))


def _previewed(submission: Submission, found: Preview, actor: Actor) -> Mapping[str, Any]:
    changes = [(one.answer, one.version, one.new) for one in found.applicable]
    parts = [
        (_("Berubah"), CHANGED, "warn"),
        (_("Baru dijawab"), NEW, "ok"),
        (_("Ditolak"), REFUSED, "bad"),
        (_("Kosong di berkas, dipertahankan"), KEPT, "plain"),
        (_("Tidak berubah"), SAME, "plain"),
    ]
    return {
        "submission": submission,
        "round": submission.round,
        "line": status_of(submission, actor),
        "found": found,
        "parts": [
            {
                "title": title,
                "tone": tone,
                "kind": kind,
                "rows": [_shown(one, submission) for one in found.of(kind)],
                "folded": kind in {KEPT, SAME},
            }
            for title, kind, tone in parts
            if found.of(kind)
        ],
        "notes": [note.part("what", language()) for note in found.notes],
        "count": len(changes),
        "sealed": services.sealed(submission.pk, found.name, found.sha256, changes, actor=actor) if changes else "",
    }


def _shown(one: Change, submission: Submission) -> dict[str, Any]:
    known = bool(one.answer)
    return {
        "code": one.code,
        "title": one.title,
        "old": words_of_value(submission, one.code, one.old, language()) if known else "",
        "new": words_of_value(submission, one.code, one.new, language()) if known else "",
        "why": one.why.text(language()) if one.why else "",
        "url": reverse("submissions:answer", args=[submission.pk, one.code]) if known else "",
    }


def apply(request: GatedRequest, pk: int) -> HttpResponse:
    """Write everything that the preview showed, as one."""
    batch = services.apply_workbook(pk, str(request.POST.get("pratinjau") or ""), actor=request.actor)
    n = len(batch.changes)
    told = ngettext("%(n)d jawaban disimpan dari berkas.", "%(n)d jawaban disimpan dari berkas.", n)
    messages.success(request, told % {"n": n})
    return redirect("submissions:workbook", pk)


def undo(request: GatedRequest, pk: int, batch: int) -> HttpResponse:
    """Put back what a batch changed."""
    done = services.undo_workbook(pk, batch, actor=request.actor)
    told = ngettext(
        "%(n)d jawaban dikembalikan seperti sebelum berkas itu.",
        "%(n)d jawaban dikembalikan seperti sebelum berkas itu.",
        len(done.back),
    )
    messages.success(request, told % {"n": len(done.back)})
    if done.kept:
        messages.warning(
            request,
            _("Tidak dikembalikan karena sudah diubah lagi sesudahnya: %(codes)s.") % {"codes": ", ".join(done.kept)},
        )
    return redirect("submissions:workbook", pk)
