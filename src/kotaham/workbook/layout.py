"""Find the table on a sheet: its header row, its columns by name, and its rows (one city per row)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.language import Say
from kotaham.workbook import fields
from kotaham.workbook.cells import HEADER_WITHIN, Cell, Grid, IsHeader
from kotaham.workbook.faults import NOWHERE, shown
from kotaham.workbook.words import as_text, folded

NO_HEADER = Kind(
    "table.no-header",
    Say(
        "Baris judul kolom tidak ditemukan dalam {within} baris pertama.",
        "No header row was found in the first {within} rows.",
    ),
    Say(
        "Judul kolomnya {expected}; pakai formulir dari `kotaham template` bila perlu.{elsewhere}",
        "The header has the columns {expected}; use the form of `kotaham template` if need be.{elsewhere}",
    ),
)
ELSEWHERE = Say(
    " Bila tabel ini dari sumber lain, pakai `--mapping`.", " If the table comes from elsewhere, use `--mapping`."
)
TWICE = Kind(
    "table.column-twice",
    Say("{thing} '{name}' ada dua kali.", "{thing} '{name}' occurs twice."),
    Say("Hapus salah satunya.", "Delete one of them."),
    why=Say("Tidak jelas mana yang berlaku.", "It is unclear which one counts."),
)
UNKNOWN_COLUMN = Kind(
    "table.unknown-column",
    Say("{thing} '{name}' tidak dikenal, tidak dipakai.", "{thing} '{name}' is not known and not used."),
    Say("{hint}", "{hint}"),
)
UNKNOWN_COLUMNS = Kind(
    "table.unknown-columns",
    Say(
        "{count} kolom tidak dikenal, tidak dipakai; antara lain {names}.",
        "{count} {count:column is|columns are} not known and not used; among them {names}.",
    ),
    Say("Periksa namanya bila datanya dipakai.", "Check their names if the data is to be used."),
)
MORE_UNKNOWN = Kind(
    "table.more-unknown-columns",
    Say("{count} kolom lain juga tidak dikenal.", "{count} more {count:column is|columns are} not known either."),
    Say("Periksa apakah baris ini memang judul kolom.", "Check whether this row really is the header."),
)
NOTHING_KNOWN = Kind(
    "table.no-known-column",
    Say(
        "Tidak satu pun kolom tabel ini dikenal instrumen {instrument}.",
        "None of the columns of this table is known to instrument {instrument}.",
    ),
    Say("Kolom pertama yang dinanti: {expected}.", "The first columns expected: {expected}."),
)
NO_ROWS = Kind(
    "table.no-rows",
    Say("Tabel ini tidak memuat satu baris data pun.", "This table does not hold a single row of data."),
    Say("Isi paling sedikit satu daerah di bawah judul kolom.", "Fill in at least one city under the header."),
)
RAGGED = Kind(
    "table.ragged-row",
    Say(
        "Baris ini memiliki {count} sel, sedangkan judul kolom {wanted}.",
        "This row has {count} {count:cell|cells} where the header has {wanted}.",
    ),
    Say(
        'Beri tanda kutip pada angka yang memakai koma ("12,5") atau simpan ulang dengan pemisah titik koma.',
        'Put quotes around numbers with a comma ("12,5"), or save again with semicolons as separators.',
    ),
    why=Say("Isinya mungkin bergeser ke kolom lain.", "Its content may have shifted into other columns."),
)


COLUMN, ROW = Say("Kolom", "Column"), Say("Baris", "Row")
UNKNOWN_TOLD = 5  # unknown columns named one by one where none is known; the rest are counted


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how the file writes it, its letter, and for each subject its row and cell."""

    name: str
    header: str
    letter: str
    rows: Sequence[int]
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Source:
    """The table of one sheet: columns by name, all with one cell per subject."""

    grid: Grid
    columns: Mapping[str, Column]
    rows: Sequence[int]
    layout: str = "wide"
    notes: list[Problem] = field(default_factory=list)
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    period: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)  # a form's own headings, by part

    def place(self, name: str) -> Say:
        """Tell where the field of this name stands: a column of a wide table, a row of a form."""
        if self.layout == "long":
            return Say(f"baris '{name}'", f"the row '{name}'")
        return Say(f"kolom '{name}'", f"the column '{name}'")

    def annex(self, indicator: Indicator, part: str) -> Say:
        """Tell in which column the reasons or evidence of an indicator stand, as the reader sees it headed."""
        if self.layout == "long":
            heading = self.headings.get(part, part)
            return Say(f"kolom '{heading}'", f"the column '{heading}'")
        return self.place(fields.annex_names(indicator)[part])

    def beside(self, indicator: Indicator) -> Say:
        """Continue "empty the cell" with where the reason for no data goes; nothing when there is no such place."""
        if self.layout == "mapped":
            return NOWHERE
        place = self.annex(indicator, fields.MISSING)
        return Say(f" dan tulis alasannya di {place.id}", f" and write the reason in {place.en}")

    def where(self, column: Column, index: int) -> Where:
        """Return the place of a cell: sheet, row, column letter and header."""
        return self.grid.where(column.rows[index], f"{column.letter} ({shown(column.header)})")

    def refuse(self, index: int, problem: Problem) -> None:
        """Keep a problem of one subject's row."""
        self.problems.setdefault(index, []).append(problem)


