"""Keep programmes and courses: the list, one course with its versions, what is said of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.forms import CourseForm, ProgrammeForm, ReasonForm
from kotaham.apps.courses.models import Course, Version
from kotaham.apps.courses.rules import kept
from kotaham.apps.courses.services import CourseWish
from kotaham.apps.courses.views.shown import TONES, attempt
from kotaham.apps.gate.queries import page_of
from kotaham.apps.gate.services import GatedRequest, reach_of

OFFERED = 500  # programmes in the form


def index(request: GatedRequest) -> HttpResponse:
    """Show the courses that the reader sees, each with its newest version."""
    words = request.GET.get("cari", "")
    page = page_of(request, queries.courses(request.actor, request.reach, words))
    newest: dict[int, Version] = {}
    for version in queries.versions([row.pk for row in page.rows]):
        newest.setdefault(version.course_id, version)
    rows = [{"course": row, "version": found, "tone": TONES[found.state] if found else "plain"}
            for row in page.rows for found in (newest.get(row.pk),)]  # fmt: skip
    context = {
        "page": page,
        "rows": rows,
        "words": words,
        "may_make": bool(reach_of(request.actor, "courses.make")),
    }
    return render(request, "courses/list.html", context)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one course with its versions; drafts to those who keep it."""
    course = services.find_course(pk, "courses.see", actor=request.actor)
    keeps = _keeps(request, course, "courses.see")
    versions = list(queries.versions([pk]))
    shown = [one for one in versions if keeps or one.state != Version.State.DRAFT]
    context = {
        "course": course,
        "versions": [{"row": one, "tone": TONES[one.state]} for one in shown],
        "draft": next((one for one in shown if one.state == Version.State.DRAFT), None),
        "may_edit": _keeps(request, course, "courses.edit"),
        "reason": ReasonForm(),
    }
    return render(request, "courses/detail.html", context)


def _keeps(request: GatedRequest, course: Course, rule: str) -> bool:
    near = kept(request.actor, reach_of(request.actor, rule))
    return queries.course(course.pk).filter(near).exists()


def create(request: GatedRequest) -> HttpResponse:
    """Begin a course."""
    form = CourseForm(request.POST or None, programmes=_programmes(request))
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(lambda: services.add_course(_wish(form), actor=request.actor))
        if made:
            messages.success(request, _("Pelatihan dibuat dengan draf versi 1. Sekarang tulis isinya."))
            return redirect(made)
    context = {"form": form, "problems": problems, "programmes": form.fields["programme"].choices}  # type: ignore[attr-defined]
    return render(request, "courses/create.html", context, status=422 if form.errors or problems else 200)


def edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change what is said of a course."""
    course = services.find_course(pk, "courses.edit", actor=request.actor)
    initial = {name: getattr(course, name) for name in ("title", "code", "summary")}
    initial |= {"programme": course.programme_id, "rights": ", ".join(course.rights)}
    form = CourseForm(request.POST or None, initial=initial, programmes=_programmes(request))
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.change_course(pk, _wish(form), actor=request.actor))
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(course)
    context = {"form": form, "course": course, "problems": problems}
    return render(request, "courses/edit.html", context, status=422 if form.errors or problems else 200)


def retire(request: GatedRequest, pk: int) -> HttpResponse:
    """Offer a course no longer."""
    course = services.retire_course(pk, actor=request.actor, reason=request.POST.get("reason", ""))
    messages.success(request, _("Pelatihan dihentikan. Peserta yang sedang belajar tetap dapat menyelesaikannya."))
    return redirect(course)


def next_version(request: GatedRequest, pk: int) -> HttpResponse:
    """Begin the next version of a course."""
    made = services.next_version(pk, actor=request.actor)
    messages.success(request, _("Versi %(number)s disiapkan sebagai salinan.") % {"number": made.number})
    return redirect("courses:version", made.pk)


def programmes(request: GatedRequest) -> HttpResponse:
    """Show the programmes, and take a new one."""
    form = ProgrammeForm(request.POST or None)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        made, problems = attempt(lambda: services.add_programme(**form.cleaned_data, actor=request.actor))
        if made:
            messages.success(request, _("Program dibuat."))
            return redirect("courses:programmes")
    actor = request.actor
    page = page_of(request, queries.programmes(actor, reach_of(actor, "courses.see")))
    mine = queries.keeps(actor, reach_of(actor, "courses.programme"), [row.pk for row in page.rows])
    context: dict[str, Any] = {
        "page": page, "form": form, "problems": problems, "may_make": bool(reach_of(actor, "courses.make")),
        "mine": mine,
    }  # fmt: skip
    return render(request, "courses/programmes.html", context, status=422 if form.errors or problems else 200)


def programme_edit(request: GatedRequest, pk: int) -> HttpResponse:
    """Change what is said of a programme."""
    row = services.find_programme(pk, actor=request.actor)
    form = ProgrammeForm(request.POST or None, initial={"title": row.title, "summary": row.summary})
    problems: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        done, problems = attempt(lambda: services.change_programme(pk, **form.cleaned_data, actor=request.actor))
        if done:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("courses:programmes")
    context = {"form": form, "programme": row, "problems": problems}
    return render(request, "courses/programme_edit.html", context, status=422 if form.errors or problems else 200)


def programme_retire(request: GatedRequest, pk: int) -> HttpResponse:
    """Offer a programme no longer."""
    services.retire_programme(pk, actor=request.actor)
    messages.success(request, _("Program dihentikan."))
    return redirect("courses:programmes")


def _programmes(request: GatedRequest) -> list[Any]:
    rows = queries.programmes(request.actor, reach_of(request.actor, "courses.see")).filter(retired=False)
    return list(rows[:OFFERED])


def _wish(form: CourseForm) -> CourseWish:
    return CourseWish(**{name: form.cleaned_data[name] for name in ("programme", "code", "title", "summary", "rights")})
