"""Look into an MP4 film: whole boxes of known kinds from the first byte to the last, and nothing after them.

Its pictures are left to the player of the browser, which runs them apart; here a file is refused that is cut short,
carries something behind its end, or is no MP4 at all.
"""

from collections.abc import Iterator

from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import Content

_KNOWN = frozenset(
    {
        b"ftyp",
        b"moov",
        b"mdat",
        b"free",
        b"skip",
        b"wide",
        b"moof",
        b"mfra",
        b"sidx",
        b"styp",
        b"meta",
        b"uuid",
        b"udta",
    }
)
_BRANDS = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"M4VH",
    b"M4VP",
    b"dash",
    b"MSNV",
)
_MOST_BOXES = 20_000  # a film in fragments has two for every few seconds


def check_film(data: Content) -> None:
    """Walk the outermost boxes to the end; raises Unfit."""
    seen: set[bytes] = set()
    for number, (kind, at) in enumerate(_boxes(data)):
        if number >= _MOST_BOXES or kind not in _KNOWN or (number == 0) != (kind == b"ftyp"):
            raise Unfit("film.boxes")
        if kind == b"ftyp" and data[at : at + 4] not in _BRANDS:
            raise Unfit("film.boxes")
        seen.add(kind)
    if not {b"ftyp", b"moov", b"mdat"} <= seen:
        raise Unfit("film.boxes")


def _boxes(data: Content) -> Iterator[tuple[bytes, int]]:
    """Give the kind of each box and where its content begins; raises Unfit where the sizes do not add up."""
    at, end = 0, len(data)
    while at < end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise Unfit("film.boxes")
        yield kind, at + head
        at += size
