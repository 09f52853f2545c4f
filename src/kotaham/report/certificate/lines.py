"""Set lines of text as typst would: the widths of letters, the kerning of pairs, and where a line breaks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kotaham.report.certificate.pdf_parts import Font, runs, taken_apart
from kotaham.report.printing import LONGEST_WORD, Drawing, as_json, breakable, print_json

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "·•–—’‘“”…éèêëáàâäãåíìîïóòôöõøúùûüçñýÉÈÁÀÍÓÖÚÜÇÑ"
SIGNS = frozenset(LETTERS)
JOINED = {"fft": "\ue000", "ff": "\ue001", "ft": "\ue002"}  # for which the font has one sign; it is named here
FACES = {"regular": "SourceSansPro-Regular", "bold": "SourceSansPro-Bold"}
# How much of a sign hangs over the end of a line, as a part of its width (typst's `text.overhang`).
HANGING = {"-": 0.55, "–": 0.2, "—": 0.2, ".": 0.8, ",": 0.8, ":": 0.3, ";": 0.3}
CLOSE = 0.02  # points; a line that fits by less is left to typst
_OPEN = r"(\[{\"'‘“’”"
# Where Unicode (UAX 14) lets a line break for certain: after spaces, at an empty one, after a slash before a letter.
_BREAK = re.compile(
    rf"(?:(?<=[^ {_OPEN}] )|(?<=[^ {_OPEN}] {{2}}))(?=[^ )\]}}!?/,.;:%\"'’”])"
    r"|(?<=\u200b)|(?<=[A-Za-z0-9.][/-])(?=[A-Za-z])"
)
# What holds together for certain; in all else there may be a place to break.
_WORD = r"[A-Za-z0-9À-ÿ•·]+"
_WHOLE = re.compile(rf"[(\"“‘]?{_WORD}(?:(?:[.,:'’]|[-/](?=[0-9])){_WORD})*[)\"”’.,;:]*[-/]? *\u200b?")
_ADDRESS = re.compile(r"(?:://|www\.)[^ \u200b]*(?: |$)")  # typst breaks addresses in its own way


class Unfit(Exception):
    """Something that typst has to set itself."""


@dataclass(frozen=True)
class Face:
    """A weight of the font: how wide each letter is, and how far pairs move together, in thousandths of the size."""

    widths: Mapping[str, float]
    kerning: Mapping[str, int]

    def width(self, text: str) -> float:
        """Return the width of a line."""
        kern, text = self.kerning.get, joined(text)
        return sum(map(self.widths.__getitem__, text)) - sum([kern(a + b, 0) for a, b in pairwise(text)])

    def hanging(self, text: str) -> float:
        """Return how far a line hangs over its end."""
        return HANGING.get(text[-1], 0) * self.widths[text[-1]] if len(text) > 1 else 0

    def shown(self, text: str, codes: Mapping[str, bytes]) -> bytes:
        """Return a line as a page shows it, in the codes of the page."""
        text = joined(text)
        kerning, parts = self.kerning, [b"[<", codes[text[0]]]
        for before, letter in pairwise(text):
            if kern := kerning.get(before + letter):
                parts.append(b">%d<" % kern)
            parts.append(codes[letter])
        return b"".join((*parts, b">]TJ"))


def joined(text: str) -> str:
    """Return a text with one sign for what the font joins."""
    for letters, sign in JOINED.items():
        if letters in text:
            text = text.replace(letters, sign)
    return text


def weight_of(font: Font) -> str:
    """Return the weight of a font of ours, "" for any other."""
    return next((weight for weight, name in FACES.items() if name == font.name), "")


@cache
def faces() -> Mapping[str, Face]:
    """Let typst set every pair of letters once, and read how wide they are and how far it moves them together."""
    data = {"title": "x", "lang": "id", "pairs": list(map(Drawing, _pairs()))}
    file = taken_apart(print_json("kerning.typ", as_json(data)))
    fonts = file.fonts()
    kerning: dict[str, dict[str, int]] = {weight: {} for weight in FACES}
    widths = {weight_of(font): _widths(font) for font in fonts.values()}
    for run in runs(file.stream(file.number(b"/Contents", file.page))):
        font = fonts[run.font]
        if weight := weight_of(font):
            letters = [(joined(font.texts.get(code, "")), round(kern)) for code, kern in run.shown]
            kerning[weight] |= {one + other: kern for (one, kern), (other, _kern) in pairwise(letters) if kern}
    return {weight: Face(widths[weight], kerning[weight]) for weight in FACES}


def _widths(font: Font) -> Mapping[str, float]:
    return {joined(text): font.widths[code] for code, text in font.texts.items()}


def _pairs() -> Iterator[str]:
    """Yield lines in which every ordered pair stands side by side."""
    signs = (*LETTERS, *JOINED)
    for place, one in enumerate(signs):
        yield "".join(one + other for other in signs[place:]) + one


@lru_cache(maxsize=4096)
def broken(text: str, weight: str, size: float, room: float) -> tuple[str, ...]:
    """Return the lines of a text, filled one after the other; raise Unfit where that is not certain."""
    if not SIGNS.issuperset(text) or text != text.strip(" ") or "fff" in text:
        raise Unfit
    if len(text) > LONGEST_WORD:
        text = " ".join(map(breakable, text.split(" ")))
    return tuple(map(_clean, _filled(text, weight, size, room)))


def _filled(text: str, weight: str, size: float, room: float) -> Iterator[str]:
    if _fits(text, weight, size, room):
        yield text
        return
    if _ADDRESS.search(text):
        raise Unfit
    line = ""
    for piece in filter(None, _BREAK.split(text)):
        if _fits(line + piece, weight, size, room):
            line += piece
            continue
        if not (line and _WHOLE.fullmatch(piece) and _fits(piece, weight, size, room)):
            raise Unfit
        yield line
        line = piece
    yield line


def _clean(line: str) -> str:
    return line.replace("\u200b", "").rstrip(" ")


def _fits(line: str, weight: str, size: float, room: float) -> bool:
    width = faces()[weight].width(_clean(line)) * size / 1000
    if abs(width - room) < CLOSE:
        raise Unfit
    return width < room
