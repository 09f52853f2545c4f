"""A program beside the tests: a worker with tasks of its own, and a way to queue them and to look at the outcome.

python -m tests.apps.jobs.probe worker|enqueue TASK NUMBER|look
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

LEASE = 2  # seconds


def mark(word: str) -> None:
    """Leave a sign that a test can wait for."""
    Path(os.environ["PROBE_SIGNS"], word).touch()


def register() -> None:
    """Register the tasks: each leaves one effect, then hangs when it runs for the first time."""
    from kotaham.apps.jobs import services  # noqa: PLC0415 - Django must be ready first
    from kotaham.apps.jobs.models import Job  # noqa: PLC0415

    def hang(run: services.Run, word: str) -> None:
        mark(f"{word}-{run.attempt}")
        if run.attempt == 1:
            time.sleep(60)

    @services.task("probe.whole", whole=True)
    def whole(run: services.Run, *, number: int) -> None:
        Job.objects.create(name="effect", ids={"number": number}, state="done")
        hang(run, "whole")

    @services.task("probe.guarded")
    def guarded(run: services.Run, *, number: int) -> None:
        Job.objects.get_or_create(name="effect", key=f"effect {number}", defaults={"state": "done"})
        hang(run, "guarded")

    @services.task("probe.careless")
    def careless(run: services.Run, *, number: int) -> None:
        Job.objects.create(name="effect", ids={"number": number}, state="done")
        hang(run, "careless")

    @services.task("probe.slow")
    def slow(run: services.Run, *, number: int) -> None:
        mark("slow-started")
        time.sleep(1.5)
        Job.objects.create(name="effect", ids={"number": number}, state="done")

    @services.task("probe.deaf", timeout=1, retries=0)
    def deaf(run: services.Run, *, number: int) -> None:
        mark(f"deaf-{run.attempt}")
        while run.attempt == 1:
            try:
                time.sleep(60)
            except Exception:  # noqa: BLE001 - the worst that work can do: swallow its own time-out
                continue


def main(verb: str, *words: str) -> None:
    """Do one thing and say the outcome as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kotaham.config.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from kotaham.apps.gate.services import system  # noqa: PLC0415
    from kotaham.apps.jobs import services  # noqa: PLC0415
    from kotaham.apps.jobs.models import Job, Worker  # noqa: PLC0415
    from kotaham.apps.jobs.services import turns  # noqa: PLC0415

    settings.JOBS_LEASE = LEASE
    turns.GRACE = 2
    register()
    if verb == "worker":
        services.serve(interval=0.1)
    elif verb == "enqueue":
        print(services.enqueue(words[0], actor=system("probe"), number=int(words[1])).pk)
    else:
        jobs = Job.objects.filter(name__startswith="probe.").order_by("pk")
        found: dict[str, Any] = {
            "jobs": list(jobs.values("name", "state", "attempt", "lost", "turn")),
            "effects": Job.objects.filter(name="effect").count(),
            "alive": Worker.objects.filter(stopped_at=None).count(),
        }
        print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
