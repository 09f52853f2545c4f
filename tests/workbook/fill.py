"""Fill in a form as an office would, with a spreadsheet library that knows nothing of ours."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Number, Paper, Quotient, Ticked
from kotaham.core.instrument.kinds import Choice
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.language import Lang
from kotaham.workbook import fields
from kotaham.workbook.fields import annex_names, bonus_names, item_part, option_label, value_fields

EMPTY = {"id": "sel kosong", "en": "empty cell"}


def writable(number: Number) -> bool:
    """Tell whether a spreadsheet can hold a number: at most 15 digits, and it ends."""
    value = Fraction(number)
    return Fraction(format(float(value), ".15g")) == value


def expected(table: FactTable, lang: Lang) -> dict[str, list[Answer]]:
    """Return what reading has to give: an answer that was left out is no data."""
    return {code: [_expected(answer, lang) for answer in answers] for code, answers in table.columns.items()}


def _expected(answer: Answer | None, lang: Lang) -> Answer:
    if answer is None or not _can_be_written(answer):
        return Answer(None, EMPTY[lang])
    return answer


def _can_be_written(answer: Answer) -> bool:
    numbers: list[Number] = []
    match answer.value:
        case Quotient(numerator=top, denominator=bottom):
            numbers = [top, bottom]
        case Given(points=points):
            numbers = [points]
        case bool() | None | Chosen() | Ticked() | Paper():
            numbers = []
        case number:
            numbers = [number]
    return all(map(writable, numbers))


def cells_of(indicator: Indicator, answer: Answer | None, lang: Lang) -> dict[str, Any]:
    """Return what goes into the columns of one indicator."""
    if answer is None or not _can_be_written(answer):
        return {}
    names = annex_names(indicator)
    if answer.value is None:
        return {names[fields.NOT_APPLICABLE if answer.not_applicable else fields.MISSING]: answer.reason}
    base = fields.base_name(indicator)
    first = value_fields(indicator)[0].name
    evidence = {names[fields.EVIDENCE]: answer.evidence} if answer.evidence else {}
    yes, no = ("ya", "tidak") if lang == "id" else ("yes", "no")
    match answer.value:
        case bool(value):
            return {first: yes if value else no, **evidence}
        case Quotient(numerator=top, denominator=bottom):
            return {f"{base}.pembilang": float(top), f"{base}.penyebut": float(bottom), **evidence}
        case Chosen(option=code):
            return {first: _label(indicator, code), **evidence}
        case Ticked(items=held):
            items = [field.item for field in value_fields(indicator)]
            return {f"{base}.{item_part(item)}": yes if item in held else no for item in items} | evidence
        case Paper(present=present, valid_from=start, valid_until=end):
            there = ("ada" if present else "tidak ada") if lang == "id" else ("present" if present else "absent")
            days = {"mulai": start, "sampai": end}
            return {first: there, **{f"{base}.{part}": _day(day) for part, day in days.items() if day}, **evidence}
        case Given(points=points, reason=reason):
            return {first: float(points), f"{base}.alasan": reason, **evidence}
        case number:
            return {first: float(number), **evidence}


def _label(indicator: Indicator, code: str) -> str:
    assert isinstance(indicator.scoring, Choice)
    return next(option_label(option) for option in indicator.scoring.options if option.code == code)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def fill(path: Path, instrument: Instrument, table: FactTable, lang: Lang) -> None:
    """Fill in the form at `path` with a table (its first city when the form is a page)."""
    book = openpyxl.load_workbook(path)
    sheet = book["Isian" if lang == "id" else "Form"]
    rows = [
        {
            name: cell
            for indicator in instrument.known_indicators
            for name, cell in cells_of(indicator, table.columns[indicator.code][at], lang).items()
        }
        | _bonus_cells(instrument, table, at)
        for at in range(len(table.subjects))
    ]
    if len(table.subjects) > 1:
        _fill_wide(sheet, rows)
    else:
        _fill_page(sheet, rows[0])
    book.save(path)


def type_in(path: Path, cells: Mapping[str, Any]) -> None:
    """Type cells into the form of one city, by the names of the wide table's columns."""
    book = openpyxl.load_workbook(path)
    _fill_page(book["Isian" if "Isian" in book.sheetnames else "Form"], cells)
    book.save(path)


def _bonus_cells(instrument: Instrument, table: FactTable, at: int) -> dict[str, Any]:
    names = bonus_names(instrument)
    points = {names[code]: column[at] for code, column in table.bonus.items()}
    return {name: float(number) for name, number in points.items() if number is not None and writable(number)}


def _fill_wide(sheet: Worksheet, rows: Sequence[Mapping[str, Any]]) -> None:
    header = next(row for row in sheet.iter_rows() if row[0].value == "kode")
    at = {str(cell.value): cell.column or 0 for cell in header}
    for offset, cells in enumerate(rows, start=1):
        for name, value in cells.items():
            _put(sheet, (header[0].row or 0) + offset, at[name], value)


def _fill_page(sheet: Worksheet, cells: Mapping[str, Any]) -> None:
    header = next(row for row in sheet.iter_rows() if row[0].value in {"Kode", "Code"})
    columns = {"": 5, fields.EVIDENCE: 6, fields.MISSING: 7, fields.NOT_APPLICABLE: 8}
    rows = {str(row[0].value): row[0].row or 0 for row in sheet.iter_rows(min_row=header[0].row) if row[0].value}
    for name, value in cells.items():
        base, _, part = name.rpartition(".")
        is_annex = part in fields.ANNEX and name not in rows
        _put(sheet, rows[base if is_annex else name], columns[part if is_annex else ""], value)


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write as a person can: only into a cell that is not locked."""
    cell = sheet.cell(row, column)
    assert not cell.protection.locked, f"{cell.coordinate} is locked"
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"
