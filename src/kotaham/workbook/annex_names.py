"""Codes that are given twice, and codes that name nothing."""

from collections.abc import Iterator
from difflib import get_close_matches

from kotaham.core.language import Say
from kotaham.workbook.annex_desk import Row
from kotaham.workbook.annex_layout import Column, Holds
from kotaham.workbook.annex_problems import DUPLICATE, REFERENCE
from kotaham.workbook.annex_rows import Book
from kotaham.workbook.annex_sheets import SHEETS, sheet

_NOTHING = Say("tidak ada", "none")


def check_names(book: Book) -> None:
    """Note every code that is used twice in a sheet, and every code that is not in the sheet it points to."""
    codes = {one.key: _codes(book.rows[one.key]) for one in SHEETS if one.key != "details"}
    for one in SHEETS:
        columns = {column.key: column for column in (*one.columns, *one.rows)}
        for row in book.rows[one.key]:
            for key in tuple(row.values):
                column = columns.get(key) or columns[key.rpartition(".")[2]]
                if column.names and not (column.names == "indicators" and _list_is_unknown(book)):
                    _check(row, key, column, codes[column.names])


def _codes(rows: list[Row]) -> dict[str, int]:
    """Return every code of a sheet with the row it stands in first; later ones are told."""
    first: dict[str, int] = {}
    for row in rows:
        code = row.values.get("code")
        if isinstance(code, str) and first.setdefault(code, row.number) != row.number:
            row.problem(DUPLICATE, "code", value=code, first=first[code])
    return first


def _check(row: Row, key: str, column: Column, known: dict[str, int]) -> None:
    for code in _named(row.values[key], column):
        if code not in known:
            near = get_close_matches(code.casefold(), [one.casefold() for one in known], 3, 0.4)
            spelled = [one for one in known if one.casefold() in near] or list(known)[:5]
            there = sheet(str(column.names)).name
            row.problem(REFERENCE, key, value=code[:60], there=there, near=", ".join(spelled) or _NOTHING)


def _list_is_unknown(book: Book) -> bool:
    return book.form("identity").values.get("listed") == "unknown"


def _named(value: str | tuple[str, ...], column: Column) -> Iterator[str]:
    """Yield the codes in a cell; a source may name several, parted by commas."""
    if column.holds is Holds.TEXT:
        yield from (code.strip() for code in str(value).split(","))
    else:
        yield from (value,) if isinstance(value, str) else value
