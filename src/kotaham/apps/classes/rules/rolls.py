"""Read the list of those present that Zoom or Google Meet gives, in the dialects that are about.

Zoom writes some lines about the meeting first; who left and came back stands in several rows. Meet writes durations in
words. What comes out is one line a row, with the number of the row; `present` says how long several rows make together.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

MOST_ROWS = 20_000
_NAMES: Mapping[str, Sequence[str]] = {
    "name": ("name (original name)", "user name (original name)", "name", "full name", "nama (nama asli)", "nama",
             "nama lengkap", "participant"),
    "first": ("first name", "nama depan"),
    "last": ("last name", "nama belakang"),
    "mail": ("user email", "email", "email address", "email pengguna", "alamat email", "surel"),
    "minutes": ("total duration (minutes)", "duration (minutes)", "time in session (minutes)", "durasi (menit)",
                "total durasi (menit)", "durasi total (menit)", "duration", "durasi", "time in call",
                "waktu di panggilan"),
    "joined": ("join time", "waktu bergabung", "time joined", "first joined", "waktu gabung"),
    "left": ("leave time", "waktu keluar", "time exited", "waktu meninggalkan"),
}  # fmt: skip
_TIMES = ("%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S",
          "%Y-%m-%d %H:%M:%S", "%b %d, %Y %H:%M:%S", "%d %b %Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%d/%m/%Y %H:%M",
          "%I:%M %p", "%H:%M", "%H.%M")  # fmt: skip
_DIGITS = re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)")  # as a NIP is written: 8, 6, 1 and 3 digits
_APART = re.compile(r"\s*(?:[_|/]|\s-\s)\s*")
Span = tuple[datetime, datetime]
_PART = re.compile(
    r"(\d+)\s*(h|hr|hrs|hour|hours|jam|j|m|min|mins|minute|minutes|menit|mnt|s|sec|secs|second|seconds|detik|dtk)\b"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
# Drs. and S.Kom, S.H.; not the M. of M. Iqbal
_TITLE = re.compile(r"(?=.*[^\W\d_]{2})[^\W\d_]*(?:\.[^\W\d_]*)+|[^\W\d_](?:\.[^\W\d_])+\.?")
_SHORT = 3  # letters of a title that is written without its full stops
_ORIGINAL = re.compile(r"\s*[(\[].*?[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: its number in the file, and what it says."""

    row: int
    name: str
    mail: str
    minutes: int | None
    span: Span | None = None  # when they came and went, where the list says so in a way that is understood
    number: str = ""  # of a civil servant, which people are often asked to write before their name

    @property
    def names(self) -> Sequence[str]:
        """Return what may be the name: all of it, or its parts where somebody wrote their office beside it."""
        return list(dict.fromkeys((self.name, *(part for part in _APART.split(self.name) if part))))


def bare(name: str) -> str:
    """Return a name without the titles that people write before and behind it.

    >>> bare("Drs. Gilang Gilarsi, S.H., M.Si"), bare("dimas dimyati, skm"), bare("M. Iqbal"), bare("Santosa, Budi")
    ('Gilang Gilarsi', 'dimas dimyati', 'M. Iqbal', 'Santosa, Budi')
    """
    head, *tail = (part.split() for part in name.split(","))
    behind = all(_TITLE.fullmatch(word) or len(word) <= _SHORT for part in tail for word in part)
    if not behind:
        return name
    return " ".join(word for word in head if not _TITLE.fullmatch(word)) or name


