"""One turn of a piece of work: claim it, act for whoever asked, write down how it ended."""

import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from random import SystemRandom
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task as queued

from kotaham.apps.gate.services import Actor, system
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.rules import pause_before
from kotaham.apps.jobs.services.letters import (
    BROKE,
    GIVEN_UP,
    LOST,
    NO_ROLE,
    ROLE_ENDED,
    TASK_GONE,
    letter_of,
    trace_of,
)
from kotaham.apps.jobs.services.registry import Task, registered
from kotaham.core.errors import Refused
from kotaham.core.language import Say
from kotaham.core.policy import ROLES

State = Job.State
GRACE = 30  # seconds after its timeout until a worker whose work does not stop ends itself
DEATHS = 3  # so many workers may die over one piece of work before it is given up
LOOK = 0.5  # seconds between two looks at the database from within the work
log = logging.getLogger(__name__)
chance = SystemRandom()


class Lost(Exception):
    """This turn is no longer ours: the work was cancelled, or given to another worker that we were too slow for."""


class Stopped(BaseException):
    """The worker is told to stop at once; the work goes back into the queue."""


class TooLong(Exception):
    """An attempt took longer than its task allows."""


@dataclass(slots=True)
class Here:
    """What this process does: the name it gave itself as a worker, and when its present work must be over."""

    worker: str = "here"
    deadline: float | None = None  # in the seconds of time.monotonic


here = Here()


class Run:
    """What the work is given: who it acts for, a way to tell its progress, and whether it shall stop."""

    def __init__(self, job: Job, actor: Actor) -> None:
        """Start an attempt."""
        self.actor = actor
        self.job = job.pk
        self.attempt = job.attempt
        self.stopping = False
        self._turn = job.turn
        self._told = self._looked = float("-inf")

    def progress(self, done: int, total: int, words: Say | None = None) -> None:
        """Tell how far the work is; call it between two units of work, as often as you like."""
        now = time.monotonic()
        if now - self._told < LOOK and done < total:
            return
        self._told = now
        told = {"words": {"id": words.id, "en": words.en}} if words else {}
        if not holding(self.job, self._turn).update(done=done, total=total, **told):
            raise Lost

    def cancelled(self) -> bool:
        """Whether somebody cancelled this work; if so, leave things tidy and return."""
        now = time.monotonic()
        if not self.stopping and now - self._looked >= LOOK:
            self._looked = now
            asked = holding(self.job, self._turn).values_list("cancel_asked_at", flat=True).first()
            self.stopping = asked is not None
        return self.stopping


def holding(pk: int, turn: int) -> QuerySet[Job]:
    """Return the job as long as this turn of it runs; whoever writes through it cannot write for another turn."""
    return Job.objects.filter(pk=pk, turn=turn, state=State.RUNNING)


@queued
def run_turn(pk: int, turn: int) -> None:
    """Run one turn of a job, if it is still due; the one entry point of the queue of django-tasks."""
    job = _claim(pk, turn)
    if job is None:
        return
    task: Task | None = None
    try:
        task = _known(job.name)
        run = Run(job, _actor_of(job))
        with _at_most(task.timeout):
            _work(task, run, job)
    except Lost:
        log.warning("job %s %s: turn %s was taken away", pk, job.name, turn)
    except Refused as refused:
        end(job, State.FAILED, letter=letter_of(*refused.problems))
    except Stopped:
        give_back(job)
        raise
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in the work is told on its page
        _failed(job, task, error)


def give_turn(job: Job, task: Task | None, due: datetime) -> None:
    """Put one entry for the present turn of a job into the queue of django-tasks."""
    run_turn.using(run_after=due, priority=task.priority if task else 0).enqueue(job.pk, job.turn)


def give_back(job: Job, *, lost: bool = False) -> bool:
    """Give a job whose worker is gone its next turn, or give it up when it has cost too many workers."""
    mine = Job.objects.filter(pk=job.pk, turn=job.turn, state__in=[State.RUNNING, State.WAITING])
    if job.cancel_asked_at is not None:
        return bool(mine.update(state=State.CANCELLED, ended_at=timezone.now()))
    if lost and job.lost + 1 >= DEATHS:
        problem = LOST(times=DEATHS)
        return bool(mine.update(state=State.FAILED, ended_at=timezone.now(), letter=letter_of(problem)))
    return _again(mine, job, timezone.now(), lost=F("lost") + int(lost))


