"""Processes that work the queue off and are killed: by SIGKILL, at random moments, on a database of their own.

The programs `tests.apps.register.killing` and `tests.apps.certificates.killing` are run by tests with DATABASE_URL (or
none, for SQLite), KOTAHAM_DATA and the number of kills. The program itself never touches the database: everything that
does is a forked child, so that a kill ends its connection, its threads and its locks, too.
"""

import os
import random
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from json import loads
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.apps.evidence.killing import acknowledge, in_child

KILLS = int(os.environ.get("KOTAHAM_KILLS", "24"))  # 100 prove more and take half a minute
SOONEST, LATEST = 0.005, 0.15  # seconds after a child has claimed a piece of work
STUCK = 200  # turns after which a piece of work will never end


@contextmanager
def database_of_its_own(folder: Path, lay: Callable[..., None]) -> Iterator[dict[str, str]]:
    """Give the environment of a migrated database: a file, or a database beside the one of the tests."""
    url, name = os.environ.get("DATABASE_URL", ""), f"kills_{uuid.uuid4().hex}"
    common = {"DJANGO_SETTINGS_MODULE": "tests.settings", "KOTAHAM_DATA": str(folder)}
    if not url:
        lay(folder)
        yield common
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    own = f"{url.rpartition('/')[0]}/{name}"
    lay(folder, own)
    yield common | {"DATABASE_URL": own}
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def run(program: str, folder: Path, lay: Callable[..., None]) -> dict[str, Any]:
    """Run a program of kills to its end and return what it found."""
    with database_of_its_own(folder, lay) as environment:
        done = subprocess.run(
            [sys.executable, "-m", program, str(KILLS)],
            env={**os.environ, **environment},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = loads(done.stdout.splitlines()[-1])
    return found


@dataclass
class Killer:
    """Lets children work until a piece of work is over, kills them on the way, and counts."""

    wanted: int
    most: int = 1000  # times that one piece of work is killed; afterwards it may end
    ready: Callable[[], object] = bool  # what a child does before anybody is killed
    chance: random.Random = field(default_factory=lambda: random.Random(20261122))
    kills: dict[str, int] = field(default_factory=dict)
    back: int = 0  # how often the sweep found work that a killed process had held
    again: int = 0  # how often so many had died of one piece of work that a person had to let it go on

    @property
    def killed(self) -> int:
        """How often a process was killed so far."""
        return sum(self.kills.values())

    def finish(self, name: str, work: Callable[[], bool], revive: Callable[[], None]) -> None:
        """Let `work` be done, which says whether it is over; who dies of it is swept up, and at last revived."""
        left = self.most
        for _turn in range(STUCK):
            after = self.chance.uniform(SOONEST, LATEST) if left and self.killed < self.wanted else None
            lines, killed = in_child(lambda: self._work(work, revive), after)
            left -= killed
            self.kills[name] = self.kills.get(name, 0) + killed
            _word, swept, revived = lines[0]
            self.back, self.again = self.back + swept, self.again + revived
            if not killed and lines[-1][0] == "over":
                return
        raise RuntimeError(f"{name} never ends")

    def _work(self, work: Callable[[], bool], revive: Callable[[], None]) -> None:
        self.ready()
        work_on(work, revive)


def work_on(work: Callable[[], bool], revive: Callable[[], None]) -> None:
    """Do what a worker does that starts after another has died: sweep, and work the queue off.

    Before it a person lets go on what was given up. The first word is said when a piece of work was claimed, so that
    kills come amid it however slow the machine is.
    """
    from kotaham.apps.jobs.models import Job  # noqa: PLC0415 - the settings come first
    from kotaham.apps.jobs.services import care, turns, work_off  # noqa: PLC0415

    if failed := given_up().exists() and not work():
        revive()
        given_up().delete()
    swept, claim = care.sweep(), turns._claim

    def claimed(pk: int, turn: int) -> Job | None:
        job = claim(pk, turn)
        acknowledge("claimed", swept, int(failed))
        return job

    turns._claim = claimed
    work_off()
    over = work()
    if over:  # the last worker may have died after its work and before it said so
        given_up().delete()
    acknowledge("over" if over else "not over", swept, int(failed))


def given_up() -> Any:
    """Return the work that has cost too many workers; none may fail by anything else."""
    from kotaham.apps.jobs.models import Job  # noqa: PLC0415

    failed = Job.objects.filter(state=Job.State.FAILED)
    assert {one["code"] for job in failed for one in job.letter} <= {"jobs.lost"}, [job.trace for job in failed]
    return failed


def warm() -> None:
    """Load what every child would load anew, as far as it touches no database."""
    from django.urls import reverse  # noqa: PLC0415
    from django.utils.translation import gettext  # noqa: PLC0415

    from kotaham.apps.gate.services import reach_of, system  # noqa: PLC0415

    reach_of(system("jobs.prune"), "jobs.retry")
    gettext(reverse("jobs:list"))


def asked(call: Callable[[], Any]) -> Any:
    """Return what a child finds that nobody kills."""
    lines, _killed = in_child(lambda: acknowledge(call()))
    return lines[0][0]


def dies_at(module: Any, name: str, *, before: bool = False) -> None:
    """Take the guard off: what was written so far is committed alone, and the process dies there."""
    from django.db import connection  # noqa: PLC0415

    plain = getattr(module, name)

    def die(*words: Any, **more: Any) -> None:
        if not before:
            plain(*words, **more)
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, die)


def told_of(verb: str, subject: int | None = None) -> list[dict[str, Any]]:
    """Return the data of all events of a verb, of one subject or of all."""
    from kotaham.apps.events.models import Event  # noqa: PLC0415

    rows = Event.objects.filter(verb=verb, **({} if subject is None else {"subject": str(subject)}))
    return [loads(text) for text in rows.order_by("seq").values_list("data", flat=True)]


def chain_is_whole() -> bool:
    """Verify the record as an outsider does."""
    from tests.apps.events.making import verified  # noqa: PLC0415

    return bool(verified().fine)
