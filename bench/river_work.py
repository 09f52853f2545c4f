"""What people wait for on the river, timed: saves, a workbook, a national run, the edit of a draft."""

import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from house import Chance
from river import City, Country
from river_instrument import LEAVES
from river_reviews import actor_of

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.instruments import services as drafts
from kotaham.apps.instruments.models import Version
from kotaham.apps.jobs.services.worker import work_off
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions.models import Answer, Batch, Submission
from kotaham.apps.submissions.rules import answer_of
from kotaham.apps.verification.services import minutes as papers
from kotaham.core.facts import Subject
from kotaham.workbook.form_filled import Filled
from kotaham.workbook.template import write_template

SignIn = Callable[[int], Client]
KINDS = {leaf.code: leaf for leaf in LEAVES}
BOOKS = 2
SEALED = re.compile(r'name="pratinjau" value="([^"]+)"')
# Asks for the lock of the only writer every few milliseconds, and tells the longest wait when it is ended.
ASK_LOCK = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
worst = 0.0
print("ready", flush=True)
while not sys.stdin.closed:
    start = time.perf_counter()
    held.execute("BEGIN IMMEDIATE"); held.execute("ROLLBACK")
    worst = max(worst, time.perf_counter() - start)
    print(worst, flush=True)
    time.sleep(0.01)
