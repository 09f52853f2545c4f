"""Yes and no, dates, and free text."""

import datetime as dt

import pytest

from kotaham.core.errors import Where
from kotaham.workbook.faults import Blank, Fault
from kotaham.workbook.words import as_text, read_day, read_presence, read_words, read_yes_no


@pytest.mark.parametrize("cell", ["ya", "Ya ", "YES", "ya.", " Ya . ", True])
def test_yes_is_ya_or_yes_or_a_logical_cell(cell: object) -> None:
    assert read_yes_no(cell) is True
    assert read_presence(cell) is True


@pytest.mark.parametrize("cell", ["tidak", "No", "TIDAK. ", False])
def test_no_is_tidak_or_no_or_a_logical_cell(cell: object) -> None:
    assert read_yes_no(cell) is False
    assert read_presence(cell) is False


GUESSED = ["sudah", "belum", "belum ada", "y", "n", "iya", "tdk", "benar", "salah", "true", "1", "0", 1.0, 0.0, "ya .."]


@pytest.mark.parametrize("cell", [*GUESSED, "ada", "tidak ada"])
def test_a_word_that_must_be_guessed_is_refused_with_the_words_accepted(cell: object) -> None:
    found = read_yes_no(cell)
    assert isinstance(found, Fault)
    assert "bukan jawaban ya atau tidak. Yang diterima: ya, tidak, yes, no." in found.at(Where()).text()


@pytest.mark.parametrize("cell", [*GUESSED, "tersedia"])
def test_a_guess_whether_a_document_is_there_is_refused_with_the_words_accepted(cell: object) -> None:
    found = read_presence(cell)
    assert isinstance(found, Fault)
    said = found.at(Where()).text()
    assert "tidak mengatakan apakah dokumennya ada. Yang diterima: ada, tidak ada, ya, tidak" in said


@pytest.mark.parametrize("cell", ["", " ", "-", "\N{EN DASH}", "n/a", "NA", "null", ".", "tidak ada data"])
def test_words_for_no_data_are_no_answer(cell: object) -> None:
    assert isinstance(read_yes_no(cell), Blank)


@pytest.mark.parametrize("cell", ["t", "x", "2", "mungkin", 0.5, dt.date(2026, 1, 1)])
def test_anything_else_is_refused_and_not_taken_for_no(cell: object) -> None:
    assert isinstance(read_yes_no(cell), Fault)


def test_a_document_is_present_or_absent() -> None:
    assert read_presence("ada") is True
    assert read_presence("Tidak  ada.") is False
    assert read_presence("present") is True
    assert isinstance(read_presence("tidak ada data"), Blank)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-21",
        "21/11/2026",
        "21-11-2026",
        "21.11.2026",
        "21 November 2026",
        "21 Nopember 2026",
        "21 nov 2026",
        dt.date(2026, 11, 21),
        dt.datetime(2026, 11, 21, 8, 30),  # noqa: DTZ001 - as a workbook holds it
    ],
)
def test_a_day_can_be_written_in_many_ways(cell: object) -> None:
    assert read_day(cell) == "2026-11-21"


def test_the_day_always_stands_before_the_month() -> None:
    assert read_day("03/04/2026") == "2026-04-03"


@pytest.mark.parametrize("month", ["Agustus", "August", "agu", "Mei", "May", "Desember", "december", "Okt"])
def test_months_are_known_in_both_languages(month: str) -> None:
    assert str(read_day(f"1 {month} 2026")).startswith("2026-")


@pytest.mark.parametrize("cell", ["31/02/2026", "21/13/2026", "2026", "kemarin", "21/11/26", 46000.0])
def test_what_is_no_day_is_refused(cell: object) -> None:
    found = read_day(cell)
    assert isinstance(found, Fault)
    assert "bukan tanggal yang dikenal" in found.kind.what.text("id", **found.values)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+62", "-5", "\tx"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    assert read_words(text) == text.strip()


def test_a_text_that_is_too_long_is_refused() -> None:
    assert isinstance(read_words("a" * 2001), Fault)


def test_cells_become_the_text_a_person_sees() -> None:
    assert as_text(12.0) == "12"
    assert as_text(12.5) == "12.5"
    assert as_text(True) == "ya"
    assert as_text(dt.datetime(2026, 1, 2)) == "2026-01-02"  # noqa: DTZ001 - as a workbook holds it
