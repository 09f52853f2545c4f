"""Read a list of people from a file, in frames of text columns; a CSV of a million rows never stands in memory whole.

A CSV is first written anew as UTF-8 (`recoded`), and what is no text at all is refused there. The rows of a frame carry
the number that a spreadsheet shows beside them, so that a refusal names the row that its reader sees.
"""

import codecs
import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any, BinaryIO, Final

import polars as pl

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook.archive import WRONG_TYPE
from kotaham.workbook.cells import BAD_QUOTES, Cell, Grid, open_book
from kotaham.workbook.roster.checks import ROW
from kotaham.workbook.roster.fields import FIELDS, NEEDED, recognise

MOST_COLUMNS: Final = 200
_HEADINGS_WITHIN = 30  # rows of title and notes that may stand above the headings
_AHEAD = 4  # frames that are read in one go: each begins at the top of the file again
_PIECE, _HEAD, _LONGEST_LINE = 2**20, 2**18, 2**16
_SEPARATORS = (",", ";", "\t")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

NO_COLUMNS = Kind(
    "roster.columns",
    Say("Judul kolom tidak dikenal: {missing}.", "Headings that were not found: {missing}."),
    Say(
        "Beri judul kolom Nama, Status, dan NIP pada satu baris di atas datanya, lalu unggah lagi.",
        "Give the columns the headings Nama, Status and NIP in one row above the data, then upload again.",
    ),
    Say("Kolom dikenali dari judulnya.", "Columns are recognised by their headings."),
)
NO_ROWS = Kind(
    "roster.no-rows",
    Say("Tidak ada baris di bawah judul kolom.", "There are no rows below the headings."),
    Say("Isi daftarnya, lalu unggah lagi.", "Fill in the list, then upload again."),
)
LONG_LINE = Kind(
    "roster.long-line",
    Say("Ada baris yang panjangnya tidak wajar bagi daftar orang.", "A line is too long for a list of people."),
    Say("Simpan ulang lembarnya sebagai CSV UTF-8.", "Save the sheet again as CSV UTF-8."),
)


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: the row of headings from 1, the separator, and which column is which field."""

    header: int
    separator: str
    fields: Mapping[str, int]
    headings: Sequence[str]

    @property
    def aside(self) -> list[str]:
        """The headings that are not used."""
        used = set(self.fields.values())
        return [heading for at, heading in enumerate(self.headings) if at not in used and heading]

    def as_json(self) -> dict[str, Any]:
        """Return as plain data, to be kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Layout":
        """Read what was kept."""
        return cls(kept["header"], kept["separator"], kept["fields"], kept["headings"])


def recoded(source: BinaryIO, target: Path, name: str) -> str:
    """Write a text anew as UTF-8 without a mark, flushed to disk; return the encoding it came in, or refuse it."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            source.seek(0)
            _recode(source, target, encoding, Where(name))
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused(WRONG_TYPE(Where(name), found=Say("bukan teks", "no text")))


def _recode(source: BinaryIO, target: Path, encoding: str, where: Where) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 0
    with os.fdopen(os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        while True:
            piece = source.read(_PIECE)
            text = decoder.decode(piece, final=not piece)
            if _CONTROLS.search(text):
                raise Refused(WRONG_TYPE(where, found=Say("bukan teks biasa", "no plain text")))
            line = _open_line(text, line, where)
            file.write(text.encode())
            if not piece:
                break
        file.flush()
        os.fsync(file.fileno())


def _open_line(text: str, before: int, where: Where) -> int:
    """Return the length of the line still open at the end; refuse one that no person's row can have."""
    parts = text.split("\n")
    if before + len(parts[0]) > _LONGEST_LINE or any(len(part) > _LONGEST_LINE for part in parts):
        raise Refused(LONG_LINE(where))
    return len(parts[-1]) + (before if len(parts) == 1 else 0)


