"""A round lived through the services by everybody who has a part, and scored again from its files by the command line.

The city answers, claims and proves; the Kanwil corrects one answer and has another repaired; the centre corrects a
third; an objection is granted; the decision is frozen. At every stage the record of the server and that of the command,
which runs in a process of its own on the kit that the pages give, are the same bytes.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.publication import services as publication
from kotaham.apps.publication.models import Row
from kotaham.apps.publication.services import Decree, Ruling, Wish
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions import services as submissions
from kotaham.apps.submissions.models import Submission
from kotaham.apps.verification import services as verification
from kotaham.apps.verification.services import Words
from tests.apps import river as rivers
from tests.apps.river import River, open_round
from tests.apps.verification.conftest import Reading, back, fix
from tests.cast import World

pytestmark = pytest.mark.slow
STAGES = ("self", "verified", "validated", "final")
KOTAHAM = Path(sys.executable).with_name("kotaham")


@pytest.fixture
def lived(world: World) -> River:
    """Give a round that was lived to its decision; Kota Rukun was assessed without a word."""
    river = open_round(world, ("damai", "rukun"), delegated=True, sample_percent=50)
    answer_and_send(river)
    verify(river)
    assess(river)
    rivers.filled(river, "rukun")
    rivers.in_state(river, "rukun", "final", fill=False)
    object_and_rule(river)
    return river


def answer_and_send(river: River) -> None:
    """Answer all but one indicator, which has no figure yet; claim a bonus; prove; send with a receipt."""
    pk, ani = river.cities["damai"], river.coordinator()
    rivers.filled(river, values={**rivers.GOOD, "RK-2": {"missing": "Audit belum selesai."}})
    for code in ("RK-1", "RK-3", "RK-4"):
        rivers.proved(river, "damai", code)
    wish = submissions.BonusWish("NT-1", Fraction(2), "Laman kota.")
    submissions.claim(pk, [wish], actor=ani)
    submissions.send(pk, actor=ani, confirmed=["RK-2"])


def verify(river: River) -> None:
    """Correct one answer, have the open one repaired, judge the bonus, conclude."""
    reading, pk = Reading(river), river.cities["damai"]
    verification.take(pk, actor=reading.act("dewi"))
    verification.read_second(pk, actor=reading.act("oki"))
    reading.say("dewi", "RK-2", back("Berapa menurut audit?"))
    reading.say("dewi", "RK-1", fix("RK-1"))
    if "RK-1" in reading.case.sample:
        reading.say("oki", "RK-1", fix("RK-1"))
    verification.give_back(pk, actor=reading.act("dewi"))
    answer = river.answer("damai", "RK-2")
    said = submissions.Said({"numerator": "4", "denominator": "4800"})
    submissions.save_answer(pk, "RK-2", said, actor=river.actor("budi"), version=answer.version)
    submissions.resend(pk, actor=river.coordinator())
    verification.recognise(pk, "NT-1", "1.5", "Sebagian belum diumumkan.", actor=reading.act("dewi"))
    reading.concluded()


def assess(river: River) -> None:
    """Correct one more answer at the centre, and announce the result."""
    reading = Reading(river).assessed()
    reading.say("gita", "RK-4", Words("correct", {"choice": "c"}, "unsupported", "Perjanjian tidak dilampirkan."))
    verification.recognise(reading.pk, "NT-1", "1", "Satu dari dua laman.", actor=reading.act("gita"))
    reading.announced()


def object_and_rule(river: River) -> None:
    """Have one objection granted and one dismissed; then the days are over."""
    pk, ani, wulan = river.cities["damai"], river.coordinator(), river.actor("wulan")
    for code, value, verb in (("RK-1", {"number": "95"}, "grant"), ("RK-4", {"choice": "b"}, "dismiss")):
        objection = publication.begin(pk, code, Wish("Rekapnya menunjukkan lain.", value), actor=ani)
        publication.file(objection.pk, actor=ani)
        publication.judge(objection.pk, Ruling(verb, "Buktinya sudah dibaca."), actor=wulan)
    Submission.objects.filter(pk=pk).update(objection_ends=timezone.now() - timedelta(hours=1))
    rivers.set_days(river, object=timezone.localdate() - timedelta(days=1))
    publication.settle(river.round.pk, actor=river.actor("gita"))


def made(river: River, stage: str) -> Run:
    """Make a run as the job does."""
    run = scores.ask_run(river.round.pk, stage, actor=river.actor("gita"))
    scores.make(run.pk, actor=river.actor("gita"))
    run.refresh_from_db()
    assert run.state == "done", run.why
    return run


def scored(folder: Path, command: str) -> bytes:
    """Run the command that the page shows, in a process of its own, and return the record that it writes."""
    assignment, _program, *args = command.split()
    name, _equals, shelf = assignment.partition("=")
    subprocess.run([KOTAHAM, *args], cwd=folder, env={**os.environ, name: shelf}, check=True, capture_output=True)
    return (folder / "hasil" / "record.json").read_bytes()


def unpacked(run: Run, folder: Path) -> Path:
    """Unpack the kit of a run."""
    with zipfile.ZipFile(io.BytesIO(scores.kit(run, "id"))) as archive:
        archive.extractall(folder)
    return folder


def of(record: bytes, code: str) -> Mapping[str, Any]:
    """Return what a record says of one city."""
    found: Mapping[str, Any] = next(one for one in json.loads(record)["results"] if one["code"] == code)
    return found


def test_every_stage_of_a_lived_round_is_the_same_from_its_files(lived: River, tmp_path: Path) -> None:
    told = {}
    for stage in STAGES:
        run = made(lived, stage)
        folder = unpacked(run, tmp_path / stage)
        theirs = scored(folder, scores.kit_command(run))
        assert theirs == (folder / "record.json").read_bytes(), stage
        told[stage] = of(theirs, "99.71")
    rows = {stage: {one["indicator"]: one for one in told[stage]["answers"]} for stage in STAGES}
    assert [rows[stage]["RK-1"]["figure"] for stage in STAGES] == ["96.5", "81", "81", "95"]
    assert [rows[stage]["RK-4"]["points"] for stage in STAGES] == ["3", "3", "0", "0"]
    assert [told[stage]["bonus_claimed"] for stage in STAGES] == ["2", "1.5", "1", "1"]


def test_the_decision_says_what_the_command_says(lived: River, tmp_path: Path) -> None:
    run = made(lived, "final")
    draft = publication.draft(lived.round.pk, "Kabupaten/Kota Peduli HAM", actor=lived.actor("eko"))
    decree = Decree("HAM-01 Tahun 2026", date(2026, 11, 30), "Menteri, Contoh Rekaan")
    publication.freeze(draft.pk, decree, actor=lived.actor("hadi"), version=draft.version)
    theirs = scored(unpacked(run, tmp_path), scores.kit_command(run))
    for row in Row.objects.filter(decision=draft):
        result = of(theirs, row.place_code)
        verdict = result["verdict"]["predicate"]
        assert (row.total, row.predicate, row.rank) == (result["total"], verdict, result["rank"])


def test_the_form_of_the_city_comes_to_the_same_result(lived: River, tmp_path: Path) -> None:
    run = made(lived, "self")
    folder = unpacked(run, tmp_path)
    name, form = submissions.give_out(lived.cities["damai"], actor=lived.coordinator(), unit=None, lang="id")
    (folder / name).write_bytes(form)
    theirs = of(scored(folder, scores.kit_command(run).replace("facts.json", name)), "99.71")
    ours = of((folder / "record.json").read_bytes(), "99.71")
    for part in ("answers", "branches", "total"):
        assert theirs[part] == ours[part], part
