"""YAML text read once into plain values, with the line of every path; strict where YAML is loose.

Numbers stay exact: whole ones become int, others Decimal, never float. Dates stay text. Whatever could mean two
things (a key written twice, an anchor, a tag, a second document, an exponent) is refused with its line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.instrument.places import Path, Places
from kotaham.core.language import Say
from kotaham.core.numbers import MAX_DIGITS

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 64
MAX_EVENTS = 40_000
MAX_PROBLEMS = 100

_ABSENT = {"", "~", "null", "Null", "NULL"}
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[+-]?[0-9]+\Z")
_DECIMAL = re.compile(r"[+-]?[0-9]+\.[0-9]+\Z")
_NEAR_NUMBER = re.compile(
    r"[+-]?(\.[0-9]+|[0-9]+\.|[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+|\.[0-9]+[eE][+-]?[0-9]+)\Z"
    r"|[+-]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)

TOO_LARGE = Kind(
    "yaml.too-large",
    Say(
        "Berkas ini terlalu besar: {size} karakter, paling banyak {limit}.",
        "The file is too large: {size} characters, at most {limit}.",
    ),
    Say(
        "Pastikan ini berkas instrumen; data dan lampiran tidak disimpan di dalamnya.",
        "Make sure this is an instrument file; data and attachments are not kept in it.",
    ),
)
TOO_MANY = Kind(
    "yaml.too-many-parts",
    Say(
        "Berkas ini memuat terlalu banyak bagian (lebih dari {limit}).",
        "The file has too many parts (more than {limit}).",
    ),
    Say("Bagi isinya menjadi beberapa instrumen.", "Split it into several instruments."),
)
TOO_DEEP = Kind(
    "yaml.too-deep",
    Say(
        "Susunan berkas ini bertingkat terlalu dalam (lebih dari {limit} tingkat).",
        "The file is nested too deeply (more than {limit} levels).",
    ),
    Say("Kurangi tingkatannya.", "Use fewer levels."),
)
CONTROL_CHARACTER = Kind(
    "yaml.control-character",
    Say(
        "Ada karakter kendali yang tidak terlihat (U+{code}) di kolom {column}.",
        "There is an invisible control character (U+{code}) in column {column}.",
    ),
    Say(
        "Hapus karakter itu, atau ketik ulang barisnya.",
        "Delete the character, or type the line again.",
    ),
)
BYTE_ORDER_MARK = Kind(
    "yaml.byte-order-mark",
    Say(
        "Berkas ini diawali tanda urutan bita (BOM) yang tidak terlihat.",
        "The file begins with an invisible byte order mark (BOM).",
    ),
    Say("Simpan ulang sebagai “UTF-8 tanpa BOM”.", 'Save it again as "UTF-8 without BOM".'),
)
TAB = Kind(
    "yaml.tab",
    Say("Baris ini menjorok dengan tab.", "The line is indented with a tab."),
    Say("Ganti tab dengan spasi.", "Replace the tab with spaces."),
    why=Say("YAML hanya mengenal spasi di awal baris.", "YAML allows only spaces at the start of a line."),
)
SYNTAX = Kind(
    "yaml.syntax",
    Say(
        "Susunan YAML tidak dapat dibaca di kolom {column}: {hint}.",
        "The YAML cannot be read at column {column}: {hint}.",
    ),
    Say(
        "Periksa baris ini dan baris sebelumnya: titik dua, spasi di awal baris, tanda kutip, dan kurung.",
        "Check this line and the one before it: colons, indentation, quotes and brackets.",
    ),
)
DUPLICATE_KEY = Kind(
    "yaml.duplicate-key",
    Say(
        "Kunci `{key}` ditulis dua kali; yang pertama di baris {first}.",
        "The key `{key}` is written twice; first on line {first}.",
    ),
    Say("Hapus salah satunya.", "Delete one of them."),
    why=Say("Tidak jelas mana yang berlaku.", "It is unclear which one counts."),
)
KEY_NOT_TEXT = Kind(
    "yaml.key-not-text",
    Say("Kunci di sini bukan teks sederhana.", "The key here is not plain text."),
    Say("Tulis kunci sebagai satu kata, misalnya `title:`.", "Write the key as one word, such as `title:`."),
)
ANCHOR = Kind(
    "yaml.anchor",
    Say(
        "Jangkar atau alias YAML (`&` dan `*`) tidak diterima: `{name}`.",
        "YAML anchors and aliases (`&` and `*`) are not accepted: `{name}`.",
    ),
    Say(
        "Tulis isinya lengkap di tempatnya; teks yang diawali `&` atau `*` ditulis dalam tanda kutip.",
        "Write the content out in its place; put a text that begins with `&` or `*` in quotes.",
    ),
)
TAG = Kind(
    "yaml.tag",
    Say("Tanda tipe YAML `{tag}` tidak diterima.", "The YAML tag `{tag}` is not accepted."),
    Say(
        "Hapus tanda itu; teks yang diawali `!` ditulis dalam tanda kutip.",
        "Delete the tag; put a text that begins with `!` in quotes.",
    ),
)
SECOND_DOCUMENT = Kind(
    "yaml.second-document",
    Say("Ada dokumen kedua setelah `---`.", "There is a second document after `---`."),
    Say("Simpan satu dokumen saja per berkas.", "Keep one document per file."),
)
EMPTY = Kind(
    "yaml.empty",
    Say("Berkas ini kosong.", "The file is empty."),
    Say(
        "Mulailah dari contoh di docs/reference/instrument-format.md.",
        "Start from the example in docs/reference/instrument-format.md.",
    ),
)
ODD_NUMBER = Kind(
    "yaml.odd-number",
    Say("Bilangan `{text}` tidak ditulis secara biasa.", "The number `{text}` is not written plainly."),
    Say(
        "Tulis seperti 110, 0.5 atau 1/3, tanpa pangkat; kalau ini teks, tulis dalam tanda kutip.",
        "Write it like 110, 0.5 or 1/3, without an exponent; if it is text, put it in quotes.",
    ),
)
LONG_NUMBER = Kind(
    "yaml.long-number",
    Say(
        "Bilangan ini terlalu panjang: {digits} angka, paling banyak {limit}.",
        "The number is too long: {digits} digits, at most {limit}.",
    ),
    Say(
        "Periksa bilangannya; kalau ini teks, tulis dalam tanda kutip.",
        "Check it; if it is text, put it in quotes.",
    ),
)

_HINTS = (
    (
        "mapping values are not allowed",
        Say(
            "titik dua di sini tidak pada tempatnya; teks yang memuat titik dua ditulis dalam tanda kutip",
            "a colon is out of place; put a text that holds a colon in quotes",
        ),
    ),
    (
        "could not find expected ':'",
        Say("titik dua setelah nama kunci tidak ada", "the colon after a key is missing"),
    ),
    ("unexpected end of stream", Say("tanda kutip tidak ditutup", "a quotation mark is not closed")),
    ("expected ',' or", Say("kurung atau koma tidak lengkap", "a bracket or comma is missing")),
    (
        "expected <block end>",
        Say("awal baris ini tidak sejajar dengan baris di sekitarnya", "the line is not aligned with its neighbours"),
    ),
    (
        "unknown escape",
        Say("tanda `\\` di dalam kutip ganda tidak dikenal", "an unknown `\\` escape in double quotes"),
    ),
    (
        "cannot start any token",
        Say("karakter ini tidak boleh di awal teks", "a text cannot begin with this character"),
    ),
)
_NO_HINT = Say("susunannya tidak dikenal", "its form is not understood")


@dataclass(frozen=True, slots=True)
class Tree:
    """Plain values (dict, list, str, int, Decimal, bool, None) and the line of every path in them."""

    value: Any
    places: Places

    @property
    def lines(self) -> Mapping[Path, int]:
        """The line (from 1) of every key and list item, by path."""
        return self.places.lines


def read_yaml(text: str, source: str) -> Tree:
    """Read one YAML 1.2 document; raises Refused with every problem found and its line."""
    _refuse_raw(text, source)
    reader = _Reader(source)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            reader.take(event)
    except MarkedYAMLError as error:
        reader.problems.append(_syntax(error, source))
    except (YAMLError, ValueError, RecursionError):
        reader.problems.append(SYNTAX(Where(source, 1), column=1, hint=_NO_HINT))
    if not reader.problems and not reader.began:
        reader.problems.append(EMPTY(Where(source, 1)))
    if reader.problems:
        raise Refused(reader.problems)
    return Tree(reader.value, Places(source, reader.lines))


def _refuse_raw(text: str, source: str) -> None:
    """Refuse what no parser should even see: too much text, a BOM, control characters, tab indents."""
    if len(text) > MAX_CHARACTERS:
        raise Refused(TOO_LARGE(Where(source), size=len(text), limit=MAX_CHARACTERS))
    if text.startswith("\ufeff"):
        raise Refused(BYTE_ORDER_MARK(Where(source, 1)))
    problems = list(_raw_problems(text, source))
    if problems:
        raise Refused(problems)


def _raw_problems(text: str, source: str) -> Iterator[Problem]:
    for pattern, kind in ((_CONTROL, CONTROL_CHARACTER), (_TAB_INDENT, TAB)):
        for count, found in enumerate(pattern.finditer(text)):
            if count == MAX_PROBLEMS:
                break
            line = text.count("\n", 0, found.start()) + 1
            column = found.end() - text.rfind("\n", 0, found.start()) - 1
            yield kind(Where(source, line), code=f"{ord(found.group()[-1]):04X}", column=column)


def _syntax(error: MarkedYAMLError, source: str) -> Problem:
    """Tell a parser error in our words; its own English stays inside."""
    said = f"{error.context or ''} {error.problem or ''}"
    began_at = error.context_mark if "end of stream" in said else None
    mark = began_at or error.problem_mark or error.context_mark
    hint = next((hint for words, hint in _HINTS if words in said), _NO_HINT)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return SYNTAX(Where(source, line), column=column, hint=hint)


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    into: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Reader:
    """Builds the values from parser events in one pass."""

    source: str
    value: Any = None
    began: bool = False
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    events: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        self.events += 1
        line = event.start_mark.line + 1
        if self.events > MAX_EVENTS or len(self.problems) >= MAX_PROBLEMS:
            raise Refused(self.problems or TOO_MANY(Where(self.source, line), limit=MAX_EVENTS))
        match event:
            case ScalarEvent():
                self._refuse_marks(event, line)
                self._scalar(event, line)
            case MappingStartEvent() | SequenceStartEvent():
                self._refuse_marks(event, line)
                self._open({} if isinstance(event, MappingStartEvent) else [], line)
            case MappingEndEvent() | SequenceEndEvent():
                self.stack.pop()
            case AliasEvent():
                raise Refused([*self.problems, ANCHOR(Where(self.source, line), name=f"*{event.anchor}")])
            case DocumentStartEvent():
                self._document(line)

    def _document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Refused([*self.problems, SECOND_DOCUMENT(Where(self.source, line))])

    def _refuse_marks(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.problems.append(ANCHOR(Where(self.source, line), name=f"&{event.anchor}"))
        if event.tag is not None:
            self.problems.append(TAG(Where(self.source, line), tag=str(event.tag).replace("tag:yaml.org,2002:", "!!")))

    def _open(self, into: dict[str, Any] | list[Any], line: int) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise Refused([*self.problems, TOO_DEEP(Where(self.source, line), limit=MAX_DEPTH)])
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.into, dict) and frame.key is None:
            raise Refused([*self.problems, KEY_NOT_TEXT(Where(self.source, line))])
        self.stack.append(_Frame(into, self._put(into, line)))

    def _scalar(self, event: Any, line: int) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.into, dict) and frame.key is None:
            self._key(frame, event.value, line)
        else:
            plain = event.implicit[0] and event.style is None
            self._put(self._resolved(event.value, line) if plain else event.value, line)

    def _key(self, frame: _Frame, key: str, line: int) -> None:
        frame.key = key
        path = (*frame.path, key)
        if path in self.lines:
            self.problems.append(DUPLICATE_KEY(Where(self.source, line), key=key, first=self.lines[path]))
        else:
            self.lines[path] = line

    def _put(self, value: Any, line: int) -> Path:
        """Put a value where the reader stands; return its path."""
        self.began = True
        if not self.stack:
            self.value = value
            return ()
        frame = self.stack[-1]
        if isinstance(frame.into, list):
            path: Path = (*frame.path, len(frame.into))
            self.lines[path] = line
            frame.into.append(value)
            return path
        path = (*frame.path, frame.key or "")
        frame.into[frame.key or ""] = value
        frame.key = None
        return path

    def _resolved(self, text: str, line: int) -> Any:
        """Read an unquoted scalar: absent, true/false, a number, or text."""
        if text in _ABSENT:
            return None
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in "+-.0123456789":
            return text
        return self._number(text, line)

    def _number(self, text: str, line: int) -> Any:
        whole = _WHOLE.match(text)
        if whole or _DECIMAL.match(text):
            if len(text) > MAX_DIGITS:
                self.problems.append(LONG_NUMBER(Where(self.source, line), digits=len(text), limit=MAX_DIGITS))
                return None
            return int(text) if whole else Decimal(text)
        if _NEAR_NUMBER.match(text):
            self.problems.append(ODD_NUMBER(Where(self.source, line), text=text[:40]))
            return None
        return text