def layout_of_csv(path: Path, name: str) -> Layout:
    """Find separator and headings of a CSV in UTF-8; refuse one in which needed columns are not found."""
    with path.open("r", encoding="utf-8", newline="") as file:
        head = file.read(_HEAD)
    found = [layout for mark in _SEPARATORS if (layout := _best(_rows(head, mark), mark))]
    return _must_have(max(found, key=lambda one: len(one.fields), default=None), Where(name))


def _rows(head: str, mark: str) -> list[list[str]]:
    reader = csv.reader(StringIO(head, newline=""), delimiter=mark)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= _HEADINGS_WITHIN:
                break
    except csv.Error:
        return rows
    return rows


def _best(rows: Sequence[Sequence[str]], mark: str) -> Layout | None:
    """Return the first row in which most headings are recognised."""
    layouts = [Layout(at, mark, recognise(row), [text.strip()[:80] for text in row]) for at, row in enumerate(rows, 1)]
    named = [one for one in layouts if "name" in one.fields and len(one.headings) <= MOST_COLUMNS]
    return max(named, key=lambda one: len(one.fields), default=None)


def _must_have(layout: Layout | None, where: Where) -> Layout:
    missing = [FIELDS[name] for name in NEEDED if layout is None or name not in layout.fields]
    if missing or layout is None:
        words = Say(", ".join(one.id for one in missing), ", ".join(one.en for one in missing))
        raise Refused(NO_COLUMNS(where, missing=words))
    return layout


def frames_of_csv(path: Path, layout: Layout, size: int, name: str) -> Iterator[pl.DataFrame]:
    """Give the rows below the headings in frames: `row` and the fields found, rows without any content left out.

    A frame is the same however often the file is read, so that a restart passes over what is done.
    """
    columns = [f"c{at}" for at in range(len(layout.headings))]
    rows = pl.scan_csv(
        path, separator=layout.separator, has_header=False, schema=dict.fromkeys(columns, pl.String), glob=False,
        skip_rows=layout.header, row_index_name=ROW, row_index_offset=layout.header + 1, extra_columns="ignore",
    )  # fmt: skip
    wanted = rows.select(ROW, *(pl.col(columns[at]).alias(field) for field, at in layout.fields.items()))
    start, most = 0, size * _AHEAD
    while True:
        try:
            block = wanted.slice(start, most).collect()
        except pl.exceptions.PolarsError as error:
            raise Refused(BAD_QUOTES(Where(name))) from error
        yield from (_filled(frame, layout) for frame in block.iter_slices(size))
        if block.height < most:
            return
        start += most


def _filled(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    texts = [pl.col(field).fill_null("").str.strip_chars() for field in layout.fields]
    return frame.with_columns(texts).filter(pl.any_horizontal(pl.col(field) != "" for field in layout.fields))


def table_of_xlsx(path: Path, name: str) -> tuple[Layout, pl.DataFrame]:
    """Return the list of a workbook as one frame; its reader bounds the rows, longer lists come as CSV."""
    book = open_book(path)
    grids = [grid for grid in book.grids if not grid.hidden]
    found = [(layout, grid) for grid in grids if (layout := _best(_heads(grid), ""))]
    best = max(found, key=lambda pair: len(pair[0].fields), default=(None, None))
    layout, grid = _must_have(best[0], Where(name)), best[1]
    rows = grid.rows[layout.header :] if grid is not None else []
    texts = {
        field: [_text(row[at]) if at < len(row) else "" for row in rows] for field, at in layout.fields.items()
    }  # fmt: skip
    numbers = pl.Series(ROW, range(layout.header + 1, layout.header + 1 + len(rows)), dtype=pl.UInt32)
    frame = pl.DataFrame([numbers, *(pl.Series(field, found, dtype=pl.String) for field, found in texts.items())])
    return layout, _filled(frame, layout)


def _heads(grid: Grid) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in grid.rows[:_HEADINGS_WITHIN]]


def _text(cell: Cell) -> str:
    """Return a cell as its text; a number of more than 15 digits has lost some, and shows it by its power of ten."""
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < 1e15
        return str(int(cell)) if whole else f"{cell:.2E}"
    return str(cell).replace("\0", "")
