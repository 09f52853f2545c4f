"""Somebody who types into the empty annex form, cell by cell, as a jurist does in Excel."""

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from kotaham.core.language import Lang
from kotaham.workbook.annex import write_annex
from kotaham.workbook.annex_layout import HEADER_ROW


class Typist:
    """An empty form that is open in a spreadsheet program; counts every cell and sign that is typed."""

    def __init__(self, path: Path, lang: Lang = "id") -> None:
        write_annex(path, None, id="coba-2026", title="Percobaan", lang=lang)
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.cells = 0
        self.signs = 0

    def sheet(self, name: str) -> Worksheet:
        page = self.book[name]
        assert isinstance(page, Worksheet)
        return page

    def put(self, sheet: str, cell: str, value: Any) -> None:
        """Put a value into a cell by its address."""
        self.sheet(sheet)[cell] = value

    def answer(self, sheet: str, label: str, value: Any, column: str = "Isian") -> None:
        """Fill in one row of a form."""
        page = self.sheet(sheet)
        row = next(n for n in range(HEADER_ROW + 1, 60) if str(page.cell(n, 1).value or "").rstrip(" *") == label)
        self._type(page, row, column, value)

    def row(self, sheet: str, values: dict[str, Any]) -> int:
        """Fill in the next empty row of a table; return its number."""
        page = self.sheet(sheet)
        number = HEADER_ROW + 1
        while any(cell.value is not None for cell in page[number]):
            number += 1
        for column, value in values.items():
            self._type(page, number, column, value)
        return number

    def _type(self, page: Worksheet, row: int, column: str, value: Any) -> None:
        headings = [str(cell.value or "").rstrip(" *") for cell in page[HEADER_ROW]]
        page.cell(row, headings.index(column) + 1).value = value
        self.cells += 1
        self.signs += len(str(value))

    def saved(self) -> Path:
        self.book.save(self.path)
        return self.path

    def required(self) -> "Typist":
        """Fill in the least that every annex needs, without rights and indicators."""
        for label, value in {"Versi": "2026", "Sifat": "peraturan", "Yang dinilai": "kabupaten/kota"}.items():
            self.answer("Identitas", label, value)
        self.answer("Identitas", "Berlaku mulai", "2 Januari 2026")
        self.answer("Rumus", "Cara menghitung", "rata-rata hak")
        self.answer("Rumus", "Bila data tidak ada", "tanpa nilai akhir")
        self.answer("Rumus", "Bila tidak berlaku di daerah itu", "menurunkan poin maksimum")
        self.answer("Rumus", "Bila di antara dua rentang", "hanya ditandai")
        self.answer("Rumus", "Tanpa predikat karena", "Percobaan.")
        return self


def small(path: Path) -> Typist:
    """Return a form with everything required, one right and one indicator."""
    typist = Typist(path).required()
    typist.row("Hak", {"Kode": "HIDUP", "Judul": "Hak hidup"})
    typist.row("Indikator", INDICATOR)
    return typist


INDICATOR = {
    "Kode": "1-01",
    "Judul": "Angka kematian ibu",
    "Hak": "HIDUP",
    "Cara penilaian": "rentang angka",
    "Rentang dan poin": "≤ 110 = 10; 111 – 140 = 8; > 140 = 0",
}
