"""Read tables of places: the packaged reference data, or a file of one's own; all its faults are told at once."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kotaham.apps.places import rules
from kotaham.apps.places.models import Kind, Level, Zone
from kotaham.core.errors import Kind as Letter
from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.language import Say

FILES = {"province": "provinces.csv", "city": "regencies.csv", "district": "districts.csv", "village": "villages.csv"}
DATA = Path(__file__).parents[1] / "data"

MISSING = Letter(
    "places.file-missing",
    Say("Berkas {name} tidak ada.", "The file {name} does not exist."),
    Say(
        "Periksa namanya; data bawaan dibuat oleh `tools/frontend`.",
        "Check its name; `tools/frontend` makes the packaged data.",
    ),
)
NO_TEXT = Letter(
    "places.file-no-text",
    Say("Berkas ini bukan tabel CSV dalam UTF-8.", "This file is no CSV table in UTF-8."),
    Say("Simpan ulang sebagai CSV UTF-8.", "Save it again as CSV UTF-8."),
)
NO_COLUMN = Letter(
    "places.column-missing",
    Say("Kolom {columns} tidak ada.", "There is no column {columns}."),
    Say("Tulis nama kolom pada baris pertama: {wanted}.", "Name the columns in the first row: {wanted}."),
)
BAD_CODE = Letter(
    "places.code-bad",
    Say("“{found}” bukan kode Kemendagri.", "“{found}” is no Kemendagri code."),
    Say(
        "Tulis dengan titik: 31, 31.71, 31.71.01 atau 31.71.01.1001.",
        "Write it with dots: 31, 31.71, 31.71.01 or 31.71.01.1001.",
    ),
)
TWICE = Letter(
    "places.code-twice",
    Say("Kode {code} sudah ada pada baris {row}.", "The code {code} stands in row {row} already."),
    Say("Sisakan satu baris saja.", "Keep one row only."),
)
NO_NAME = Letter(
    "places.name-missing",
    Say("Nama wilayah {code} kosong.", "The name of place {code} is empty."),
    Say("Isi nama resminya.", "Give its official name."),
)
LONG_NAME = Letter(
    "places.name-long",
    Say("Nama wilayah {code} lebih dari 120 huruf.", "The name of place {code} has more than 120 characters."),
    Say("Periksa apakah kolomnya tertukar.", "Check whether columns were swapped."),
)
NOT_ONE_OF = Letter(
    "places.not-one-of",
    Say("“{found}” tidak dikenal.", "“{found}” is not known."),
    Say("Tulis salah satu: {wanted}.", "Write one of: {wanted}."),
)
NO_ZONE = Letter(
    "places.zone-unknown",
    Say("Zona waktu wilayah {code} tidak dikenal.", "The time zone of place {code} is not known."),
    Say("Tambahkan kolom zone berisi WIB, WITA, atau WIT.", "Add a column zone with WIB, WITA or WIT."),
    Say("Provinsinya tidak ada dalam tabel zona waktu.", "Its province is not in the table of time zones."),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place as a table tells it."""

    code: str
    name: str
    kind: Kind
    zone: Zone
    autonomous: bool
    where: Where

    @property
    def level(self) -> Level:
        """How deep the place lies."""
        return rules.level_of(self.code)


def packaged(levels: Iterable[str], folder: Path = DATA) -> list[Path]:
    """Return the files of the reference data for some levels; the large ones are packed."""
    found = []
    for level in levels:
        plain = folder / FILES[level]
        packed = plain.with_name(f"{plain.name}.gz")
        found.append(packed if packed.is_file() and not plain.is_file() else plain)
    return found


def read_places(files: Sequence[Path]) -> list[Row]:
    """Read tables of places, or refuse with every fault of all of them."""
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    rows = [row for file in files for row in _read_file(file, seen, problems)]
    if problems:
        raise Refused(problems)
    return rows


def read_table(file: Path, needed: Sequence[str]) -> Iterator[tuple[Where, dict[str, str]]]:
    """Read a CSV file, packed or not, row by row, with every cell stripped; refuse a file without its columns."""
    for number, row in enumerate(_table(file, needed), start=2):
        yield Where(file.name, row=number), row


def _table(file: Path, needed: Sequence[str]) -> Iterator[dict[str, str]]:
    if not file.is_file():
        raise Refused(MISSING(name=str(file)))
    try:
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        text = data.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        absent = [name for name in needed if name not in (reader.fieldnames or ())]
        if absent:
            raise Refused(NO_COLUMN(Where(file.name, row=1), columns=", ".join(absent), wanted=", ".join(needed)))
        for row in reader:
            yield {name: " ".join((value or "").split()) for name, value in row.items() if isinstance(name, str)}
    except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, EOFError) as error:
        raise Refused(NO_TEXT(Where(file.name))) from error


def _read_file(file: Path, seen: dict[str, int], problems: list[Problem]) -> Iterator[Row]:
    for where, cells in read_table(file, ("code", "name")):
        if not any(cells.values()):
            continue
        found = _code_faults(cells["code"], where, seen) or _name_faults(cells, where)
        if found:
            problems += found
            continue
        zone, kind = _zone(cells, where, problems), _kind(cells, where, problems)
        if zone and kind:
            own = cells.get("autonomous", "")
            autonomous = own in {"ya", "yes", "1"} if own else rules.is_autonomous(cells["code"], cells["name"])
            yield Row(cells["code"], cells["name"], kind, zone, autonomous, where)


def _code_faults(code: str, where: Where, seen: dict[str, int]) -> list[Problem]:
    at = Where(where.source, row=where.row, column="code")
    if not rules.is_code(code):
        return [BAD_CODE(at, found=code[:40])]
    first = seen.setdefault(code, where.row or 0)
    return [] if first == where.row else [TWICE(at, code=code, row=first)]


def _name_faults(cells: dict[str, str], where: Where) -> list[Problem]:
    at = Where(where.source, row=where.row, column="name")
    if not cells["name"]:
        return [NO_NAME(at, code=cells["code"])]
    return [LONG_NAME(at, code=cells["code"])] if len(cells["name"]) > 120 else []


def _zone(cells: dict[str, str], where: Where, problems: list[Problem]) -> Zone | None:
    at = Where(where.source, row=where.row, column="zone")
    text = cells.get("zone", "").upper()
    if text in Zone.__members__:
        return Zone[text]
    if text:
        problems.append(NOT_ONE_OF(at, found=text[:40], wanted=", ".join(Zone.__members__)))
        return None
    zone = rules.zone_of(cells["code"])
    problems += [] if zone else [NO_ZONE(at, code=cells["code"])]
    return zone


def _kind(cells: dict[str, str], where: Where, problems: list[Problem]) -> Kind | None:
    text = cells.get("kind", "").lower()
    if text and text not in Kind.values:
        at = Where(where.source, row=where.row, column="kind")
        problems.append(NOT_ONE_OF(at, found=text[:40], wanted=", ".join(Kind.values)))
        return None
    return Kind(text) if text else rules.kind_of(cells["code"])
