"""The worker: the loop of django-tasks-db, and a second thread that gives signs of life, sweeps and keeps schedules."""

import logging
import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from django.db import Error, connection
from django_tasks_db.management.commands.db_worker import Worker as Loop
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from kotaham.apps.jobs import queries
from kotaham.apps.jobs.models import Worker
from kotaham.apps.jobs.services import care
from kotaham.apps.jobs.services.turns import Stopped, here, release

PAUSE = 2.0  # seconds after an error of the database
log = logging.getLogger(__name__)


class QueueWorker(Loop):
    """Works off the queue, one piece at a time, in this thread."""

    def __init__(self, name: str, *, interval: float = 1.0) -> None:
        """Prepare the loop for all queues."""
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the shape of a signal handler
        """Finish the present work and stop; asked a second time, put the work back and stop at once."""
        if not self.running and self.running_task:
            raise Stopped
        self.running = False

    def run(self) -> None:
        """Work until told to stop; an error of the database is waited out."""
        before, here.worker = here.worker, self.worker_id
        try:
            while self.running:
                try:
                    release(self.worker_id)
                    super().run()
                    return
                except Error:
                    log.exception("the queue cannot be read; trying again in %s s", PAUSE)
                    connection.close()
                    time.sleep(PAUSE)
        finally:
            here.worker = before


class Heart(threading.Thread):
    """Beats beside the loop, so that long work does not look dead and holds up no schedule."""

    def __init__(self, worker: Worker, loop: QueueWorker) -> None:
        """Prepare the thread of a worker."""
        super().__init__(name="heart", daemon=True)
        self.worker = worker
        self.loop = loop
        self.quiet = threading.Event()
        self.every = queries.lease().total_seconds() / 9

    def run(self) -> None:
        """Beat until told to be quiet."""
        while not self.quiet.wait(self.every):
            self.end_if_hung()
            try:
                self.beat()
            except Error:
                log.exception("no sign of life could be written")
                connection.close()
        connection.close()

    def beat(self) -> None:
        """Give a sign of life, then look after the queue."""
        care.beat(self.worker)
        care.sweep()
        if self.loop.running:
            care.tick()

    def end_if_hung(self) -> None:
        """End the process when its work ignores its timeout: the work is then swept up like that of any dead worker."""
        if here.deadline is not None and time.monotonic() > here.deadline:
            log.critical("work does not stop after its timeout; ending worker %s", self.worker.name)
            os.kill(os.getpid(), signal.SIGKILL)


def serve(*, interval: float) -> None:
    """Be a worker until told to stop by SIGTERM or SIGINT."""
    worker = care.sign_on()
    loop = QueueWorker(worker.name, interval=interval)
    loop.configure_signals()
    heart = Heart(worker, loop)
    heart.beat()
    heart.start()
    try:
        loop.run()
    finally:
        heart.quiet.set()
        heart.join(timeout=5)
        care.sign_off(worker)


def work_off(limit: int = 1000) -> int:
    """Run the work that is due now in this thread, and what it queues; for tests and for scripts."""
    loop = QueueWorker(f"here-{os.getpid()}", interval=0)
    for done in range(limit):
        entry = _next(loop.worker_id)
        if entry is None:
            return done
        loop.run_task(entry)
    return limit


def _next(worker: str) -> "DBTaskResult[Any, Any] | None":
    """Claim one entry as the loop does, but without renewing the connection: the caller may be in a transaction."""
    due = DBTaskResult.objects.ready().filter(backend_name="default")
    with exclusive_transaction(due.db):
        entry: DBTaskResult[Any, Any] | None = due.get_locked()
        if entry is not None:
            entry.claim(worker)
    return entry
