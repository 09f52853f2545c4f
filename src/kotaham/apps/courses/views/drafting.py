"""Draft a version: what it says, its modules, its learning hours; publish it and let it go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.forms import EditionForm, HoursForm, ModuleForm, ReasonForm, VersionForm
from kotaham.apps.courses.models import Module, Version
from kotaham.apps.courses.rules import as_html, kept
from kotaham.apps.courses.services import ModuleWish, Step, VersionWish
from kotaham.apps.courses.views import shown
from kotaham.apps.courses.views.shown import TONES, attempt
from kotaham.apps.gate.services import GatedRequest, reach_of
from kotaham.core.language import Say

NOTHING = Say("", "")
SEE, EDIT = "courses.see", "courses.edit"
OF_MODULE = ("kind", "title", "text", "file", "captions", "minutes", "required")


def version(request: GatedRequest, pk: int) -> HttpResponse:
    """Show a version: its goal, what it takes, its modules, its learning hours."""
    row = services.find_version(pk, SEE, actor=request.actor)
    edits, draft = _may(request, row, EDIT), row.state == Version.State.DRAFT
    context = {
        "version": row,
        "tone": TONES[row.state],
        "modules": list(queries.modules(pk)),
        "needs": shown.needs(row),
        "may_edit": edits and draft,
        "may_publish": edits and draft,
        "may_retire": edits and row.state == Version.State.PUBLISHED,
        "may_set_hours": _may(request, row, "courses.hours") and (draft or row.hours is None),
        "may_enrol": row.state == Version.State.PUBLISHED and bool(reach_of(request.actor, "courses.enrol")),
        "may_see_people": not draft and bool(reach_of(request.actor, "courses.people")),
        "reason": ReasonForm(),
        "steps": [_step(one) for one in services.steps(row, request.actor)],
    }
    return render(request, "courses/version.html", context)


def _step(one: Step) -> dict[str, Any]:
    return {"title": shown.said(one.title), "url": one.url, "icon": one.icon, "note": shown.said(one.note or NOTHING)}


def _may(request: GatedRequest, row: Version, rule: str) -> bool:
    near = kept(request.actor, reach_of(request.actor, rule))
    return queries.course(row.course_id).filter(near).exists()


def reading(request: GatedRequest, pk: int, position: int) -> HttpResponse:
    """Show a module to those who keep or choose courses, as learners will see it."""
    row = services.find_version(pk, SEE, actor=request.actor)
    module = queries.module(pk, position)
    if module is None:
        raise Http404
    context = {"version": row, "module": module, "text": SafeString(as_html(module.text))}
    return render(request, "courses/reading.html", context)


def version_edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change what a draft says."""
    row = services.find_draft(pk, EDIT, actor=request.actor)
    initial = {"goal": row.goal, "audience": row.audience, "valid_months": row.valid_months, "edition": row.edition}
    form = VersionForm(request.POST or None, initial=initial | dict(row.needs))
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wish = VersionWish(given["goal"], given["audience"], form.needs, given["valid_months"])
        done, problems = attempt(
            lambda: services.change_version(pk, wish, actor=request.actor, edition=given["edition"])
        )
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("courses:version", pk)
    context = {"form": form, "version": row, "problems": problems}
    return render(request, "courses/version_edit.html", context, status=422 if form.errors or problems else 200)


def hours(request: GatedRequest, pk: int) -> HttpResponse:
    """Set the learning hours of a version."""
    row = services.find_version(pk, "courses.hours", actor=request.actor)
    form = HoursForm(request.POST or None, initial={"hours": row.hours, "basis": row.hours_basis})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.set_hours(pk, **form.cleaned_data, actor=request.actor))
        if done:
            messages.success(request, _("JP ditetapkan."))
            return redirect("courses:version", pk)
    context = {"form": form, "version": row, "problems": problems}
    return render(request, "courses/hours.html", context, status=422 if form.errors or problems else 200)


