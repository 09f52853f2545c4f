"""What keeps the queue healthy: signs of life, work of dead workers, schedules, clearing away."""

import os
import platform
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kotaham.apps.gate.services import system
from kotaham.apps.jobs import queries
from kotaham.apps.jobs.models import Job, Schedule, Worker
from kotaham.apps.jobs.services.queue import enqueue
from kotaham.apps.jobs.services.registry import Plan, plans
from kotaham.apps.jobs.services.turns import give_back, run_turn

FORGET_ENTRIES = timedelta(minutes=10)
FORGET_WORKERS = timedelta(days=2)


def sign_on() -> Worker:
    """Register this process as a worker."""
    host = platform.node()[:40]
    name = f"{host}-{os.getpid()}-{secrets.token_hex(4)}"
    return Worker.objects.create(name=name, host=host, pid=os.getpid())


def sign_off(worker: Worker) -> None:
    """Note that a worker has stopped in good order."""
    Worker.objects.filter(pk=worker.pk).update(stopped_at=timezone.now())


def beat(worker: Worker) -> None:
    """Give a sign of life."""
    Worker.objects.filter(pk=worker.pk).update(beat_at=timezone.now(), stopped_at=None)


def sweep() -> int:
    """Give the work of workers that gave no sign of life back to the queue; return how much it was.

    Safe with many workers at once: only the first one changes the turn of a job, and a worker that was merely slow
    can no longer write for a turn that was taken from it.
    """
    now = timezone.now()
    alive = set(queries.alive(now).values_list("name", flat=True))
    taken = DBTaskResult.objects.filter(status="RUNNING", task_path=run_turn.module_path)
    found = 0
    for entry in taken.iterator():
        if entry.worker_ids and entry.worker_ids[-1] not in alive:
            with transaction.atomic():
                taken.filter(pk=entry.pk).update(status="FAILED", finished_at=now)
                found += _give_back(*entry.args_kwargs["args"])
    DBTaskResult.objects.filter(status__in=["SUCCESSFUL", "FAILED"], finished_at__lt=now - FORGET_ENTRIES).delete()
    return found


def _give_back(pk: int, turn: int) -> bool:
    job = Job.objects.filter(pk=pk, turn=turn, state__in=[Job.State.RUNNING, Job.State.WAITING]).first()
    return job is not None and give_back(job, lost=job.state == Job.State.RUNNING)


def tick(now: datetime | None = None) -> int:
    """Queue every schedule that is due; return how many were.

    Times that passed while no worker ran are made up for by one run. Safe with many workers at once: the due time is
    moved on by a conditional update in the transaction that queues the work.
    """
    moment = now or timezone.now()
    return sum(_tick_one(plan, moment) for plan in plans().values())


def _tick_one(plan: Plan, now: datetime) -> bool:
    cron = plan.cron
    fresh = {"cron": cron.text, "zone": cron.zone.key, "next_at": cron.after(now)}
    row, new = Schedule.objects.get_or_create(name=plan.name, defaults=fresh)
    if not new and (row.cron, row.zone) != (cron.text, cron.zone.key):
        Schedule.objects.filter(pk=row.pk, cron=row.cron, zone=row.zone).update(**fresh)
        return False
    if row.next_at > now:
        return False
    with transaction.atomic():
        mine = Schedule.objects.filter(pk=row.pk, next_at=row.next_at)
        if not mine.update(next_at=fresh["next_at"], last_at=row.next_at):
            return False
        enqueue(plan.name, actor=system(plan.name), key=f"due {row.next_at.isoformat()}")
    return True


def prune(now: datetime | None = None) -> int:
    """Forget work that ended long ago, and workers that are gone; keys are free again after that."""
    moment = now or timezone.now()
    oldest = moment - timedelta(days=settings.JOBS_KEEP_DAYS)
    Worker.objects.filter(beat_at__lt=moment - FORGET_WORKERS).delete()
    gone, _by_model = Job.objects.filter(ended_at__lt=oldest).delete()
    return gone
