"""The river at real size: every page, autosave, the national run as a job, and a workbook taken in.

3 rounds x 514 cities x 120 indicators. Asks every page of its rooms as each role that may look, through the whole stack
of the real settings: once to warm up, once to count the queries, five times for the median. Then times what people wait
for. Prints each figure with its ratio to the limit; exit code 1 when one is over.

Uses the database of DATABASE_URL (`tools/on-postgres .venv/bin/python bench/bench_river.py`), or SQLite in a folder of
its own. With KOTAHAM_DATA the folder stays, and what is filled is used again. `--quick` fills 12 cities and holds only
the number of queries against its limit: it shows that the benchmark works. `--profile=WORDS` tells where the time of
the first page goes whose address holds the words. Words keep only the pages whose address holds one of them.
"""

# ruff: noqa: E402 - the house needs its folder before it is imported

import cProfile
import gc
import logging
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import django

FOLDER = tempfile.TemporaryDirectory()
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("KOTAHAM_DATA", FOLDER.name)
os.environ["DJANGO_SETTINGS_MODULE"] = "kotaham.config.settings"
logging.disable(logging.WARNING)  # refusals are asked for, too
django.setup()

import river
import river_pages
import river_reviews
import river_work
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from house import Chance, analyse
from river_instrument import LEAVES

from kotaham.apps.accounts.models import Person
from kotaham.apps.instruments.models import TryOut, Version
from kotaham.apps.instruments.rules import drafting
from kotaham.apps.rounds.models import Participant, Round, Step
from kotaham.apps.rounds.rules import STEPS
from kotaham.config.prepare import prepare

QUICK = "--quick" in sys.argv
PROFILE = next((word.partition("=")[2] for word in sys.argv if word.startswith("--profile=")), "")
WORDS = [word for word in sys.argv[1:] if not word.startswith("--")]
LIMIT_MS, LIMIT_QUERIES, TIMES = 150.0, 25, 1 if QUICK else 5
FILE_MS = 2000.0  # of a file that is written when it is asked for: a paper, an annex, a workbook
REFUSED = {302, 400, 403, 404, 405, 409, 422}  # not open to who asks, or not in this state
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Tally:
    """What was measured so far, and what is over its limit."""

    pages: list[tuple[float, float, int, str]] = field(default_factory=list)
    files: list[tuple[float, float, int, str]] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    seen: set[tuple[str, str]] = field(default_factory=set)  # by role and view; a quick run asks each once

    def hold(self, name: str, wall: float, used: float, limit: float, unit: str) -> str:
        """Hold a time against its limit; a quick fill says nothing about time."""
        value = used if busy() else wall
        if value > limit and not QUICK:
            self.over.append(f"{name}: {value:.4g} {unit}, limit {limit:g}")
        return f"{wall:8.1f} {unit} {used:8.1f} cpu {value / limit:5.2f} of {limit:g}"

    def count(self, name: str, queries: int) -> None:
        """Hold the number of queries against its limit."""
        if queries > LIMIT_QUERIES:
            self.over.append(f"{name}: {queries} queries, limit {LIMIT_QUERIES}")


def busy() -> bool:
    """Tell whether others use the machine so much that the clock tells little; then processor time counts."""
    return os.getloadavg()[0] > (os.cpu_count() or 1)


