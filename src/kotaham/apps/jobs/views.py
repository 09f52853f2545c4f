"""Pages of the room: the progress of one piece of work, and the queue for operators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import Actor, GatedRequest, demand_for, reach_of
from kotaham.apps.jobs import queries, services
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.rules import may_reach
from kotaham.core.language import Lang, Say


def index(request: GatedRequest) -> HttpResponse:
    """Show the queue, the workers, and what repeats."""
    lang, titles = _lang(), services.titles()
    state, name = choice_of(request, "keadaan", Job.State.values), choice_of(request, "nama", titles)
    page = page_of(request, queries.listed(request.actor, request.reach, state=state, name=name))
    living = set(queries.alive(timezone.now()).values_list("pk", flat=True))
    context = {
        "page": page,
        "rows": [_told(job, lang) for job in page.rows],
        "states": Job.State.choices,
        "names": [(key, say.text(lang)) for key, say in titles.items()],
        "state": state,
        "name": name,
        "health": queries.health(),
        "workers": [(worker, worker.pk in living) for worker in queries.workers()[:20]],
        "schedules": [{"row": row, "title": _title(row.name, lang)} for row in queries.schedules()[:50]],
    }
    return render(request, "jobs/list.html", context)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show how far one piece of work is; asked by htmx, only the part that changes."""
    actor = request.actor
    job = demand_for(actor, "jobs.see", Job.objects.filter(pk=pk), may_reach)
    context = {
        "job": job,
        "told": _told(job, _lang()),
        "may_cancel": job.state in {Job.State.WAITING, Job.State.RUNNING} and _may(actor, "jobs.cancel", job),
        "may_retry": job.state in {Job.State.FAILED, Job.State.CANCELLED} and _may(actor, "jobs.retry", job),
        "may_list": bool(reach_of(actor, "jobs.list")),
    }
    part = "jobs/progress.html" if request.headers.get("HX-Request") else "jobs/detail.html"
    return render(request, part, context)


def cancel(request: GatedRequest, pk: int) -> HttpResponse:
    """Cancel one piece of work."""
    job = services.cancel(pk, actor=request.actor)
    if job.state == Job.State.CANCELLED:
        messages.success(request, _("Pekerjaan dibatalkan."))
    else:
        messages.info(request, _("Pembatalan diminta; pekerjaan berhenti pada langkah berikutnya."))
    return redirect("jobs:detail", pk=pk)


def retry(request: GatedRequest, pk: int) -> HttpResponse:
    """Run one piece of work again."""
    services.retry(pk, actor=request.actor)
    messages.success(request, _("Pekerjaan masuk antrean lagi."))
    return redirect("jobs:detail", pk=pk)


def _may(actor: Actor, rule: str, job: Job) -> bool:
    return Job.objects.filter(may_reach(actor, reach_of(actor, rule)), pk=job.pk).exists()


def _lang() -> Lang:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _title(name: str, lang: Lang) -> str:
    return services.titles().get(name, Say(name, name)).text(lang)


def _told(job: Job, lang: Lang) -> dict[str, Any]:
    """Return what pages say about a job, in the language of the reader."""
    return {
        "job": job,
        "title": _title(job.name, lang),
        "words": job.words.get(lang, ""),
        "problems": [{"code": part["code"], **part[lang]} for part in job.letter],
        "percent": min(100, job.done * 100 // job.total) if job.total else None,
        "later": job.state == Job.State.WAITING and job.next_at > timezone.now(),
        "open": job.state in {Job.State.WAITING, Job.State.RUNNING},
    }