"""


def minutes(land: Country, one: Round) -> None:
    """Make the examination report of the first report of a round."""
    report = Submission.objects.filter(round=one).order_by("pk")[0]
    head = land.desk(report.province_code)[1][0]
    papers.make(report.pk, papers.Paper("1", "Kota"), actor=actor_of(head), edition=0)


def try_out(land: Country, draft: Version) -> int:
    """Try a draft on what the last decided round ended with."""
    actor = actor_of(land.ministry["decision_maker"][0])
    key = next(key for key, _past in drafts.sources(actor))
    asked = drafts.try_past(draft.pk, key, actor=actor)
    work_off()
    return int(asked.pk)


def _posted(value: Any) -> dict[str, Any]:
    """Return a stored value as a browser sends it."""
    if "number" in value:
        return {"angka": value["number"].replace(".", ",")}
    if "numerator" in value:
        return {"pembilang": value["numerator"], "penyebut": value["denominator"]}
    if "yes" in value:
        return {"ya": "ya" if value["yes"] else "tidak"}
    if "choice" in value:
        return {"pilihan": value["choice"]}
    if "checked" in value:
        return {"butir": value["checked"]}
    paper = value.get("document")
    if paper:
        return {"ada": "ya", "mulai": paper["from"], "sampai": paper["until"]}
    how = next(iter(value))
    return {"cara": how, "alasan": value[how]}


def _filling(one: Round, land: Country) -> list[tuple[Submission, City]]:
    home = {city.office.pk: city for city in land.cities}
    rows = Submission.objects.filter(round=one, state="filling").order_by("pk")
    return [(row, home[row.office_id]) for row in rows]


def autosaves(land: Country, one: Round, sign_in: SignIn, times: int) -> list[float]:
    """Save answers as the script of the page does, ten of each unit officer; return the milliseconds of each."""
    chance, walls = Chance(7), []
    for report, city in _filling(one, land)[: max(times // 10, 1)]:
        unit = city.units[0]
        client = sign_in(city.people[unit])
        rows = Answer.objects.filter(submission=report, unit_id=unit, state__in=("empty", "draft"))
        for row in rows.order_by("position")[:11]:
            value = KINDS[row.code].draw(chance)
            note = "Dari tolok ukur" if value == row.value else ""  # the same words twice are no save
            data = {**_posted(value), "versi": row.version, "catatan": note}
            start = time.perf_counter()
            said = client.post(f"/laporan/{report.pk}/indikator/{row.code}", data, headers={"HX-Request": "true"})
            walls.append((time.perf_counter() - start) * 1000)
            if said.status_code != 200:
                raise SystemExit(f"autosave of {row.code}: {said.status_code}")
        walls = walls[1:] if len(walls) == 11 else walls  # the first of all warms up
    return walls


def workbook(land: Country, one: Round, sign_in: SignIn) -> tuple[float, float]:
    """Take in a workbook with an answer to every indicator; return the seconds of the preview and of taking it."""
    chance, seconds = Chance(8), (0.0, 0.0)
    for report, city in _filling(one, land)[-BOOKS:]:  # the first one warms up
        client = sign_in(city.coordinator)
        data = {"file": _form(one, report, chance), "numbers": "id"}
        address = f"/laporan/{report.pk}/berkas"
        start = time.perf_counter()
        seen = client.post(f"{address}/masukkan", data)
        middle = time.perf_counter()
        held = SEALED.search(seen.content.decode())
        if held is None:
            raise SystemExit(f"workbook: {seen.status_code}, nothing to take in")
        between = time.perf_counter()
        done = client.post(f"{address}/terapkan", {"pratinjau": held[1]})
        seconds = (middle - start, time.perf_counter() - between)
        count = len(Batch.objects.filter(submission=report).latest("pk").changes)
        if done.status_code != 302 or count != len(LEAVES):
            raise SystemExit(f"workbook: {count} answers, {done.status_code}")
    return seconds


def _form(one: Round, report: Submission, chance: Chance) -> SimpleUploadedFile:
    """Return a filled form whose answers all differ from those that are kept."""
    held = dict(Answer.objects.filter(submission=report).values_list("code", "value"))
    values = {leaf.code: leaf.draw(chance) for leaf in LEAVES}
    for code, value in values.items():
        if value == held[code]:
            values[code] = {"missing": f"Arsip rusak {code}"}
    answers = {code: told for code, value in values.items() if (told := answer_of(value)) is not None}
    subject = Subject(report.place_code, report.name, report.province)
    instrument = instruments.instrument_of(one.instrument)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "formulir.xlsx"
        write_template(path, instrument, [subject], period=one.period, filled=Filled(answers))
        return SimpleUploadedFile("formulir.xlsx", path.read_bytes())


def national_run(land: Country, one: Round) -> tuple[float, float]:
    """Score every city of a round as the worker does; return the seconds, and the longest wait of another writer."""
    assessor = actor_of(land.ministry["assessor"][0])
    with tempfile.TemporaryFile("w+") as told:
        asker = _ask_lock(told)
        try:
            run = scores.ask_run(one.pk, "self", actor=assessor)
            start = time.perf_counter()
            work_off()
            seconds = time.perf_counter() - start
        finally:
            if asker is not None:
                asker.kill()
                asker.wait()
        told.seek(0)
        lines = told.read().split()
    if Run.objects.get(pk=run.pk).state != "done":
        raise SystemExit(f"{run} was not made")
    return seconds, max((float(line) for line in lines[:-1] if line[0].isdigit()), default=0.0)


def _ask_lock(told: Any) -> "subprocess.Popen[str] | None":
    """Start a second writer where there can be only one at a time."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    sqlite3.connect(name).close()
    asker = subprocess.Popen([sys.executable, "-c", ASK_LOCK, name], stdout=told, stdin=subprocess.PIPE, text=True)
    time.sleep(0.5)
    return asker


def edits(land: Country, sign_in: SignIn) -> list[float]:
    """Edit a draft of 120 indicators; return the milliseconds of each edit."""
    client = sign_in(land.ministry["instrument_editor"][0])
    draft = Version.objects.get(slug="tolok-ukur", state=Version.State.DRAFT)
    walls = []
    for _ in range(6):
        draft = Version.objects.get(pk=draft.pk)
        codes = re.findall(r"code: (TU-\d+)", draft.content)[:20]  # of the first right
        data = {"move": f"{codes[draft.edition % 20]}:1", "edition": draft.edition}  # a text that nobody has read yet
        start = time.perf_counter()
        client.post(f"/instrumen/{draft.pk}/susun/urutan", data)
        walls.append((time.perf_counter() - start) * 1000)
        if Version.objects.get(pk=draft.pk).edition == draft.edition:
            raise SystemExit("edit of a draft: nothing was kept")
    return walls
