"""Look at a file before anything parses it: what it is, how large it is, and whether it can be taken at all."""

import stat
from pathlib import Path

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook import limits
from kotaham.workbook.archive import DAMAGED, TOO_LARGE, WRONG_TYPE, Archive, admit_archive

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})

NOT_FOUND = Kind(
    "file.not-found",
    Say("Berkas ini tidak ada atau tidak dapat dibuka.", "There is no such file, or it cannot be opened."),
    Say("Periksa nama dan foldernya.", "Check its name and folder."),
)
NOT_A_FILE = Kind(
    "file.not-a-file",
    Say("Ini bukan berkas, melainkan folder atau hal lain.", "This is not a file but a folder or something else."),
    Say("Berikan satu berkas XLSX atau CSV.", "Give one XLSX or CSV file."),
)
EMPTY = Kind(
    "file.empty",
    Say("Berkas ini kosong (0 bita).", "This file is empty (0 bytes)."),
    Say("Unduh atau simpan ulang berkasnya.", "Download or save the file again."),
)
OLD_EXCEL = Say("Excel lama (.xls) atau XLSX berkata sandi", "an old Excel file (.xls) or an XLSX with a password")
NOT_XLSX = Say("isinya bukan buku kerja XLSX", "its content is not an XLSX workbook")


def admit(path: Path) -> tuple[bytes, Archive | None]:
    """Return the bytes of a file that may be read, with what is known of its parts when it is an XLSX.

    The bytes are read once, so that what was checked is what is parsed. Raises Refused.
    """
    where = Where(path.name)
    data = _bytes(path, where)
    return data, (admit_archive(data, where) if _is_xlsx(path.suffix.lower(), data[:4], where) else None)


def _bytes(path: Path, where: Where) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused(NOT_A_FILE(where))
        if status.st_size == 0:
            raise Refused(EMPTY(where))
        if status.st_size > limits.MAX_FILE_BYTES:
            size = Say("ukurannya", "its size is")
            raise Refused(TOO_LARGE(where, what=size, limit=f"{limits.MAX_FILE_BYTES // 2**20} MB"))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(NOT_FOUND(where)) from error


def _is_xlsx(ending: str, head: bytes, where: Where) -> bool:
    """Tell XLSX from text by ending and first bytes; both must agree."""
    if head == b"\xd0\xcf\x11\xe0":
        raise Refused(WRONG_TYPE(where, found=OLD_EXCEL))
    zipped = head[:2] == b"PK"
    if ending == ".xlsx" and not zipped:
        raise Refused(DAMAGED(where, detail=NOT_XLSX))
    if ending in TEXT_ENDINGS and zipped:
        found = Say(f"arsip zip yang bernama {ending}", f"a zip archive that is named {ending}")
        raise Refused(WRONG_TYPE(where, found=found))
    if ending not in TEXT_ENDINGS | {".xlsx"}:
        name = ending[:12] or "–"
        raise Refused(WRONG_TYPE(where, found=Say(f"akhiran nama {name}", f"the name ends in {name}")))
    return ending == ".xlsx"
