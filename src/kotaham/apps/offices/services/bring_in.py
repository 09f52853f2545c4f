"""Bring in the units of a government from a table: read, show, and only then write; all faults are told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.models import Kind, Office
from kotaham.apps.offices.services.guards import admit, lock
from kotaham.apps.offices.services.open import Words, add
from kotaham.core.errors import Kind as Letter
from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook.cells import Cell, open_book

MOST = 2000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("nama", "nama kantor", "nama perangkat daerah", "name"),
    "short_name": ("nama singkat", "singkatan", "short name"),
    "kind": ("jenis", "kind"),
    "parent": ("induk", "kantor induk", "parent"),
    "note": ("catatan", "note"),
}
KINDS: Mapping[str, str] = {
    "": Kind.UNIT,
    "perangkat daerah": Kind.UNIT,
    "opd": Kind.UNIT,
    "ukpd": Kind.UNIT,
    "unit": Kind.UNIT,
    "unit pelayanan": Kind.SERVICE_UNIT,
    "service unit": Kind.SERVICE_UNIT,
}
LIMITS = {"name": 200, "short_name": 60, "note": 500}

NO_HEADING = Letter(
    "offices.table-heading",
    Say("Tabel ini tidak punya kolom nama.", "This table has no column for names."),
    Say(
        "Tulis judul kolom pada baris pertama: nama, nama singkat, jenis, induk, catatan.",
        "Put headings in the first row: name, short name, kind, parent, note.",
    ),
)
NOTHING = Letter(
    "offices.table-empty",
    Say("Tabel ini tidak memuat unit.", "This table holds no units."),
    Say("Isi paling sedikit satu baris di bawah judul kolom.", "Fill in at least one row below the headings."),
)
TOO_MANY = Letter(
    "offices.table-long",
    Say("Tabel ini memuat lebih dari {limit} baris.", "This table has more than {limit} rows."),
    Say("Bagi menjadi beberapa berkas.", "Divide it into several files."),
)
NO_NAME = Letter(
    "offices.row-without-name",
    Say("Nama unit kosong.", "The name of the unit is empty."),
    Say("Isi namanya, atau hapus barisnya.", "Give its name, or delete the row."),
)
TOO_LONG = Letter(
    "offices.row-too-long",
    Say("Isinya lebih dari {limit} huruf.", "It has more than {limit} characters."),
    Say("Ringkaskan.", "Shorten it."),
)
TWICE = Letter(
    "offices.row-twice",
    Say("“{name}” sudah ada pada baris {row}.", "“{name}” stands in row {row} already."),
    Say("Sisakan satu baris saja.", "Keep one row only."),
)
NO_KIND = Letter(
    "offices.row-kind",
    Say("Jenis “{found}” tidak dikenal.", "The kind “{found}” is not known."),
    Say("Tulis perangkat daerah atau unit pelayanan.", "Write unit or service unit."),
)
NO_PARENT = Letter(
    "offices.row-parent",
    Say(
        "Induk “{found}” tidak ada di kantor ini maupun di atas baris ini.",
        "The parent “{found}” exists neither in this office nor above this row.",
    ),
    Say("Periksa namanya, atau taruh barisnya lebih dahulu.", "Check its name, or put its row first."),
)
UNDER_SERVICE = Letter(
    "offices.row-under-service-unit",
    Say("Induk “{found}” adalah unit pelayanan.", "The parent “{found}” is a service unit."),
    Say("Pilih perangkat daerah sebagai induk.", "Choose a unit as the parent."),
)

TOO_LARGE = Letter(
    "offices.table-large",
    Say("Berkas ini lebih dari 5 MB.", "This file is larger than 5 MB."),
    Say(
        "Hapus gambar dan lembar lain, atau simpan sebagai CSV.", "Remove pictures and other sheets, or save it as CSV."
    ),
)
BAD_ROWS = Letter(
    "offices.table-rows",
    Say("Isi pratinjau tidak dapat dibaca.", "The content of the preview cannot be read."),
    Say("Unggah tabelnya sekali lagi.", "Upload the table once more."),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit as a table gives it."""

    name: str
    short_name: str
    kind: str
    parent: str
    note: str
    row: int
    exists: bool = False


