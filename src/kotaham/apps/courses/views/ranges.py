"""Send a part of a file, as video players ask for it (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte asked for, or None for the whole file.

    >>> asked_for("bytes=10-", 100), asked_for("bytes=-10", 100), asked_for("bytes=200-", 100)
    ((10, 99), (90, 99), None)
    """
    found = _ONE.fullmatch(header)
    if found is None or not size or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(size - int(found[2]), 0), size - 1
    first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    return (first, last) if first <= last else None


def cut(chunks: Iterator[bytes], part: tuple[int, int]) -> Iterator[bytes]:
    """Give the bytes from the first to the last of a part.

    >>> b"".join(cut(iter([b"abc", b"def"]), (2, 3)))
    b'cd'
    """
    first, last = part
    at = 0
    for chunk in chunks:
        if at + len(chunk) > first:
            yield chunk[max(first - at, 0) : last - at + 1]
        at += len(chunk)
        if at > last:
            return
