"""The bank: its list, one question, a form for each kind, files in and out."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.exams import queries, services
from kotaham.apps.exams.forms import BankFilter, FileForm, ReasonForm
from kotaham.apps.exams.models import Question
from kotaham.apps.exams.queries import figures
from kotaham.apps.exams.question_forms import FORMS, ROWS, initial_of
from kotaham.apps.exams.rules import of_row
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.views.shown import QUESTION_TONES, attempt_of, feedback_words, key_words, truth_words
from kotaham.apps.gate.queries import fields_of, page_of
from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.core.errors import Refused
from kotaham.core.exams.encode import body_of
from kotaham.core.exams.question import Question as Asking

NARROW = {"topik": "topic", "hak": "right", "jenis": "kind", "keadaan": "state", "kata": "words"}


def _filter(request: GatedRequest) -> BankFilter:
    topics, rights = (read(request.actor, request.reach) for read in (queries.topics, queries.rights))
    return BankFilter(request.GET, topics=topics, rights=rights)


def _narrowed(request: GatedRequest, form: BankFilter) -> dict[str, str]:
    asked = fields_of(request, form)
    return {field: asked.get(name, "") for name, field in NARROW.items()}


def bank(request: GatedRequest) -> HttpResponse:
    """Show the questions within reach, narrowed by topic, right, kind and state."""
    form = _filter(request)
    narrow = _narrowed(request, form)
    page = page_of(request, queries.bank(request.actor, request.reach, **narrow).defer("key", "feedback"))
    found = queries.difficulties([row.pk for row in page.rows])
    rows = [
        {"row": row, "tone": QUESTION_TONES[row.state], "text": body_of(row.body).text, "p": found.get(row.pk)}
        for row in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "narrowed": any(narrow.values()),
        "may_write": bool(reach_of(request.actor, "exams.bank-write")),
        "kinds": Question.Kind.choices,
        "query": request.GET.urlencode(),
    }
    return render(request, "exams/bank.html", context)


def question(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one question with its key, its versions and what is known of its difficulty."""
    row = services.find(pk, "exams.bank-see", actor=request.actor)
    asked = of_row(row)
    body = asked.body
    options = [{"text": one.text, "right": one.id in asked.key.correct,
                "told": asked.feedback.options.get(one.id, "")} for one in body.options]  # fmt: skip
    context = {
        "row": row,
        "tone": QUESTION_TONES[row.state],
        "asked": asked,
        "options": options if asked.key.correct else [],
        "key": key_words(asked.asked, body, asked.key),
        "truth": truth_words(),
        "told": feedback_words(asked.feedback, None),
        "parts": body.parts,
        "versions": list(queries.versions_of(row)),
        "figures": figures.question_figures([pk])[pk][:10],
        "may_write": bool(reach_of(request.actor, "exams.bank-write")) and row.state != Question.State.RETIRED,
        "reason_form": ReasonForm(),
    }
    return render(request, "exams/question.html", context)


def add(request: GatedRequest) -> HttpResponse:
    """Choose a kind, then write a question of it."""
    kind = request.GET.get("jenis", "")
    if kind not in FORMS:
        return render(request, "exams/choose_kind.html", {"kinds": Question.Kind.choices})
    form = FORMS[kind](request.POST or None, initial={"topic": request.GET.get("topik", "")[:120]})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        use = request.POST.get("lalu") == "pakai"
        made, problems = attempt_of(lambda: services.add(form.question, actor=request.actor, use=use))
        if made:
            messages.success(request, _("Soal %(code)s tersimpan.") % {"code": made.code})
            return redirect(made)
    context = {"form": form, "kind": dict(Question.Kind.choices)[kind], "problems": problems, "new": True}
    return render(request, "exams/question_form.html", context, status=422 if form.errors or problems else 200)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change a question; one that was used becomes its next version."""
    row = services.find(pk, "exams.bank-write", actor=request.actor)
    asked = of_row(row)
    form = FORMS[row.kind](request.POST or None, initial=initial_of(asked), count=_rows(asked))
    form.fields["code"].disabled = True
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        after, problems = attempt_of(lambda: services.edit(pk, form.question, actor=request.actor))
        if after:
            messages.success(request, _("Soal %(code)s tersimpan.") % {"code": after})
            return redirect(after)
    context = {"form": form, "kind": row.get_kind_display(), "problems": problems, "row": row}
    return render(request, "exams/question_form.html", context, status=422 if form.errors or problems else 200)


def _rows(asked: Asking) -> int:
    return max(ROWS, len(asked.body.options) + 2, len(asked.body.left) + 2)


def use(request: GatedRequest, pk: int) -> HttpResponse:
    """Let tests draw a question."""
    row = services.use(pk, actor=request.actor)
    messages.success(request, _("Soal %(code)s sekarang dapat diambil tes.") % {"code": row.code})
    return redirect(row)


def retire(request: GatedRequest, pk: int) -> HttpResponse:
    """Draw a question no more."""
    row = services.retire(pk, actor=request.actor, reason=str(request.POST.get("reason") or ""))
    messages.success(request, _("Soal %(code)s tidak diambil lagi.") % {"code": row.code})
    return redirect(row)


def export(request: GatedRequest) -> HttpResponse:
    """Give the questions that the list shows as a file, with their keys."""
    form = request.GET.get("bentuk", "")
    empty = bool(request.GET.get("kosong"))
    found = (
        services.empty_form()
        if empty
        else services.export(form, actor=request.actor, **_narrowed(request, _filter(request)))
    )
    response = HttpResponse(found.data, content_type=found.kind)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["Cache-Control"] = "no-store"
    return response


def bring_in(request: GatedRequest) -> HttpResponse:
    """Read a file of questions; everything that is wrong with it is told at once."""
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        staged, problems = attempt_of(
            lambda: services.stage(_name(upload), _read(upload), actor=request.actor, topic=form.cleaned_data["topic"])
        )
        if staged:
            return redirect("exams:incoming", staged.pk)
    context = {"form": form, "problems": problems[:MOST_SHOWN], "more": max(0, len(problems) - MOST_SHOWN)}
    return render(request, "exams/import.html", context, status=422 if form.errors or problems else 200)


MOST_SHOWN = 100


def _name(upload: "UploadedFile[bytes]") -> str:
    return Path(upload.name or "soal.txt").name


def _read(upload: "UploadedFile[bytes]") -> bytes:
    if (upload.size or 0) > services.LARGEST * 2**20:
        raise Refused(letters.FILE_LARGE(most=services.LARGEST))
    return bytes(upload.read())


def preview(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what a file would bring, then take it in."""
    row = services.find_import(pk, actor=request.actor)
    if request.method == "POST":
        done = services.take(pk, actor=request.actor)
        words = ngettext("%(n)d soal dimasukkan.", "%(n)d soal dimasukkan.", done.created) % {"n": done.created}
        messages.success(request, words)
        return redirect("exams:bank")
    found = services.sorted_out(row)
    kinds = dict(Question.Kind.choices)
    shown = [(one, _("baru")) for one in found.new] + [(one, _("versi berikutnya")) for one in found.changed]
    rows: list[dict[str, Any]] = [
        {"code": one["code"], "topic": one["topic"], "kind": kinds[one["kind"]], "what": what,
         "text": one["body"].get("text", "")[:200]} for one, what in shown[:200]
    ]  # fmt: skip
    context = {"row": row, "rows": rows, "found": found, "count": len(shown), "same": len(found.same)}
    return render(request, "exams/preview.html", context)
