"""Templates and their versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.certificates import queries, services
from kotaham.apps.certificates.forms import TemplateForm, WordsForm
from kotaham.apps.certificates.rules import SAMPLE
from kotaham.apps.certificates.views.parts import attempt
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.core.policy import Reach


def index(request: GatedRequest) -> HttpResponse:
    """Show the newest version of every template within reach."""
    page = page_of(request, queries.templates(request.actor, request.reach))
    context = {"page": page, "may_make": bool(reach_of(request.actor, "certificates.template-make"))}
    return render(request, "certificates/templates.html", context)


def create(request: GatedRequest) -> HttpResponse:
    """Make a template."""
    form = TemplateForm(request.POST or None, initial={"text": SAMPLE, "numbering": "{nomor}/{kode}/{bulan}/{tahun}"})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        name = words.pop("name")
        row, problems = attempt(lambda: services.make_template(name, services.Words(**words), actor=request.actor))
        if row:
            messages.success(request, _("Templat dibuat."))
            return redirect("certificates:template", row.pk)
    context = {"form": form, "problems": problems}
    return render(request, "certificates/template_create.html", context, status=_status(form, problems))


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a template with its versions."""
    row = services.find_template(pk, actor=request.actor)
    reach = reach_of(request.actor, "certificates.template-edit")
    versions = list(queries.template_versions(row))
    context = {
        "template": row,
        "versions": versions,
        "newest": versions[0].pk == row.pk,
        "may_edit": reach is Reach.ALL or (bool(reach) and row.office_id == request.actor.office),
    }
    return render(request, "certificates/template.html", context)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change a template; what was used gets a next version."""
    row = services.find_template(pk, "certificates.template-edit", actor=request.actor)
    names = list(WordsForm.base_fields)
    form = WordsForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        words = services.Words(**form.cleaned_data)
        made, problems = attempt(lambda: services.edit_template(pk, words, actor=request.actor))
        if made:
            messages.success(request, _("Tersimpan sebagai %(name)s.") % {"name": made})
            return redirect("certificates:template", made.pk)
    context = {"form": form, "problems": problems, "template": row}
    return render(request, "certificates/template_edit.html", context, status=_status(form, problems))


def _status(form: Any, problems: list[dict[str, str]]) -> int:
    return 422 if form.errors or problems else 200
