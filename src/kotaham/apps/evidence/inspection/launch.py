"""Send a file to the process that looks into files, and read its answer without trusting it."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.evidence.inspection.media import BY_NAME, Media
from kotaham.apps.evidence.inspection.naming import media_of_name
from kotaham.apps.evidence.inspection.reasons import REASONS, Unfit
from kotaham.core.errors import Refused, Where

_CHILD = "kotaham.apps.evidence.inspection.child"


class Busy(Exception):
    """The machine had no time to look into the file now; the file itself may be fine."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that can be taken: what it is, how many pages it has, and which walls stood while it was looked into."""

    media: Media
    pages: int
    held: tuple[str, ...]


def inspect(file: BinaryIO, name: str, *, seconds: float = 0.0) -> Finding:
    """Look into an open file called `name`; raises Refused with the letter, or Busy after `seconds` (2 by default)."""
    try:
        named = media_of_name(name)
        told, _ = _errand(file, "inspect", named, 0, seconds)
    except Unfit as unfit:
        raise refusal(unfit, name) from unfit
    pages = told.get("pages")
    walls = told.get("held")
    held = tuple(str(wall)[:10] for wall in walls) if isinstance(walls, list) else ()
    return Finding(named, pages if isinstance(pages, int) and 0 <= pages <= limits.MAX_PAGES else 0, held)


def draw(file: BinaryIO, kind: Media, page: int, *, seconds: float = 0.0) -> bytes:
    """Return the PNG of one page, drawn anew; raises Refused or Busy."""
    try:
        _, picture = _errand(file, "draw", kind, page, seconds)
    except Unfit as unfit:
        raise refusal(unfit, "") from unfit
    if not picture.startswith(b"\x89PNG\r\n\x1a\n"):
        raise refusal(Unfit("hard.crash"), "")
    return picture


def refusal(unfit: Unfit, name: str) -> Refused:
    """Write the letter of a reason."""
    shown = "".join(letter for letter in name if letter.isprintable())[:80]
    return Refused(REASONS[unfit.key].problem(Where(shown), unfit.value))


def _errand(file: BinaryIO, verb: str, kind: Media, page: int, seconds: float) -> tuple[Mapping[str, object], bytes]:
    file.seek(0)
    arguments = [verb, kind.name, str(page), str(limits.CHILD_MEMORY_BYTES), str(limits.CHILD_CPU_SECONDS)]
    with subprocess.Popen(  # noqa: S603 - our own program, no shell, nothing of the file in its arguments
        [sys.executable, "-I", "-m", _CHILD, *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
        close_fds=True,
    ) as child:
        try:
            said = _listen(child, time.monotonic() + (seconds or limits.CHILD_WALL_SECONDS))
        finally:
            child.kill()
    return _understand(said, child.returncode)


def _listen(child: "subprocess.Popen[bytes]", until: float) -> bytes:
    """Read what the process says, at most so long and so much."""
    pipe = child.stdout
    assert pipe is not None  # noqa: S101 - asked for above
    said = bytearray()
    with selectors.DefaultSelector() as ears:
        ears.register(pipe, selectors.EVENT_READ)
        while len(said) <= limits.MAX_ANSWER_BYTES:
            if not ears.select(max(0.0, until - time.monotonic())):
                raise Busy
            piece = os.read(pipe.fileno(), 2**16)
            if not piece:
                child.wait(timeout=5)
                return bytes(said)
            said += piece
    raise Unfit("hard.memory")


def _understand(said: bytes, status: int) -> tuple[Mapping[str, object], bytes]:
    line, _, rest = said.partition(b"\n")
    try:
        told = json.loads(line) if status == 0 else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Unfit("hard.time" if status in _OUT_OF_TIME else "hard.crash")
    if "unfit" in told:
        key, value = str(told["unfit"]), told.get("value", "")
        raise Unfit(key if key in REASONS else "hard.crash", value if isinstance(value, int) else str(value)[:60])
    if told.get("media") not in BY_NAME:
        raise Unfit("hard.crash")
    return told, rest


_OUT_OF_TIME = {-27, -24, -9}  # SIGPROF, SIGXCPU, SIGKILL at the hard limit
