"""Kill uploads at every step and at random moments, then ask whether anything acknowledged is missing.

Run as a program with DATABASE_URL (or none, for SQLite) and KOTAHAM_DATA: `python -m tests.apps.evidence.killing 200`.
The parent never touches the database: everything that does is a forked child, so that a kill ends its connections too.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

STEPS = ("while-writing", "after-writing", "after-a-part", "after-publishing", "before-the-commit", "after-the-row")


def in_child(work: Callable[[], Any], kill_after: float | None = None) -> tuple[list[Any], bool]:
    """Run work in a forked child; return the lines it acknowledged, and whether it was killed.

    With `kill_after` it is killed so many seconds after its first line.
    """
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        os.environ["ACK"] = str(write)
        status = 1
        try:
            work()
            status = 0
        except Exception:  # noqa: BLE001 - told, then this process is over
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as said:
        lines = [json.loads(said.readline() or "[]")]
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(pid, signal.SIGKILL)
        lines += [json.loads(line) for line in said.read().splitlines()]
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status)
    if not killed and status:
        raise RuntimeError("the child failed")
    return lines, killed


def acknowledge(*what: object) -> None:
    """Say that something is done, as an answer to a browser would."""
    os.write(int(os.environ["ACK"]), json.dumps(what).encode() + b"\n")


def prepare() -> None:
    """Make the tables and the cast."""
    from django.core.management import call_command  # noqa: PLC0415

    from tests import cast  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    acknowledge(cast.build().appointment("ani").pk)


def upload(appointment: int, seed: int, step: str) -> None:
    """Add evidence again and again, in one piece and in parts; acknowledge each file and each part."""
    from kotaham.apps.accounts.services import actor_of_appointment  # noqa: PLC0415
    from kotaham.apps.evidence import services  # noqa: PLC0415
    from kotaham.apps.evidence.inspection import launch, media  # noqa: PLC0415
    from kotaham.apps.evidence.services import store, uploading  # noqa: PLC0415
    from tests.apps.evidence.making import sent  # noqa: PLC0415

    launch.inspect = lambda *_a, **_o: launch.Finding(media.TXT, 0, ())
    uploading.MAX_OPEN = 10**6  # the kills leave more open uploads than one person may have
    actor, chance = actor_of_appointment(appointment), random.Random(seed)
    if step:
        os.environ[store.FAULT] = step
    acknowledge("begin")
    for _ in range(200):
        data = f"isi {seed} {chance.random()}\n".encode() * chance.choice([10, 2000, 60_000])
        sha256 = hashlib.sha256(data).hexdigest()
        if chance.random() < 0.5:
            source = services.Source(name="a.txt", file=sent("a.txt", data))
        else:
            begun = services.begin(actor=actor, name="a.txt", size=len(data))
            cut = chance.randrange(1, len(data))
            for at, part in ((0, data[:cut]), (cut, data[cut:])):
                told = services.receive_part(actor=actor, upload=begun.id, offset=at, part=part)
                acknowledge("part", str(begun.id), told.received)
            source = services.Source(ticket=begun.id, upload=begun.id)
        made = services.add(actor=actor, draft=services.Draft(title="a"), source=source)
        acknowledge("file", made.pk, sha256)


def judge(acknowledged: list[list[Any]]) -> None:
    """Compare what was acknowledged with rows and files; then sweep, and compare again."""
    from kotaham.apps.evidence import services  # noqa: PLC0415
    from kotaham.apps.evidence.models import Revision, Upload  # noqa: PLC0415
    from kotaham.apps.evidence.services import care, store, uploading  # noqa: PLC0415

    rows = dict(Revision.objects.filter(state="ready", evidence__latest=1).values_list("evidence", "sha256"))
    lost = [pk for kind, pk, sha256 in acknowledged if kind == "file" and rows.get(pk) != sha256]
    parts = {id_: received for kind, id_, received in acknowledged if kind == "part"}
    open_now = Upload.objects.filter(state=Upload.State.RECEIVING)
    short = [str(row.pk) for row in open_now if uploading._safe(row) < parts.get(str(row.pk), 0)]
    known = set(Upload.objects.values_list("pk", flat=True))
    lost_parts = [id_ for id_ in parts if uuid.UUID(id_) not in known]
    before = services.verify()
    swept = services.sweep(timedelta(seconds=-5))
    after = services.verify()
    left = sum(1 for _ in care._keys(store.store(), ""))
    acknowledge(
        {
            "rows": len(rows),
            "lost": lost,
            "short_parts": short,
            "lost_parts": lost_parts,
            "missing": [*before.missing, *after.missing],
            "changed": [*before.changed, *after.changed],
            "orphans": swept.orphans,
            "waiting": swept.waiting,
            "files_without_row": left - after.proved,
        }
    )


def main() -> None:
    """Kill as often as asked; print one line of JSON."""
    django.setup()
    wanted, chance = int(sys.argv[1]), random.Random(20261121)
    appointment = in_child(prepare)[0][0][0]
    acknowledged: list[list[Any]] = []
    kills = 0
    while kills < wanted:
        step = STEPS[kills // 2 % len(STEPS)] if kills % 2 else ""
        after = None if step else chance.uniform(0.0, 0.4)
        lines, killed = in_child(lambda seed=kills, at=step: upload(appointment, seed, at), after)  # type: ignore[misc]
        acknowledged += [line for line in lines if line and line[0] in {"file", "part"}]
        kills += killed
    found = in_child(lambda: judge(acknowledged))[0][0][0]
    files = sum(line[0] == "file" for line in acknowledged)
    print(json.dumps({"kills": kills, "files": files, "parts": len(acknowledged) - files, **found}))


if __name__ == "__main__":
    main()
