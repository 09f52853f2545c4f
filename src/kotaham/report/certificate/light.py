"""A certificate as PDF, fast: typst sets the page once, and for each paper only what differs is set into it.

typst takes some 6 ms for a paper, most of it for the page, its fonts and its tags, which all papers have in common.
What is set here is set as typst would: same letters, same places, same tags. What it is not certain of, it leaves to
typst whole. Which of the two prints a paper follows from its words alone. Nothing is packed, since packing differs
between machines, and the same paper has the same bytes everywhere.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from xml.sax.saxutils import escape

from kotaham.report.certificate.code import QUIET, SCALE, WIDE, TooLong, squares
from kotaham.report.certificate.lines import Unfit, broken, faces
from kotaham.report.certificate.page import TITLE, Paper, page_data
from kotaham.report.certificate.skeleton import PLACES, Skeleton, Slot, skeleton
from kotaham.report.printing import printable

_PLACE = re.compile(rb"@[DIKTW]")
_BRACKETS = re.compile(r"[\\()]")


def light_pdf(paper: Paper) -> bytes:
    """Print a certificate; raise Unfit when typst has to do it whole."""
    about: Mapping[str, str] = page_data(paper)["certificate"]
    lines = {
        name: broken(about[name], place.weight, place.size, place.room) if about[name] else ()
        for name, place in PLACES.items()
    }
    found = skeleton(about["title"], paper.lang, tuple(map(len, lines.values())))
    title = TITLE.text(paper.lang, title=printable(about["title"]), name=about["name"])
    return _file(found, _page(found, lines), paper.code, title)


def _page(found: Skeleton, lines: Mapping[str, Sequence[str]]) -> bytes:
    """Set the lines into the page."""
    parts: list[bytes] = []
    for slot in found.slots:
        text, weight, (before, after) = lines[slot.text][slot.line], PLACES[slot.text].weight, slot.head
        shown = faces()[weight].shown(text, found.codes[weight])
        parts += (slot.before, before, b"%.4f" % _left(slot, text), after, shown, b"\nET\nQ\n")
    return b"".join((*parts, found.end))


def _left(slot: Slot, text: str) -> float:
    """Return where a line begins."""
    place = PLACES[slot.text]
    face = faces()[place.weight]
    return slot.at - (face.width(text) - face.hanging(text)) * place.size / 2000 if place.middle else slot.at


def _file(found: Skeleton, page: bytes, code: str, title: str) -> bytes:
    """Make the objects that change, with the names of the file, which follow from what it holds."""
    width, picture = _picture(code)
    plain = code.encode("ascii")
    digest = sha256(b"\0".join((page, plain, title.encode()))).digest()
    names = {b"@D": base64.b64encode(digest[:16]), b"@I": base64.b64encode(digest[16:])}
    meta = _filled(found.meta, names | {b"@K": escape(code).encode(), b"@T": escape(title).encode()})
    made = {
        found.content: _stream(b"", page),
        found.image: _stream(_filled(found.picture, {b"@W": b"%d" % width}), picture),
        found.info: _filled(found.about, {b"@K": _string(code), b"@T": _string(title)}),
        found.xmp: _stream(b"/Type/Metadata/Subtype/XML", meta),
    }
    return _joined(found, made, _filled(found.trailer, names))


def _filled(text: bytes, values: Mapping[bytes, bytes]) -> bytes:
    """Put values in the places of a text, all at once, so that none is looked for in another."""
    return _PLACE.sub(lambda place: values[place[0]], text)


def _joined(found: Skeleton, made: Mapping[int, bytes], trailer: bytes) -> bytes:
    """Write the file: what stays, what changes, and where each object begins."""
    parts, at, starts = [found.stays], len(found.stays), dict(found.starts)
    for number, body in made.items():
        starts[number] = at
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        at += len(parts[-1])
    rows = b"".join([b"%010d 00000 n\r\n" % starts[number] for number in sorted(starts)])
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%b" % (len(starts) + 1, rows)
    return b"".join((*parts, table, b"trailer\n%b\nstartxref\n%d\n%%%%EOF" % (trailer, at)))


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), head, data)


def _string(text: str) -> bytes:
    """Write a text as PDF does: in brackets, or as UTF-16 where ASCII does not hold it."""
    if text.isascii():
        return b"(%b)" % _BRACKETS.sub(r"\\\g<0>", text).encode()
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def _picture(code: str) -> tuple[int, bytes]:
    """Return how wide the code is, and its dots with the quiet zone, one bit each, row by row."""
    try:
        size, dots = squares(code)
    except TooLong as error:
        raise Unfit from error
    width, row, edge = (size + 2 * QUIET) * SCALE, size * SCALE, "1" * QUIET * SCALE
    length, after = -(-width // 8), edge + "1" * (-width % 8)
    wide, margin = dots.translate(WIDE), b"\xff" * length * QUIET * SCALE
    rows = (int(edge + wide[at : at + row] + after, 2).to_bytes(length, "big") for at in range(0, len(wide), row))
    return width, margin + b"".join(one * SCALE for one in rows) + margin
