"""Read the parts of a PDF that typst has just written: its objects, its runs of text, the letters of its fonts.

This is no reader of PDF files in general. It knows how the one pinned version of typst writes, and refuses all else.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEAD = re.compile(rb"(q 1 0 0 -1 )([-\d.]+)( [-\d.]+ cm[^\n]*\nBT 0 Tr/(f\d+) ([\d.]+) Tf 1 0 0 -1 0 0 Tm)(?=[(<\[])")
_SIGN = re.compile(rb"\\.|[()]", re.DOTALL)
_OTHER = re.compile(rb"<([0-9A-F]*)>|(-?[\d.]+)")
_TAIL = b"\nET\nQ\n"
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MEANT = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_ROW = re.compile(rb"(\d{10}) \d{5} n")


class NotAsExpected(ValueError):
    """A file that was written in another way."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the page: its name, what each code shows, and how wide it is."""

    name: str
    texts: Mapping[bytes, str]
    widths: Mapping[bytes, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in a page: where it stands in the content and on the page, and what it shows."""

    start: int
    end: int
    head: tuple[bytes, bytes]  # what stands before and after the left edge
    left: float
    font: str
    size: float
    shown: tuple[tuple[bytes, float], ...]  # the code of each letter, and how far the next one moves to the left

    def text(self, font: Font) -> str:
        """Return the words."""
        return "".join(font.texts.get(code, "\ufffd") for code, _kern in self.shown)


@dataclass(frozen=True, slots=True)
class File:
    """The objects of a file by their numbers, and what stands before and after them."""

    head: bytes
    objects: Mapping[int, bytes]
    trailer: bytes

    def number(self, name: bytes, where: bytes) -> int:
        """Return the number of the object to which a name leads."""
        return int(found(name + rb"\[? ?(\d+) 0 R", where))

    def stream(self, number: int) -> bytes:
        """Return the plain bytes of a stream."""
        body = self.objects[number]
        start = body.index(b"stream\n") + 7
        data = body[start : start + int(found(rb"/Length (\d+)", body))]
        return zlib.decompress(data) if b"/FlateDecode" in body[:start] else data

    @property
    def page(self) -> bytes:
        """The only page."""
        (page,) = (body for body in self.objects.values() if body.startswith(b"<</Type/Page/"))
        return page

    def fonts(self) -> dict[str, Font]:
        """Return the fonts of the page by their names in it."""
        names = found(rb"/Font<<(.*?)>>", self.objects[self.number(b"/Resources", self.page)])
        return {
            name.decode(): self._font(self.objects[int(number)])
            for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", names)
        }

    def _font(self, body: bytes) -> Font:
        meant = self.stream(self.number(b"/ToUnicode", body)).partition(b"beginbfchar")[2]
        told = self.objects[self.number(b"/DescendantFonts", body)]
        texts = {_hex(code): _hex(text).decode("utf-16-be") for code, text in _MEANT.findall(meant)}
        widths: dict[bytes, float] = {}
        one = found(rb"/W\[([-\d. ]*)\]", told).split()
        for first, last, width in zip(one[::3], one[1::3], one[2::3], strict=True):
            widths |= {code.to_bytes(2, "big"): float(width) for code in range(int(first), int(last) + 1)}
        return Font(found(rb"/BaseFont/[A-Z]{6}\+([\w-]+)", told).decode(), texts, widths)


def taken_apart(pdf: bytes) -> File:
    """Read the objects by the table at the end of the file."""
    table = pdf.rindex(b"\nxref\n") + 1
    starts = [int(row) for row in _ROW.findall(pdf, table)]
    ends = [*starts[1:], table]
    if starts != sorted(starts):
        raise NotAsExpected("the objects stand in another order")
    objects = {}
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        before, after = b"%d 0 obj\n" % number, b"\nendobj\n"
        body = pdf[start:end].rstrip(b"\n") + b"\n"
        if not (body.startswith(before) and body.endswith(after)):
            raise NotAsExpected("an object is written in another way")
        objects[number] = body[len(before) : -len(after)]
    return File(pdf[: starts[0]], objects, pdf[pdf.rindex(b"trailer\n") + 8 : pdf.rindex(b"\nstartxref")])


def runs(content: bytes) -> Iterator[Run]:
    """Find the runs of text that stand in one line, with nothing special about them."""
    for head in _HEAD.finditer(content):
        many = content[head.end() : head.end() + 1] == b"["
        shown, at = _shown(content, head.end() + many)
        tail = (b"]TJ" if many else b"Tj") + _TAIL
        if content.startswith(tail, at):
            yield Run(
                head.start(), at + len(tail), (head[1], head[3]), float(head[2]), head[4].decode(), float(head[5]),
                shown,
            )  # fmt: skip


def _shown(content: bytes, at: int) -> tuple[tuple[tuple[bytes, float], ...], int]:
    """Read what a run shows, and where it ends."""
    letters: list[tuple[bytes, float]] = []
    while True:
        if content[at : at + 1] == b"(":
            end = _end(content, at)
            codes = _ESCAPED.sub(_plain, content[at + 1 : end - 1])
        elif other := _OTHER.match(content, at):
            end, codes = other.end(), _hex(other[1] or b"")
            if other[2]:
                letters[-1] = (letters[-1][0], float(other[2]))
        else:
            return tuple(letters), at
        letters += ((codes[place : place + 2], 0.0) for place in range(0, len(codes), 2))
        at = end


def _end(content: bytes, at: int) -> int:
    """Return where a string in brackets ends; brackets in it that close need no sign before them."""
    depth = 0
    for sign in _SIGN.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    raise NotAsExpected("a string does not end")


def _plain(escaped: "re.Match[bytes]") -> bytes:
    what = escaped[1]
    return bytes([int(what, 8)]) if len(what) == 3 else _PLAIN.get(what, what)


def found(what: bytes, where: bytes) -> bytes:
    """Return what a pattern finds."""
    match = re.search(what, where, re.DOTALL)
    if match is None:
        raise NotAsExpected(f"no {what!r}")
    return match[1]


def _hex(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