def present(lines: Sequence[Line]) -> int | None:
    """Return how many minutes somebody was there, by the rows of a list that are theirs; None where none says it.

    Two devices at one time are one presence: where all rows say from when to when, overlaps count once. Where the list
    tells minutes, too, it is never more than their sum: Meet leaves out the time that somebody was away between.

    >>> nine, ten = datetime(2026, 11, 21, 9), datetime(2026, 11, 21, 10)
    >>> present([Line(1, "Nia", "", 60, (nine, ten)), Line(2, "Nia", "", 60, (nine, ten))])
    60
    >>> present([Line(1, "Nia", "", 60), Line(2, "Nia", "", 5)])
    65
    """
    told = [line.minutes for line in lines if line.minutes is not None]
    spans = sorted(line.span for line in lines if line.span)
    if not spans or len(spans) < len(lines):
        return sum(told) if told else None
    together = _up(round(_together(spans).total_seconds()))
    return min(together, sum(told)) if len(told) == len(lines) else together


def _together(spans: Sequence[Span]) -> timedelta:
    """Return how long spans, in order, are together: from the first start to the last end without the gaps."""
    ends = list(accumulate((end for _start, end in spans), max))
    gaps = (start - end for end, (start, _end) in zip(ends, spans[1:], strict=False))
    return sum((-gap for gap in gaps if gap > timedelta()), ends[-1] - spans[0][0])


def read_roll(data: bytes) -> list[Line] | None:
    """Return the rows of a list, or None when it is none that is known."""
    rows = list(_rows(data))
    found = next((at for at, (_number, cells) in enumerate(rows) if _columns(cells)), None)
    if found is None:
        return None
    columns = _columns(rows[found][1])
    lines = (_line(number, cells, columns) for number, cells in rows[found + 1 : found + 1 + MOST_ROWS])
    return [line for line in lines if line.name or line.mail or line.number]


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _text(data)
    first = max(text.splitlines()[:12] or [""], key=len)
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [" ".join(cell.split()) for cell in cells]
    except csv.Error:
        return


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return where each column stands, or nothing when this row is no heading of people."""
    heads = [cell.strip().lower() for cell in cells]
    found: dict[str, int] = {}
    for column, names in _NAMES.items():
        at = next((heads.index(name) for name in names if name in heads), None)
        if at is not None:
            found[column] = at
    # Zoom's line about the meeting has an e-mail and a duration, too, but names nobody.
    return found if ("name" in found or "first" in found) and "meeting id" not in heads else {}


def _line(row: int, cells: Sequence[str], columns: Mapping[str, int]) -> Line:
    def cell(name: str) -> str:
        at = columns.get(name)
        return cells[at] if at is not None and at < len(cells) else ""

    name = cell("name") or f"{cell('first')} {cell('last')}".strip()
    number = _DIGITS.search(name)
    name = _DIGITS.sub("", _ORIGINAL.sub("", name) or name).strip(" _-|/.,")
    digits = re.sub(r"\D", "", number[0]) if number else ""
    return Line(row, name, cell("mail").lower(), minutes_of(cell("minutes")), _span(cell), digits)


def _span(cell: Callable[[str], str]) -> Span | None:
    """Return from when to when; both by the first way of writing that fits both and has them in order."""
    joined, left = cell("joined"), cell("left")
    for way in _TIMES if joined and left else ():
        with suppress(ValueError):
            came, went = datetime.strptime(joined, way), datetime.strptime(left, way)  # noqa: DTZ007 - their distance counts
            if came <= went:
                return came, went
    return None


def minutes_of(text: str) -> int | None:
    """Return a duration in whole minutes, seconds rounded up to one; None where there is none.

    >>> minutes_of("95"), minutes_of("1 hr 5 min"), minutes_of("1 jam 5 menit"), minutes_of("0:45:10")
    (95, 65, 65, 46)
    """
    found = text.strip().lower()
    if re.fullmatch(r"\d{1,5}", found):
        return int(found)
    if clock := _CLOCK.fullmatch(found):
        return _up(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0))
    parts = _PART.findall(found)
    return _up(sum(int(number) * _seconds(unit) for number, unit in parts)) if parts else None


def _seconds(unit: str) -> int:
    if unit.startswith(("h", "j")):
        return 3600
    return 60 if unit.startswith("m") else 1


def _up(seconds: int) -> int:
    return -(-seconds // 60)
