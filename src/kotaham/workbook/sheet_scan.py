"""Measure a worksheet's XML while it streams by, before a parser builds a grid of it.

A single cell far away (`XFD1048576`) makes a parser build seventeen thousand million cells; here such a sheet is
found from its text. Cells as the known programs write them (`<c r="B7"`) are measured all at once with arrays; any
other spelling is followed tag by tag, as a parser does.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotaham.core.language import Say
from kotaham.workbook import limits

Bytes = NDArray[np.uint8]
_TAG = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb"""\br\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PLACE = re.compile(rb"([A-Za-z]{0,4})(\d{0,8})\Z")
_TAG_ENDS = np.isin(np.arange(256), np.frombuffer(b" \t\r\n>/", dtype=np.uint8))  # by the byte after a tag's name
_LONGEST_REFERENCE = 10


class TooMuch(Exception):
    """The sheet is larger than a table of figures can be."""

    def __init__(self, what: Say, limit: int) -> None:
        """Keep what is too many, in words, and the limit."""
        self.what, self.limit = what, f"{limit:,}".replace(",", ".")
        super().__init__(what.en)


ROWS = Say("baris tabel (termasuk baris kosong yang berformat)", "the number of table rows (formatted ones too) is")
COLUMNS = Say("banyaknya kolom tabel", "the number of table columns is")
CELLS = Say("banyaknya sel tabel (baris x kolom)", "the number of table cells (rows x columns) is")
LENGTH = Say("panjang satu sel (dalam bita)", "the length of one cell (in bytes) is")


def column_number(letters: bytes | str) -> int:
    """Return the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters if isinstance(letters, str) else letters.decode("ascii"):
        number = number * 26 + ord(letter.upper()) - 64
    return number


@dataclass
class SheetScan:
    """What one XML part holds: the extent of its grid, and whether formulas or error values occur."""

    rows: int = 0
    width: int = 0
    has_formulas: bool = False
    has_errors: bool = False
    _slow: bool = False
    _started: bool = False
    _tags: int = 0
    _row: int = 0
    _column: int = 0
    _tail: bytes = b""

    def feed(self, piece: bytes) -> None:
        """Take the next piece; raises TooMuch as soon as the sheet is too large."""
        window = self._tail + piece
        cut = window.rfind(b"<")
        if len(window) - max(cut, 0) > limits.MAX_TAG_BYTES:
            raise TooMuch(LENGTH, limits.MAX_TAG_BYTES)
        self._tail = window[max(cut, 0) :]
        self._measure(window[: max(cut, 0)])

    def close(self) -> None:
        """Take what is left."""
        self._measure(self._tail)
        self._tail = b""

    def _measure(self, text: bytes) -> None:
        if not self._started:
            start = text.find(b"sheetData")
            if start < 0:
                return
            self._started, self._slow = True, text[max(0, start - 1) : start] != b"<"
            text = text[start:]
        if self._slow or not self._quickly(text):
            self._slowly(text)
        if self.rows > limits.MAX_ROWS:
            raise TooMuch(ROWS, limits.MAX_ROWS)
        if self.width > limits.MAX_COLUMNS:
            raise TooMuch(COLUMNS, limits.MAX_COLUMNS)
        if self._tags > limits.MAX_CELLS or self.rows * self.width > limits.MAX_CELLS:
            raise TooMuch(CELLS, limits.MAX_CELLS)

    def _quickly(self, text: bytes) -> bool:
        """Measure text in the usual spelling; return False when it has another one."""
        data = np.frombuffer(text + b" " * 16, dtype=np.uint8)
        opens = np.flatnonzero(data == ord("<"))
        kinds, after = data[opens + 1], data[opens + 2]
        ends = _TAG_ENDS[after]
        cells = opens[(kinds == ord("c")) & ends]
        if not _usual(data, cells):
            return False
        rows = int(np.count_nonzero((kinds == ord("r")) & (after == ord("o")) & (data[opens + 3] == ord("w"))))
        self._tags += len(cells) + rows
        self._row += rows
        self.rows = max(self.rows, self._row)
        self.has_formulas |= bool(((kinds == ord("f")) & ends).any())
        self.has_errors |= b't="e"' in text
        if len(cells):
            width, height = _extent(data, cells + 6)
            self.width, self.rows = max(self.width, width), max(self.rows, height)
        return True

    def _slowly(self, text: bytes) -> None:
        """Follow every row and cell as a parser does, whatever their spelling."""
        self._slow = self.has_formulas = self.has_errors = True
        for match in _TAG.finditer(text):
            letters, digits = reference(match.group(2))
            if match.group(1) == b"row":
                self._row, self._column = (int(digits) if digits else self._row + 1), 0
            else:
                self._row = int(digits) if digits else self._row
                self._column = column_number(letters) if letters else self._column + 1
            self._tags += 1
            self.rows, self.width = max(self.rows, self._row), max(self.width, self._column)
            if self._tags > limits.MAX_CELLS:
                return


def _usual(data: Bytes, cells: NDArray[np.intp]) -> bool:
    """Tell whether every cell begins `<c r="` and no name has a prefix."""
    starts = all(bool((data[cells + at] == char).all()) for at, char in zip(range(2, 6), b' r="', strict=True))
    colons = np.flatnonzero(data == ord(":"))
    prefixed = (data[colons + 1] == ord("c")) | (data[colons + 1] == ord("r"))
    return starts and not bool(prefixed.any())


def _extent(data: Bytes, starts: NDArray[np.intp]) -> tuple[int, int]:
    """Return the widest column and the lowest row of references such as `DP514"`."""
    width, height = np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=np.int64)
    open_ = np.ones(len(starts), dtype=bool)
    for at in range(_LONGEST_REFERENCE):
        char = data[starts + at]
        letter, digit = (char | 32) - ord("a"), char - ord("0")
        is_letter, is_digit = open_ & (letter < 26), open_ & (digit < 10)
        width[is_letter] = width[is_letter] * 26 + letter[is_letter] + 1
        height[is_digit] = height[is_digit] * 10 + digit[is_digit]
        open_ &= is_letter | is_digit
    return int(width.max()), int(height.max()) if not open_.any() else limits.MAX_ROWS + 1


def reference(attributes: bytes) -> tuple[bytes, bytes]:
    """Return column letters and row digits of the `r` attribute of a tag; empty where it has none."""
    found = _REFERENCE.search(attributes)
    place = _PLACE.match((found.group(1) or found.group(2) or b"").strip()) if found else None
    return (place.group(1), place.group(2)) if place else (b"", b"")
