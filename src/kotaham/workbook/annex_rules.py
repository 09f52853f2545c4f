"""The rules that every instrument must keep, told at the rows of the annex form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.instrument import rules_bands
from kotaham.core.instrument.intervals import interval_of
from kotaham.core.instrument.kinds import Band, Bands, Checklist, Ratio
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Places, path_text
from kotaham.core.instrument.rules import broken_rules
from kotaham.core.language import Say
from kotaham.workbook.annex_desk import Row
from kotaham.workbook.annex_ladder import SIGNS, band_ends, write_span
from kotaham.workbook.annex_layout import Sheet
from kotaham.workbook.annex_problems import OVERLAP, TWO_SIGNS
from kotaham.workbook.annex_rows import Book
from kotaham.workbook.annex_sheets import sheet

_TABLES = {
    ("predicates", "levels"): "predicates",
    ("bonus", "items"): "bonus",
    ("groups",): "groups",
    ("elements",): "elements",
    ("indicators",): "indicators",
    ("gates",): "gates",
    ("legal_basis",): "legal_basis",
    ("aggregation", "tree"): "tree",
}


@dataclass(frozen=True, slots=True)
class SheetPlaces(Places):
    """The place of every part of an instrument in an annex workbook."""

    book: Book = field(kw_only=True)

    def at(self, *path: str | int) -> Where:
        """Return the sheet and row of a part; a part of no table stands in the sheet of the formula."""
        for start, key in _TABLES.items():
            if path[: len(start)] == start:
                return self._in_table(key, path[len(start) :])
        form = self.book.form("identity" if path[:1] in {(key,) for key in _IDENTITY} else "formula")
        number, column = form.places.get(".".join(map(str, path)), (None, None))
        return self._place(form.sheet, number, column, "" if number else path_text(path))

    def _in_table(self, key: str, rest: tuple[str | int, ...]) -> Where:
        row = _row(self.book, key, rest)
        detail = _detail_row(self.book, row, rest) if row and key == "indicators" else None
        if detail:
            return self._place(detail.sheet, detail.number, detail.places["span"][1], "")
        keys = (_CELLS.get(str(part), str(part)) for part in rest)
        column = next((row.places[key] for key in keys if key in row.places), None) if row else None
        return self._place(sheet(key), row.number if row else None, column[1] if column else None, "")

    def _place(self, one: Sheet, row: int | None, column: str | None, path: str) -> Where:
        return Where(self.source, sheet=one.name.text(self.book.desk.lang), row=row, column=column, path=path)


_CELLS = {"bands": "ladder", "step": "ladder", "max_points": "ladder", "options": "options", "items": "options"}
_IDENTITY = ("id", "version", "title", "nature", "notice", "in_force", "stated_groups", "stated_indicators")


def _row(book: Book, key: str, rest: tuple[str | int, ...]) -> Row | None:
    rows = book.rows[key]
    known = key != "tree" and rest and isinstance(rest[0], int) and rest[0] < len(rows)
    return rows[int(rest[0])] if known else None


def _detail_row(book: Book, indicator: Row, rest: tuple[str | int, ...]) -> Row | None:
    """Return the row of the sheet of details that holds a band, where the indicator's own row holds none."""
    if "bands" not in rest or "ladder" in indicator.values or not isinstance(rest[-1], int):
        return None
    code = indicator.values.get("code")
    bands = [r for r in book.rows["details"] if r.values.get("indicator") == code and r.values.get("part") == "band"]
    return bands[rest[-1]] if rest[-1] < len(bands) else None


def check_rules(instrument: Instrument, book: Book) -> None:
    """Raise Refused when the instrument breaks a rule of every instrument."""
    nothing: Mapping[Any, int] = {}
    problems = tuple(broken_rules(instrument, SheetPlaces(book.desk.source, nothing, book=book)))
    if problems:
        raise Refused(_in_words(problem, instrument, book) for problem in problems)


def _in_words(problem: Problem, instrument: Instrument, book: Book) -> Problem:
    """Tell a problem of bands in the writing of the form; any other as it is."""
    if problem.kind is rules_bands.OVERLAP:
        spans = _overlapping(problem, instrument, book)
        return OVERLAP(problem.where, **problem.values, **spans) if spans else problem
    if problem.kind is rules_bands.ENDS_CONTRADICT:
        return TWO_SIGNS(problem.where, **{name: SIGNS[str(end)] for name, end in problem.values.items()})
    return problem


def _overlapping(problem: Problem, instrument: Instrument, book: Book) -> dict[str, Say]:
    """Find the two bands that a problem is about, by the code in its row and the values they share."""
    details = problem.where.sheet == sheet("details").name.text(book.desk.lang)
    key, code = ("details", "indicator") if details else ("indicators", "code")
    codes = [row.values.get(code) for row in book.rows[key] if row.number == problem.where.row]
    scorings = [one.scoring for one in instrument.known_indicators if one.code in codes]
    bands = [band for one in scorings if isinstance(one, Bands | Ratio | Checklist) for band in one.bands]
    for first, second in combinations(bands, 2):
        shared = interval_of(first) & interval_of(second)
        if not shared.empty and first.points != second.points and shared.words() == problem.values["values"]:
            return {"first": _span(first), "second": _span(second)}
    return {}


def _span(band: Band) -> Say:
    return Say(write_span(band_ends(band), "id"), write_span(band_ends(band), "en"))
