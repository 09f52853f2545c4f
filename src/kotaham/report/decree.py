"""The annex of a decision as PDF and as workbook; all that is written comes from the caller, no clock is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from kotaham.report.printing import as_json, print_json
from kotaham.report.workbook_sheets import FIXED_DATE, MOST_TEXT

Cell = str | Fraction | int | None
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}  # fmt: skip
LONGEST_NAME = 31  # of a sheet in Excel


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (0: as narrow as it goes), whether it holds numbers."""

    title: str
    width: int
    number: bool = False


@dataclass(frozen=True)
class Annex:
    """The annex in words; a row that changes something is marked, its numbers are exact in the workbook."""

    lang: str
    title: str
    subtitle: str
    footer: str
    notices: Sequence[str]
    facts: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    shown: Sequence[Sequence[str]]
    marked: frozenset[int]  # places in `rows`, from 0
    decimals: int
    words: Mapping[str, str]
    place_day: str
    signatory: str
    bonus_head: Sequence[str] = ()
    bonus: Sequence[Sequence[str]] = field(default=())


def annex_pdf(annex: Annex) -> bytes:
    """Print the annex; the same words give the same bytes."""
    told = {
        "lang": annex.lang,
        "title": annex.title,
        "subtitle": annex.subtitle,
        "header": annex.title,
        "footer": annex.footer,
        "notices": annex.notices,
        "words": annex.words,
        "facts": annex.facts,
        "head": [column.title for column in annex.columns],
        "widths": [column.width for column in annex.columns],
        "numeric": [place for place, column in enumerate(annex.columns) if column.number],
        "rows": annex.shown,
        "marked": sorted(place + 1 for place in annex.marked),
        "bonus": annex.bonus,
        "bonus-head": annex.bonus_head,
        "place-day": annex.place_day,
        "signatory": annex.signatory,
    }
    return print_json("decree.typ", as_json(told))


def annex_workbook(annex: Annex) -> bytes:
    """Write the annex as a workbook; the same words give the same bytes."""
    raw = BytesIO()
    with xlsxwriter.Workbook(raw, OPTIONS) as book:
        book.set_properties({"title": annex.title[:250], "author": "KotaHAM", "created": FIXED_DATE})
        _Sheet(book, annex).write()
        if annex.bonus:
            _write_bonus(book, annex)
    return raw.getvalue()


class _Sheet:
    """Writes the list from the top row down."""

    def __init__(self, book: Any, annex: Annex) -> None:
        self.annex = annex
        shape = "#,##0" + (f".{'0' * annex.decimals}" if annex.decimals else "")
        mark = {"bg_color": "#FFF2CC"}
        base = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.notice = book.add_format({"bold": True, **mark})
        self.head = book.add_format({**base, "bold": True, "bg_color": "#0B5C6B", "font_color": "#FFFFFF"})
        self.text = {False: book.add_format(base), True: book.add_format({**base, **mark})}
        self.number, self.whole = (
            {
                marked: book.add_format({**base, "num_format": told, **(mark if marked else {})})
                for marked in (False, True)
            }
            for told in (shape, "0")
        )
        self.sheet = book.add_worksheet(annex.words["list"][:LONGEST_NAME])

    def write(self) -> None:
        """Write title, notices, facts and the table."""
        annex, sheet, row = self.annex, self.sheet, 0
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(annex.columns):
            sheet.set_column(place, place, max(7, column.width * 9))
        sheet.write_string(row, 0, annex.title, self.title)
        for line in (annex.subtitle, *annex.notices):
            row += 1
            sheet.write_string(row, 0, line[:MOST_TEXT], self.notice if line in annex.notices else None)
        for name, told in annex.facts:
            row += 1
            sheet.write_string(row, 0, f"{name}: {told}"[:MOST_TEXT])
        row += 2
        for place, column in enumerate(annex.columns):
            sheet.write_string(row, place, column.title, self.head)
        sheet.repeat_rows(row)
        sheet.freeze_panes(row + 1, 0)
        for at, cells in enumerate(annex.rows):
            row += 1
            for place, cell in enumerate(cells):
                self.cell(row, place, cell, marked=at in annex.marked)

    def cell(self, row: int, place: int, cell: Cell, *, marked: bool) -> None:
        """Write one cell: texts as texts, numbers as numbers."""
        if isinstance(cell, Fraction):
            self.sheet.write_number(row, place, float(cell), self.number[marked])
        elif isinstance(cell, int):
            self.sheet.write_number(row, place, cell, self.whole[marked])
        else:
            self.sheet.write_string(row, place, (cell or "")[:MOST_TEXT], self.text[marked])


def _write_bonus(book: Any, annex: Annex) -> None:
    sheet = book.add_worksheet(annex.words["bonus"][:LONGEST_NAME])
    head = book.add_format({"bold": True, "bg_color": "#0B5C6B", "font_color": "#FFFFFF", "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(annex.bonus_head) - 1, 26)
    for row, cells in enumerate((annex.bonus_head, *annex.bonus)):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell[:MOST_TEXT], head if row == 0 else wrap)
