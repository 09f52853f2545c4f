"""Codes of cities: Kemendagri `31.71` and BPS `3171` look alike and mean different places; neither is guessed."""

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from io import StringIO
from pathlib import Path

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook import limits
from kotaham.workbook.faults import Fault, shown
from kotaham.workbook.numbers import fault_of
from kotaham.workbook.words import as_text

KEMENDAGRI = re.compile(r"[1-9]\d\.\d\d", re.ASCII)
BPS = re.compile(r"[1-9]\d{3}", re.ASCII)

NO_CODE = Kind(
    "table.no-code",
    Say("Baris ini tidak memiliki kode daerah.", "This row has no region code."),
    Say(
        "Isi kode Kemendagri (misalnya 31.71), atau hapus baris ini bila bukan daerah (catatan, jumlah, sumber).",
        "Give the Kemendagri code (such as 31.71), or delete the row if it is no city (a note, total or source).",
    ),
)
AMBIGUOUS_CODE = Kind(
    "table.ambiguous-code",
    Say(
        "Kode '{value}' tanpa titik dapat berarti dua daerah: kode Kemendagri {dotted}, atau kode BPS {value}.",
        "Code '{value}' without a dot can mean two cities: Kemendagri code {dotted}, or BPS code {value}.",
    ),
    Say(
        "Tulis kode Kemendagri dengan titik; untuk kode BPS pakai pemetaan dengan `system: bps` dan tabel padanannya.",
        "Write the Kemendagri code with its dot; for BPS codes use a mapping with `system: bps` and its crosswalk.",
    ),
    why=Say(
        "Contohnya 3171: bagi BPS itu Jakarta Selatan, sedangkan Kemendagri 31.71 adalah Jakarta Pusat.",
        "For example 3171: to BPS it is South Jakarta, whereas Kemendagri 31.71 is Central Jakarta.",
    ),
)
SHORT_CODE = Kind(
    "table.short-code",
    Say(
        "Kode '{value}' kurang satu angka: {first} atau {second}?", "Code '{value}' lacks a digit: {first} or {second}?"
    ),
    Say("Tulis dua angka sebelum dan dua angka sesudah titik.", "Write two digits before and two after the dot."),
)
BAD_CODE = Kind(
    "table.bad-code",
    Say("'{value}' bukan kode kabupaten/kota Kemendagri.", "'{value}' is no Kemendagri code of a city or regency."),
    Say("Kode itu berbentuk 31.71: dua angka, titik, dua angka.", "It looks like 31.71: two digits, dot, two digits."),
)
BAD_BPS_CODE = Kind(
    "table.bad-bps-code",
    Say("'{value}' bukan kode kabupaten/kota BPS.", "'{value}' is no BPS code of a city or regency."),
    Say("Kode BPS berupa empat angka, misalnya 3171.", "A BPS code has four digits, such as 3171."),
)
NOT_IN_CROSSWALK = Kind(
    "table.not-in-crosswalk",
    Say("Kode BPS {value} tidak ada di tabel padanan {file}.", "BPS code {value} is not in the crosswalk {file}."),
    Say("Periksa kodenya, atau lengkapi tabel padanan.", "Check the code, or complete the crosswalk."),
)
LONG_CODE = Kind(
    "table.long-code",
    Say("Kode '{value}' lebih dari 60 huruf.", "Code '{value}' has more than 60 characters."),
    Say("Pakai kode yang pendek.", "Use a short code."),
)
TAKEN_AS_CODE = Kind(
    "table.code-from-number",
    Say(
        "Kode {value} tersimpan sebagai angka dan dibaca sebagai {code}.",
        "Code {value} was stored as a number and is read as {code}.",
    ),
    Say(
        "Bila bukan itu maksudnya, ubah format kolom kode menjadi Teks.", "If that is wrong, format the column as Text."
    ),
    why=Say(
        "Bagian kedua kode selalu dua angka (01 sampai 99), sehingga angka 31,7 hanya dapat berasal dari 31.70.",
        "The second part of a code always has two digits (01 to 99), so the number 31.7 can only be 31.70.",
    ),
)
BAD_CROSSWALK = Kind(
    "mapping.bad-crosswalk",
    Say("Tabel padanan kode tidak dapat dipakai: {detail}.", "The crosswalk of codes cannot be used: {detail}."),
    Say("Perbaiki berkasnya atau nama kolomnya di pemetaan.", "Mend the file, or its column names in the mapping."),
)


