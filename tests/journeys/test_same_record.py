"""The same facts through the house and through the command line give the same record, byte for byte."""

import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.services import load_shelves
from kotaham.apps.scores import services
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions.models import Answer, BonusClaim
from kotaham.apps.verification.models import BonusReading, Reading
from kotaham.apps.verification.rules import REASONS
from kotaham.cli.setting import PARTIAL
from kotaham.core.instrument.model import Bonus
from kotaham.core.numbers import plain
from tests.apps.river import River, in_state, open_round, proved, small_instrument
from tests.cast import World
from tests.cli.running import run as command
from tests.journeys.invented import EVERY_KIND, answers_for

HALF = Fraction(3, 2)
CITIES = ("damai", "rukun", "seberang")
SHIPPED = ("kota-ham-contoh@2026", "permenkumham-25-2013@2013")


def version_of(name: str) -> Version:
    """Return an instrument of the tests, or one that is shipped."""
    if name == "small":
        return small_instrument()
    if name == "every":
        return small_instrument(EVERY_KIND)
    load_shelves()
    found = instruments.by_ref(name)
    assert found is not None
    return found


def sent_round(world: World, version: Version, seed: int = 1) -> River:
    """Give a round whose three cities have sent invented answers, with claims and proofs."""
    instrument = instruments.instrument_of(version)
    items = instrument.bonus.items if isinstance(instrument.bonus, Bonus) else ()
    sealed = version.state == Version.State.SEALED
    river = open_round(world, CITIES, version=version, trial=not sealed, bonus=[one.code for one in items])
    for at, city in enumerate(CITIES):
        answers = answers_for(instrument, seed * 10 + at)
        rows = river.answers(city)
        for row in rows:
            row.value = answers[row.code]
        Answer.objects.bulk_update(rows, ["value"])
        for item in items[: at + 1]:
            BonusClaim.objects.create(
                submission_id=river.cities[city], item=item.code, points=plain(min(item.max_points, HALF))
            )
        in_state(river, city, "sent", fill=False)
    proved(river, "damai", river.answers("damai")[0].code)
    return river


def made(river: River, stage: str) -> Run:
    """Make a run at once."""
    actor = river.actor("gita")
    run = services.ask_run(river.round.pk, stage, actor=actor)
    services.make(run.pk, actor=actor)
    run.refresh_from_db()
    assert run.state == "done", run.why
    return run


def by_command(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> tuple[bytes, bytes]:
    """Unpack the kit of a run, run the command it names, and return both records."""
    with zipfile.ZipFile(io.BytesIO(services.kit(run, "id"))) as archive:
        archive.extractall(folder)
    assignment, program, *args = services.kit_command(run).split()
    name, _equals, shelf = assignment.partition("=")
    assert (name, program) == ("KOTAHAM_INSTRUMENTS", "kotaham")
    monkeypatch.chdir(folder)
    monkeypatch.setenv(name, shelf)
    command(*args, code=code)
    return (folder / "record.json").read_bytes(), (folder / "hasil" / "record.json").read_bytes()


@pytest.mark.parametrize("name", ["small", "every", *SHIPPED])
def test_the_command_comes_to_the_same_bytes(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run = made(sent_round(world, version_of(name)), "self")
    ours, theirs = by_command(run, tmp_path, monkeypatch)
    assert ours == theirs
    assert json.loads(ours)["rows"] == {"in": 3, "scored": 3, "refused": 0}


@pytest.mark.parametrize("seed", range(2, 5))
def test_other_answers_of_every_kind_do_too(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    run = made(sent_round(world, version_of("every"), seed), "self")
    ours, theirs = by_command(run, tmp_path, monkeypatch)
    assert ours == theirs


def test_the_values_of_a_later_stage_do_too(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    river = sent_round(world, version_of("every"))
    for city in CITIES:
        in_state(river, city, "final", fill=False)
    person: Any = world.gita
    code = next(iter(REASONS))
    for stage, number in (("verified", "12"), ("final", "88.125")):
        Reading.objects.create(
            answer=river.answer("damai", "S-1"), stage=stage, value={"number": number}, reason_code=code,
            reason="Rekap berbeda", by=person, at=timezone.now(),
        )  # fmt: skip
    BonusReading.objects.create(
        submission_id=river.cities["damai"], item="NT-A", stage="verified", points="0.75", reason="Sebagian", by=person
    )
    records = {}
    for stage in ("self", "verified", "validated", "final"):
        ours, theirs = by_command(made(river, stage), tmp_path / stage, monkeypatch)
        assert ours == theirs
        records[stage] = json.loads(ours)["results"][1]
    figures = [records[stage]["answers"][0]["figure"] for stage in ("verified", "validated", "final")]
    assert figures == ["12", "12", "88.125"]
    assert [records[stage]["bonus_claimed"] for stage in ("self", "verified", "final")] == ["1.5", "0.75", "0.75"]


def test_a_city_that_cannot_be_scored_is_left_out_the_same_way(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    river = sent_round(world, version_of("every"))
    Answer.objects.filter(submission_id=river.cities["rukun"], code="S-1").update(value={"number": "140"})
    run = made(river, "self")
    ours, theirs = by_command(run, tmp_path, monkeypatch, code=PARTIAL)
    assert ours == theirs
    assert json.loads(ours)["rows"] == {"in": 3, "scored": 2, "refused": 1}


def test_evidence_stands_in_the_facts_by_its_number(world: World) -> None:
    river = sent_round(world, version_of("small"))
    run = made(river, "self")
    with zipfile.ZipFile(io.BytesIO(services.kit(run, "id"))) as archive:
        told = json.loads(archive.read("facts.json"))
    damai = next(one for one in told["subjects"] if one["code"] == "99.71")
    assert damai["answers"]["RK-1"]["evidence"].startswith("BK-00")


def test_the_same_run_gives_the_same_kit(world: World) -> None:
    run = made(sent_round(world, version_of("small")), "self")
    assert services.kit(run, "id") == services.kit(run, "id")


def test_a_control_changed_fact_is_seen(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = made(sent_round(world, version_of("every")), "self")
    with zipfile.ZipFile(io.BytesIO(services.kit(run, "id"))) as archive:
        archive.extractall(tmp_path)
    facts = tmp_path / "facts.json"
    told = json.loads(facts.read_bytes())
    told["subjects"][0]["answers"]["S-3"] = {"yes": True}
    told["subjects"][1]["answers"]["S-3"] = {"yes": False}
    facts.write_text(json.dumps(told))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOTAHAM_INSTRUMENTS", "instruments")
    command(*services.kit_command(run).split()[2:])
    assert (tmp_path / "hasil" / "record.json").read_bytes() != (tmp_path / "record.json").read_bytes()
