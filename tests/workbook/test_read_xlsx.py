"""What only a workbook can hold: dates, formulas, errors, percentages, hidden sheets, leftovers of arithmetic."""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.core.facts import Paper
from kotaham.workbook.read import read_facts
from tests.workbook.small import BANDS, answer, instrument, told, write_xlsx

LAW = instrument("ANGKA", "DOK")


def made(
    path: Path, cell: object, *, form: dict[str, Any] | None = None, formula: str = "", value: object = ""
) -> Path:
    """Write a table of one number cell, with a format or a formula."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Data")
        page.write_row(0, 0, ["kode", "ANGKA"])
        page.write_string(1, 0, "31.71")
        style = book.add_format(form) if form else None
        if formula:
            page.write_formula(1, 1, formula, style, value)
        else:
            page.write(1, 1, cell, style)
    return path


def problem(path: Path) -> str:
    reading = read_facts(path, LAW)
    assert reading.refused
    return told(reading.problems)


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0" "%', "[Red]0%"])
def test_a_cell_formatted_as_a_percentage_is_refused_because_another_number_is_stored(
    tmp_path: Path, form: str
) -> None:
    said = problem(made(tmp_path / "t.xlsx", 0.125, form={"num_format": form}))
    assert "lembar Data, baris 2, kolom B (ANGKA): Sel ini berformat persen: yang tersimpan 0,125" in said


@pytest.mark.parametrize("form", ['0.0" %"', "0\\%", "0.00", "General"])
def test_a_percent_sign_that_is_only_decoration_is_no_percentage(tmp_path: Path, form: str) -> None:
    reading = read_facts(made(tmp_path / "t.xlsx", 12.5, form={"num_format": form}), LAW)
    assert answer(reading, "ANGKA").value == Decimal("12.5")


def test_a_formula_is_read_by_its_stored_value(tmp_path: Path) -> None:
    assert answer(read_facts(made(tmp_path / "t.xlsx", 0, formula="=2+3", value=5), LAW), "ANGKA").value == 5


def test_a_formula_that_was_never_calculated_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["kode", "ANGKA"], ["31.71", "=2+3"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    assert "kolom B (ANGKA): Sel ini berisi rumus yang belum dihitung" in problem(tmp_path / "t.xlsx")


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    book = tmp_path / "t.xlsx"
    made(book, 0, formula='=IF(1,"","")', value="")
    reading = read_facts(_with_string_type(book), LAW)
    assert answer(reading, "ANGKA").reason == "sel kosong"


def _with_string_type(path: Path) -> Path:
    """Mark the formula's value as text, as Excel does."""
    import zipfile  # noqa: PLC0415

    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb'<c r="B2"[^>]*>(.*?)<v>[^<]*</v>', rb'<c r="B2" t="str">\1<v></v>', parts[name])
    assert b't="str"' in parts[name]
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!"])
def test_a_formula_error_is_refused_and_not_taken_for_an_empty_cell(tmp_path: Path, error: str) -> None:
    said = problem(made(tmp_path / "t.xlsx", 0, formula="=1/0", value=error))
    assert f"Sel ini berisi galat rumus {error}" in said