def read_units(file: Path, office: Office) -> list[Line]:
    """Read a table (CSV or XLSX) of units of an office, or refuse with every fault."""
    book = open_book(file, _is_heading)
    for grid in book.grids:
        start = next((n for n, row in enumerate(grid.rows[:20]) if _is_heading(row)), None)
        if start is not None and not grid.hidden:
            columns = _columns(grid.rows[start])
            rows = [
                (number, {name: _text(row, at) for name, at in columns.items()})
                for number, row in enumerate(grid.rows[start + 1 :], start=start + 2)
            ]
            return check_units(
                [(number, row) for number, row in rows if any(row.values())], office, Where(file.name, sheet=grid.sheet)
            )
    raise Refused(NO_HEADING(Where(file.name)))


def _is_heading(row: Sequence[Cell]) -> bool:
    return "name" in _columns(row)


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        words = " ".join(str(cell).replace("_", " ").lower().split())
        name = next((name for name, words_of in COLUMNS.items() if words in words_of), None)
        if name:
            found.setdefault(name, at)
    return found


def _text(row: Sequence[Cell], at: int) -> str:
    return " ".join(str(row[at]).replace("\0", "").split()) if at < len(row) else ""


def check_units(rows: Sequence[tuple[int, Mapping[str, str]]], office: Office, where: Where) -> list[Line]:
    """Return the rows as units, each told whether it exists, or refuse with every fault."""
    if not rows:
        raise Refused(NOTHING(where))
    if len(rows) > MOST:
        raise Refused(TOO_MANY(where, limit=MOST))
    problems: list[Problem] = []
    known = _known(office)
    there = dict(known)
    seen: dict[str, int] = {}
    lines = []
    for number, row in rows:
        at = Where(where.source, sheet=where.sheet, row=number)
        line = _line(number, row, there, at, problems)
        if line is None:
            continue
        key = line.name.casefold()
        if key in seen:
            problems.append(TWICE(at, name=line.name, row=seen[key]))
        seen.setdefault(key, number)
        there.setdefault(key, line.kind)
        lines.append(Line(**{**asdict(line), "exists": key in known}))
    if problems:
        raise Refused(problems)
    return lines


def _known(office: Office) -> dict[str, str]:
    """Return the kinds of the units that stand in a government already, by name without capitals."""
    rows = Office.objects.filter(parent__in=[office.pk, *office.children.values_list("pk", flat=True)], valid_to=None)
    return {name.casefold(): kind for name, kind in rows.values_list("name", "kind")}


def _line(
    number: int, row: Mapping[str, str], there: Mapping[str, str], at: Where, problems: list[Problem]
) -> Line | None:
    start = len(problems)
    text = {name: row.get(name, "") for name in COLUMNS}

    def cell(name: str) -> Where:
        return Where(at.source, sheet=at.sheet, row=number, column=COLUMNS[name][0])

    if not text["name"]:
        problems.append(NO_NAME(cell("name")))
    problems += [TOO_LONG(cell(name), limit=most) for name, most in LIMITS.items() if len(text[name]) > most]
    kind = KINDS.get(text["kind"].lower(), text["kind"] if text["kind"] in KINDS.values() else "")
    if not kind:
        problems.append(NO_KIND(cell("kind"), found=text["kind"][:40]))
    parent = text["parent"].casefold()
    if parent and parent not in there:
        problems.append(NO_PARENT(cell("parent"), found=text["parent"][:60]))
    elif parent and there[parent] == Kind.SERVICE_UNIT:
        problems.append(UNDER_SERVICE(cell("parent"), found=text["parent"][:60]))
    if len(problems) > start:
        return None
    return Line(text["name"], text["short_name"], kind, text["parent"], text["note"], number)


def bring_in_units(office_id: int, *, actor: Actor, rows: Sequence[tuple[int, Mapping[str, str]]], source: str) -> int:
    """Open the units of a table under a government in one unit; those that exist are left alone."""
    with events.work(actor) as log:
        office = admit(actor, "offices.import", office_id)
        lock(office)  # a second click waits here, then finds everything there
        lines = check_units(rows, office, Where(source))
        by_name = {one.name.casefold(): one for one in Office.objects.filter(parent=office, valid_to=None)}
        opened = []
        for line in (line for line in lines if not line.exists):
            parent = by_name.get(line.parent.casefold(), office)
            made = add(parent, line.kind, Words(line.name, line.short_name, note=line.note))
            by_name[line.name.casefold()] = made
            opened.append(made.pk)
        if opened:
            data = {"count": len(opened), "first": opened[0], "last": opened[-1]}
            log.record("offices.units-imported", office, holder=office.pk, reason=source, data=data)
    return len(opened)
