"""A program beside the tests: a worker that makes runs, stops at a place to be killed, and a way to look.

python -m tests.apps.scores.killing prepare|worker PLACE|look
"""

import gzip
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

LEASE = 4  # seconds


def mark(word: str) -> None:
    """Leave a sign that a test can wait for."""
    Path(os.environ["PROBE_SIGNS"], word).touch()


def prepare() -> None:
    """Write a round of two cities that have sent, and ask for its run."""
    from kotaham.apps.scores import services  # noqa: PLC0415 - Django must be ready first
    from tests import cast  # noqa: PLC0415
    from tests.apps.river import in_state, open_round  # noqa: PLC0415

    river = open_round(cast.build())
    for city in ("damai", "rukun"):
        in_state(river, city, "sent")
    services.ask_run(river.round.pk, "self", actor=river.actor("gita"))


def hang_at(place: str) -> None:
    """Let the first worker stop where it will be killed: after scoring, or amid the rows before the commit."""
    from kotaham.apps.scores.models import Result  # noqa: PLC0415
    from kotaham.apps.scores.services import running  # noqa: PLC0415

    compute: Any = running.compute
    bulk_create: Any = Result.objects.bulk_create

    def wait() -> None:
        mark(place)
        time.sleep(60)

    def computed(*args: Any) -> Any:
        made = compute(*args)
        wait()
        return made

    def written(rows: Any, **more: Any) -> Any:
        made = bulk_create(rows, **more)
        wait()
        return made

    if place == "scored":
        vars(running)["compute"] = computed
    elif place == "amid-the-rows":
        vars(Result.objects)["bulk_create"] = written


def look() -> dict[str, Any]:
    """Tell what is there, and whether the record is that of a calculation made now."""
    from kotaham.apps.events.models import Event  # noqa: PLC0415
    from kotaham.apps.jobs.models import Job  # noqa: PLC0415
    from kotaham.apps.scores.models import Result, Run  # noqa: PLC0415
    from kotaham.apps.scores.services import compute  # noqa: PLC0415
    from kotaham.apps.scores.services.running import facts_of  # noqa: PLC0415

    ended = list(Job.objects.filter(name="scores.run").values("name", "state", "attempt", "lost"))  # looked at first
    run = Run.objects.select_related("round__instrument").get()
    again = compute(run, facts_of(run)[1])
    return {
        "jobs": ended,
        "run": run.state,
        "results": Result.objects.count(),
        "made": Event.objects.filter(verb="scores.run-made").count(),
        "equal": bool(run.record) and gzip.decompress(bytes(run.record or b"")) == again.record,
    }


def main(verb: str, *words: str) -> None:
    """Do one thing and say the outcome as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kotaham.config.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415

    from kotaham.apps.jobs import services  # noqa: PLC0415
    from kotaham.apps.jobs.services import turns  # noqa: PLC0415

    settings.JOBS_LEASE = LEASE
    turns.GRACE = 2
    if verb == "prepare":
        prepare()
    elif verb == "worker":
        hang_at(words[0])
        services.serve(interval=0.1)
    else:
        print(json.dumps(look()))


if __name__ == "__main__":
    main(*sys.argv[1:])
