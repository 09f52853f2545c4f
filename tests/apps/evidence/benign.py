"""Make files as offices send them, one of each accepted kind and some unusual but honest ones."""

import functools
import io
import zipfile

import typst
import xlsxwriter
from PIL import Image
from pypdf import PdfWriter

Case = tuple[str, bytes, str]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APP = "application/vnd.openxmlformats-officedocument"
OOXML_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_APP}.wordprocessingml.document.main+xml"/></Types>'
)


@functools.cache
def corpus() -> dict[str, Case]:
    """Return name -> (name as given, bytes, kind expected)."""
    return {
        "pdf": ("Keputusan Wali Kota.pdf", pdf(), "pdf"),
        "pdf-of-forty-pages": ("laporan.PDF", pdf(40), "pdf"),
        "pdf-with-links": ("tautan.pdf", pdf(1, '#link("https://example.go.id")[tautan]'), "pdf"),
        "pdf-about-scripts": ("kursus.pdf", pdf(1, "Belajar JavaScript dan Launch"), "pdf"),
        "pdf-of-a-scanner": ("pindaian.pdf", scanned(), "pdf"),
        "pdf-rewritten": ("gabung.pdf", rewritten(), "pdf"),
        "png": ("bagan.png", png(), "png"),
        "png-see-through": ("cap.png", png("RGBA"), "png"),
        "jpeg": ("Foto kegiatan (1).jpeg", jpeg(), "jpeg"),
        "jpeg-with-a-tail": ("IMG_20261121.jpg", jpeg() + b"SEFT" + bytes(64), "jpeg"),
        "jpeg-large": ("rapat.jpg", jpeg((5000, 4000)), "jpeg"),
        "docx": ("Surat.docx", docx(), "docx"),
        "docx-with-web-links": ("Surat tautan.docx", docx(link="https://example.go.id"), "docx"),
        "docx-with-a-chart": ("Laporan.docx", docx(chart=xlsx()), "docx"),
        "xlsx": ("Anggaran 2026.xlsx", xlsx(), "xlsx"),
        "xlsx-of-many-rows": ("Data.xlsx", xlsx(20_000), "xlsx"),
        "pptx": ("Paparan.pptx", pptx(), "pptx"),
        "odt": ("Surat.odt", odt(), "odt"),
        "ods": ("Tabel.ods", odf("spreadsheet"), "ods"),
        "odp": ("Paparan.odp", odf("presentation"), "odp"),
        "csv": ("data.csv", b"kode;nama;selisih\n31.71;Jakarta Pusat;-3,5\n", "csv"),
        "csv-with-mark": ("data-excel.csv", "\ufeffkode,nama\n1,Kota Damai\n".encode(), "csv"),
        "csv-with-bars": ("pipa.csv", b"kode|nama|-\n1|Damai|+5\n", "csv"),
        "mp4": ("Bahan ajar.mp4", film(), "mp4"),
        "mp4-streamed": ("bahan.m4v", film(b"moof"), "mp4"),
        "vtt": ("takarir.vtt", "\ufeffWEBVTT\n\n00:00.000 --> 00:02.000\nSelamat belajar.\n".encode(), "vtt"),
        "txt": ("notulen.txt", "Rapat dibuka pukul 09.00 – ‘baik’.\n".encode(), "txt"),
    }


def film(*more: bytes) -> bytes:
    """Return the boxes of an MP4 film, without a picture in it; `more` are further kinds of boxes."""
    boxes = [(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41"), (b"moov", bytes(64)), *((kind, bytes(16)) for kind in more)]
    boxes += [(b"mdat", bytes(range(256)))]
    return b"".join((len(inner) + 8).to_bytes(4, "big") + kind + inner for kind, inner in boxes)


@functools.cache
def pdf(pages: int = 1, more: str = "") -> bytes:
    """Return a PDF written by Typst."""
    text = f"#for i in range({pages}) [= Bab #i \n #lorem(200) {more} #pagebreak(weak: true)]"
    return typst.compile(text.encode())


def rewritten() -> bytes:
    """Return a PDF written by another program."""
    out = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(pdf(3)))
    writer.write(out)
    return out.getvalue()


@functools.cache
def scanned() -> bytes:
    """Return a PDF of pictures."""
    out = io.BytesIO()
    page = Image.effect_noise((1240, 1754), 60).convert("RGB")
    page.save(out, "PDF", save_all=True, append_images=[page, page])
    return out.getvalue()


@functools.cache
def png(mode: str = "RGB") -> bytes:
    """Return a PNG."""
    out = io.BytesIO()
    Image.effect_noise((640, 480), 80).convert(mode).save(out, "PNG")
    return out.getvalue()


@functools.cache
def jpeg(size: tuple[int, int] = (800, 600)) -> bytes:
    """Return a JPEG with a note of its turning."""
    out = io.BytesIO()
    notes = Image.Exif()
    notes[0x0112] = 6
    Image.effect_noise(size, 50).convert("RGB").save(out, "JPEG", exif=notes)
    return out.getvalue()


def _parcel(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in parts.items():
            parcel.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(rows: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def docx(link: str = "", chart: bytes = b"") -> bytes:
    """Return a Word document from its parts."""
    main = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/document.xml"/>'
    hyper = f'<Relationship Id="rId1" Type="{LINKS}/hyperlink" TargetMode="External" Target="{link}"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": OOXML_TYPES,
        "_rels/.rels": _relations(main),
        "word/document.xml": f'{HEAD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><!-- catatan -->{'<w:p><w:r><w:t>Halo</w:t></w:r></w:p>' * 50}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(hyper if link else ""),
    }
    return _parcel({**parts, **({"word/embeddings/Microsoft_Excel_Sheet.xlsx": chart} if chart else {})})


@functools.cache
def xlsx(rows: int = 20) -> bytes:
    """Return a workbook written by XlsxWriter."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_url(0, 3, "https://example.go.id")
        for row in range(rows):
            sheet.write_row(row, 0, [row, f"Kota {row}", row / 3])
    return out.getvalue()


def pptx() -> bytes:
    """Return the skeleton of a presentation."""
    main = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="ppt/presentation.xml"/>'
    return _parcel(
        {
            "[Content_Types].xml": OOXML_TYPES.replace("/word/document.xml", "/ppt/presentation.xml").replace(
                "wordprocessingml.document", "presentationml.presentation"
            ),
            "_rels/.rels": _relations(main),
            "ppt/presentation.xml": f"{HEAD}<p:presentation xmlns:p='p'/>",
        }
    )


def odt() -> bytes:
    """Return an OpenDocument text."""
    return odf("text")


def odf(kind: str) -> bytes:
    """Return an OpenDocument file of a kind."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f'<m:manifest xmlns:m="m"><m:file-entry m:full-path="/" m:media-type="{mime}"/></m:manifest>'
    return _parcel(
        {
            "mimetype": mime,
            "content.xml": f'{HEAD}<o xmlns:draw="d" xmlns:xlink="x"><draw:image xlink:href="Pictures/a.png"/></o>',
            "Pictures/a.png": png(),
            "META-INF/manifest.xml": HEAD + manifest,
        }
    )
