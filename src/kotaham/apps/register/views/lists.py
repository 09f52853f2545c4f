"""Imports of lists: begin, preview, approve, follow, undo, and the rows that were refused as a file."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.events import services as events
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, language
from kotaham.apps.register import queries, rules
from kotaham.apps.register.forms import ListForm, ReasonForm
from kotaham.apps.register.models import Batch
from kotaham.apps.register.services import importing
from kotaham.apps.register.views.parts import KIND, Letters, abilities, attempt
from kotaham.workbook.roster.fields import FIELDS
from kotaham.workbook.safe import safe_cell

TONES = {
    "reading": "info", "preview": "warn", "taking": "info", "done": "ok", "failed": "bad", "cancelled": "plain",
    "undoing": "info", "undone": "plain",
}  # fmt: skip
BUSY = ("reading", "taking", "undoing")


def index(request: GatedRequest) -> HttpResponse:
    """List the imports within reach."""
    page = page_of(request, queries.imports(request.actor, request.reach))
    rows = [(row, TONES[row.state]) for row in page.rows]
    return render(
        request, "register/imports.html", {"page": page, "rows": rows, **abilities(request.actor, "import-begin")}
    )


def begin(request: GatedRequest) -> HttpResponse:
    """Take a file in and let it be read."""
    form, problems = ListForm(request.POST or None, request.FILES or None), Letters()
    if request.method == "POST" and form.is_valid():
        sent, basis = form.cleaned_data["file"], form.cleaned_data["basis"]
        batch, problems = attempt(lambda: importing.begin(sent.file, sent.name, sent.size, basis, actor=request.actor))
        if batch:
            return redirect(batch)
    context = {"form": form, "problems": problems, "fields": _fields()}
    return render(request, "register/import_begin.html", context, status=422 if form.errors or problems else 200)


def _fields() -> list[str]:
    return [title.text(language()) for title in FIELDS.values()]


def _find(request: GatedRequest, pk: int) -> Batch:
    return demand_for(request.actor, "register.import-see", queries.batch_rows(pk), rules.of_office)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show an import: how the file was read, what would happen or has happened, what was refused and why."""
    batch = _find(request, pk)
    previewed = batch.state == Batch.State.PREVIEW
    job = queries.under_way(batch) if batch.state in BUSY else None
    context = {
        "batch": batch,
        "tone": TONES[batch.state],
        "job": job,
        "stopped": batch.state in BUSY and job is None,
        "counts": batch.mapping.get("will") if previewed else None,
        "samples": _samples(request, batch) if previewed else [],
        "columns": _columns(batch),
        "reasons": _reasons(batch),
        "letters": [one[language()] for one in batch.mapping.get("letters", [])],
        "left_over": queries.left_over(pk) if batch.kept else [],
        **abilities(request.actor, "import-approve", "import-cancel", "import-undo"),
    }
    return render(request, "register/import.html", context)


def _samples(request: GatedRequest, batch: Batch) -> list[dict[str, Any]]:
    """Return some rows of each kind as they would become, numbers masked; known people among them were read."""
    titles = {"created": _("Baru"), "updated": _("Diperbarui"), "unchanged": _("Tidak berubah")}
    found = {kind: queries.samples(batch, kind) for kind in titles}
    ids = [row.member_id for rows in found.values() for row in rows if row.member_id]
    events.record_read(request.actor, KIND, ids, gettext_noop("pratinjau impor"), fields=("name",))
    return [{"title": titles[kind], "rows": rows} for kind, rows in found.items() if rows]


def _columns(batch: Batch) -> list[tuple[str, str]]:
    """Return which heading of the file was recognised as which field."""
    layout = batch.mapping.get("layout", {})
    heads = layout.get("headings", [])
    return [(heads[at], FIELDS[name].text(language())) for name, at in layout.get("fields", {}).items()]


def _reasons(batch: Batch) -> list[tuple[str, str, int]]:
    lang = language()
    return [
        (importing.told(code, column, lang), FIELDS[column].text(lang) if column in FIELDS else column, count)
        for code, column, count in queries.refusal_counts(batch)
    ]


def progress(request: GatedRequest, pk: int) -> HttpResponse:
    """Show how far the work is; once it has ended, the page is loaded anew."""
    batch = _find(request, pk)
    job = queries.under_way(batch) if batch.state in BUSY else None
    if job is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "register/import_progress.html", {"batch": batch, "job": job})


def refusals(request: GatedRequest, pk: int) -> HttpResponseBase:
    """Give the refused rows as a table: the row, the column, what is wrong, what to do; nothing that the row holds."""
    batch = _find(request, pk)
    answer = StreamingHttpResponse(_lines(batch), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{batch}-ditolak.csv"'
    return answer


class _Line:
    """What the writer of CSV writes to: it hands every line back."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def _lines(batch: Batch) -> Iterator[str]:
    lang, writer = language(), csv.writer(_Line())
    yield "\ufeff" + writer.writerow([_("baris"), _("kolom"), _("yang salah"), _("lakukan ini"), _("kode")])
    for row in queries.refusals(batch):
        problem = importing.problem_of(row)
        column = FIELDS[row.column].text(lang) if row.column in FIELDS else row.column
        told = (column, problem.part("what", lang), problem.part("next", lang), row.code)
        yield writer.writerow([row.row, *(safe_cell(text) for text in told)])


def _version(request: GatedRequest) -> int:
    text = str(request.POST.get("version") or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def approve(request: GatedRequest, pk: int) -> HttpResponse:
    """Let the list be taken in."""
    return redirect(importing.approve(pk, actor=request.actor, version=_version(request)))


def cancel(request: GatedRequest, pk: int) -> HttpResponse:
    """Drop the list."""
    batch = importing.cancel(pk, actor=request.actor, version=_version(request))
    messages.success(request, _("Impor dibatalkan; tidak ada yang berubah."))
    return redirect(batch)


def resume(request: GatedRequest, pk: int) -> HttpResponse:
    """Let work that stopped go on."""
    return redirect(importing.resume(pk, actor=request.actor))


def undo(request: GatedRequest, pk: int) -> HttpResponse:
    """Ask why, then put everything back as far as nobody has changed it since."""
    batch = demand_for(
        request.actor, "register.import-undo", queries.batch_rows(pk), rules.of_office, see="register.import-see"
    )
    form, problems = ReasonForm(request.POST or None, initial={"version": batch.version}), Letters()
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: importing.ask_undo(pk, actor=request.actor, **form.cleaned_data))
        if done:
            return redirect(done)
    context = {"form": form, "batch": batch, "problems": problems}
    return render(request, "register/import_undo.html", context, status=422 if form.errors or problems else 200)
