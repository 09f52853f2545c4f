"""Forms that bring in content: a new piece, or a revision."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from kotaham.apps.evidence import queries, services
from kotaham.apps.evidence.forms import AddFileForm, AddLinkForm, FileForm, ReviseFileForm, ReviseLinkForm, SourceForm
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.evidence.rules import reachable
from kotaham.apps.gate.services import GatedRequest, Stale, demand_for, told
from kotaham.core.errors import Refused

Entered = AddFileForm | AddLinkForm


def add_file(request: GatedRequest) -> HttpResponse:
    """Take in a file."""
    return _add(request, AddFileForm(*_posted(request)), "evidence/add.html")


def add_link(request: GatedRequest) -> HttpResponse:
    """Take in an address."""
    return _add(request, AddLinkForm(_posted(request)[0]), "evidence/add_link.html")


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
    back = _way_back(request)

    def save() -> HttpResponse:
        made = services.add(actor=request.actor, draft=form.draft(), source=form.source())
        if back:
            return redirect(_with_evidence(back, made.pk))
        messages.success(request, _("Bukti diterima dan disimpan. Sidik SHA-256-nya tertera di bawah."))
        return redirect("evidence:detail", pk=made.pk)

    return _sent(request, form, save, template, way_back=back)


def _posted(request: GatedRequest) -> tuple[QueryDict, MultiValueDict[str, Any]] | tuple[None, None]:
    """Return what was sent, also when it is nothing at all: a form that was sent empty is told what it lacks."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _way_back(request: GatedRequest) -> str:
    """Return the page of ours that asked for new evidence, and wants it back; empty when there is none."""
    wanted = request.GET.get("kembali", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def _with_evidence(back: str, pk: int) -> str:
    parts = urlsplit(back)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "bukti"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("bukti", pk)])))


def _revision_form(request: GatedRequest, evidence: Evidence) -> ReviseFileForm | ReviseLinkForm:
    first = {"version": evidence.version, "ticket": uuid.uuid4()}
    if evidence.kind == Evidence.Kind.LINK:
        return ReviseLinkForm(_posted(request)[0], initial=first)
    return ReviseFileForm(*_posted(request), initial=first)


def _sent(
    request: GatedRequest,
    form: SourceForm,
    save: Callable[[], HttpResponse],
    template: str,
    evidence: Evidence | None = None,
    way_back: str = "",
) -> HttpResponse:
    """Save, or show the form again with the letter; what was typed stays, and a file that came in parts."""
    status, problems, kept, lost = 200, [], "", ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return save()
            except Stale:
                raise
            except Refused as refused:
                status, problems = getattr(refused, "status", 422), told(refused)
        if isinstance(form, FileForm):
            kept = services.kept(actor=request.actor, upload=form.cleaned_data.get("upload"))
            lost = "" if kept or problems or "file" not in request.FILES else str(request.FILES["file"])
            form.show_again(kept)
    context = {"form": form, "problems": problems, "evidence": evidence, "kept": kept, "lost": lost}
    context |= {"way_back": way_back, "way": f"?{urlencode({'kembali': way_back})}" if way_back else ""}
    return render(request, template, context, status=status)
