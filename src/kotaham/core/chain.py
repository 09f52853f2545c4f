"""The chain of events: how an event becomes bytes, how each seals the one before, and what a signed head says.

Three rules, so that anybody can check the record with a page of code in any language:

1. The bytes of an event are its fields as one JSON object: keys sorted, no spaces, everything beyond ASCII escaped.
2. `digest = SHA-256(prev + bytes)`, where `prev` is the digest of the event before, as 64 small hexadecimal letters
   (64 zeros before the first). One length for all, so nothing can slide from one part into the other.
3. A head is one line: `kotaham-head/1 COUNT DIGEST TIME KEY SIGNATURE`. The Ed25519 signature covers the line up to the
   space before it. Events are numbered 1, 2, 3 ... without gaps: COUNT is also the number of the last event.

A chain by itself shows edits, holes and swaps. That its tail was cut off, or written anew, only heads kept elsewhere
can show.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from kotaham.core.language import Say

START = "0" * 64
HEAD_FORMAT = "kotaham-head/1"
FIELDS = (
    "appointment",
    "at",
    "data",
    "holder",
    "kind",
    "office",
    "origin",
    "person",
    "request",
    "role",
    "seq",
    "subject",
    "system",
    "verb",
    "why",
)
_WRITE = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_DIGEST = re.compile("[0-9a-f]{64}").fullmatch
_HEAD = re.compile(
    r"(?P<signed>kotaham-head/1 (?P<count>0|[1-9][0-9]{0,17}) (?P<digest>[0-9a-f]{64})"
    r" (?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z) (?P<key>[0-9a-f]{16}))"
    r" (?P<signature>[0-9a-f]{128})"
)


def instant(at: datetime) -> str:
    """Write a moment in UTC, always with six decimals: one moment, one text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def event_bytes(fields: Mapping[str, Any]) -> bytes:
    """Return the bytes of an event that the digest covers."""
    return _WRITE(fields).encode("ascii")


def seal(prev: str, event: bytes) -> str:
    """Return the digest of an event that follows `prev`."""
    return sha256(prev.encode("ascii") + event).hexdigest()


def export_line(prev: str, event: bytes, digest: str) -> bytes:
    """Return an event as one line of an export."""
    return b'{"digest":"%s","event":%s,"prev":"%s"}' % (digest.encode(), event, prev.encode())


def grouped(digest: str, size: int = 8) -> str:
    """Write a digest in short groups, as people compare it and as an event may hold it.

    The record refuses sixteen or eighteen digits in a row: they could be somebody's number.
    """
    return "-".join(digest[at : at + size] for at in range(0, len(digest), size))


def key_id(public: bytes) -> str:
    """Return the short name of a public key (its 32 raw bytes), which heads carry."""
    return sha256(public).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of the chain at a moment: how many events, and the digest of the last."""

    count: int
    digest: str
    time: str
    key: str
    signature: bytes = b""

    @property
    def message(self) -> bytes:
        """The part of the line that the signature covers."""
        return f"{HEAD_FORMAT} {self.count} {self.digest} {self.time} {self.key}".encode("ascii")

    @property
    def line(self) -> str:
        """The whole line."""
        return f"{self.message.decode('ascii')} {self.signature.hex()}"


def read_head(line: str) -> Head | None:
    """Read one line; None when it is no head."""
    found = _HEAD.fullmatch(line.strip())
    if found is None:
        return None
    return Head(int(found["count"]), found["digest"], found["time"], found["key"], bytes.fromhex(found["signature"]))


@dataclass(frozen=True, slots=True)
class Line:
    """One event of an export, as it stands there."""

    seq: int
    prev: str
    digest: str
    event: bytes

    @property
    def holds(self) -> bool:
        """Whether the event still has its own digest."""
        return seal(self.prev, self.event) == self.digest


def read_line(text: bytes) -> Line | None:
    """Read one line of an export; None when it is not written in the one way."""
    try:
        found = json.loads(text)
        event, prev, digest = found["event"], found["prev"], found["digest"]
        if tuple(event) != FIELDS or type(event["seq"]) is not int or not (_DIGEST(prev) and _DIGEST(digest)):
            return None
        written = event_bytes(event)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    is_canonical = export_line(prev, written, digest) == text.rstrip(b"\n")
    return Line(event["seq"], prev, digest, written) if is_canonical else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, and the first and last event it concerns."""

    what: str
    first: int
    last: int


