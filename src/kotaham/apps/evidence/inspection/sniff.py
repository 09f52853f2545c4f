"""Tell what a file is from its content, and refuse one that is two things at once."""

import mmap
import re

import filetype

from kotaham.apps.evidence.inspection import media
from kotaham.apps.evidence.inspection.media import Media
from kotaham.apps.evidence.inspection.reasons import Unfit

Content = mmap.mmap | bytes

_HEAD = 4096
_PDF_START = 1024  # readers look for the header this far
_ZIP_TAIL = 66_000  # the end record with the longest comment
_WEB = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|html|head|body|script|svg|iframe|math|xsl:)", re.IGNORECASE | re.DOTALL
)
_SCRIPT = re.compile(rb"\s*(?:#!|<\?php|<\?=|<%|@echo off|MIME-Version:|From: )", re.IGNORECASE)
_HIDDEN_WEB = re.compile(rb"<(?:script|html|\?php|svg|iframe)[\s>/]", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"dex\n", b"\0asm")
_PE = re.compile(rb"This program (?:cannot be run in DOS mode|must be run under Win32)")
_ARCHIVES = frozenset({"rar", "7z", "gz", "bz2", "xz", "tar", "Z", "lz", "zst", "cab", "ar", "deb", "rpm", "lz4", "br"})
_PICTURES = frozenset({"gif", "webp", "bmp", "tif", "ico", "psd", "heic", "avif", "jp2", "jxr", "cr2", "xcf", "jpx"})
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def media_of_content(data: Content, named: Media) -> Media | None:
    """Return the kind of the content, or None for an archive that has yet to be looked into; raises Unfit."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_START]:
        if not head.startswith(b"%PDF-"):
            raise Unfit("pdf.start")
        return media.PDF
    if head.startswith(b"PK"):
        return None
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return media.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return media.JPEG
    if named is media.MP4 and head[4:8] == b"ftyp":
        return media.MP4
    _refuse_foreign(head)
    if named is media.VTT and head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return media.VTT
    return media.CSV if named is media.CSV else media.TXT


def _refuse_foreign(head: bytes) -> None:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_PROGRAMS):
        raise Unfit("type.program")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unfit("type.old-office", "DOC, XLS, PPT, MSG")
    if head.startswith(b"{\\rtf"):
        raise Unfit("type.other", "RTF")
    if _WEB.match(text):
        raise Unfit("type.web")
    if _SCRIPT.match(text):
        raise Unfit("type.script")
    kind = None if head.startswith(_BOMS) else filetype.guess(head)
    if kind is not None:
        raise Unfit(_foreign(kind.mime, kind.extension), kind.extension.upper())


def _foreign(mime: str, extension: str) -> str:
    if mime.startswith(("video/", "audio/")):
        return "type.film"
    if extension in _ARCHIVES:
        return "type.archive"
    return "type.picture" if extension in _PICTURES else "type.unknown"


def refuse_second_face(data: Content, found: Media) -> None:
    """Refuse a picture or PDF that a different program would read as an archive, a web page or a program."""
    tail = data[max(0, len(data) - _ZIP_TAIL) :]
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) - at - 22 == int.from_bytes(tail[at + 20 : at + 22], "little"):
        raise Unfit("two-faced.zip")
    if found in {media.PNG, media.JPEG} and _HIDDEN_WEB.search(data):
        raise Unfit("two-faced.web")
    if found in {media.PNG, media.JPEG} and (_PE.search(data) or data.find(b"%PDF-") >= 0):
        raise Unfit("two-faced.program")
