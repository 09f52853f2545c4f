"""Look into a text or CSV file: UTF-8, lines of a sane length, and no cell that runs a command."""

import codecs
import re

from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.inspection.media import Media
from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import Content

_PIECE = 2**20
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
# =cmd|' /C calc'!A0, with +, - and @ as a spreadsheet takes them; the bar names a program, the mark a cell.
_COMMAND_CELL = re.compile(r"(?:^|[,;\t\"'])\s*[=+\-@][^,;\n]{0,200}?\|[^\n]{0,200}?!", re.MULTILINE)


def check_text(data: Content, kind: Media) -> None:
    """Read a text to its end; raises Unfit."""
    reader = codecs.getincrementaldecoder("utf-8-sig")()
    line = 0
    for at in range(0, len(data), _PIECE):
        piece = data[at : at + _PIECE]
        if b"\0" in piece:
            raise Unfit("text.nul")
        line = _longest_end(piece, line)
        try:
            text = reader.decode(piece, final=at + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            raise Unfit("text.bytes") from error
        if _CONTROLS.search(text):
            raise Unfit("text.controls")
        if kind is media.CSV and _COMMAND_CELL.search(text):
            raise Unfit("text.formula")


def _longest_end(piece: bytes, before: int) -> int:
    """Return the length of the line still open at the end; raises Unfit when a line is too long."""
    lines = piece.split(b"\n")
    first = before + len(lines[0])
    if first > limits.MAX_LINE_BYTES:
        raise Unfit("text.line")
    return first if len(lines) == 1 else len(lines[-1])
