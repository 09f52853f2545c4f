"""Make the corpus of hostile and broken files; run as a program, read each one and report time, memory and words."""

import json
import os
import random
import resource
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS: dict[str, str] = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": "",
}
SECONDS = 2.0  # so long may one file take
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>kode</t></is></c><c r="B1" t="inlineStr"><is><t>ANGKA</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>31.71</t></is></c><c r="B2"><v>5</v></c></row>'
)


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return the XML of a worksheet."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def book(path: Path, changes: dict[str, str | bytes] | None = None, **options: int) -> Path:
    """Write a workbook from its parts."""
    parts: dict[str, str | bytes] = {**PARTS, SHEET: sheet(ROWS), **(changes or {})}
    method = options.get("method", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def streamed(path: Path, name: str, pieces: Iterable[bytes], base: dict[str, str] | None = None) -> Path:
    """Write a workbook with one part made of many pieces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in {**PARTS, SHEET: sheet(ROWS), **(base or {})}.items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w") as part:
            for piece in pieces:
                part.write(piece)
    return path


def patched(path: Path, change: Callable[[bytearray], None]) -> Path:
    """Write a good workbook with its bytes changed."""
    data = bytearray(book(path).read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def _lie_about_size(data: bytearray) -> None:
    """Say in every directory entry that a part is small."""
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)


def _set_flag(data: bytearray) -> None:
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, 1)
            at = data.find(mark, at + 4)


def _lie_about_entries(data: bytearray) -> None:
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, at + 8, 0xFFFF, 0xFFFF)


def _flip(data: bytearray) -> None:
    at = data.find(b"sheet1.xml") + 30
    data[at : at + 20] = bytes(20)


def _bomb(path: Path, size: int) -> Path:
    piece = b"<!-- " + b"0" * (2**20 - 9) + b" -->"
    return streamed(path, STRINGS, (piece for _ in range(size // 2**20)))


def _slow_bomb(path: Path, size: int) -> Path:
    """Swell by less than the ratio that is refused at once."""
    chance = random.Random(1)
    block = zlib.compress(chance.randbytes(2**13)).hex().encode()
    return streamed(path, STRINGS, (b"<si><t>" + block * 60 + b"</t></si>" for _ in range(size // (len(block) * 60))))


def _laughs(count: int = 9) -> str:
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count)]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def _quadratic() -> str:
    return f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>'


def _with_doctype(doctype: str, use: str) -> str:
    return sheet(ROWS.replace("kode", use)).replace(HEAD, HEAD + doctype)


def _rows(count: int) -> Iterable[bytes]:
    yield sheet("").split("</sheetData>")[0].encode()
    for start in range(0, count, 1000):
        yield "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(start + 1, start + 1001)).encode()
    yield b"</sheetData></worksheet>"


def _csv(path: Path, pieces: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for piece in pieces:
            file.write(piece)
    return path


def _raw(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _million_cells(tag: str) -> Iterable[bytes]:
    yield sheet("").split("</sheetData>")[0].encode() + b'<row r="1">'
    for _ in range(1000):
        yield tag.encode() * 1000
    yield b'</row><row r="15000"><c/></row></sheetData></worksheet>'


At = Callable[[str], Path]
FAR = ROWS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def corpus(folder: Path) -> dict[str, Path]:
    """Make every file; the names say what is wrong with it."""
    at = folder.joinpath
    makers = (_no_tables, _texts, _strangers, _broken_archives, _bombs, _wide_sheets)
    return {name: path for maker in makers for name, path in maker(at).items()}


def _no_tables(at: At) -> dict[str, Path]:
    """Make what is no table at all."""
    return {
        "missing": at("missing.csv"),
        "folder": _folder(at("folder.csv")),
        "fifo": _fifo(at("fifo.csv")),
        "null-byte-in-name": at("a\0b.csv"),
        "empty": _raw(at("empty.csv"), b""),
        "empty-xlsx": _raw(at("empty.xlsx"), b""),
        "no-rows": _raw(at("no-rows.csv"), b"kode,ANGKA\n"),
    }


def _texts(at: At) -> dict[str, Path]:
    """Make hostile CSV files."""
    noise = random.Random(7).randbytes(200_000)
    return {
        "million-rows-csv": _csv(at("million.csv"), ["kode,ANGKA\n", *("31.71,5\n" * 1000 for _ in range(1000))]),
        "million-columns-csv": _csv(at("wide.csv"), ["kode,ANGKA", ",x" * 1_000_000, "\n31.71,5\n"]),
        "forty-megabytes-csv": _csv(at("big.csv"), ("31.71,5\n" * 10_000 for _ in range(500))),
        "one-endless-field": _csv(at("field.csv"), ["kode,ANGKA\n31.71,", "9" * 5_000_000]),
        "quote-never-closed": _csv(at("quote.csv"), ['kode,ANGKA\n31.71,"', "x\n" * 2_000_000]),
        "random-csv": _raw(at("noise.csv"), noise),
        "random-without-nul-csv": _raw(at("noise2.csv"), noise.replace(b"\0", b"")),
        "utf16-csv": _raw(at("utf16.csv"), "kode,ANGKA\n31.71,5\n".encode("utf-16")),
    }


def _strangers(at: At) -> dict[str, Path]:
    """Make files of other types under a false name."""
    good = book(at("good-for-cutting.xlsx")).read_bytes()
    noise = random.Random(7).randbytes(200_000)
    return {
        "zip-named-csv": _raw(at("zip.csv"), good),
        "xlsx-named-png": _raw(at("tabel.png"), good),
        "random-xlsx": _raw(at("noise.xlsx"), noise),
        "random-after-pk": _raw(at("noise-pk.xlsx"), b"PK\x03\x04" + noise),
        "random-with-directory": _raw(at("noise-end.xlsx"), b"PK\x03\x04" + noise + good[good.rfind(b"PK\x05\x06") :]),
        "pdf-named-xlsx": _raw(at("pdf.xlsx"), b"%PDF-1.7\n" + noise),
        "old-excel": _raw(at("old.xlsx"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise),
        "old-excel-xls": _raw(at("old.xls"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise),
        "docx": _zip_of(at("word.xlsx"), {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
        "ods": _zip_of(at("calc.xlsx"), {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "xlsb": book(at("binary.xlsx"), {"xl/workbook.bin": b"x"}),
        "macros": book(at("macro.xlsx"), {"xl/vbaProject.bin": b"x"}),
        "xlsm-name": _raw(at("macro.xlsm"), good),
    }


def _broken_archives(at: At) -> dict[str, Path]:
    """Make archives that are cut, locked or lie."""
    good = book(at("good-for-cutting.xlsx")).read_bytes()
    return {
        "empty-zip": _zip_of(at("nothing.xlsx"), {}),
        "cut-at-half": _raw(at("half.xlsx"), good[: len(good) // 2]),
        "cut-near-end": _raw(at("cut.xlsx"), good[:-30]),
        "flipped-bytes": patched(at("flip.xlsx"), _flip),
        "sizes-lie": patched(at("lie.xlsx"), _lie_about_size),
        "entries-lie": patched(at("entries.xlsx"), _lie_about_entries),
        "encrypted": patched(at("secret.xlsx"), _set_flag),
        "bzip2": book(at("bzip2.xlsx"), method=zipfile.ZIP_BZIP2),
        "path-traversal": book(at("up.xlsx"), {"../../etc/passwd": "x"}),
        "absolute-path": book(at("abs.xlsx"), {"/etc/passwd": "x"}),
        "backslash-path": book(at("back.xlsx"), {"xl\\..\\x": "x"}),
        "two-names-alike": book(at("alike.xlsx"), {"XL/workbook.xml": PARTS["xl/workbook.xml"]}),
        "five-thousand-parts": book(at("many.xlsx"), {f"xl/x{n}.xml": "<x/>" for n in range(5000)}),
    }


def _bombs(at: At) -> dict[str, Path]:
    """Make files that swell when they are opened."""
    return {
        "zip-bomb-300-mb": _bomb(at("bomb.xlsx"), 300 * 2**20),
        "zip-bomb-90-mb": _bomb(at("bomb90.xlsx"), 90 * 2**20),
        "zip-bomb-slow": _slow_bomb(at("slow.xlsx"), 130 * 2**20),
        "zip-bomb-that-lies": _lying_bomb(at("liar.xlsx")),
        "billion-laughs": book(at("laugh.xlsx"), {SHEET: _with_doctype(_laughs(), "&a8;")}),
        "billion-laughs-in-strings": book(at("laugh2.xlsx"), {STRINGS: f"{HEAD}{_laughs()}<sst>&a8;</sst>"}),
        "quadratic-blow-up": book(at("quad.xlsx"), {SHEET: _with_doctype(_quadratic(), "&a;" * 20_000)}),
        "outside-entity": book(
            at("xxe.xlsx"),
            {SHEET: _with_doctype('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;")},
        ),
        "doctype-in-styles": book(at("dtd.xlsx"), {"xl/styles.xml": f"{HEAD}<!DOCTYPE x><styleSheet/>"}),
        "utf16-xml": book(at("utf16.xlsx"), {SHEET: _with_doctype(_laughs(), "&a8;").encode("utf-16")}),
    }


def _wide_sheets(at: At) -> dict[str, Path]:
    """Make sheets that no grid can hold, and other traps for a parser."""
    strings = f'{HEAD}<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"></sst>'
    return {
        "million-rows-xlsx": streamed(at("rows.xlsx"), SHEET, _rows(1_000_000)),
        "far-cell": book(at("far.xlsx"), {SHEET: sheet(FAR)}),
        "far-cell-single-quotes": book(at("far1.xlsx"), {SHEET: sheet(FAR.replace('"', "'"))}),
        "far-cell-with-prefix": book(at("far2.xlsx"), {SHEET: _prefixed(FAR)}),
        "far-cell-with-spaces": book(at("far3.xlsx"), {SHEET: sheet(FAR.replace('r="', 'r = "'))}),
        "far-column-without-names": streamed(at("nameless.xlsx"), SHEET, _million_cells("<c/>")),
        "million-cells-with-values": streamed(at("cells.xlsx"), SHEET, _million_cells("<c><v>1</v></c>")),
        "table-in-a-picture": book(
            at("picture.xlsx"),
            {
                "xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace(
                    "worksheets/sheet1.xml", "media/a.png"
                ),
                "xl/media/a.png": sheet(FAR),
            },
        ),
        "huge-styles": streamed(at("styles.xlsx"), "xl/styles.xml", (b"<xf a='%d'/>" % n * 1000 for n in range(900))),
        "string-count-lies": book(at("sst.xlsx"), {STRINGS: strings}),
        "endless-cell": book(at("endless.xlsx"), {SHEET: sheet(ROWS.replace("kode", "x" * 400_000))}),
        "no-sheet-part": _without(at("nosheet.xlsx"), SHEET),
        "not-xml": book(at("notxml.xlsx"), {SHEET: "kode,ANGKA\n31.71,5"}),
        "cut-xml": book(at("cutxml.xlsx"), {SHEET: sheet(ROWS)[:-60]}),
    }


def harmless(folder: Path) -> dict[str, Path]:
    """Make files that are odd but must be read as if they were not."""
    at = folder.joinpath
    return {
        "good": book(at("good.xlsx")),
        "dimension-lies": book(at("dim.xlsx"), {SHEET: sheet(ROWS, '<dimension ref="A1:XFD1048576"/>')}),
        "deeply-nested": book(at("deep.xlsx"), {SHEET: sheet(ROWS, after="<x>" * 50_000 + "</x>" * 50_000)}),
        "single-quotes": book(at("quotes.xlsx"), {SHEET: sheet(ROWS.replace('"', "'"))}),
        "prefixed": book(at("prefix.xlsx"), {SHEET: _prefixed(ROWS)}),
        "stored": book(at("stored.xlsx"), method=zipfile.ZIP_STORED),
    }


def _prefixed(rows: str) -> str:
    for tag in ("row", "c", "v", "is", "t"):
        rows = (
            rows.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        )
    return f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'


def _zip_of(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _without(path: Path, name: str) -> Path:
    return _zip_of(path, {other: content for other, content in PARTS.items() if other != name})


def _lying_bomb(path: Path) -> Path:
    data = bytearray(_bomb(path, 200 * 2**20).read_bytes())
    _lie_about_size(data)
    path.write_bytes(data)
    return path


def _peak() -> float:
    """Return the most memory this program has held, in MB; getrusage would count the parent's as well."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main() -> None:
    """Read the files named on standard input, one after the other, and write what happened to each."""
    from kotaham.core.errors import Refused  # noqa: PLC0415
    from kotaham.workbook.read import read_facts  # noqa: PLC0415
    from tests.workbook.small import instrument  # noqa: PLC0415

    law, results = instrument("ANGKA"), {}
    for name, path in json.load(sys.stdin).items():
        for _ in range(4):  # a file that a busy machine was slow with gets three more tries
            began = time.perf_counter()
            try:
                reading = read_facts(Path(path), law)
                outcome = ["read", str(len(reading.table.subjects)), ""]
            except Refused as refused:
                outcome = [refused.codes[0], refused.text(), refused.text("en")]
            seconds = time.perf_counter() - began
            results[name] = [seconds, _peak(), *outcome]
            if seconds <= SECONDS:
                break
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    json.dump({"children": children, "results": results}, sys.stdout)


if __name__ == "__main__":
    main()
