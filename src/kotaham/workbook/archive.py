"""Check the parts of an XLSX before parsing: their true sizes, their names, and XML that declares entities.

Nothing is unpacked to disk. Every part is inflated once in small pieces; its real bytes are counted against what the
directory declares, because a directory can lie.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook import limits
from kotaham.workbook.sheet_scan import SheetScan, TooMuch

TOO_LARGE = Kind(
    "file.too-large",
    Say("Berkas ini terlalu besar: {what} melebihi {limit}.", "This file is too large: {what} more than {limit}."),
    Say(
        "Bagi menjadi beberapa berkas, atau hapus baris, kolom, dan lembar kosong yang ikut tersimpan.",
        "Split it into several files, or delete empty rows, columns and sheets that were saved along.",
    ),
)
WRONG_TYPE = Kind(
    "file.wrong-type",
    Say("Jenis berkas ini tidak diterima: {found}.", "This type of file is not accepted: {found}."),
    Say(
        "Simpan sebagai XLSX (tanpa makro dan tanpa kata sandi) atau CSV UTF-8.",
        "Save it as XLSX (without macros or password) or as CSV UTF-8.",
    ),
)
DAMAGED = Kind(
    "file.damaged",
    Say("Berkas ini rusak atau terpotong: {detail}.", "This file is damaged or cut short: {detail}."),
    Say(
        "Buka di Excel atau LibreOffice, simpan ulang, lalu coba lagi.",
        "Open it in Excel or LibreOffice, save it again and retry.",
    ),
)
SUSPICIOUS = Kind(
    "file.suspicious",
    Say("Berkas ini ditolak demi keamanan: {detail}.", "This file is refused for safety: {detail}."),
    Say(
        "Salin tabelnya ke buku kerja baru dan simpan sebagai XLSX biasa.",
        "Copy the table into a new workbook and save that as an ordinary XLSX.",
    ),
)

_PIECE = 2**20
_END_OF_DIRECTORY = b"PK\x05\x06"
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DECLARES = re.compile(rb"<!(?!--|\[CDATA\[)")
_COUNT = re.compile(rb"ount\s*=\s*[\"'](\d+)")  # count, uniqueCount: a parser sets memory aside for as many
_FOREIGN = {
    "mimetype": Say("OpenDocument (.ods)", "OpenDocument (.ods)"),
    "xl/workbook.bin": Say("XLSX biner (.xlsb)", "binary XLSX (.xlsb)"),
    "xl/vbaproject.bin": Say("buku kerja dengan makro (.xlsm)", "a workbook with macros (.xlsm)"),
}


@dataclass(frozen=True)
class Archive:
    """What the check of an XLSX learned: the true size of all parts, and what each XML part holds."""

    total_bytes: int
    scans: dict[str, SheetScan] = field(default_factory=dict)


def admit_archive(data: bytes, where: Where) -> Archive:
    """Check all parts of an XLSX in memory; raises Refused with the first reason, told in words."""
    parts = _directory(data, where)
    _check_names(parts, where)
    _check_declared(parts, where)
    scans: dict[str, SheetScan] = {}
    total = 0
    for part in parts:
        scan = SheetScan()
        total += _check_part(data, part, scan, where)
        scans[part.filename] = scan
        if total > limits.MAX_TOTAL_BYTES:
            raise Refused(_too_large_unpacked(where))
    return Archive(total, scans)


def _directory(data: bytes, where: Where) -> list[zipfile.ZipInfo]:
    """Read the directory, after a look at how long it says it is."""
    end = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - 70_000))
    if end < 0 or len(data) < end + 22:
        raise Refused(DAMAGED(where, detail=Say("daftar isi arsip tidak ada", "the directory of the archive is gone")))
    count, size = struct.unpack_from("<HL", data, end + 10)
    if count == 0xFFFF or count > limits.MAX_ENTRIES or size > limits.MAX_DIRECTORY_BYTES:
        what = Say("bagian di dalam arsip", "the archive has parts:")
        raise Refused(TOO_LARGE(where, what=what, limit=str(limits.MAX_ENTRIES)))
    try:
        return zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, OverflowError, NotImplementedError) as error:
        raise Refused(DAMAGED(where, detail=Say("arsip tidak dapat dibaca", "the archive cannot be read"))) from error


def _check_names(parts: list[zipfile.ZipInfo], where: Where) -> None:
    names = [part.filename for part in parts]
    folded = {name.casefold() for name in names}
    for name, words in _FOREIGN.items():
        if name in folded:
            raise Refused(WRONG_TYPE(where, found=words))
    if len(folded) != len(names):
        raise Refused(_suspicious(where, "dua bagian arsip bernama sama", "two parts have the same name"))
    if any(_strange(name) for name in names):
        raise Refused(_suspicious(where, "nama bagian menunjuk ke luar arsip", "a part's name points outside"))
    if "xl/workbook.xml" not in folded or "[content_types].xml" not in folded:
        raise Refused(WRONG_TYPE(where, found=Say("arsip zip yang bukan XLSX", "a zip archive that is no XLSX")))


def _strange(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")


def _check_declared(parts: list[zipfile.ZipInfo], where: Where) -> None:
    """Refuse what the directory itself says is too much, or what only an unusual program writes."""
    for part in parts:
        if part.flag_bits & 0x1:
            raise Refused(WRONG_TYPE(where, found=Say("arsip berkata sandi", "an archive with a password")))
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused(_suspicious(where, "cara pemampatan tidak lazim", "an unusual way of compressing"))
        if part.file_size > _most_bytes(part.filename.casefold()):
            raise Refused(_too_large_unpacked(where))
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > limits.RATIO_FROM_BYTES and ratio > limits.MAX_RATIO:
            raise Refused(_suspicious(where, "bagian yang mengembang luar biasa", "a part that swells enormously"))
    if sum(part.file_size for part in parts) > limits.MAX_TOTAL_BYTES:
        raise Refused(_too_large_unpacked(where))


def _most_bytes(name: str) -> int:
    small = name in {"xl/styles.xml", "xl/workbook.xml", "[content_types].xml"} or name.endswith(".rels")
    return limits.MAX_SMALL_PART_BYTES if small else limits.MAX_PART_BYTES


def _check_part(data: bytes, part: zipfile.ZipInfo, scan: SheetScan, where: Where) -> int:
    """Inflate one part piece by piece, count and scan it; return its true size."""
    is_xml = part.filename.lower().endswith(_XML_ENDINGS)
    size, check, tail = 0, 0, b""
    try:
        for piece in _pieces(data, part):
            size, check = size + len(piece), zlib.crc32(piece, check)
            if size > part.file_size:
                raise Refused(_suspicious(where, "ukuran bagian arsip palsu", "a part is larger than it declares"))
            _check_text(tail + piece, is_xml, where)
            tail = piece[-64:]
            if is_xml:
                scan.feed(piece)
        if is_xml:
            scan.close()
    except TooMuch as error:
        raise Refused(TOO_LARGE(where, what=error.what, limit=error.limit)) from error
    except (zlib.error, struct.error, ValueError) as error:
        raise Refused(_broken(part, where)) from error
    if size != part.file_size or check != part.CRC:
        raise Refused(_broken(part, where))
    return size


def _check_text(window: bytes, is_xml: bool, where: Where) -> None:
    if is_xml and (_declares(window) or b"\0" in window[:64]):
        raise Refused(_suspicious(where, "XML dengan DOCTYPE atau entitas", "XML that declares a DOCTYPE or entities"))
    if is_xml and any(int(count[:12]) > limits.MAX_CELLS for count in _COUNT.findall(window)):
        raise Refused(_suspicious(where, "jumlah yang dinyatakan tidak masuk akal", "it declares absurd counts"))
    if not is_xml and (b"sheetData" in window or b"<?xml" in window):
        raise Refused(_suspicious(where, "tabel di bagian yang tidak semestinya", "a table in a part of another kind"))


def _declares(window: bytes) -> bool:
    return b"!" in window and _DECLARES.search(window) is not None  # one byte is found far faster than two


def _pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the true content of a part; what the directory says of its size is not trusted."""
    offset = part.header_offset
    if data[offset : offset + 4] != b"PK\x03\x04":
        raise ValueError("no local header")
    names, extra = struct.unpack_from("<HH", data, offset + 26)
    start = offset + 30 + names + extra
    raw = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(raw[at : at + _PIECE]) for at in range(0, len(raw), _PIECE))
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    piece = inflate.decompress(raw, _PIECE)
    while piece:
        yield piece
        piece = b"" if inflate.eof else inflate.decompress(inflate.unconsumed_tail, _PIECE)
    if not inflate.eof:
        raise ValueError("cut short")


def _suspicious(where: Where, indonesian: str, english: str) -> Problem:
    return SUSPICIOUS(where, detail=Say(indonesian, english))


def _too_large_unpacked(where: Where) -> Problem:
    what = Say("isinya setelah dibuka", "unpacked it is")
    return TOO_LARGE(where, what=what, limit=f"{limits.MAX_PART_BYTES // 2**20} MB")


def _broken(part: zipfile.ZipInfo, where: Where) -> Problem:
    name = part.filename[:60]
    return DAMAGED(where, detail=Say(f"bagian {name} tidak utuh", f"part {name} is not whole"))
