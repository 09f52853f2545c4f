"""Check an archive before anything is unpacked, then count what really comes out; nothing is written to disk."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO, cast

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import Content

_PIECE = 2**19
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, OverflowError)


def parts_of(data: Content) -> list[zipfile.ZipInfo]:
    """Return the parts of an archive after a look at what its directory declares; raises Unfit."""
    _check_directory(data)
    try:
        parts = zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else cast("BinaryIO", data)).infolist()
    except (*_BROKEN, NotImplementedError) as error:
        raise Unfit("zip.broken") from error
    _check_names(parts)
    _check_declared(parts)
    _check_places(parts, len(data))
    return parts


def _check_directory(data: Content) -> None:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22:
        raise Unfit("zip.broken")
    count, size = struct.unpack("<HL", data[end + 10 : end + 16])
    if count > limits.MAX_ENTRIES or size > limits.MAX_DIRECTORY_BYTES:  # 0xFFFF, the mark of ZIP64, is among them
        raise Unfit("zip.entries", limits.MAX_ENTRIES)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > limits.MAX_ENTRIES:
        raise Unfit("zip.entries", limits.MAX_ENTRIES)
    if any(_points_outside(part.orig_filename) for part in parts):
        raise Unfit("zip.names")
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise Unfit("zip.twice")
    if any(stat.S_ISLNK(part.external_attr >> 16) for part in parts):
        raise Unfit("zip.link")


def _points_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")


def _check_declared(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unfit("zip.locked")
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unfit("zip.method")
        if part.file_size > limits.RATIO_FROM_BYTES and part.file_size > limits.MAX_RATIO * max(part.compress_size, 1):
            raise Unfit("zip.ratio")
    if sum(part.file_size for part in parts) > limits.MAX_UNPACKED_BYTES:
        raise Unfit("zip.unpacked")


def _check_places(parts: list[zipfile.ZipInfo], length: int) -> None:
    """Refuse parts that share bytes, the trick of a small file with an enormous content."""
    spans = sorted((part.header_offset, part.header_offset + 30 + part.compress_size) for part in parts)
    if any(start < end for (_, end), (start, _) in pairwise(spans)):
        raise Unfit("zip.overlap")
    if spans and (spans[0][0] < 0 or spans[-1][1] > length):
        raise Unfit("zip.broken")


class Meter:
    """Count what has come out of all archives of one file."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.total = 0

    def pieces(self, data: Content, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the true content of a part in small pieces; raises Unfit at a lie, damage or too much."""
        size, check = 0, 0
        try:
            for piece in _inflated(data, part):
                size, check = size + len(piece), zlib.crc32(piece, check)
                self.total += len(piece)
                if size > part.file_size:
                    raise Unfit("zip.lies")
                if self.total > limits.MAX_UNPACKED_BYTES:
                    raise Unfit("zip.unpacked")
                yield piece
        except (zlib.error, struct.error, ValueError) as error:
            raise Unfit("zip.broken") from error
        if size != part.file_size or check != part.CRC:
            raise Unfit("zip.broken")

    def whole(self, data: Content, part: zipfile.ZipInfo, most: int, reason: str) -> bytes:
        """Return a part that is small by nature; raises Unfit(`reason`) when it is not."""
        if part.file_size > most:
            raise Unfit(reason)
        return b"".join(self.pieces(data, part))


def _inflated(data: Content, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack what stands at the place of a part, whatever the directory says of its size."""
    at = part.header_offset
    if data[at : at + 4] != b"PK\x03\x04":
        raise ValueError("no local header")
    name, extra = struct.unpack("<HH", data[at + 26 : at + 30])
    start = at + 30 + name + extra
    if data[at + 30 : at + 30 + name] != _name_bytes(part):
        raise Unfit("zip.lies")
    end = start + part.compress_size
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (data[here : min(here + _PIECE, end)] for here in range(start, end, _PIECE))
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for here in range(start, end, _PIECE):
        packed = data[here : min(here + _PIECE, end)]
        while packed:
            if piece := inflate.decompress(packed, _PIECE):
                yield piece
            packed = inflate.unconsumed_tail
    if not inflate.eof:
        raise ValueError("cut short")


def _name_bytes(part: zipfile.ZipInfo) -> bytes:
    return part.orig_filename.encode("utf-8" if part.flag_bits & 0x800 else "cp437")