def cpu() -> float:
    """Return the seconds of processor that we, our children and our PostgreSQL have used."""
    own = os.times()
    spent = own.user + own.system + own.children_user + own.children_system
    if connection.vendor != "postgresql":
        return time.process_time() + own.children_user + own.children_system
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    ticks = stat.read_text().rsplit(")", 1)[1].split()[11:13] if stat.exists() else ()
    return spent + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def fill() -> tuple[river.Country, list[Round], river.Draft]:
    """Make the country and its rounds, or say that they must be made anew."""
    chance, start = Chance(20261122), time.perf_counter()
    land = river.country(chance, 12 if QUICK else river.CITIES)
    sealed, draft = river.instruments()
    every = river.rounds(sealed)
    for one in every:
        begun = time.perf_counter()
        river.fill(chance, land, one, LEAVES, decided=one != every[-1])
        print(f"  {one.title} {time.perf_counter() - begun:6.1f} s", flush=True)
    analyse()
    begun = time.perf_counter()
    river_reviews.score(land, every[0], ("final",))
    river_reviews.score(land, every[1], ("self", "verified", "validated", "final"))
    print(f"  runs {time.perf_counter() - begun:6.1f} s", flush=True)
    river_reviews.decide(land, every[0], "1")
    river_reviews.correct(land, river_reviews.decide(land, every[1], "2"))
    river_work.minutes(land, every[1])
    prepared = _draft(land, sealed, draft)
    analyse()
    print(f"{connection.vendor}: filled in {time.perf_counter() - start:.0f} s, {len(land.cities)} cities", flush=True)
    return land, every, prepared


def _draft(land: river.Country, sealed: Version, draft: Version) -> river.Draft:
    """Prepare a round, and try the draft on the last one."""
    held = Round.objects.create(title="Putaran berikut", instrument=sealed, period="2027", period_end="2027-12-31")
    today = timezone.localdate()
    days = [(step, today + timedelta(days=10 * at)) for at, step in enumerate(STEPS)]
    Step.objects.bulk_create(Step(round=held, step=step, opens=day, closes=day) for step, day in days)
    Participant.objects.bulk_create(river.participant(held, city) for city in land.cities)
    number = river_work.try_out(land, draft)
    return river.Draft(sealed, draft, Round.objects.get(pk=held.pk), tuple(drafting.PAGES), number)


def again() -> tuple[river.Country, list[Round], river.Draft] | None:
    """Return what an earlier run has filled, or None."""
    if not Person.objects.filter(email__endswith="@bench.example").exists():
        return None
    every = list(Round.objects.filter(title__startswith="Putaran tolok ukur").order_by("pk"))
    sealed, draft = Version.objects.filter(slug="tolok-ukur").order_by("label")
    (held,) = Round.objects.filter(title="Putaran berikut")
    tried = TryOut.objects.filter(version=draft).latest("pk").pk
    return river.remembered(), every, river.Draft(sealed, draft, held, tuple(drafting.PAGES), tried)


def ask(client: Client, url: str, tally: Tally, role: str) -> None:
    """Ask one address and write down what it took; nothing when it is not open to who asks."""
    view = resolve(url.partition("?")[0]).view_name
    if QUICK and (role, view) in tally.seen:
        return
    answer = client.get(url)
    if answer.status_code in REFUSED:
        return
    if answer.status_code != 200:
        raise SystemExit(f"{role} {url}: {answer.status_code}")
    tally.seen.add((role, view))
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ", "ROLLBACK")
    queries = sum(not query["sql"].startswith(control) for query in seen)
    page = answer["Content-Type"].startswith("text/html") and "attachment" not in answer.get("Content-Disposition", "")
    name = f"{role:20} {url}"
    ms, used = (0.0, 0.0) if QUICK else median_of(client, url, TIMES if page else 1)
    tally.asked.add(view)
    (tally.pages if page else tally.files).append((ms, used, queries, name))
    shown = tally.hold(name, ms, used, LIMIT_MS if page else FILE_MS, "ms")
    tally.count(name, queries)
    mark = "  OVER" if tally.over and tally.over[-1].startswith(f"{name}:") else ""
    print(f"{shown} {queries:3} queries  {name}{mark}", flush=True)
    if PROFILE and PROFILE in url:
        with cProfile.Profile() as profile:
            client.get(url)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
        for query in seen:
            print(query["time"], query["sql"][:300])
        raise SystemExit(0)


