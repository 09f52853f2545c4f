"""Make hostile PDFs: they run, carry, fetch or hide things, or are broken."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from tests.apps.evidence import benign

Case = tuple[str, bytes, str]


def _pdf_with(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _action(writer: PdfWriter, name: str, **values: str) -> None:
    entries: dict[Any, Any] = {NameObject("/S"): NameObject(name)}
    entries |= {NameObject(f"/{key}"): TextStringObject(value) for key, value in values.items()}
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(entries))


def _annotation(writer: PdfWriter, subtype: str) -> None:
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(subtype)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def _attach(writer: PdfWriter) -> None:
    writer.add_attachment("a.exe", b"MZ")


def _locked_pdf(owner_only: bool) -> bytes:
    return _pdf_with(lambda w: w.encrypt("" if owner_only else "rahasia", "pemilik", algorithm="RC4-128"))


def _raw_pdf(objects: dict[int, bytes]) -> bytes:
    """Write a PDF from its objects, with a table that leads to each; object 1 is its root."""
    body, places = b"%PDF-1.7\n", {}
    for number, text in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(max(places) + 1)
    )
    size = max(places) + 1
    table = b"xref\n0 %d\n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, rows, size, len(body))
    return body + table


ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
ONE_PAGE = {1: ROOT, 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 3: PAGE}


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def _packed_script() -> bytes:
    """Return a PDF whose JavaScript lies in a packed group of objects that only its table names."""
    inner = [b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>", b"<</S/JavaScript/JS(app.alert\\(1\\))>>"]
    head = b"1 0 4 %d " % (len(inner[0]) + 1)
    group = zlib.compress(head + inner[0] + b" " + inner[1])
    packed = _stream(b"/Type/Obj#53tm/N 2/First %d/Filter/FlateDecode" % len(head), group)
    body = b"%PDF-1.7\n"
    places = {}
    for number, text in ((2, ONE_PAGE[2]), (3, PAGE), (5, packed)):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows = [
        (0, 0, 255),
        (2, 5, 0),
        (1, places[2], 0),
        (1, places[3], 0),
        (2, 5, 1),
        (1, places[5], 0),
        (1, len(body), 0),
    ]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    cross = _stream(b"/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R", table)
    return body + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (cross, len(body))


def corpus(noise: bytes) -> dict[str, Case]:
    good = benign.pdf()
    script = _pdf_with(lambda w: _action(w, "/JavaScript", JS="app.alert(1)"))
    cases = {
        "pdf-script": (script, "pdf.script"),
        "pdf-script-spelled-in-hex": (script.replace(b"/JavaScript", b"/J#61va#53cript"), "pdf.script"),
        "pdf-script-in-packed-objects": (_packed_script(), "pdf.script"),
        "pdf-script-out-of-the-table": (good + b"\n99 0 obj\n<</S/JavaScript/JS(1)>>\nendobj\n", "pdf.script"),
        "pdf-launch": (_pdf_with(lambda w: _action(w, "/Launch", F="cmd.exe")), "pdf.launch"),
        "pdf-submits": (_pdf_with(lambda w: _action(w, "/SubmitForm", F="http://x")), "pdf.form"),
        "pdf-imports": (_pdf_with(lambda w: _action(w, "/ImportData", F="a.fdf")), "pdf.form"),
        "pdf-xfa": (_pdf_with(lambda w: _action(w, "/XFA")), "pdf.form"),
        "pdf-remote-file": (_pdf_with(lambda w: _action(w, "/GoToR", F="\\\\host\\a.pdf")), "pdf.remote"),
        "pdf-embedded-target": (_pdf_with(lambda w: _action(w, "/GoToE")), "pdf.embedded"),
        "pdf-file-link": (_pdf_with(lambda w: _action(w, "/URI", URI="file:///etc/passwd")), "pdf.remote"),
        "pdf-script-link": (_pdf_with(lambda w: _action(w, "/URI", URI="JavaScript:alert(1)")), "pdf.remote"),
        "pdf-attachment": (_pdf_with(_attach), "pdf.embedded"),
        "pdf-attachment-note": (_pdf_with(lambda w: _annotation(w, "/FileAttachment")), "pdf.embedded"),
        "pdf-rich-media": (_pdf_with(lambda w: _annotation(w, "/RichMedia")), "pdf.media"),
        "pdf-password": (_locked_pdf(owner_only=False), "pdf.locked"),
        "pdf-restricted": (_locked_pdf(owner_only=True), "pdf.locked"),
        "pdf-without-pages": (_raw_pdf({1: ROOT, 2: b"<</Type/Pages/Kids[]/Count 0>>"}), "pdf.broken"),
        "pdf-cut": (good[: len(good) // 3], "pdf.broken"),
        "pdf-only-a-header": (b"%PDF-1.7\n", "pdf.broken"),
        "pdf-noise": (b"%PDF-1.7\n" + noise, "pdf.broken"),
        "pdf-after-something": (b"<html>" + good, "pdf.start"),
        "pdf-and-zip": (good + benign.docx(), "two-faced.zip"),
        "pdf-objects-that-swell": (_swelling_pdf(), "pdf.swells"),
        "pdf-pages-without-end": (_pages_without_end(), "pdf.pages"),
        "pdf-link-in-hex": (_raw_pdf({**ONE_PAGE, 4: b"<</S/URI/URI<66696c653a2f2f2f78>>>"}), "pdf.remote"),
    }
    return {name: ("laporan.pdf", data, reason) for name, (data, reason) in cases.items()}


def _swelling_pdf() -> bytes:
    packed = zlib.compress(b"1 0 " + b"0" * (90 * 2**20), 9)
    return _raw_pdf({**ONE_PAGE, 7: _stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed)})


def _pages_without_end() -> bytes:
    count = 10_001
    kids = b"3 0 R " * count
    return _raw_pdf({1: ROOT, 2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), 3: PAGE})
