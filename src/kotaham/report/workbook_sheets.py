"""The sheets of scores.xlsx. Texts are written as texts, never as formulas or links; numbers are real numbers.

The workbook is written row by row (`constant_memory`), so that 514 cities x 120 indicators stay cheap, and carries a
fixed date, so that the same run gives the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

import xlsxwriter

from kotaham.core.language import Lang, Say
from kotaham.report.method_rows import method_rows, summary_rows
from kotaham.report.overview import make_overview
from kotaham.report.reading import Reading
from kotaham.report.run import Run
from kotaham.report.score_rows import Cell, Column, city_columns, city_rows, indicator_columns, indicator_rows

FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # a run has no clock; XLSX insists on a date
MOST_ROWS = 1_000_000  # Excel ends at 1,048,576
MOST_TEXT = 32_000  # Excel ends at 32,767 characters a cell
# The widths of the columns of the two sheets of labelled rows.
WIDTHS = {"summary": (44, *[24] * 6), "method": (44, 84, 48, 24)}
LINE, MOST_LINES = 15, 27  # the height of a line; Excel ends at 409 points a row

SHEETS = {
    "summary": Say("Ringkasan", "Summary"),
    "cities": Say("Nilai per daerah", "Scores by city"),
    "indicators": Say("Nilai per indikator", "Points by indicator"),
    "method": Say("Metode", "Method"),
}


def write_workbook(path: Path, run: Run, lang: Lang) -> None:
    """Write all sheets of the workbook."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    reading = Reading(run, lang)
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": reading.instrument.title[:250], "author": "KotaHAM", "created": FIXED_DATE})
        sheets = _Sheets(book, reading)
        sheets.plain("summary", summary_rows(reading, sheets.overview))
        sheets.table("cities", city_columns(reading), city_rows(reading), frozen=3)
        sheets.table("indicators", indicator_columns(lang), indicator_rows(reading), frozen=2)
        sheets.plain("method", method_rows(reading))


class _Sheets:
    """Writes sheets from the top row down, each with the notices above its rows."""

    def __init__(self, book: Any, reading: Reading) -> None:
        self.book, self.lang = book, reading.lang
        self.overview = make_overview(reading)
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.notice = book.add_format({"bold": True, "bg_color": "#FFF2CC"})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#0B5C6B", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        )
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        places = reading.instrument.rounding.decimals
        self.number = book.add_format({"num_format": "0" + (f".{'0' * places}" if places else ""), "valign": "top"})
        self.number_format: Callable[[str], Any] = cache(lambda shape: book.add_format({"num_format": shape}))

    def start(self, name: str) -> tuple[Any, int]:
        """Add a sheet with its title and notices; return it and the first free row."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        told = [one for one in (self.overview.notice, self.overview.partial) if one]
        sheet.set_footer("&C" + " ".join(told)[:100].replace("&", "&&") + "&R&P/&N")
        sheet.write_string(0, 0, clean(f"{name} - {self.overview.title}"), self.title)
        lines = [*told, *self.overview.cautions]
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, 0, clean(line), self.notice)
        return sheet, len(lines) + 1

    def plain(self, key: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Write a sheet of labelled rows: one cell alone is a heading, else the first cell is the label."""
        sheet, top = self.start(SHEETS[key].text(self.lang))
        widths = WIDTHS[key]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, cells in enumerate(rows, start=top + 1):
            alone = len(cells) == 2 and isinstance(cells[1], str)  # it runs on over the empty cells beside it
            tall(sheet, row, list(zip(cells, (widths[0], sum(widths[1:])) if alone else widths, strict=False)))
            if alone:
                sheet.merge_range(row, 1, row, len(widths) - 1, "", self.text)
            for column, cell in enumerate(cells):
                label = self.head if len(cells) == 1 else self.bold
                style = self.number if isinstance(cell, Fraction) else self.text
                self.write(sheet, row, column, cell, label if column == 0 else style)

    def table(self, key: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], frozen: int) -> None:
        """Write a table with a frozen, filtered header; a table too long for one sheet goes on in the next."""
        source, part, more = iter(rows), 1, True
        while more:
            name = SHEETS[key].text(self.lang) + (f" {part}" if part > 1 else "")
            more = self.one_table(name, columns, source, frozen)
            part += 1

    def one_table(self, name: str, columns: Sequence[Column], rows: Iterator[Sequence[Cell]], frozen: int) -> bool:
        """Write rows until the sheet is full; return whether it was."""
        sheet, top = self.start(name)
        formats = [self.number_format(column.number) if column.number else None for column in columns]
        tall(sheet, top, [(column.title, column.width - 2) for column in columns])
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(top, number, clean(column.title), self.head)
        sheet.freeze_panes(top + 1, frozen)
        sheet.repeat_rows(top)
        row = top
        while row - top < MOST_ROWS and (cells := next(rows, None)) is not None:
            row += 1
            for number, cell in enumerate(cells):
                self.write(sheet, row, number, cell, formats[number])
        sheet.autofilter(top, 0, max(row, top + 1), len(columns) - 1)
        return row - top == MOST_ROWS

    def write(self, sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
        """Write one cell by its type; None stays empty."""
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, clean(cell), style)
        elif cell is not None:
            sheet.write_number(row, column, float(cell), style)


def tall(sheet: Any, row: int, cells: Iterable[tuple[Cell, int]]) -> None:
    """Make a row as high as its wrapped texts need: not every program does that by itself."""
    needed = max((lines(cell, width) for cell, width in cells if isinstance(cell, str)), default=1)
    if needed > 1:
        sheet.set_row(row, LINE * min(needed, MOST_LINES))


def lines(text: str, width: int) -> int:
    """Count the lines that a text needs in a column of a width in characters."""
    return sum(max(1, len(wrap(line, max(width, 1)))) for line in text.split("\n"))


def clean(text: str) -> str:
    """Cut a text to what a cell holds."""
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"
