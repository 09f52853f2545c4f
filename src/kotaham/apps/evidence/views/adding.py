"""Forms that bring in content: a new piece, or a revision."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries, services
from kotaham.apps.evidence.forms import AddFileForm, AddLinkForm, ReviseFileForm, ReviseLinkForm, SourceForm
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.evidence.rules import reachable
from kotaham.apps.evidence.views.letters import told
from kotaham.apps.gate.services import GatedRequest, Stale, demand_for
from kotaham.core.errors import Refused

Entered = AddFileForm | AddLinkForm


def add_file(request: GatedRequest) -> HttpResponse:
    """Take in a file."""
    return _add(request, AddFileForm(request.POST or None, request.FILES or None), "evidence/add.html")


def add_link(request: GatedRequest) -> HttpResponse:
    """Take in an address."""
    return _add(request, AddLinkForm(request.POST or None), "evidence/add_link.html")


def revise(request: GatedRequest, pk: int) -> HttpResponse:
    """Take in a revision."""
    evidence = demand_for(request.actor, "evidence.revise", queries.piece(pk), reachable, see="evidence.see")
    form = _revision_form(request, evidence)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        made = services.revise(actor=request.actor, evidence=pk, version=version, source=form.source())
        messages.success(request, _("Revisi %(number)s diterima.") % {"number": made.number})
        return redirect("evidence:detail", pk=pk)

    return _sent(request, form, save, "evidence/revise.html", evidence)


def _add(request: GatedRequest, form: Entered, template: str) -> HttpResponse:
    def save() -> HttpResponse:
        made = services.add(actor=request.actor, draft=form.draft(), source=form.source())
        messages.success(request, _("Bukti diterima dan disimpan. Sidik SHA-256-nya tertera di bawah."))
        return redirect("evidence:detail", pk=made.pk)

    return _sent(request, form, save, template)


def _revision_form(request: GatedRequest, evidence: Evidence) -> ReviseFileForm | ReviseLinkForm:
    first = {"version": evidence.version, "ticket": uuid.uuid4()}
    if evidence.kind == Evidence.Kind.LINK:
        return ReviseLinkForm(request.POST or None, initial=first)
    return ReviseFileForm(request.POST or None, request.FILES or None, initial=first)


def _sent(
    request: GatedRequest,
    form: SourceForm,
    save: Callable[[], HttpResponse],
    template: str,
    evidence: Evidence | None = None,
) -> HttpResponse:
    """Save, or show the form again with the letter; what was typed stays, a file must be chosen anew."""
    status, problems = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return save()
            except Stale:
                raise
            except Refused as refused:
                status, problems = getattr(refused, "status", 422), told(refused)
    context = {"form": form, "problems": problems, "evidence": evidence}
    return render(request, template, context, status=status)
