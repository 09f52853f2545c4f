"""Draw the code of a certificate fast: a million of them are printed one after the other.

The library `qrcode` draws any text and takes tens of milliseconds for a dense one. Codes of certificates all look alike
(dense signs, one `#`, dense signs), so what does not depend on the text is worked out once for each size: the fixed
squares, the order in which data fill the rest, the mask. A test compares every square with the library's.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter

from qrcode import QRCode
from qrcode.base import EXP_TABLE, LOG_TABLE, rs_blocks
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import mask_func

DENSE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASK = 3  # any of the eight scans; the text is all but random, so none is better
QUIET, SCALE = 4, 3
VERSIONS = range(5, 28)
_ALNUM, _BYTES = "0010", "0100"
_PAIRS = {a + b: f"{45 * i + j:011b}" for i, a in enumerate(DENSE) for j, b in enumerate(DENSE)} | {
    a: f"{i:06b}" for i, a in enumerate(DENSE)
}


class TooLong(ValueError):
    """A text that does not fit, or holds signs that are not dense."""


@dataclass(frozen=True)
class _Plan:
    """What does not depend on the text, for one version."""

    version: int
    size: int
    sizes: Sequence[int]  # data bytes of each block
    check: int  # check bytes of each block
    mask: int  # of the data bits in their order
    bits: int
    pick: Callable[[str], tuple[str, ...]]  # every square from the data bits and the two fixed ones

    @property
    def room(self) -> int:
        """The data bytes that there are."""
        return sum(self.sizes)


class _Frame(QRCode):  # type: ignore[misc]
    """The fixed squares alone; where data go stays open."""

    def map_data(self, data: object, mask_pattern: int) -> None:
        """Leave the data out."""


@cache
def _plan(version: int) -> _Plan:
    frame = _Frame(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    frame.data_cache = []
    frame.makeImpl(False, MASK)
    open_ = [(row, col) for row, col in _order(frame.modules_count) if frame.modules[row][col] is None]
    masked = mask_func(MASK)
    place = {at: number for number, at in enumerate(open_)}
    light, dark = len(open_), len(open_) + 1
    squares = (
        place.get((row, col), dark if value else light)
        for row, line in enumerate(frame.modules)
        for col, value in enumerate(line)
    )
    blocks = rs_blocks(version, ERROR_CORRECT_M)
    sizes = [block.data_count for block in blocks]
    bits = "".join("1" if masked(row, col) else "0" for row, col in open_)
    check = blocks[0].total_count - blocks[0].data_count
    return _Plan(version, frame.modules_count, sizes, check, int(bits, 2), len(open_), itemgetter(*squares))


def _order(size: int) -> Iterator[tuple[int, int]]:
    """Yield the squares in the order in which data fill them: two columns at a time, up and down."""
    upward = True
    for right in range(size - 1, 0, -2):
        col = right - 1 if right <= 6 else right
        for row in range(size - 1, -1, -1) if upward else range(size):
            yield row, col
            yield row, col - 1
        upward = not upward


def squares(text: str) -> tuple[int, str]:
    """Return the size of a code and its squares, row by row, as "0" and "1"."""
    parts = [(mark, part) for mark, part in _parts(text) if part]
    plan = next((one for one in map(_plan, VERSIONS) if _length(parts, one.version) <= one.room * 8), None)
    if plan is None:
        raise TooLong("no code holds this text")
    words = _words(_packed(parts, plan), plan)
    number = int.from_bytes(words, "big") << plan.bits - len(words) * 8
    data = f"{number ^ plan.mask:0{plan.bits}b}"
    return plan.size, "".join(plan.pick(data + "01"))


def _parts(text: str) -> Sequence[tuple[str, str]]:
    before, sharp, after = text.partition("#")
    if not set(before + after) <= set(DENSE):
        raise TooLong("a sign is not dense")
    return (_ALNUM, before), (_BYTES, sharp), (_ALNUM, after)


def _count_bits(mark: str, version: int) -> int:
    """Return how many bits tell the length of a part."""
    if mark == _BYTES:
        return 8 if version < 10 else 16
    return 9 if version < 10 else 11 if version < 27 else 13


def _length(parts: Sequence[tuple[str, str]], version: int) -> int:
    return sum(
        4
        + _count_bits(mark, version)
        + (8 * len(part) if mark == _BYTES else 11 * (len(part) // 2) + 6 * (len(part) % 2))
        for mark, part in parts
    )


def _packed(parts: Sequence[tuple[str, str]], plan: _Plan) -> bytes:
    bits: list[str] = []
    for mark, part in parts:
        bits += (mark, f"{len(part):0{_count_bits(mark, plan.version)}b}")
        if mark == _BYTES:
            bits += (f"{byte:08b}" for byte in part.encode("ascii"))
        else:
            bits += (_PAIRS[part[at : at + 2]] for at in range(0, len(part), 2))
    joined = "".join(bits)
    joined += "0" * min(4, plan.room * 8 - len(joined))
    joined += "0" * (-len(joined) % 8)
    data = int(joined, 2).to_bytes(len(joined) // 8, "big")
    return data + (b"\xec\x11" * plan.room)[: plan.room - len(data)]


def _words(data: bytes, plan: _Plan) -> bytes:
    """Return data and check bytes in the order in which they are laid out: the blocks in turn."""
    blocks, at = [], 0
    for size in plan.sizes:
        blocks.append(data[at : at + size])
        at += size
    checks = [_check(block, plan.check) for block in blocks]
    return bytes(word for word in chain.from_iterable(zip_longest(*blocks)) if word is not None) + bytes(
        chain.from_iterable(zip(*checks, strict=True))
    )


def _check(block: bytes, length: int) -> bytes:
    """Return the check bytes of a block (Reed-Solomon), held as one whole number while they are reckoned."""
    times, top, room = _times(length), 8 * (length - 1), (1 << 8 * length) - 1
    rest = 0
    for byte in block:
        rest = (rest << 8 & room) ^ times[byte ^ rest >> top]
    return rest.to_bytes(length, "big")


@cache
def _times(length: int) -> Sequence[int]:
    """Return the generator of so many check bytes times every byte, without its leading one."""
    poly = [1]
    for power in range(length):
        poly = [a ^ _product(b, EXP_TABLE[power]) for a, b in zip([*poly, 0], [0, *poly], strict=True)]
    return [int.from_bytes(bytes(_product(factor, one) for one in poly[1:]), "big") for factor in range(256)]


def _product(one: int, other: int) -> int:
    return EXP_TABLE[(LOG_TABLE[one] + LOG_TABLE[other]) % 255] if one and other else 0


def code_png(text: str) -> bytes:
    """Return the code of a text as PNG: black on white, one bit for each dot, with its quiet zone."""
    size, dots = squares(text)
    width = (size + 2 * QUIET) * SCALE
    edge, empty = "1" * QUIET * SCALE, b"\x00" + b"\xff" * -(-width // 8)
    wide = dots.translate(WIDE)
    lines = (wide[at : at + size * SCALE] for at in range(0, len(wide), size * SCALE))
    rows = b"".join(_row(edge + line + edge) * SCALE for line in lines)
    margin = empty * QUIET * SCALE
    head = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
    body = zlib.compress(margin + rows + margin, 1)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


WIDE = {ord("0"): "1" * SCALE, ord("1"): "0" * SCALE}  # in a PNG of one bit, 1 is white


def _row(bits: str) -> bytes:
    padded = bits + "1" * (-len(bits) % 8)
    return b"\x00" + int(padded, 2).to_bytes(len(padded) // 8, "big")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