def read_code(cell: object) -> str | Fault:
    """Read a cell as the Kemendagri code of a city.

    A number cell 31.7 is 31.70: Excel drops the zero of a code that looks like a number, and no code has one digit
    after the dot. The same as text is refused, because a person may have meant 31.07.
    """
    if isinstance(cell, float) and not cell.is_integer():
        return _from_number(cell)
    if not isinstance(cell, str | int | float) or isinstance(cell, bool):
        return fault_of(cell)
    text = as_text(cell)
    if KEMENDAGRI.fullmatch(text):
        return text
    return Fault(*_what_is_wrong(text))


def _from_number(cell: float) -> str | Fault:
    number = Decimal(f"{cell:.15g}")
    text = f"{number:.2f}"
    exact = Decimal(text) == number
    return text if exact and KEMENDAGRI.fullmatch(text) else Fault(BAD_CODE, {"value": shown(number)})


def _what_is_wrong(text: str) -> tuple[Kind, dict[str, object]]:
    if not text:
        return NO_CODE, {}
    if BPS.fullmatch(text):
        return AMBIGUOUS_CODE, {"value": text, "dotted": f"{text[:2]}.{text[2:]}"}
    if re.fullmatch(r"[1-9]\d\.\d", text, re.ASCII):
        return SHORT_CODE, {"value": text, "first": f"{text}0", "second": f"{text[:3]}0{text[3]}"}
    return BAD_CODE, {"value": shown(text)}


def read_free_code(cell: object) -> str | Fault:
    """Read a cell as the code of a service or a draft: any short text."""
    text = as_text(cell)
    if not text:
        return Fault(NO_CODE, {})
    return text if len(text) <= 60 else Fault(LONG_CODE, {"value": shown(text)})


def read_bps_code(cell: object, crosswalk: Mapping[str, str], file: str) -> str | Fault:
    """Read a cell as a BPS code and return the Kemendagri code of the same city."""
    text = as_text(cell) if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""
    if not text:
        return Fault(NO_CODE, {})
    if not BPS.fullmatch(text):
        return Fault(BAD_BPS_CODE, {"value": shown(text)})
    return crosswalk.get(text) or Fault(NOT_IN_CROSSWALK, {"value": text, "file": file})


def read_crosswalk(path: Path, from_column: str, to_column: str) -> dict[str, str]:
    """Read a CSV of code pairs (BPS to Kemendagri); raises Refused with every bad line."""
    where = Where(path.name)
    try:
        data = path.read_bytes()[: limits.MAX_FILE_BYTES]
        rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(BAD_CROSSWALK(where, detail=Say("tidak terbaca", "it cannot be read"))) from error
    missing = [name for name in (from_column, to_column) if not rows or name not in rows[0]]
    if missing:
        detail = Say(f"tidak ada kolom {', '.join(missing)}", f"no column {', '.join(missing)}")
        raise Refused(BAD_CROSSWALK(where, detail=detail))
    pairs: dict[str, str] = {}
    problems = [
        p for line, row in enumerate(rows, 2) for p in _add_pair(pairs, row, from_column, to_column, path, line)
    ]
    if problems:
        raise Refused(problems)
    return pairs


def _add_pair(
    pairs: dict[str, str], row: Mapping[str, str | None], from_: str, to: str, path: Path, line: int
) -> list[Problem]:
    bps, kemendagri = (row[from_] or "").strip(), (row[to] or "").strip()
    if not bps or not kemendagri:
        return []  # a city without a code in one of the two systems
    right = BPS.fullmatch(bps) and KEMENDAGRI.fullmatch(kemendagri)
    if right and pairs.setdefault(bps, kemendagri) == kemendagri:
        return []
    said = shown(f"{bps} = {kemendagri}")
    detail = Say(f"pasangan {said} salah atau bertentangan", f"the pair {said} is wrong or contradicts another")
    return [BAD_CROSSWALK(Where(path.name, line=line), detail=detail)]