def letter(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but spaces."""
    return isinstance(cell, str) and not cell.strip()


class Names:
    """Looks up column names, exactly or without regard to case, and finds the nearest to an unknown one."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take all names that may occur."""
        self.known = tuple(known)
        self.exact = set(self.known)
        self.loose: dict[str, str] = {}
        for name in self.known:
            key = name.casefold()
            self.loose[key] = "" if key in self.loose else name

    def find(self, text: str) -> str | None:
        """Return the known name that a header cell writes, or None."""
        name = "".join(text.split()) if "." in text else text.strip()
        if name in self.exact:
            return name
        return self.loose.get(name.casefold()) or fields.SUBJECT_WORDS.get(folded(name))

    def near(self, text: str) -> str:
        """Return the nearest known name, or nothing."""
        close = get_close_matches(text.strip().casefold(), list(self.loose), n=1, cutoff=0.6)
        return self.loose[close[0]] if close else ""


def is_wide_header(row: Sequence[Cell], names: Names) -> bool:
    """Tell whether a row is the header of a wide table: a code column and at least one more."""
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) > 1 and any(isinstance(cell, str) and names.find(cell) == fields.CODE for cell in filled)


def find_header(grid: Grid, is_header: IsHeader, names_known: Callable[[Sequence[Cell]], int]) -> int | None:
    """Return the index of the header row, or None; of several the first with the most known names."""
    found = [at for at, row in enumerate(grid.rows[:HEADER_WITHIN]) if is_header(row)]
    return max(found, key=lambda at: names_known(grid.rows[at]), default=None)


def count_known(row: Sequence[Cell], names: Names) -> int:
    """Count the different known names in a row."""
    return len({names.find(cell) for cell in row if isinstance(cell, str)} - {None})


def read_wide(grid: Grid, header: int, names: Names, instrument: Instrument) -> Source:
    """Read a wide table below its header row; raises Refused when a column occurs twice or none is known."""
    found: dict[str, int] = {}
    notes, problems = [], []
    for at, cell in enumerate(grid.rows[header]):
        text = as_text(cell)
        name = names.find(text) if text else None
        where = grid.where(header + 1, f"{letter(at)} ({shown(text)})" if text else letter(at))
        if name in found:
            problems.append(TWICE(where, name=name, thing=COLUMN))
        elif name:
            found[name] = at
        elif not _is_remark(text) and (text or _holds_anything(grid, header, at)):
            notes.append(unknown_column(where, text, names))
    if problems:
        raise Refused(problems)
    subject = {fields.CODE, fields.NAME, fields.PROVINCE}
    if not set(found) - subject and set(names.known) - subject:
        where = grid.where(header + 1)
        nothing = NOTHING_KNOWN(where, instrument=instrument.id, expected=expected(names))
        more = len(notes) - UNKNOWN_TOLD
        raise Refused([nothing, *notes[:UNKNOWN_TOLD], *([MORE_UNKNOWN(where, count=more)] if more > 0 else [])])
    return table_below(grid, header, found, joined(notes, grid.where(header + 1), names))


def _is_remark(header: str) -> bool:
    """Tell whether a heading stands in parentheses: such a column is for the eye only."""
    return header.startswith("(") and header.endswith(")")


def _holds_anything(grid: Grid, header: int, at: int) -> bool:
    return any(at < len(row) and not is_blank(row[at]) for row in grid.rows[header + 1 :])


def table_below(grid: Grid, header: int, found: Mapping[str, int], notes: list[Problem]) -> Source:
    """Take the rows below a header, without blank ones, as columns; raises Refused when there are none."""
    kept = [at for at in range(header + 1, len(grid.rows)) if not all(map(is_blank, grid.rows[at]))]
    if not kept:
        raise Refused(NO_ROWS(grid.where()))
    numbers = [at + 1 for at in kept]
    rows = [grid.rows[at] for at in kept]
    widest = max(len(grid.rows[header]), *map(len, rows))
    upright = list(
        zip(*(row if len(row) == widest else [*row, *[""] * (widest - len(row))] for row in rows), strict=True)
    )
    columns = {
        name: Column(name, as_text(grid.rows[header][at]), letter(at), numbers, upright[at])
        for name, at in found.items()
    }
    source = Source(grid, columns, numbers, notes=notes)
    _refuse_ragged(source, rows, len(grid.rows[header]))
    return source


def _refuse_ragged(source: Source, rows: Sequence[Sequence[Cell]], wanted: int) -> None:
    """Refuse the rows of a CSV that are shorter or longer than its header; a workbook's grid is never ragged."""
    if source.grid.sheet is not None:
        return
    for index, row in enumerate(rows):
        if len(row) < wanted or not all(map(is_blank, row[wanted:])):
            where = source.grid.where(source.rows[index])
            source.refuse(index, RAGGED(where, count=len(row), wanted=wanted))


def unknown_column(where: Where, text: str, names: Names, thing: Say = COLUMN) -> Problem:
    """Return the note that a column (of a form: a row) was not used, with the nearest known name."""
    near = names.near(text)
    hint = Say(
        f"Hapus {thing.id.lower()} ini, atau perbaiki namanya.", f"Delete this {thing.en.lower()} or correct its name."
    )
    if near:
        hint = Say(f"Apakah maksudnya '{near}'?", f"Is '{near}' meant?")
    return UNKNOWN_COLUMN(where, name=shown(text), hint=hint, thing=thing)


def joined(notes: list[Problem], where: Where, names: Names) -> list[Problem]:
    """Join many notes on unknown columns into one; those with a near known name are named first."""
    if len(notes) <= UNKNOWN_TOLD:
        return notes
    unknown = [str(note.values["name"]) for note in notes]
    first = sorted(unknown, key=lambda name: not names.near(name))[:UNKNOWN_TOLD]
    told = ", ".join(f"'{name}'" for name in first)
    return [UNKNOWN_COLUMNS(where, count=len(notes), names=told)]


def expected(names: Names) -> str:
    """Return the first columns a table can have, for messages."""
    return ", ".join(names.known[:6])
