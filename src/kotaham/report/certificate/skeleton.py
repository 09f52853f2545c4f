"""A page that typst has set once, with marks where the words of a certificate go."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kotaham.core.language import Lang
from kotaham.report.certificate.code import code_png
from kotaham.report.certificate.lines import JOINED, LETTERS, faces, joined, weight_of
from kotaham.report.certificate.page import Paper, page_data
from kotaham.report.certificate.pdf_parts import File, NotAsExpected, Run, found, runs, taken_apart
from kotaham.report.printing import Drawing, as_json, print_json

MM = 72 / 25.4
CODE, TITLE = "KOTAHAM-CODE", "KOTAHAM-TITLE"  # where the words go that stand beside the page
WRITER = b"KotaHAM certificate/1, "  # of what is laid out here; before the name that typst gives itself
_ARTIFACT = re.compile(rb"/Artifact[^\n]*?B(?:MC|DC)\n.*?EMC", re.DOTALL)
_DRAWN = "HTTPS://X/S/A#A"  # any code


@dataclass(frozen=True, slots=True)
class Place:
    """How the template sets a text: its weight, its size, the room a line has, whether lines stand in the middle."""

    weight: str
    size: float
    room: float
    middle: bool = True


WIDE = (297 - 2 * 24) * MM
PLACES: Mapping[str, Place] = {
    "organiser": Place("bold", 13, WIDE),
    "number-line": Place("regular", 10.5, WIDE),
    "name": Place("bold", 26, WIDE),
    "under-name": Place("regular", 11, WIDE),
    "text": Place("regular", 13, 205 * MM),
    "facts": Place("bold", 11, WIDE),
    "url": Place("regular", 8, 84 * MM, middle=False),
    "day-line": Place("regular", 11, 88 * MM),
    "signatory-title": Place("regular", 11, 88 * MM),
    "signatory": Place("bold", 12, 88 * MM),
    "renews": Place("regular", 8, 88 * MM),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A line to be set: what stands in the page before it, and its left edge or its middle."""

    text: str  # the name of its text
    line: int
    before: bytes
    head: tuple[bytes, bytes]
    at: float


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A file without what differs between papers; the numbers are those of the objects that are made for each."""

    stays: bytes  # the head and all objects that stay
    starts: Mapping[int, int]  # where they begin
    slots: Sequence[Slot]
    end: bytes  # of the page, after the last slot
    codes: Mapping[str, Mapping[str, bytes]]  # of each weight
    content: int
    image: int
    info: int
    xmp: int
    picture: bytes  # the image without its size
    about: bytes
    meta: bytes
    trailer: bytes


@lru_cache(maxsize=256)
def skeleton(title: str, lang: Lang, counts: tuple[int, ...]) -> Skeleton:
    """Let typst set a page for texts of so many lines each, in the order of `PLACES`."""
    said = dict.fromkeys(
        ("name", "number", "label", "mask", "post", "agency", "text", "hours", "began", "ended", "day", "expires",
         "place", "organiser", "signatory", "signatory_title", "renews"), "",
    )  # fmt: skip
    data = page_data(Paper(said | {"title": title}, CODE, "", lang))
    marks = {name: "\n".join(_marks(name, count)) for name, count in zip(PLACES, counts, strict=True)}
    marks["letters"] = " ".join((LETTERS, *JOINED))
    data["title"] = TITLE
    data["certificate"] |= {name: Drawing(text) for name, text in marks.items()}
    data["certificate"] |= {"qr": list(code_png(_DRAWN)), "qr-format": "png"}
    return _opened(taken_apart(print_json("certificate.typ", as_json(data))), counts)


def _marks(name: str, count: int) -> Iterator[str]:
    place = list(PLACES).index(name)
    return (f"Xq{place:02d}{line}Z" for line in range(count))


def _opened(file: File, counts: Sequence[int]) -> Skeleton:
    """Keep what stays, and find where the rest goes."""
    content = file.number(b"/Contents", file.page)
    image = file.number(b"/x0", found(rb"/XObject<<(.*?)>>", file.objects[file.number(b"/Resources", file.page)]))
    info, xmp = file.number(b"/Info", file.trailer), file.number(b"/Metadata", file.objects[_root(file)])
    stays, starts = _staying(file, {content, image, info, xmp})
    slots, end = _slots(file, _ARTIFACT.sub(_without_letters, file.stream(content)), counts)
    ids = re.search(rb"/ID\[\((.*?)\)\((.*?)\)\]", file.trailer)
    if ids is None:
        raise NotAsExpected("no names of the file")

    def named(where: bytes) -> bytes:
        return where.replace(ids[1], b"@D").replace(ids[2], b"@I").replace(b"Typst ", WRITER + b"Typst ")

    about = file.objects[info].replace(b"(%b)" % CODE.encode(), b"@K").replace(b"(%b)" % TITLE.encode(), b"@T")
    meta = file.stream(xmp).replace(CODE.encode(), b"@K").replace(TITLE.encode(), b"@T")
    codes = {
        weight: {joined(text): code.hex().encode() for code, text in font.texts.items()}
        for font in file.fonts().values()
        if (weight := weight_of(font))
    }
    return Skeleton(
        stays, starts, slots, end, codes, content, image, info, xmp, _picture(file, image), named(about), named(meta),
        named(file.trailer),
    )  # fmt: skip


def _root(file: File) -> int:
    return file.number(b"/Root", file.trailer)


def _staying(file: File, changing: set[int]) -> tuple[bytes, Mapping[int, int]]:
    """Return the head of the file and the objects that stay, and where each begins."""
    parts, starts, at = [file.head], {}, len(file.head)
    for number, body in file.objects.items():
        if number not in changing:
            starts[number] = at
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(parts[-1])
    return b"".join(parts), starts


def _without_letters(artifact: "re.Match[bytes]") -> bytes:
    return b"" if b" 1 Tf" in artifact[0] else artifact[0]


def _picture(file: File, image: int) -> bytes:
    """Return how the picture of the code is told of: dots of one bit in the grey of the page."""
    grey = found(rb"/ColorSpace (\d+) 0 R", file.objects[image])
    return b"/Type/XObject/Subtype/Image/Width @W/Height @W/ColorSpace %b 0 R/BitsPerComponent 1" % grey


def _slots(file: File, content: bytes, counts: Sequence[int]) -> tuple[Sequence[Slot], bytes]:
    """Find the marks in the page; what is not where it was expected is an error, not a guess."""
    fonts, slots, at = file.fonts(), [], 0
    wanted = {mark: (name, line) for name, count in zip(PLACES, counts, strict=True)
              for line, mark in enumerate(_marks(name, count))}  # fmt: skip
    for run in runs(content):
        mark = run.text(fonts[run.font])
        if mark in wanted:
            name, line = wanted.pop(mark)
            slots.append(Slot(name, line, content[at : run.start], run.head, _edge(name, mark, run)))
            at = run.end
            if weight_of(fonts[run.font]) != PLACES[name].weight or run.size != PLACES[name].size:
                raise NotAsExpected(f"{name} is set in another way")
    if wanted:
        raise NotAsExpected(f"no {sorted(wanted)}")
    return slots, content[at:]


def _edge(name: str, mark: str, run: Run) -> float:
    place = PLACES[name]
    return run.left + faces()[place.weight].width(mark) * place.size / 2000 if place.middle else run.left
