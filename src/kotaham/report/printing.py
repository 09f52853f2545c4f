"""Print data through a template with typst: tagged PDF/UA-1, the same bytes every time, on every machine.

Texts reach typst only as strings inside JSON, so nothing in them is ever run. The fonts are Source Sans Pro (SIL Open
Font License) and those inside typst; fonts of the machine are never used.
"""

import json
import shutil
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import font_source_sans_pro
import typst

from kotaham.report.charts import FONT, Spec, svg

TEMPLATES = Path(__file__).parent / "data"
SANS = "Source Sans Pro"
FACES = ("SourceSansPro-Regular.otf", "SourceSansPro-Semibold.otf", "SourceSansPro-Bold.otf")
LONGEST_WORD = 30
ZERO_WIDTH_SPACE = "\u200b"
# Scripts that the fonts hold whole; other characters are tried one by one.
SURELY_SHOWN = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x17F), *range(0x2010, 0x2015)])
)
TRY = b"""#set document(title: [x])
#set text(font: ("Source Sans Pro", "DejaVu Sans Mono"), lang: "en")
#for weight in ("regular", "semibold", "bold") { text(weight: weight, sys.inputs.data) }"""


class Drawing(str):
    """A picture of our own as SVG, which reaches the template as it is."""

    __slots__ = ()


class Address(str):
    """An address of a page in plain letters, which reaches the template as it is: copied from paper, it is whole."""

    __slots__ = ()


def drawing(spec: Spec) -> Drawing:
    """Draw a specification for print: in the font of the document, with characters that it holds."""
    return in_our_font(svg(shown(spec)))


def in_our_font(drawn: str) -> Drawing:
    """Turn a drawing made for pages into one for print."""
    return Drawing(drawn.replace(FONT, SANS))


def as_json(data: Mapping[str, Any]) -> str:
    """Write data (whatever JSON can hold) as the text a template reads, with texts the fonts can show."""
    return json.dumps(printable(data), ensure_ascii=False)


def print_json(template: str, data: str) -> bytes:
    """Return the PDF of a template filled with data from `as_json`."""
    made = _compiler(template).compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=0)
    return b"".join([made] if isinstance(made, bytes) else made or [])


@cache
def _compiler(template: str) -> typst.Compiler:
    """Return the compiler of a template; each process makes it once, because typst remembers what it laid out."""
    return typst.Compiler(
        TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": "{}"}
    )


@cache
def _fonts() -> typst.Fonts:
    """Load the fonts.

    The package holds every face twice (OTF and TTF), and typst takes whichever its folder lists first, which differs
    between machines. So typst is shown a folder with our three faces alone, and reads them before it is gone.
    """
    with TemporaryDirectory() as folder:
        for face in FACES:
            shutil.copyfile(Path(font_source_sans_pro.font_directory) / face, Path(folder) / face)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
        _try(fonts, "x")
    return fonts


def _try(fonts: typst.Fonts, text: str) -> None:
    """Print a text in every face. Raises TypstError when a character cannot be shown."""
    inputs = {"data": text}
    typst.compile(
        TRY, format="pdf", font_paths=fonts, ignore_system_fonts=True, pdf_standards=["ua-1"], sys_inputs=inputs
    )


def printable(value: Any) -> Any:
    """Return data whose texts the fonts can show; a character they cannot show becomes its number, `[U+1F600]`."""
    if isinstance(value, Drawing | Address):
        return value
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def shown(value: Any) -> Any:
    """Return data whose texts hold only characters that the fonts can show, as `printable` does, words left whole."""
    if isinstance(value, str):
        return _shown_text(value)
    if isinstance(value, Mapping):
        return {key: shown(part) for key, part in value.items()}
    return [shown(part) for part in value] if isinstance(value, list | tuple) else value


@cache
def _shown_text(text: str) -> str:
    if SURELY_SHOWN.issuperset(text):
        return text
    return "".join(char if char in SURELY_SHOWN else _shown_character(char) for char in text)


@cache
def _printable_text(text: str) -> str:
    text = _shown_text(text)
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(breakable(word) for word in text.split(" "))


def breakable(word: str) -> str:
    """Let a very long word break, so that it cannot run off the page; digests have a place that holds them."""
    if len(word) <= LONGEST_WORD or (len(word) == 64 and set(word) <= set("0123456789abcdef")):
        return word
    return ZERO_WIDTH_SPACE.join(word[at : at + 10] for at in range(0, len(word), 10))


@cache
def _shown_character(char: str) -> str:
    """Return the character if it can be shown as itself, a space for white space, else its number."""
    if char.isspace():
        return " "
    # Control and format characters (such as those that turn the direction of reading) could show what is not there.
    if unicodedata.category(char).startswith("C") or not _fonts_hold(char):
        return f"[U+{ord(char):04X}]"
    return char


def _fonts_hold(char: str) -> bool:
    try:
        _try(_fonts(), f"a{char}")
    except typst.TypstError:
        return False
    return True
