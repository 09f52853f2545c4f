"""Where instruments are looked for, and how a refusal is told."""

from pathlib import Path

import pytest

from kotaham.cli.setting import REFUSED, VARIABLE, show_problems
from kotaham.core.errors import Problem
from kotaham.core.instrument.library import UNKNOWN_ID
from tests.cli.running import PRACTICE, run, shelf_with


def test_a_folder_of_ones_own_is_searched_too_and_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf_with(tmp_path, lambda text: text.replace("title: Contoh penilaian Kota HAM", "title: Milik kami", 1))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "rak"))
    told = run("instrument", "list")
    assert "Milik kami" in told.text
    assert "Kota HAM menurut data terbuka" in told.text


def test_a_folder_that_does_not_exist_is_refused_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"{tmp_path / 'tidak-ada'}")
    told = run("instrument", "list", code=REFUSED)
    assert "KOTAHAM_INSTRUMENTS menunjuk ke" in told.errors
    assert "tidak-ada, yang bukan folder. Perbaiki atau kosongkan KOTAHAM_INSTRUMENTS." in told.errors
    assert "which is not a folder. Correct or unset" in run("instrument", "list", "--lang", "en", code=REFUSED).errors


def test_an_instrument_that_is_not_known_is_refused_with_near_names() -> None:
    told = run("instrument", "show", "kota-ham-conto", code=REFUSED)
    assert told.out == ""
    assert "Ditolak; tidak ada yang ditulis:" in told.err
    assert f"Instrumen `kota-ham-conto` tidak ditemukan. Mungkin maksudnya: {PRACTICE}" in told.errors
    english = run("instrument", "show", "kota-ham-conto", "--lang", "en", code=REFUSED)
    assert f"was not found. Did you mean: {PRACTICE}" in english.errors


def test_very_many_problems_are_cut_with_a_count(capsys: pytest.CaptureFixture[str]) -> None:
    problems: list[Problem] = [UNKNOWN_ID(ref=str(n), near="") for n in range(205)]
    show_problems(problems, "id")
    told = capsys.readouterr().err
    assert told.count("tidak ditemukan") == 200
    assert told.strip().endswith("... dan 5 lagi.")
