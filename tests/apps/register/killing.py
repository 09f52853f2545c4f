"""Kill processes that read lists, take them in and undo them; then ask whether a row is lost or stands twice.

Run by `test_real_kills.py`: `python -m tests.apps.register.killing 24`, with the environment of
`tests/apps/killing.py`.
"""

import json
import sys
from collections import Counter
from typing import Any

import django
import polars as pl

from tests.apps.evidence.killing import acknowledge, in_child
from tests.apps.killing import Killer, asked, chain_is_whole, dies_at, told_of, warm, work_on

FRAME = 8  # rows; a list has some twenty frames, and a kill comes at every few of them
MOST = 6  # kills of the reading of one list, as many of its taking in, and as many of its undoing
NEW, KNOWN, TWINS, WRONG = 140, 24, 6, 5
WHOLE = {"rows": NEW + KNOWN + TWINS + WRONG, "created": NEW, "updated": 16, "unchanged": 8, "refused": TWINS + WRONG}


def prepare() -> None:
    """Make the tables, the cast, and some people who are known before any list comes."""
    from django.core.management import call_command  # noqa: PLC0415

    from tests import cast  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    ani = cast.build().appointment("ani").pk
    _bring(ani, [_line(n, "Lama") for n in range(KNOWN)])
    acknowledge(ani)


def _line(number: int, post: str) -> str:
    from tests.apps.register.conftest import line  # noqa: PLC0415

    return line(number, f"Orang {number} Nama{number % 7}", post=post)


def _bring(appointment: int, lines: list[str]) -> int:
    from kotaham.apps.accounts.services import actor_of_appointment  # noqa: PLC0415
    from kotaham.apps.jobs.services import work_off  # noqa: PLC0415
    from kotaham.apps.register.services import importing  # noqa: PLC0415
    from tests.apps.register.conftest import begin  # noqa: PLC0415

    actor = actor_of_appointment(appointment)
    batch = begin(actor, *lines)
    work_off()
    batch.refresh_from_db()
    importing.approve(batch.pk, actor=actor, version=batch.version)
    work_off()
    return batch.pk


def begun(appointment: int, turn: int) -> int:
    """Begin the import of a list: people nobody knows, people whose post changes or not, twins, wrong rows."""
    from kotaham.apps.accounts.services import actor_of_appointment  # noqa: PLC0415
    from tests.apps.register.conftest import begin, line  # noqa: PLC0415

    fresh = [1000 * (turn + 1) + n for n in range(NEW)]
    lines = [_line(n, "Baru" if n < WHOLE["updated"] else "Lama") for n in range(KNOWN)]
    lines += [_line(n, f"Jabatan {turn}") for n in fresh]
    lines += [_line(n, "Kembar") for n in fresh[:TWINS]]
    lines += [line(0, number=str(n)) for n in range(WRONG)]
    return begin(actor_of_appointment(appointment), *lines).pk


def ask(appointment: int, batch: int, verb: str) -> bool:
    """Approve a list or ask to undo it."""
    from kotaham.apps.accounts.services import actor_of_appointment  # noqa: PLC0415
    from kotaham.apps.register.models import Batch  # noqa: PLC0415
    from kotaham.apps.register.services import importing  # noqa: PLC0415

    actor, version = actor_of_appointment(appointment), Batch.objects.get(pk=batch).version
    if verb == "take":
        importing.approve(batch, actor=actor, version=version)
    else:
        importing.ask_undo(batch, "Keliru", actor=actor, version=version)
    return True


def resumed(appointment: int, batch: int) -> None:
    """Let the work on a list go on that has cost three workers, as its page offers."""
    from kotaham.apps.accounts.services import actor_of_appointment  # noqa: PLC0415
    from kotaham.apps.register.services import importing  # noqa: PLC0415

    importing.resume(batch, actor=actor_of_appointment(appointment))


def reached(batch: int, state: str) -> bool:
    """Tell whether a list has come as far as that."""
    from kotaham.apps.register.models import Batch  # noqa: PLC0415

    return Batch.objects.filter(pk=batch, state=state).exists()


def state_of_people() -> dict[str, Any]:
    """Return what stands in the register, as far as it must be the same again after an undo."""
    from kotaham.apps.register.models import Member, NameWord, Posting  # noqa: PLC0415

    return {
        "members": [list(row) for row in Member.objects.order_by("pk").values_list("pk", "name", "post", "state")],
        "words": NameWord.objects.count(),
        "postings": Posting.objects.count(),
    }