def publish(request: GatedRequest, pk: int) -> HttpResponse:
    """Show what publishing fixes, and publish."""
    row = services.find_version(pk, EDIT, actor=request.actor)
    form = EditionForm(request.POST or None, initial={"edition": row.edition})
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        done, problems = attempt(lambda: services.publish(pk, actor=request.actor, edition=edition))
        if done:
            messages.success(request, _("Versi diterbitkan. Peserta dapat didaftarkan."))
            return redirect("courses:version", pk)
    else:
        problems = shown.letters(services.problems_of(row)) if row.state == Version.State.DRAFT else []
    context = {"form": form, "version": row, "problems": problems, "needs": shown.needs(row),
               "modules": list(queries.modules(pk)), "missing": _missing(request, row)}  # fmt: skip
    wrong = request.method == "POST" and (form.errors or problems)
    return render(request, "courses/publish.html", context, status=422 if wrong else 200)


def _missing(request: GatedRequest, row: Version) -> list[dict[str, Any]]:
    """Return what the version asks for and nobody has prepared; that refuses nothing, but learners would wait."""
    found = [_step(one) for one in services.steps(row, request.actor) if one.missing]
    sessions = {"title": _("Sesi disiapkan sesudah versi ini terbit; sampai itu syarat hadir belum dapat dipenuhi.")}
    return [*found, sessions] if row.needs.get("attendance") else found


def version_retire(request: GatedRequest, pk: int) -> HttpResponse:
    """Let nobody begin a version any more."""
    services.retire(pk, actor=request.actor, reason=request.POST.get("reason", ""))
    messages.success(request, _("Versi tidak dipakai lagi. Peserta yang sedang belajar tetap dapat menyelesaikannya."))
    return redirect("courses:version", pk)


def module_add(request: GatedRequest, pk: int) -> HttpResponse:
    """Add a module to a draft."""
    row = services.find_draft(pk, EDIT, actor=request.actor)
    form = ModuleForm(request.POST or None, initial={"edition": row.edition}, files=services.offered(request.actor))
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(lambda: services.add_module(pk, _wish(form), actor=request.actor))
        if made:
            messages.success(request, _("Modul ditambahkan."))
            return redirect("courses:version", pk)
    context = {"form": form, "version": row, "problems": problems, "module": None}
    return render(request, "courses/module_edit.html", context, status=422 if form.errors or problems else 200)


def module_edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change a module of a draft."""
    module = services.find_module(pk, actor=request.actor)
    initial = {name: getattr(module, name) for name in OF_MODULE} | {"edition": module.version.edition}
    form = ModuleForm(request.POST or None, initial=initial, files=_files(request, module))
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        done, problems = attempt(lambda: services.change_module(pk, _wish(form), actor=request.actor, edition=edition))
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("courses:version", module.version_id)
    context = {"form": form, "version": module.version, "problems": problems, "module": module}
    return render(request, "courses/module_edit.html", context, status=422 if form.errors or problems else 200)


def _files(request: GatedRequest, module: Module) -> list[Any]:
    """Return the files that are offered, with the one that is chosen already."""
    return list({one.pk: one for one in [*services.shown_by(module), *services.offered(request.actor)]}.values())


def module_move(request: GatedRequest, pk: int) -> HttpResponse:
    """Let a module change places with its neighbour."""
    step = -1 if request.POST.get("arah") == "naik" else 1
    module = services.move_module(pk, step, actor=request.actor)
    return redirect("courses:version", module.version_id)


def module_remove(request: GatedRequest, pk: int) -> HttpResponse:
    """Take a module out of a draft."""
    row = services.remove_module(pk, actor=request.actor)
    messages.success(request, _("Modul dihapus dari draf."))
    return redirect("courses:version", row.pk)


def _wish(form: ModuleForm) -> ModuleWish:
    return ModuleWish(**{name: form.cleaned_data[name] for name in OF_MODULE})
