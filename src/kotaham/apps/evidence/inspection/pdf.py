"""Look into a PDF: it opens, has pages, and neither runs, carries, fetches nor hides anything.

The names that would do so are searched in every byte of the file and in every packed group of objects, whether or not
the file's own table of contents leads there: two readers may follow different ways through a damaged file.
"""

import itertools
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import pypdf
import pypdfium2
from pypdf.errors import PyPdfError

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import Content

_NAMES = {
    b"JavaScript": "pdf.script",
    b"Launch": "pdf.launch",
    b"SubmitForm": "pdf.form",
    b"ImportData": "pdf.form",
    b"XFA": "pdf.form",
    b"RichMedia": "pdf.media",
    b"Rendition": "pdf.media",
    b"EmbeddedFile": "pdf.embedded",
    b"EmbeddedFiles": "pdf.embedded",
    b"FileAttachment": "pdf.embedded",
    b"GoToE": "pdf.embedded",
    b"GoToR": "pdf.remote",
    b"Encrypt": "pdf.locked",
}
_END = rb"(?=[\s\0/<>()\[\]{}%]|$)"
_PLAIN = re.compile(rb"/(" + b"|".join(sorted(_NAMES, reverse=True)) + rb")" + _END)
_ESCAPED = re.compile(rb"/([^\s\0/<>()\[\]{}%#]{0,14}#[0-9A-Fa-f]{2}[^\s\0/<>()\[\]{}%]{0,42})")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_URI = re.compile(rb"/URI\s*(?:\(((?:\\.|[^\\)]){0,120})|<([0-9A-Fa-f\s]{0,240}))", re.DOTALL)
_OCTAL = re.compile(rb"\\([0-7]{1,3})")
_BAD_SCHEME = re.compile(rb"[\s\0\xfe\xff]*(?:javascript|file|vbscript|data|\\\\)", re.IGNORECASE)
_PIECE = 2**16
_PACKED = re.compile(rb"/ObjStm\b.{0,400}?\bstream\r?\n", re.DOTALL)


def check_pdf(file: BinaryIO, data: Content) -> int:
    """Return the number of pages; raises Unfit."""
    _scan(data)
    for group in _packed_groups(file, data):
        _scan(group)
    pages = _pages(file)
    if pages > limits.MAX_PAGES:
        raise Unfit("pdf.pages", limits.MAX_PAGES)
    return pages


def _scan(text: Content) -> None:
    if found := _PLAIN.search(text):
        raise Unfit(_NAMES[found[1]])
    for name in _ESCAPED.finditer(text):
        plain = _HEX.sub(lambda hexed: bytes([int(hexed[1], 16)]), name[1])
        if plain in _NAMES:
            raise Unfit(_NAMES[plain])
    for link in _URI.finditer(text):
        if _BAD_SCHEME.match(_letters(link)):
            raise Unfit("pdf.remote")


def _letters(link: re.Match[bytes]) -> bytes:
    """Spell out the address of a link, however its letters are written."""
    if link[2] is not None:
        digits = b"".join(link[2].split())
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return _OCTAL.sub(lambda octal: bytes([int(octal[1], 8) & 0xFF]), link[1]).replace(b"\0", b"")


def _packed_groups(file: BinaryIO, data: Content) -> Iterator[bytes]:
    """Yield every group of packed objects: those the table of contents names, and those merely lying in the file."""
    total = 0
    for group in itertools.chain(_unpacked_by_sight(data), _unpacked_by_table(file)):
        total += len(group)
        if total > limits.MAX_OBJECT_STREAM_BYTES:
            raise Unfit("pdf.swells")
        yield group


def _unpacked_by_sight(data: Content) -> Iterator[bytes]:
    for start in _PACKED.finditer(data):
        try:
            yield _inflated(data, start.end())
        except zlib.error:
            continue  # packed in another way: the table leads to it, or nobody can read it


def _inflated(data: Content, at: int) -> bytes:
    """Unpack from here to where the packing ends, whatever length the file declares."""
    inflate, group = zlib.decompressobj(), bytearray()
    while not inflate.eof and len(group) <= limits.MAX_OBJECT_STREAM_BYTES:
        packed = inflate.unconsumed_tail
        if not packed:
            packed, at = data[at : at + _PIECE], at + _PIECE
        if not packed:
            break
        group += inflate.decompress(packed, 16 * _PIECE)
    return bytes(group)


def _unpacked_by_table(file: BinaryIO) -> Iterator[bytes]:
    try:
        reader = pypdf.PdfReader(file, strict=False)
        if reader.is_encrypted:
            raise Unfit("pdf.locked")
        for number in sorted({group for group, _ in reader.xref_objStm.values()}):
            packed = reader.get_object(number)
            if isinstance(packed, pypdf.generic.StreamObject):
                yield packed.get_data()
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError, AssertionError) as error:
        raise Unfit("pdf.broken") from error


def _pages(file: BinaryIO) -> int:
    """Count the pages with the program that draws them, which must be able to open the file."""
    file.seek(0)
    try:
        with pypdfium2.PdfDocument(file) as document:
            pages = len(document)
            if pages:
                document.get_page_size(0)
    except pypdfium2.PdfiumError as error:
        raise Unfit("pdf.locked" if "assword" in str(error) else "pdf.broken") from error
    if pages == 0:
        raise Unfit("pdf.broken")
    return pages
