"""Read the codes of those who take part from a table; all faults are told at once, with their rows."""

from collections.abc import Sequence
from pathlib import Path

from kotaham.apps.rounds import queries
from kotaham.apps.rounds.services import letters
from kotaham.core.errors import Problem, Refused, Where
from kotaham.workbook.cells import Cell, open_book

HEADINGS = ("kode", "kode kemendagri", "kode wilayah", "code")
MOST = 2000  # rows
LARGEST = 2  # MB


def read_codes(file: Path) -> list[str]:
    """Return the codes of a table (CSV or XLSX), or refuse with every fault."""
    book = open_book(file, _is_heading)
    for grid in book.grids:
        start = next((n for n, row in enumerate(grid.rows[:20]) if _is_heading(row)), None)
        if start is not None and not grid.hidden:
            column = next(n for n, cell in enumerate(grid.rows[start]) if _plain(cell).lower() in HEADINGS)
            rows = [(n, _code(row, column)) for n, row in enumerate(grid.rows[start + 1 :], start=start + 2)]
            return check_codes([(n, code) for n, code in rows if code], Where(file.name, sheet=grid.sheet))
    raise Refused(letters.NO_COLUMN(Where(file.name)))


def check_codes(rows: Sequence[tuple[int, str]], where: Where) -> list[str]:
    """Return the codes, or refuse those that stand twice or are no city in force."""
    if not rows:
        raise Refused(letters.NO_CODES(where))
    if len(rows) > MOST:
        raise Refused(letters.TABLE_LARGE(where, limit=LARGEST, rows=MOST))
    known = set(queries.governments().values_list("place_code", flat=True))
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for number, code in rows:
        at = Where(where.source, sheet=where.sheet, row=number, column=HEADINGS[0])
        if code not in known:
            problems.append(letters.NOT_A_CITY(at, code=code[:40]))
        elif code in first:
            problems.append(letters.CODE_TWICE(at, code=code, row=first[code]))
        first.setdefault(code, number)
    if problems:
        raise Refused(problems)
    return list(first)


def _is_heading(row: Sequence[Cell]) -> bool:
    return any(_plain(cell).lower() in HEADINGS for cell in row)


def _plain(cell: Cell) -> str:
    return " ".join(str(cell).replace("\0", "").replace("_", " ").split())


def _code(row: Sequence[Cell], column: int) -> str:
    """Return a code as the table means it: a spreadsheet keeps 31.70 as the number 31.7."""
    text = _plain(row[column]).replace(",", ".") if column < len(row) else ""
    head, dot, tail = text.partition(".")
    return f"{head}.{tail}0" if dot and len(head) == 2 and len(tail) == 1 and text.replace(".", "").isdigit() else text