def wrong_with(batch: int, known: dict[str, Any]) -> dict[str, Any]:
    """Return everything in which a list that was taken in differs from what it must be; nothing where all is well."""
    from kotaham.apps.register.models import Batch, Before, Member, NameWord, Posting, Refusal, Staged  # noqa: PLC0415

    row = Batch.objects.get(pk=batch)
    parts = told_of("register.import-part-taken", batch)
    words = Counter((pk, word) for pk, key in Member.objects.values_list("pk", "name_key") for word in set(key.split()))
    counts = {name: getattr(row, name) for name in WHOLE}
    due = {
        "counts": (counts, WHOLE),
        "people": (Member.objects.count(), len(known["members"]) + NEW),
        "numbers": (len(set(Member.objects.values_list("number_index", flat=True))), Member.objects.count()),
        "served": (Posting.objects.filter(ends=None).count(), Member.objects.count()),
        "words": (dict(Counter(NameWord.objects.values_list("member_id", "word"))), dict(words)),
        "before": (Before.objects.filter(batch=row).count(), WHOLE["updated"]),
        "refusals": (Refusal.objects.filter(batch=row).count(), WHOLE["refused"]),
        "staged": (Staged.objects.count(), 0),
        "parts": (sum(one["created"] for one in parts), row.created),
        "chain": (chain_is_whole(), True),
    }
    return {name: [str(there)[:300], str(wanted)[:300]] for name, (there, wanted) in due.items() if there != wanted}


def undone_wrong(batch: int, known: dict[str, Any]) -> dict[str, Any]:
    """Return everything in which the register differs from what it was before a list that was undone."""
    from kotaham.apps.register.models import Batch  # noqa: PLC0415

    now = state_of_people()
    kept = Batch.objects.get(pk=batch).kept
    told = Counter(map(str, _notices(batch)))
    found = {name: [str(now[name])[:300], str(known[name])[:300]] for name in now if now[name] != known[name]}
    return found | ({"kept": kept} if kept else {}) | ({"told": str(told)} if set(told.values()) - {1} else {})


def _notices(batch: int) -> Any:
    from kotaham.apps.notices.models import Notice  # noqa: PLC0415

    return Notice.objects.filter(subject_kind="register.batch", subject_id=str(batch)).values_list("words", flat=True)


def start_polars() -> object:
    """Start its threads, which takes half the time that a child has."""
    return pl.LazyFrame({"x": ["1"]}).select(pl.col("x").cast(pl.Int64)).collect()


def careless() -> bool:
    """Work as if a frame were not one transaction with its mark: die between the two."""
    from kotaham.apps.jobs.services import work_off  # noqa: PLC0415
    from kotaham.apps.register import queries  # noqa: PLC0415

    dies_at(queries, "take")
    work_off()
    return True


def killed_list(killer: Killer, ani: int, turn: int, known: dict[str, Any]) -> dict[str, Any]:
    """Bring one list in and undo it among kills; return what is wrong after each."""
    batch = asked(lambda: begun(ani, turn))
    killer.finish("reading", lambda: reached(batch, "preview"), lambda: resumed(ani, batch))
    asked(lambda: ask(ani, batch, "take"))
    killer.finish("taking", lambda: reached(batch, "done"), lambda: resumed(ani, batch))
    wrong = asked(lambda: wrong_with(batch, known))
    asked(lambda: ask(ani, batch, "undo"))
    killer.finish("undoing", lambda: reached(batch, "undone"), lambda: resumed(ani, batch))
    return {**wrong, **asked(lambda: undone_wrong(batch, known))}


def main() -> None:
    """Kill as often as asked; print one line of JSON."""
    django.setup()
    from kotaham.apps.register.services.importing import receiving, undoing  # noqa: PLC0415
    from tests.apps.register import conftest  # noqa: F401, PLC0415 - loaded once

    receiving.FRAME = receiving.PART = undoing.SIZE = FRAME
    warm()
    killer, turn, wrong = Killer(int(sys.argv[1]), MOST, start_polars), 0, list[dict[str, Any]]()
    ani = in_child(prepare)[0][0][0]
    known = asked(state_of_people)
    while killer.killed < killer.wanted:
        wrong.append(killed_list(killer, ani, turn, known))
        turn += 1
    control = asked(lambda: begun(ani, turn))
    Killer(0).finish("reading", lambda: reached(control, "preview"), lambda: None)
    asked(lambda: ask(ani, control, "take"))
    in_child(careless)
    in_child(lambda: work_on(lambda: True, lambda: None))
    found = {"kills": killer.kills, "back": killer.back, "again": killer.again, "lists": turn, "wrong": wrong}
    print(json.dumps(found | {"control": asked(lambda: wrong_with(control, known))}))


if __name__ == "__main__":
    main()