def test_an_error_in_the_last_column_is_found_although_the_parser_drops_it(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Data")
        page.write_row(0, 0, ["kode", "ANGKA"])
        page.write_string(1, 0, "31.71")
        page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    assert "#DIV/0!" in problem(path)


def test_a_date_in_a_number_column_is_refused(tmp_path: Path) -> None:
    said = problem(made(tmp_path / "t.xlsx", dt.date(2026, 3, 2), form={"num_format": "dd/mm/yyyy"}))
    assert "Sel ini berisi tanggal (2026-03-02), bukan angka" in said


def test_a_truth_value_in_a_number_column_is_refused(tmp_path: Path) -> None:
    assert "Sel ini berisi TRUE, bukan angka" in problem(made(tmp_path / "t.xlsx", True))


def test_true_and_one_are_told_apart_in_one_column(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", [["kode", "ANGKA"], ["31.71", 1], ["31.72", True]])
    reading = read_facts(path, LAW)
    assert [subject.code for subject in reading.table.subjects] == ["31.71"]


def test_document_dates_may_be_date_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Data")
        day = book.add_format({"num_format": "d mmm yyyy"})
        page.write_row(0, 0, ["kode", "DOK", "DOK.mulai", "DOK.sampai"])
        page.write_row(1, 0, ["31.71", "ada"])
        page.write_datetime(1, 2, dt.datetime(2024, 1, 2), day)  # noqa: DTZ001 - as a workbook holds it
        page.write_string(1, 3, "31 Desember 2026")
    assert answer(read_facts(path, LAW), "DOK").value == Paper(True, "2024-01-02", "2026-12-31")


def test_leftovers_of_binary_arithmetic_are_cut_at_fifteen_digits_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["kode", "ANGKA"], ["31.71", 5]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    reading = read_facts(_with_value(tmp_path / "t.xlsx", b"5.1000000000000005"), LAW)
    assert answer(reading, "ANGKA").value == Decimal("5.1")
    assert "misalnya 5,1000000000000005; dibaca 5,1" in told(reading.notes)


def _with_value(path: Path, value: bytes) -> Path:
    import zipfile  # noqa: PLC0415

    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<v>5</v>", b"<v>" + value + b"</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


@pytest.mark.parametrize("value", [b"NaN", b"INF", b"1e308", b"1e-300"])
def test_numbers_that_are_none_are_refused(tmp_path: Path, value: bytes) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", [["kode", "ANGKA"], ["31.71", 5]])
    reading = read_facts(_with_value(path, value), instrument("BEBAS", "ANGKA"))
    assert reading.refused


def test_a_hidden_sheet_is_not_read_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, value in (("Data", 5), ("Lama", 7)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, ["kode", "ANGKA"])
            page.write_row(1, 0, ["31.71", value])
            if name == "Lama":
                page.hide()
    reading = read_facts(path, LAW)
    assert answer(reading, "ANGKA").value == 5
    assert "Lembar tersembunyi 'Lama' tidak dibaca" in told(reading.notes)


@given(
    st.lists(st.decimals(min_value=0, max_value=100, places=3) | st.sampled_from(["", "-"]), min_size=1, max_size=30)
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_number_cells_arrive_exactly_as_they_were_typed(tmp_path: Path, values: list[Decimal | str]) -> None:
    rows: list[list[object]] = [["kode", "ANGKA"]]
    rows += [[f"31.{n + 10}", float(value) if isinstance(value, Decimal) else value] for n, value in enumerate(values)]
    reading = read_facts(write_xlsx(tmp_path / "t.xlsx", rows), LAW)
    found = [a and a.value for a in reading.table.columns["ANGKA"]]
    assert found == [Fraction(value) if isinstance(value, Decimal) else None for value in values]


def test_one_impossible_number_among_many_is_found(tmp_path: Path) -> None:
    rows: list[list[object]] = [["kode", "ANGKA"], *[[f"31.{n + 10}", n] for n in range(60)], ["31.99", 100.5]]
    reading = read_facts(write_xlsx(tmp_path / "t.xlsx", rows), LAW)
    assert [row.code for row in reading.refused] == ["31.99"]
    law = instrument(indicators=[_open_ended()])
    rows = [["kode", "X"], ["31.10", 0.0], ["31.11", 1e-50], ["31.12", 1.23456789012345e-49]]
    assert [row.code for row in read_facts(write_xlsx(tmp_path / "u.xlsx", rows), law).refused] == ["31.12"]


def _open_ended() -> dict[str, Any]:
    return {"code": "X", "group": "G", "title": "X", "scoring": {"kind": "bands", "bands": BANDS}}
