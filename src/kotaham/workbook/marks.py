"""Cells whose value does not say what the eye sees: formulas that were never calculated, errors, and percentages.

A parser hands over an error as an empty cell and `5 %` as 0.05; both would be read wrongly without a word.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath
from typing import Literal
from xml.etree import ElementTree as ET

from kotaham.workbook.archive import Archive
from kotaham.workbook.sheet_scan import column_number, reference

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:[\w.-]+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)<")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)""")
_PERCENT_IDS = {"9", "10"}

What = Literal["no_value", "error", "percent"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell that may not be taken at its value: what it is, and what is stored or shown."""

    what: What
    value: object

    def __str__(self) -> str:
        """Show what is stored."""
        return str(self.value)


Marks = dict[tuple[int, int], Marked]


def marks(data: bytes, archive: Archive) -> dict[str, Marks]:
    """Return the marked cells of every sheet by its name, as (row, column) counted from 1.

    Raises ValueError when the parts that name the sheets cannot be understood.
    """
    with zipfile.ZipFile(BytesIO(data)) as book:
        percent = _percent_styles(book)
        found = {}
        for name, part in _sheet_parts(book):
            scan = archive.scans.get(part)
            needed = scan and (scan.has_formulas or scan.has_errors or percent)
            found[name] = dict(_marked(book.read(part), percent)) if needed else {}
        return found


def _tree(text: bytes) -> ET.Element:
    try:
        return ET.fromstring(text)  # noqa: S314 - archive.py has refused every DOCTYPE and entity
    except (ET.ParseError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise ValueError(str(error)) from error


def _sheet_parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    names = {name.casefold(): name for name in book.namelist()}
    links = names.get("xl/_rels/workbook.xml.rels")
    if links is None:
        return
    targets = {link.get("Id"): link.get("Target", "") for link in _tree(book.read(links))}
    for sheet in _tree(book.read(names["xl/workbook.xml"])).iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"), "")
            target = targets.get(link, "")
            path = normpath(target.removeprefix("/") if target.startswith("/") else f"xl/{target}")
            if path.casefold() in names:
                yield sheet.get("name", ""), names[path.casefold()]


def _percent_styles(book: zipfile.ZipFile) -> set[int]:
    """Return the numbers of the cell styles that show a number as a percentage."""
    names = {name.casefold(): name for name in book.namelist()}
    if "xl/styles.xml" not in names:
        return set()
    root = _tree(book.read(names["xl/styles.xml"]))
    ids = set(_PERCENT_IDS)
    for style in root.iter(f"{_MAIN}numFmt"):
        code = re.sub(r'"[^"]*"|\\.', "", style.get("formatCode", ""))
        ids |= {style.get("numFmtId", "")} if "%" in code else set()
    used = root.find(f"{_MAIN}cellXfs")
    return {at for at, style in enumerate(used if used is not None else ()) if style.get("numFmtId") in ids}


def _marked(text: bytes, percent: set[int]) -> Iterator[tuple[tuple[int, int], Marked]]:
    row = column = 0
    for match in _CELL.finditer(text):
        attributes, inside = match.group(1), match.group(2) or b""
        letters, digits = reference(attributes)
        row, column = (int(digits), column_number(letters)) if digits and letters else (row, column + 1)
        mark = _mark(attributes, inside, percent)
        if mark:
            yield (row, column), mark


def _mark(attributes: bytes, inside: bytes, percent: set[int]) -> Marked | None:
    kind, style, value = _TYPE.search(attributes), _STYLE.search(attributes), _VALUE.search(inside)
    type_ = kind.group(1) if kind else b"n"
    shown = value.group(1).decode("utf-8", "replace") if value else ""
    if type_ == b"e":
        return Marked("error", shown or "#N/A")
    if not shown and type_ != b"str" and _FORMULA.search(inside):
        return Marked("no_value", "")
    if percent and type_ == b"n" and shown and style and int(style.group(1)) in percent:
        return Marked("percent", shown)
    return None