def release(worker: str) -> int:
    """Give back what a worker still seems to hold although it does nothing; return how much it was."""
    held = Job.objects.filter(state=State.RUNNING, worker=worker)
    return sum(give_back(job) for job in held)


def end(job: Job, state: str, **fields: Any) -> None:
    """Write down how a turn ended, or raise Lost."""
    if not holding(job.pk, job.turn).update(state=state, ended_at=timezone.now(), **fields):
        raise Lost


def _again(mine: QuerySet[Job], job: Job, due: datetime, **fields: Any) -> bool:
    with transaction.atomic():
        if not mine.update(state=State.WAITING, turn=job.turn + 1, next_at=due, worker="", **fields):
            return False
        job.turn += 1
        give_turn(job, registered(job.name), due)
    return True


def _claim(pk: int, turn: int) -> Job | None:
    now = timezone.now()
    waiting = Job.objects.filter(pk=pk, turn=turn, state=State.WAITING)
    claimed = waiting.update(
        state=State.RUNNING, attempt=F("attempt") + 1, worker=here.worker, started_at=now, done=0, total=0, words={}
    )
    return Job.objects.get(pk=pk) if claimed else None


def _work(task: Task, run: Run, job: Job) -> None:
    if not task.whole:
        task.work(run, **job.ids)
        _ended(run, job)
        return
    with transaction.atomic():
        task.work(run, **job.ids)
        _ended(run, job)


def _ended(run: Run, job: Job) -> None:
    end(job, State.CANCELLED if run.stopping else State.DONE, letter=[], trace="")


def _failed(job: Job, task: Task | None, error: Exception) -> None:
    """Try again later, or give up and say so."""
    _mend_connection(force=isinstance(error, TooLong))
    log.error("job %s %s, attempt %s: %s", job.pk, job.name, job.attempt, type(error).__qualname__)
    final = task is None or job.attempt > task.retries
    kind = GIVEN_UP if final else BROKE
    told = {"letter": letter_of(kind(error=type(error).__name__)), "trace": trace_of(error)}
    job.refresh_from_db(fields=["cancel_asked_at"])
    mine = holding(job.pk, job.turn)
    if job.cancel_asked_at is not None:
        mine.update(state=State.CANCELLED, ended_at=timezone.now(), **told)
    elif task is None or final:
        mine.update(state=State.FAILED, ended_at=timezone.now(), **told)
    else:
        _again(mine, job, timezone.now() + pause_before(job.attempt, task.backoff, chance), **told)


def _known(name: str) -> Task:
    found = registered(name)
    if found is None:
        raise Refused(TASK_GONE(name=name))
    return found


def _actor_of(job: Job) -> Actor:
    """Make the actor again that asked for the work; whoever has lost the role since then is refused."""
    request = job.request or f"job-{job.pk}"
    if job.system:
        return system(job.system, request)
    if job.person is None:
        return Actor(request=request)
    actor: Actor = import_string(settings.JOBS_ACTOR)(job.appointment, person=job.person)
    if actor.person is None or actor.appointment != job.appointment:
        raise Refused(ROLE_ENDED(role=ROLES.get(job.role, NO_ROLE)))
    return replace(actor, request=request, lang="en" if job.lang == "en" else "id")


def _mend_connection(*, force: bool) -> None:
    """Drop a connection that broke, or that was cut off in the middle of a statement."""
    if not connection.in_atomic_block:
        if force:
            connection.close()
        connection.close_if_unusable_or_obsolete()


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise TooLong inside the work when its time is up; only the main thread of a process can be woken like that."""
    here.deadline = time.monotonic() + seconds + GRACE
    wakes = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _time_is_up) if wakes else None
    try:
        if wakes:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        here.deadline = None
        if wakes:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong
