"""Put work into the queue, take it out again, and let it run once more."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.rules import may_reach
from kotaham.apps.jobs.services.registry import Id, registered, task_of
from kotaham.apps.jobs.services.turns import give_turn
from kotaham.core.language import Say

THING = Say("Pekerjaan ini", "This piece of work")
State = Job.State


def enqueue(name: str, *, actor: Actor, key: str = "", url: str = "", **ids: Id) -> Job:
    """Queue a task inside the caller's transaction: it runs after the commit, and never when that is rolled back.

    The same `key` for the same task gives the same job, however often and from wherever it is asked for. `url` is the
    page that shows what the work has made. Policy was asked by the service that calls this; the work acts for `actor`.
    """
    task = task_of(name)
    task.accepts(ids)
    _check(ids, url)
    fields = {"ids": dict(ids), "url": url, **_snapshot(actor)}
    with transaction.atomic():
        if key:
            job, fresh = Job.objects.get_or_create(name=name, key=key, defaults=fields)
        else:
            job, fresh = Job.objects.create(name=name, **fields), True
        if fresh:
            give_turn(job, task, timezone.now())
        elif job.ids != ids:
            raise ValueError(f"key {key!r} of task {name!r} was used before with other ids")
    return job


def cancel(pk: int, *, actor: Actor) -> Job:
    """Cancel: work that waits at once, work that runs as soon as it looks up."""
    job = demand_for(actor, "jobs.cancel", Job.objects.filter(pk=pk), may_reach, see="jobs.see")
    with events.work(actor) as log:
        now = timezone.now()
        rows = Job.objects.filter(pk=pk)
        if rows.filter(state=State.WAITING).update(state=State.CANCELLED, ended_at=now, turn=F("turn") + 1):
            log.record("jobs.cancelled", job, holder=job.office, data={"task": job.name})
        elif rows.filter(state=State.RUNNING, cancel_asked_at=None).update(cancel_asked_at=now):
            log.record("jobs.cancel-asked", job, holder=job.office, data={"task": job.name})
        else:
            raise Stale.of(THING)
    job.refresh_from_db()
    return job


def retry(pk: int, *, actor: Actor) -> Job:
    """Let work that failed or was cancelled run again, with all its attempts."""
    job = demand_for(actor, "jobs.retry", Job.objects.filter(pk=pk), may_reach, see="jobs.see")
    with events.work(actor) as log:
        again: dict[str, Any] = {
            "state": State.WAITING,
            "attempt": 0,
            "lost": 0,
            "turn": job.turn + 1,
            "next_at": timezone.now(),
        }
        clean: dict[str, Any] = {
            "letter": [],
            "trace": "",
            "ended_at": None,
            "cancel_asked_at": None,
            "done": 0,
            "total": 0,
        }
        ended = Job.objects.filter(pk=pk, turn=job.turn, state__in=[State.FAILED, State.CANCELLED])
        if not ended.update(**again, **clean):
            raise Stale.of(THING)
        job.refresh_from_db()
        give_turn(job, registered(job.name), job.next_at)
        log.record("jobs.retried", job, holder=job.office, data={"task": job.name})
    return job


def _check(ids: Mapping[str, object], url: str) -> None:
    """Keep content out of the queue: ids and short codes only, and pages of our own."""
    for name, value in ids.items():
        if not isinstance(value, Id) or (isinstance(value, str) and len(value) > 200):
            raise TypeError(f"{name}: only whole numbers, short texts, yes/no and nothing go into the queue")
    if url and (not url.startswith("/") or url.startswith("//")):
        raise ValueError(f"{url!r} is not a page of this site")


def _snapshot(actor: Actor) -> dict[str, object]:
    return {
        "person": actor.person,
        "appointment": actor.appointment,
        "role": actor.role or "",
        "office": actor.office,
        "system": actor.system,
        "lang": actor.lang,
        "request": actor.request[:64],
    }
