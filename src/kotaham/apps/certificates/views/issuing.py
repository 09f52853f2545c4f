"""Issue certificates, watch an issue, revoke and renew one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kotaham.apps.certificates import queries, services
from kotaham.apps.certificates.forms import IssueForm, RenewForm, RevokeForm
from kotaham.apps.certificates.views.parts import ISSUE_TONES, attempt
from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, language, reach_of
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.offices import queries as offices


def index(request: GatedRequest) -> HttpResponse:
    """Show the issues within reach."""
    page = page_of(request, queries.issues(request.actor, request.reach))
    rows = [{"row": row, "tone": ISSUE_TONES[row.state]} for row in page.rows]
    may = bool(reach_of(request.actor, "certificates.issue"))
    return render(request, "certificates/issues.html", {"page": page, "rows": rows, "may_issue": may})


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show how far an issue is."""
    row = services.find_issue(pk, actor=request.actor)
    running = row.state in queries.RUNNING
    job = jobs.unfinished(services.TASK, issue=pk).first() if running else None
    context = {"issue": row, "tone": ISSUE_TONES[row.state], "running": running, "job": job}
    return render(request, "certificates/issue.html", context)


def choose(request: GatedRequest) -> HttpResponse:
    """Show the published versions of courses, to issue for one of them."""
    text = " ".join(request.GET.get("judul", "").split())[:80]
    page = page_of(request, courses.open_to_all(text))
    return render(request, "certificates/issue_choose.html", {"page": page, "text": text})


def create(request: GatedRequest, version: int) -> HttpResponse:
    """Show how many would get a certificate, who does not and why; then ask for the issue."""
    found = courses.version(version)
    if found is None or found.published_at is None:
        raise Http404
    usable = list(queries.usable(request.actor))
    form = IssueForm(request.POST or None, usable=usable, initial={"day": offices.today()})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        wish = services.Wish(version, form.cleaned_data["template"], form.cleaned_data["day"])
        row, problems = attempt(lambda: services.ask(wish, actor=request.actor))
        if row:
            messages.success(request, _("Penerbitan dikerjakan di latar. Halaman ini boleh ditinggalkan."))
            return redirect(row)
    view = services.preview(version, actor=request.actor)
    services.seen_names(
        (int(str(one["member_id"])) for one in view.people), gettext_noop("penerbitan"), actor=request.actor
    )
    lang = language()
    context = {
        "form": form,
        "problems": problems,
        "version": found,
        "view": view,
        "others": [(state, words.text(lang), count) for state, words, count in view.others],
        "may_people": bool(reach_of(request.actor, "courses.people")),
        "usable": usable,
    }
    return render(request, "certificates/issue_create.html", context, status=_status(form, problems))


def revoke(request: GatedRequest, pk: int) -> HttpResponse:
    """Revoke a certificate, and say why."""
    row = services.find(pk, "certificates.revoke", actor=request.actor)
    form = RevokeForm(request.POST or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.revoke(pk, form.cleaned_data["reason"], actor=request.actor))
        if done:
            messages.success(request, _("Sertifikat dicabut. Halaman pemeriksaannya sudah menunjukkannya."))
            return redirect("certificates:detail", pk)
    context = {"form": form, "problems": problems, "certificate": row}
    return render(request, "certificates/revoke.html", context, status=_status(form, problems))


def renew(request: GatedRequest, pk: int) -> HttpResponse:
    """Renew a certificate by one that names it."""
    row = services.find(pk, "certificates.renew", actor=request.actor)
    usable = list(queries.usable(request.actor))
    form = RenewForm(request.POST or None, usable=usable, initial={"day": offices.today()})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made, problems = attempt(
            lambda: services.renew(pk, said["template"], said["day"], said["reason"], actor=request.actor)
        )
        if made:
            messages.success(request, _("Sertifikat baru terbit; yang lama tercatat digantikan."))
            return redirect("certificates:detail", made.pk)
    context = {"form": form, "problems": problems, "certificate": row, "usable": usable}
    return render(request, "certificates/renew.html", context, status=_status(form, problems))


def _status(form: Any, problems: list[dict[str, str]]) -> int:
    return 422 if form.errors or problems else 200
