"""The Excel form for questions, its guidance, and faults by row and column."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from kotaham.core.exams.question import Asked
from kotaham.workbook.questions.batch import Read
from kotaham.workbook.questions.sheet_read import read_sheet
from kotaham.workbook.questions.sheet_write import write_sheet

pytestmark = pytest.mark.no_database
HEAD = ["Kode", "Jenis", "Topik", "Pertanyaan", "Kunci", "Poin", "Pilihan 1", "Pilihan 2", "Pilihan 3", "Bagian dari"]


def read(tmp_path: Path, *rows: list[object], head: list[str] = HEAD) -> Read:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "soal.xlsx")
    return read_sheet(tmp_path / "soal.xlsx")


def test_the_empty_form_has_its_guidance_and_holds_no_question(tmp_path: Path) -> None:
    file = tmp_path / "templat.xlsx"
    file.write_bytes(write_sheet([]))
    assert load_workbook(file).sheetnames == ["Soal", "Petunjuk"]
    assert read_sheet(file).entries == ()


@pytest.mark.parametrize(("key", "asked"), [("b", Asked.SINGLE), ("A, C", Asked.MULTIPLE)])
def test_pilihan_ganda_is_what_its_key_says(tmp_path: Path, key: str, asked: Asked) -> None:
    found = read(tmp_path, ["A", "Pilihan ganda", "T", "Mana?", key, 1, "x", "y", "z"])
    assert [problem.text() for problem in found.problems] == []
    assert found.questions[0].asked is asked


def test_numbers_that_excel_made_of_texts_are_texts_again(tmp_path: Path) -> None:
    found = read(tmp_path, [101, "Pilihan tunggal", "T", "Kapan?", "A", 2.0, 1948, 1945])
    assert found.questions[0].code == "101"
    assert [option.text for option in found.questions[0].body.options] == ["1948", "1945"]


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    first = read(tmp_path, ["A", "Jawaban singkat", "T", "x?", "", 1, "x"]).questions[0]
    file = tmp_path / "lagi.xlsx"
    file.write_bytes(write_sheet([replace(first, body=replace(first.body, text="=1+1"))]))
    assert read_sheet(file).questions[0].body.text == "=1+1"


def test_every_fault_is_told_with_its_row(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["A", "Esai", "T", "Uraikan", "", 1],
        ["B", "Pilihan tunggal", "T", "Mana?", "Z", 1, "x", "y"],
        ["C", "Pilihan tunggal", "", "Mana?", "A", 0, "x", "x"],
        ["1", "Benar atau salah", "", "Ya?", "Benar", 1, "", "", "", "K"],
        ["D", "Benar atau salah", "T", date(2026, 1, 1), "mungkin", 1],
    )
    told = [problem.text() for problem in found.problems]
    for row, words in ((2, "\u201cEsai\u201d tidak dikenal"), (3, "\u201cZ\u201d tidak dapat dibaca"),
                       (4, "belum bertopik"),
                       (4, "1 sampai 100"), (4, "pilihan yang sama"), (5, "Kasus K tidak ada"), (6, "tanggal"),
                       (6, "\u201cmungkin\u201d")):  # fmt: skip
        assert any(f"baris {row}" in text and words in text for text in told), (row, words, told)


def test_another_table_is_told(tmp_path: Path) -> None:
    assert "Tidak ada lembar" in read(tmp_path, ["x"], head=["Nama"]).problems[0].text()


def test_a_column_that_is_not_known_is_told(tmp_path: Path) -> None:
    found = read(
        tmp_path, ["A", "Pilihan tunggal", "T", "Mana?", "A", 1, "x", "y", "z", "", "?"], head=[*HEAD, "Catatan"]
    )
    assert "\u201cCatatan\u201d tidak dikenal" in found.problems[0].text()
