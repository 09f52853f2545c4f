"""What is told of a form speaks of the form's own columns and rows, in the form's language."""

from pathlib import Path
from typing import Any

import pytest

from kotaham.core.facts import Subject
from kotaham.core.language import Lang
from kotaham.workbook.read import read_facts
from kotaham.workbook.reading import Reading
from kotaham.workbook.template import write_template
from tests.workbook.fill import type_in
from tests.workbook.small import instrument, read_row, told, write_xlsx

CITY = [Subject("31.71", "Kota Uji", "DKI")]


def read_form(
    folder: Path, cells: dict[str, Any], form: Lang = "id", not_applicable: str = "lowers_maximum"
) -> Reading:
    law, path = instrument(not_applicable=not_applicable), folder / "formulir.xlsx"
    write_template(path, law, CITY, lang=form)
    type_in(path, cells)
    return read_facts(path, law)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"ANGKA": "banyak"}, "kosongkan sel ini dan tulis alasannya di kolom 'Alasan tidak ada data'."),
        (
            {"RASIO.pembilang": 3, "RASIO.penyebut": 0},
            "kosongkan dan tulis alasannya di kolom 'Alasan tidak ada data'.",
        ),
        ({"ANGKA": "tidak berlaku"}, "Tulis alasannya di kolom 'Alasan tidak berlaku'."),
        ({"ANGKA": 84.55, "ANGKA.kosong": "belum"}, "nilai '84,55', tetapi kolom 'Alasan tidak ada data' juga terisi"),
        ({"POIN": 7.5}, "Poin 7,5 diberikan tanpa alasan. Tulis alasannya di baris 'POIN.alasan'."),
    ],
)
def test_a_message_names_the_columns_and_rows_that_the_form_shows(
    tmp_path: Path, cells: dict[str, Any], words: str
) -> None:
    said = told(read_form(tmp_path, cells).problems)
    assert words in said
    assert "'kosong'" not in said
    assert ".tidak_berlaku" not in said


def test_a_message_names_the_columns_of_an_english_form_in_english(tmp_path: Path) -> None:
    said = told(read_form(tmp_path, {"ANGKA": 84.55, "ANGKA.kosong": "none yet"}, "en").problems, "en")
    assert "There is a value '84.55', but the column 'Reason for no data' is filled in too: 'none yet'." in said
    said = told(read_form(tmp_path, {"ANGKA": "many"}, "en").problems, "en")
    assert "empty the cell and write the reason in the column 'Reason for no data'." in said


def test_where_nothing_is_not_applicable_the_form_asks_for_the_reason_of_no_data(tmp_path: Path) -> None:
    said = told(read_form(tmp_path, {"ANGKA": "tidak berlaku"}, not_applicable="refused").problems)
    assert "tulis alasan tidak ada data di kolom 'Alasan tidak ada data'." in said


def test_a_wide_table_keeps_the_names_of_its_own_columns(tmp_path: Path) -> None:
    law = instrument("ANGKA", "POIN")
    said = told(read_row(tmp_path, {"ANGKA": "banyak", "POIN": "7", "POIN.alasan": ""}, law).problems)
    assert "tulis alasannya di kolom 'ANGKA.kosong'." in said
    assert "Tulis alasannya di kolom 'POIN.alasan'." in said
    said = told(read_row(tmp_path, {"ANGKA": "84,55", "ANGKA.kosong": "belum"}, law).problems, "en")
    assert "There is a value '84,55', but the column 'ANGKA.kosong'" in said


def test_points_off_the_step_are_told_with_the_step_in_words(tmp_path: Path) -> None:
    problems = read_form(tmp_path, {"POIN": 7.25, "POIN.alasan": "x"}).problems
    assert "Nilai 7,25 tidak mungkin; yang mungkin 0 – 10, kelipatan 0,5." in told(problems)
    assert "The value 7.25 is not possible; possible is 0 – 10, in steps of 0.5." in told(problems, "en")


def test_a_row_that_the_form_does_not_know_is_called_a_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kode daerah", "31.71"], ["Kode", "Jawaban"], ["ANGKA", 5], ["ANGKAA", 6]]
    reading = read_facts(write_xlsx(tmp_path / "t.xlsx", rows), instrument("ANGKA", "BEBAS"))
    assert "Baris 'ANGKAA' tidak dikenal, tidak dipakai." in told(reading.notes)
    assert "Formulir ini tidak memuat baris untuk 1 indikator: BEBAS." in told(reading.notes)
    assert "This form has no row for 1 indicator: BEBAS." in told(reading.notes, "en")