WHAT: Mapping[str, Say] = {
    "unreadable": Say("tidak terbaca sebagai kejadian", "cannot be read as an event"),
    "edited": Say("isinya diubah", "was edited"),
    "replaced": Say("diganti dengan kejadian lain", "was replaced by another event"),
    "missing": Say("hilang", "is missing"),
    "inserted": Say("disisipkan: nomornya sudah ada", "was inserted: its number was there already"),
    "moved": Say("tertukar urutannya", "is out of order"),
    "rewritten": Say(
        "ditulis ulang: rantainya tidak lagi sampai ke kepala bertanda tangan",
        "was written anew: the chain no longer leads to the signed head",
    ),
    "cut": Say("dipotong: kepala bertanda tangan menghitungnya", "was cut off: a signed head counts it"),
    "forged-head": Say(
        "kepala ini tidak ditandatangani kunci yang diberikan", "this head was not signed by a key that was given"
    ),
    "two-heads": Say("dua kepala bertanda tangan saling bertentangan", "two signed heads contradict each other"),
}


@dataclass(slots=True)
class Report:
    """What a verification found; neighbours with the same fault are told as one range."""

    last: int = 0  # the number of the last event seen
    digest: str = START  # and its digest
    anchored: int = 0  # the number of the last event that a good head vouches for
    findings: list[Finding] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def add(self, what: str, first: int, last: int) -> None:
        """Note a fault; joined to the one before when it goes on there."""
        before = self.findings[-1] if self.findings else None
        if before and before.what == what and before.first <= first <= before.last + 1:
            self.findings[-1] = Finding(what, before.first, max(last, before.last))
        else:
            self.findings.append(Finding(what, first, last))


Check = Callable[[Head], bool]


def verify(lines: Iterable[bytes], heads: Sequence[Head] = (), check: Check = lambda _head: True) -> Report:
    """Verify an export against heads that were kept elsewhere; `check` tells whether a signature is good."""
    walk = _Walk(_good_heads(heads, check))
    for text in lines:
        walk.step(text)
    report = walk.end()
    forged = [Finding("forged-head", head.count, head.count) for head in heads if not check(head)]
    report.findings += forged
    return report


def _good_heads(heads: Sequence[Head], check: Check) -> dict[int, set[str]]:
    """Return what the heads with a good signature say of each number."""
    said: dict[int, set[str]] = {}
    for head in heads:
        if check(head):
            said.setdefault(head.count, set()).add(head.digest)
    return said


class _Walk:
    """Goes through the lines once and keeps what the next one must follow."""

    def __init__(self, said: dict[int, set[str]]) -> None:
        self.said, self.report, self.holes = said, Report(), _Holes()
        self.suspect = False  # the line before is known to be wrong: its digest proves nothing
        self.broken_head = False

    def step(self, text: bytes) -> None:
        """Judge one line."""
        line, report = read_line(text), self.report
        expected = report.last + 1
        if line is None:
            report.add("unreadable", expected, expected)
            self.suspect = True
            return
        if line.seq < expected:
            report.add("moved" if self.holes.fill(line.seq) else "inserted", line.seq, line.seq)
            self.suspect = True
            return
        self._follow(line, expected)
        report.last, report.digest = line.seq, line.digest
        self._compare_with_heads()

    def _follow(self, line: Line, expected: int) -> None:
        """Judge a line that goes on, with or without a hole before it."""
        edited = not line.holds
        if line.seq > expected:
            self.holes.open(expected, line.seq - 1)
        elif line.prev != self.report.digest and not self.suspect and not edited:
            what, which = ("replaced", expected - 1) if expected > 1 else ("edited", expected)
            self.report.add(what, which, which)
        if edited:
            self.report.add("edited", line.seq, line.seq)
        self.suspect = edited

    def _compare_with_heads(self) -> None:
        said, report = self.said.get(self.report.last), self.report
        if said is None:
            return
        if report.digest not in said:
            if not self.broken_head:
                report.add("rewritten", report.anchored + 1, report.last)
            self.broken_head = True
        else:
            report.anchored, self.broken_head = report.last, False

    def end(self) -> Report:
        """Tell what only the end shows: holes that stayed, a tail that was cut, heads that contradict each other."""
        report = self.report
        for first, last in self.holes.ranges:
            report.add("missing", first, last)
        for count, digests in sorted(self.said.items()):
            if len(digests) > 1 or (count == 0 and digests != {START}):
                report.add("two-heads", count, count)
        most = max(self.said, default=0)
        if most > report.last:
            report.add("cut", report.last + 1, most)
        return report


class _Holes:
    """Ranges of numbers that have not come yet."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []

    def open(self, first: int, last: int) -> None:
        """Note a range that was left out."""
        self.ranges.append((first, last))

    def fill(self, seq: int) -> bool:
        """Take a number that came late out of its hole; False when it was in none."""
        for at, (first, last) in enumerate(self.ranges):
            if first <= seq <= last:
                rest = [(first, seq - 1), (seq + 1, last)]
                self.ranges[at : at + 1] = [one for one in rest if one[0] <= one[1]]
                return True
        return False
