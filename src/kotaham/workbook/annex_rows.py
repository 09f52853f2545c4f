"""The filled cells of an annex workbook, found by the headings of the form and read one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from kotaham.core.errors import Refused, Where
from kotaham.core.language import Lang, Say
from kotaham.workbook.annex_cells import Raw, as_shown, is_empty
from kotaham.workbook.annex_codec import read_cell
from kotaham.workbook.annex_desk import Desk, Row
from kotaham.workbook.annex_layout import CLAIM, HEADER_ROW, Column, Sheet
from kotaham.workbook.annex_problems import (
    COLUMN_MISSING,
    COLUMN_TWICE,
    COLUMN_UNKNOWN,
    EMPTY,
    ERROR_CELL,
    FIELD_MISSING,
    FIELD_UNKNOWN,
    FORMULA,
    MERGED,
    NOT_AN_ANNEX,
    OUTSIDE,
)
from kotaham.workbook.annex_sheets import SHEETS
from kotaham.workbook.annex_words import folded
from kotaham.workbook.archive import DAMAGED, Archive
from kotaham.workbook.guard import admit

Grid = list[list[Raw]]
_LOOKED_AT = 12


@dataclass(frozen=True)
class Book:
    """An opened annex: its form's language, and the rows of every sheet by the sheet's key."""

    desk: Desk
    rows: dict[str, list[Row]]

    def form(self, key: str) -> Row:
        """Return the one row that stands for a form."""
        return self.rows[key][0]


def open_annex(path: Path, lang: Lang | None) -> Book:
    """Read all cells of an annex workbook; raises Refused when it is no annex, and notes every other problem."""
    data, archive = admit(path)
    where = Where(path.name)
    if archive is None:
        raise Refused(NOT_AN_ANNEX(where, missing="XLSX"))
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            names = {folded(name): name for name in book.sheet_names}
            spoken = lang or _language(set(names))
            _check_sheets(set(names), spoken, where)
            desk = Desk(path.name, spoken)
            present = [sheet for sheet in SHEETS if folded(sheet.name.text(spoken)) in names]
            grids = {sheet.key: book.get_sheet_by_name(names[folded(sheet.name.text(spoken))]) for sheet in present}
            rows = {sheet.key: list(_rows(sheet, grids.get(sheet.key), desk)) for sheet in SHEETS}
    except CalamineError as error:
        detail = Say("lembarnya tidak dapat dibaca", "its sheets cannot be read")
        raise Refused(DAMAGED(where, detail=detail)) from error
    _note_formulas(data, archive, desk)
    return Book(desk, rows)


def _language(names: set[str]) -> Lang:
    """Tell the form's language from the names of its sheets."""
    english = sum(folded(sheet.name.en) in names for sheet in SHEETS)
    return "en" if english > sum(folded(sheet.name.id) in names for sheet in SHEETS) else "id"


def _check_sheets(names: set[str], lang: Lang, where: Where) -> None:
    needed = [sheet.name.text(lang) for sheet in SHEETS if not sheet.optional]
    missing = [name for name in needed if folded(name) not in names]
    if missing:
        raise Refused(NOT_AN_ANNEX(where, missing=", ".join(missing)))


def _rows(sheet: Sheet, given: CalamineSheet | None, desk: Desk) -> Iterator[Row]:
    """Yield the filled rows of a table, or the one row of a form."""
    grid: Grid = given.to_python(skip_empty_area=False) if given else []
    for start, end in (given.merged_cell_ranges or []) if given else []:
        if end[0] >= HEADER_ROW - 1:
            desk.add(MERGED, sheet, start[0] + 1, cells=f"{_cell(*start)}:{_cell(*end)}")
    header = _header(sheet, grid, desk.lang)
    columns = _columns(sheet, grid[header] if header < len(grid) else [], header + 1, desk) if grid else {}
    if sheet.rows:
        yield _form(sheet, grid, header, columns, desk)
        return
    for number, cells in enumerate(grid[header + 1 :], start=header + 2):
        if not all(is_empty(cell) for cell in cells):
            yield _table_row(sheet, number, cells, columns, desk)


def _header(sheet: Sheet, grid: Grid, lang: Lang) -> int:
    """Find the row of headings: the one with the most of them, within the first rows."""
    wanted = {folded(column.title.text(lang)) for column in sheet.columns}
    hits = [len(wanted & {_heading(cell) for cell in row}) for row in grid[:_LOOKED_AT]]
    return hits.index(max(hits)) if any(hits) else HEADER_ROW - 1


def _heading(cell: Raw) -> str:
    return folded(str(cell)).rstrip("* ")


def _columns(sheet: Sheet, header: list[Raw], number: int, desk: Desk) -> dict[int, Column]:
    """Match the headings with the form's columns, in whatever order they stand."""
    wanted = {folded(column.title.text(desk.lang)): column for column in sheet.columns}
    found: dict[int, Column] = {}
    for place, cell in enumerate(header):
        column = wanted.get(_heading(cell))
        if column and column in found.values():
            desk.add(COLUMN_TWICE, sheet, number, _letter(place), title=as_shown(cell))
        elif column:
            found[place] = column
        elif not is_empty(cell):
            desk.add(COLUMN_UNKNOWN, sheet, number, _letter(place), title=as_shown(cell))
    for column in sheet.columns:
        if column not in found.values():
            desk.add(COLUMN_MISSING, sheet, number, title=column.heading(desk.lang))
    return found


