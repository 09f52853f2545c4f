"""The round on public figures: every place of the table, scored as the command line does; once, or told why not."""

import os
import shutil
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kotaham.apps.dashboard.services import open_data
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import system
from kotaham.apps.instruments.services import load_shelves
from kotaham.apps.offices.services import load_offices
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores import queries as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.core.instrument.library import Library, shipped_folder
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.workbook.mapping import load_mapping
from kotaham.workbook.read import read_facts

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "examples" / "jakarta-2021.csv"


@pytest.fixture
def ready(jakarta: None) -> None:
    """Give the instruments and somebody who administers the ministry."""
    load_shelves()
    call_command("load_demo", stdout=StringIO())


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of data with a table of six places, and name it in the environment."""
    folder = tmp_path / "bersama"
    table = folder / "data" / "indikator_kabkota_bps" / "bps_2021_514.csv"
    table.parent.mkdir(parents=True)
    shutil.copy(SMALL, table)
    monkeypatch.setenv("KOTAHAM_SHARED", str(folder))
    return table


def _told(**options: Any) -> str:
    out = StringIO()
    call_command("load_open_data_round", stdout=out, **options)
    return out.getvalue()


def _from_file(table: Path) -> Any:
    """Read the table as the command line does."""
    library = Library([shipped_folder()])
    instrument = library.find(open_data.INSTRUMENT).instrument
    mapping = load_mapping(library.mapping_path(instrument.id, "bps-2021"), instrument)
    return instrument, read_facts(table, instrument, mapping=mapping).table


def test_every_place_of_the_table_is_answered_sent_and_scored(ready: None, shared: Path) -> None:
    assert "6 kabupaten/kota" in _told()
    round_ = Round.objects.get()
    assert (round_.trial, round_.demo, round_.period) == (True, False, "2021")
    reports = Submission.objects.filter(round=round_)
    assert set(reports.values_list("state", flat=True)) == {"sent"}
    assert all(one.given == one.ready == one.total for one in reports)
    note = Answer.objects.values_list("note", flat=True).first()
    assert note is not None
    assert "bukan isian daerah" in note


def test_the_scores_are_those_of_the_command_line(ready: None, shared: Path) -> None:
    _told()
    instrument, table = _from_file(shared)
    held = submissions.facts(Submission.objects.values_list("pk", flat=True))
    for code, column in table.columns.items():
        said = [(one.value, one.reason) if one else None for one in column]
        assert [(one.value, one.reason) if one else None for one in held.columns[code]] == said
    done = score(compile_plan(instrument), table)
    totals = {one.code: done.total(place) for place, one in enumerate(table.subjects)}
    kept = {row.place_code: Fraction(row.total) if row.total else None for row in scores.results(Run.objects.get())}
    assert kept == totals


def test_a_second_time_nothing_is_written(ready: None, shared: Path) -> None:
    _told()
    events = Event.objects.count()
    assert "sudah ada; tidak ada yang ditulis" in _told()
    assert (Event.objects.count(), Round.objects.count()) == (events, 1)


def test_the_admin_opens_the_round_and_the_program_fills_it_in(ready: None, shared: Path) -> None:
    _told()
    assert set(Event.objects.filter(verb="rounds.opened").values_list("role", flat=True)) == {"ministry_admin"}
    loaded = Event.objects.filter(verb="submissions.loaded")
    assert (loaded.count(), set(loaded.values_list("role", flat=True))) == (6, {""})


def test_without_the_table_it_tells_what_is_missing_and_how_to_get_it(
    ready: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAHAM_SHARED", str(tmp_path))
    with pytest.raises(CommandError, match=r"bps_2021_514.csv tidak ada.*score-all-cities.md.*--table") as refused:
        _told()
    assert refused.value.returncode == 3
    assert not Round.objects.exists()


def test_a_table_with_faults_writes_nothing(ready: None, shared: Path) -> None:
    shared.write_text(shared.read_text("utf-8").replace("81.56", "delapan puluh"), "utf-8")
    with pytest.raises(CommandError, match="tidak ada yang ditulis"):
        _told(table=shared)
    assert not Round.objects.exists()


def test_before_instruments_and_admin_are_there_it_names_the_command_to_run(jakarta: None, shared: Path) -> None:
    with pytest.raises(CommandError, match="kotaham manage load_instruments"):
        _told()
    load_shelves()
    with pytest.raises(CommandError, match="kotaham manage invite_admin"):
        _told()


@pytest.mark.once
@pytest.mark.slow
def test_all_514_of_the_real_table_are_loaded_and_four_have_no_total(db: None, settings: Any) -> None:
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    table = folder / "data" / "indikator_kabkota_bps" / "bps_2021_514.csv"
    if not table.is_file():
        pytest.fail(f"the shared data are missing: no {table}; set KOTAHAM_SHARED to the folder that holds `data`")
    settings.DEMO = True
    call_command("load_places", stdout=StringIO())
    load_offices(actor=system("test"))
    load_shelves()
    call_command("load_demo", stdout=StringIO())
    assert "514 kabupaten/kota" in _told(table=table)
    rows = list(scores.results(Run.objects.get()))
    assert len(rows) == 514
    assert {row.place_code for row in rows if not row.total} == {"94.08", "95.05", "95.07", "95.08"}