def median_of(client: Client, url: str, times: int) -> tuple[float, float]:
    """Return the median milliseconds of some requests, to the last byte: by the clock, and of processor."""
    walls, used = [], cpu()
    for _ in range(times):
        wall = time.perf_counter()
        body = client.get(url)
        b"".join(body.streaming_content) if body.streaming else body.content
        walls.append((time.perf_counter() - wall) * 1000)
    return statistics.median(walls), (cpu() - used) * 1000 / times


def client_of(person: int) -> Client:
    """Return a browser that a person is signed in with."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(pk=person), backend=BACKEND)
    return client


def ask_all(land: river.Country, every: list[Round], draft: river.Draft, tally: Tally) -> None:
    """Ask every address as everybody."""
    for viewer in river_pages.viewers(land, every[-1]):
        client = client_of(viewer.person)
        for url in dict.fromkeys(river_pages.pages(viewer, every, draft)):
            if not WORDS or any(word in url for word in WORDS):
                ask(client, url, tally, f"{viewer.role} {viewer.state}".strip())


def waits(land: river.Country, every: list[Round], tally: Tally) -> Iterator[str]:
    """Time what people wait for: a save, a file taken in, a national run, the edit of a draft."""
    used, walls = spent(lambda: river_work.autosaves(land, every[-1], client_of, 20 if QUICK else 300))
    each, name = used * 1000 / len(walls), f"autosave, median of {len(walls)}"
    yield tally.hold(name, statistics.median(walls), each, 50, "ms") + f"  {name}"
    yield f"{statistics.quantiles(walls, n=20)[-1]:8.1f} ms  95 of 100 autosaves"
    used, (preview, apply) = spent(lambda: river_work.workbook(land, every[-1], client_of))
    name = f"120 answers from a workbook, preview {preview:.2f} s"
    yield tally.hold(name, preview + apply, used / river_work.BOOKS, 2, "s") + f"  {name}"
    used, (job, lock) = spent(lambda: river_work.national_run(land, every[1]))
    name = f"national run as a job, longest wait of another writer {lock:.2f} s"
    yield tally.hold(name, job, used, 20, "s") + f"  {name}"
    used, edits = spent(lambda: river_work.edits(land, client_of))
    name = "edit of a draft of 120 indicators, kept"
    yield f"{statistics.median(edits):8.1f} ms {used * 1000 / len(edits):8.1f} cpu  {name}"


Done = TypeVar("Done")


def spent(work: Callable[[], Done]) -> tuple[float, Done]:
    """Return the seconds of processor that something takes, and what comes of it."""
    start = cpu()
    done = work()
    return cpu() - start, done


def main() -> None:
    """Fill, ask, tell."""
    connection.settings_dict["OPTIONS"].pop("pool", None)
    prepare(lambda _words: None)
    land, every, draft = again() or fill()
    gc.collect()
    gc.freeze()  # what the filling left would be looked through at every page; a server has none of it
    tally = Tally()
    ask_all(land, every, draft, tally)
    if not WORDS or "waits" in WORDS:
        for line in waits(land, every, tally):
            print(line, flush=True)
    if not WORDS:
        tally.over += [f"{name}: not asked" for name in sorted(river_pages.doors() - tally.asked)]
    counted = "the processor time" if busy() else "the clock"
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {counted} counts")
    for kind, rows in (("pages", tally.pages), ("files", tally.files)):
        if rows:
            slow, busiest, most = max(rows), max(rows, key=lambda row: row[1]), max(rows, key=lambda row: row[2])
            middle = [statistics.median(row[at] for row in rows) for at in (0, 1)]
            print(
                f"{connection.vendor}: {len(rows)} {kind}, median {middle[0]:.1f} ms, {middle[1]:.1f} ms of processor"
            )
            print(f"  slowest {slow[0]:.1f} ms, {slow[3]}")
            print(f"  most processor time {busiest[1]:.1f} ms, {busiest[3]}")
            print(f"  most queries {most[2]}, {most[3]}")
    print(f"{connection.vendor}: {len(tally.over)} over their limits", *tally.over, sep="\n  ")
    raise SystemExit(1 if tally.over else 0)


if __name__ == "__main__":
    main()