def _table_row(sheet: Sheet, number: int, cells: list[Raw], columns: dict[int, Column], desk: Desk) -> Row:
    row = Row(desk, sheet, number)
    for place, column in columns.items():
        row.places[column.key] = (number, _named(place, column, desk.lang))
        _take(row, column.key, column, cells[place] if place < len(cells) else "")
    _check_outside(row, number, cells, set(columns))
    for column in columns.values():
        if column.required and column.key not in row.values:
            row.problem(EMPTY, column.key, hint=column.help)
    return row


def _take(row: Row, key: str, column: Column, raw: Raw) -> None:
    """Read one cell into the row."""
    if is_empty(raw):
        return
    value = row.attempt(key, lambda: read_cell(column, raw, row.desk.lang))
    if value is not None:
        row.values[key] = value


def _check_outside(row: Row, number: int, cells: list[Raw], known: set[int]) -> None:
    for place, cell in enumerate(cells):
        if place not in known and not is_empty(cell):
            row.desk.add(OUTSIDE, row.sheet, number, _letter(place), value=as_shown(cell))


def _form(sheet: Sheet, grid: Grid, header: int, columns: dict[int, Column], desk: Desk) -> Row:
    """Read a form: every row asks one thing, named in its first column."""
    form = Row(desk, sheet, header + 1)
    places = {column.key: place for place, column in columns.items()}
    wanted = {folded(field.title.text(desk.lang)): field for field in sheet.rows}
    seen: set[str] = set()
    for number, cells in enumerate(grid[header + 1 :], start=header + 2):
        named = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
        label = named.get("label", "")
        field = wanted.get(_heading(label))
        if all(is_empty(cell) for cell in cells):
            continue
        _check_outside(form, number, cells, set(columns))
        if field is None or field.key in seen:
            desk.add(COLUMN_TWICE if field else FIELD_UNKNOWN, sheet, number, title=as_shown(label))
            continue
        seen.add(field.key)
        _field(form, field, number, named, places)
    for field in sheet.rows:
        if field.key not in seen:
            desk.add(FIELD_MISSING, sheet, 0, title=field.heading(desk.lang))
    return form


def _field(form: Row, field: Column, number: int, named: dict[str, Raw], places: dict[str, int]) -> None:
    """Read one row of a form: its entry, and the claim beside it."""
    lang = form.desk.lang
    form.places[field.key] = (number, _letter(places.get("value", 1)))
    _take(form, field.key, field, named.get("value", ""))
    if field.required and field.key not in form.values:
        form.problem(EMPTY, field.key, hint=field.help)
    prefix = field.key.rpartition(".")[0]
    for key in CLAIM:
        raw = named.get(key, "")
        column = form.sheet.column(key)
        if field.claim and key in places:
            form.places[f"{prefix}.{key}"] = (number, _named(places[key], column, lang))
            _take(form, f"{prefix}.{key}", column, raw)
        elif not is_empty(raw):
            form.desk.add(OUTSIDE, form.sheet, number, column.title.text(lang), value=as_shown(raw))


def _named(place: int, column: Column, lang: Lang) -> str:
    return f"{_letter(place)} ({column.title.text(lang)})"


def _letter(place: int) -> str:
    """Return the letters of a column counted from 0, as Excel shows them."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cell(row: int, column: int) -> str:
    return f"{_letter(column)}{row + 1}"


def _note_formulas(data: bytes, archive: Archive, desk: Desk) -> None:
    """Note every formula and error value: their cells look empty or rounded to the reader."""
    suspects = {name for name, scan in archive.scans.items() if scan.has_formulas or scan.has_errors}
    if not suspects:
        return
    with ZipFile(BytesIO(data)) as parts:
        for name, part in _sheet_parts(parts):
            sheet = next((one for one in SHEETS if folded(one.name.text(desk.lang)) == folded(name)), None)
            if sheet and part in suspects:
                _note_cells(parts.read(part), sheet, desk)


def _sheet_parts(parts: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of every sheet and the part of the archive that holds it."""
    relations = ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - admitted: no entities
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for one in ET.fromstring(parts.read("xl/workbook.xml")).iter():  # noqa: S314 - admitted: no entities
        if one.tag.endswith("}sheet"):
            link = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "").removeprefix("/").removeprefix("xl/")
            yield one.get("name", ""), f"xl/{target}"


def _note_cells(xml: bytes, sheet: Sheet, desk: Desk) -> None:
    for one in ET.fromstring(xml).iter():  # noqa: S314 - admitted: no entities
        if not one.tag.endswith("}c"):
            continue
        cell = one.get("r", "")
        number = int(re.sub(r"\D", "", cell) or 0)
        if any(child.tag.endswith("}f") for child in one):
            desk.add(FORMULA, sheet, number, cell=cell)
        elif one.get("t") == "e":
            desk.add(ERROR_CELL, sheet, number, cell=cell, value="".join(one.itertext()))
