"""`kotaham instrument list`: what stands on the shelves, and what cannot be read."""

from pathlib import Path

import pytest

from kotaham.cli.setting import VARIABLE
from tests.cli.running import PRACTICE, SHELVES, run, shelf_with


def test_every_shipped_instrument_is_listed_with_its_nature_and_seal() -> None:
    told = run("instrument", "list").text
    assert all(folder.name in told for folder in SHELVES.iterdir() if folder.is_dir())
    assert "permenkumham-25-2013 2013 belum Kriteria" in told
    assert "kota-ham-contoh 2026 disegel Contoh penilaian Kota HAM (contoh, bukan peraturan)" in told
    assert "Kriteria Kabupaten/Kota Peduli HAM (Permenkumham 25/2013)" in told


def test_the_list_is_told_in_english_with_translated_titles() -> None:
    told = run("instrument", "list", "--lang", "en").text
    assert "Instrument Versions Seal Title and nature" in told
    assert "permenkumham-25-2013 2013 not yet" in told
    assert "Example assessment of a human rights city" in told


def test_an_instrument_that_cannot_be_read_stays_in_the_list_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf_with(tmp_path, lambda text: text.replace("schema: 1", "schema: 1\nwarna: biru", 1))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "rak"))
    told = run("instrument", "list").text
    assert PRACTICE in told
    assert "warna" in told


def test_a_title_with_markup_is_printed_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf_with(
        tmp_path, lambda text: text.replace("title: Contoh penilaian Kota HAM", 'title: "[red]Merah[/red] [x"', 1)
    )
    monkeypatch.setenv(VARIABLE, str(tmp_path / "rak"))
    assert "[red]Merah[/red] [x" in run("instrument", "list").text
