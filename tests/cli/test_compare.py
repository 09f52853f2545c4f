"""`kotaham compare`: who moved, and because of which indicator."""

from pathlib import Path

import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import PRACTICE, jakarta_with, run, run_jakarta


def test_the_city_that_moved_comes_first_with_its_cause(jakarta: Path, changed: Path) -> None:
    told = run("compare", jakarta, changed)
    first = next(line for line in told.out.splitlines() if "31." in line)
    assert " ".join(first.split()).startswith("31.71 Kota Administrasi Jakarta Pusat 86,27 84,01 -2,26 4 → 5 MISKIN")
    assert "MISKIN Penduduk miskin: -2,26" in told.text
    assert "6 daerah ada di kedua hasil; 0 hanya di yang lama; 0 hanya di yang baru; 6 ditampilkan." in told.text


def test_it_is_told_in_english_too(jakarta: Path, changed: Path) -> None:
    told = run("compare", changed, jakarta, "--lang", "en").text
    assert "City Old New Change Rank Causes" in told
    assert "84.01 86.27 +2.26 5 → 4 MISKIN People in poverty: +2.26" in told
    assert "6 cities are in both results" in told


def test_one_city_is_shown_alone_with_every_cause(jakarta: Path, changed: Path) -> None:
    told = run("compare", jakarta, changed, "--city", "31.71").text
    assert "MISKIN Penduduk miskin: -2,26" in told
    assert "31.72" not in told
    assert "1 ditampilkan" in told


def test_no_more_cities_are_shown_than_asked_for_and_the_number_is_told(jakarta: Path, changed: Path) -> None:
    told = run("compare", jakarta, changed, "--most", "2").text
    assert "6 daerah ada di kedua hasil" in told
    assert "2 ditampilkan." in told
    assert told.count("Kota Administrasi") + told.count("Kabupaten Administrasi") == 2


def test_a_city_that_does_not_exist_is_refused(jakarta: Path, changed: Path) -> None:
    told = run("compare", jakarta, changed, "--city", "99.99", code=REFUSED)
    assert "Daerah '99.99' tidak ada dalam hasil ini. Yang ada: 31.71," in told.errors


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_a_result_that_does_not_exist_is_refused_on_either_side(jakarta: Path, order: slice) -> None:
    told = run("compare", *[jakarta, Path("tidak-ada")][order], code=REFUSED)
    assert "tidak-ada bukan folder hasil dan bukan paket hasil." in told.errors


def test_two_instruments_are_compared_only_with_a_warning(jakarta: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    run("template", PRACTICE, "-o", form, "--city", "31.71 Kota Jakarta Pusat")
    run("score", PRACTICE, form, "--out", tmp_path / "hasil", "--no-pdf")
    told = run("compare", jakarta, tmp_path / "hasil").text
    assert "Perhatian: kedua hasil dinilai dengan isi instrumen yang berbeda (" in told
    assert "1 daerah ada di kedua hasil; 5 hanya di yang lama; 0 hanya di yang baru" in told
    english = run("compare", jakarta, tmp_path / "hasil", "--lang", "en").text
    assert "Note: the two results were judged by different instrument contents (" in english


def test_a_hostile_name_is_printed_as_it_is(jakarta: Path, tmp_path: Path) -> None:
    run_jakarta("--out", tmp_path / "hasil", table=jakarta_with(tmp_path, nama="[red]Kota[/red] [x"))
    assert "[red]Kota[/red] [x" in run("compare", jakarta, tmp_path / "hasil").text
