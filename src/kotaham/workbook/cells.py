"""The cells of a file, sheet by sheet, as plain values; nothing is interpreted here."""

import csv
import datetime as dt
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook import limits, xlsx_child
from kotaham.workbook.archive import DAMAGED, TOO_LARGE, WRONG_TYPE, Archive
from kotaham.workbook.guard import admit
from kotaham.workbook.marks import Marked, Marks, marks

Cell = str | float | int | bool | dt.date | dt.time | dt.timedelta | Marked
IsHeader = Callable[[Sequence[Cell]], bool]
HEADER_WITHIN = 60  # rows of title, notes and units that may stand above the header

BAD_QUOTES = Kind(
    "file.bad-quotes",
    Say("Tanda kutip pada CSV ini tidak berpasangan.", "The quotation marks of this CSV do not pair up."),
    Say(
        "Buka berkasnya, perbaiki tanda kutip pada baris itu, atau simpan ulang dari Excel sebagai CSV UTF-8.",
        "Open the file and mend the quotation marks of that row, or save it again from Excel as CSV UTF-8.",
    ),
)
NOT_UTF8 = Kind(
    "file.not-utf8",
    Say("Berkas ini bukan UTF-8; dibaca sebagai Windows-1252.", "This file is not UTF-8; it was read as Windows-1252."),
    Say("Periksa huruf khusus pada nama.", "Check special letters in names."),
)
NO_ANSWER = Kind(
    "file.parser-stopped",
    Say(
        "Berkas ini tidak selesai dibaca dalam batas waktu dan memori.",
        "This file could not be read within the limits of time and memory.",
    ),
    Say("Salin tabelnya ke buku kerja baru lalu coba lagi.", "Copy the table into a new workbook and retry."),
)
UNREADABLE = Say("tabel tidak dapat dibaca", "the table cannot be read")


@dataclass(frozen=True)
class Grid:
    """One sheet: `rows[0]` is row 1, its first cell column A. A CSV file is one sheet without a name."""

    source: str
    sheet: str | None
    rows: list[list[Cell]]
    hidden: bool = False

    def where(self, row: int | None = None, column: str | None = None) -> Where:
        """Return a place on this sheet."""
        return Where(self.source, sheet=self.sheet, row=row, column=column)


@dataclass(frozen=True)
class Book:
    """A file's sheets, its bytes (for the digest), and for a CSV whether it had to be read as Windows-1252."""

    source: str
    data: bytes
    grids: Sequence[Grid]
    is_csv: bool = False
    not_utf8: bool = False


def open_book(path: Path, is_header: IsHeader = bool, isolated: bool | None = None) -> Book:
    """Read the cells of an XLSX or CSV file; raises Refused when it is no table, too large, damaged or hostile.

    `is_header` recognises the header row, which settles the separator of a CSV. `isolated=True` parses an XLSX in a
    child process with limits; None does so for large files.
    """
    data, archive = admit(path)
    if archive is None:
        return _csv_book(path.name, data, is_header)
    sheets = _sheets(path.name, data, archive, isolated)
    marked = _marks(path.name, data, archive)
    grids = []
    for name, hidden, rows in sheets:
        if name not in marked:  # the parser and the check must have seen the same sheets
            raise Refused(DAMAGED(Where(path.name, sheet=name), detail=UNREADABLE))
        for (row, column), mark in marked[name].items():
            _put(rows, row - 1, column - 1, mark)
        grids.append(Grid(path.name, name, rows, hidden))
    return Book(path.name, data, grids)


def _marks(name: str, data: bytes, archive: Archive) -> dict[str, Marks]:
    try:
        return marks(data, archive)
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Refused(DAMAGED(Where(name), detail=UNREADABLE)) from error


def _put(rows: list[list[Cell]], row: int, column: int, mark: Marked) -> None:
    """Put a mark in its cell, which a parser may have left out as empty at the edge of the grid."""
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = mark


def _sheets(name: str, data: bytes, archive: Archive, isolated: bool | None) -> xlsx_child.Sheets:
    if isolated is None:
        isolated = len(data) > limits.ISOLATE_FROM_BYTES or archive.total_bytes > limits.ISOLATE_FROM_TOTAL
    try:
        return _in_child(name, data) if isolated else xlsx_child.read_sheets(data)
    except Refused:
        raise
    except BaseException as error:
        # The parser reports what it cannot read in several ways; a panic of its own is not even an Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise Refused(DAMAGED(Where(name), detail=UNREADABLE)) from error


def _in_child(name: str, data: bytes) -> xlsx_child.Sheets:
    command = [sys.executable, "-I", "-B", xlsx_child.__file__]
    command += [str(limits.CHILD_MEMORY_BYTES), str(limits.CHILD_SECONDS)]
    try:
        child = subprocess.run(  # noqa: S603 - our own program; the file goes in as data
            command, input=data, capture_output=True, timeout=limits.CHILD_SECONDS * 2, check=False, env={}
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(NO_ANSWER(Where(name))) from error
    if child.returncode < 0 or b"MemoryError" in child.stderr:
        raise Refused(NO_ANSWER(Where(name)))
    if child.returncode:
        raise ValueError(child.stderr[-200:])
    return xlsx_child.from_json(child.stdout)


def _csv_book(name: str, data: bytes, is_header: IsHeader) -> Book:
    where = Where(name)
    text, not_utf8 = _decoded(data, where)
    if text.startswith("sep="):  # Excel's own line that names the separator
        text = "\n" + text.partition("\n")[2]
    grid = Grid(name, None, _csv_rows(text, _separator(text, is_header), where))
    return Book(name, data, [grid], is_csv=True, not_utf8=not_utf8)


def _decoded(data: bytes, where: Where) -> tuple[str, bool]:
    if b"\0" in data or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        found = Say("bukan teks UTF-8 (mungkin UTF-16 atau berkas biner)", "no UTF-8 text (UTF-16 or binary, perhaps)")
        raise Refused(WRONG_TYPE(where, found=found))
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError as error:
        raise Refused(WRONG_TYPE(where, found=Say("bukan teks", "no text"))) from error


def _separator(text: str, is_header: IsHeader) -> str:
    """Return the separator with which one of the first rows is a header; the commonest one when there is none."""
    head = "\n".join(text.splitlines()[:HEADER_WITHIN])
    for mark in (",", ";", "\t"):
        if any(is_header(row[: limits.MAX_COLUMNS]) for row in csv.reader(StringIO(head, newline=""), delimiter=mark)):
            return mark
    return max((",", ";", "\t"), key=head.count)


def _csv_rows(text: str, separator: str, where: Where) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(list(row))
            if len(rows) > limits.MAX_ROWS:
                what = Say("banyaknya baris tabel", "the number of table rows is")
                raise Refused(TOO_LARGE(where, what=what, limit=f"{limits.MAX_ROWS:,}".replace(",", ".")))
            if len(row) > limits.MAX_COLUMNS:
                what = Say("banyaknya kolom tabel", "the number of table columns is")
                raise Refused(TOO_LARGE(where, what=what, limit=f"{limits.MAX_COLUMNS:,}".replace(",", ".")))
    except csv.Error as error:
        raise Refused(BAD_QUOTES(Where(where.source, row=len(rows) + 1))) from error
    return rows
