"""Read the form of one city: a row per answer, the city's code and name above the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kotaham.core.errors import Kind, Refused
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Say
from kotaham.workbook import fields
from kotaham.workbook.cells import Cell, Grid
from kotaham.workbook.faults import shown
from kotaham.workbook.layout import ROW, TWICE, Column, Names, Source, is_blank, letter, unknown_column
from kotaham.workbook.words import as_text, folded, quoted

ANSWER = "jawaban"
HEADERS = {
    "kode": fields.CODE,
    "code": fields.CODE,
    "jawaban": ANSWER,
    "isian": ANSWER,
    "answer": ANSWER,
    "kosong": fields.MISSING,
    "alasan tidak ada data": fields.MISSING,
    "reason for no data": fields.MISSING,
    "tidak_berlaku": fields.NOT_APPLICABLE,
    "alasan tidak berlaku": fields.NOT_APPLICABLE,
    "reason for not applicable": fields.NOT_APPLICABLE,
    "bukti": fields.EVIDENCE,
    "data dukung": fields.EVIDENCE,
    "evidence": fields.EVIDENCE,
}
PERIOD = "periode"
LABELS = {
    "kode wilayah": fields.CODE,
    "kode daerah": fields.CODE,
    "kode layanan/rancangan": fields.CODE,
    "region code": fields.CODE,
    "code of the service or draft": fields.CODE,
    "nama": fields.NAME,
    "nama daerah": fields.NAME,
    "name": fields.NAME,
    "provinsi": fields.PROVINCE,
    "province": fields.PROVINCE,
    "periode data": PERIOD,
    "data period": PERIOD,
}
NO_CITY = Kind(
    "form.no-city",
    Say(
        "Formulir ini tidak memuat isian 'Kode daerah' di atas tabel.",
        "This form has no 'Region code' above its table.",
    ),
    Say(
        "Tulis 'Kode daerah' dan di sel sebelah kanannya kode Kemendagri (misalnya 31.71).",
        "Write 'Region code' and in the cell to its right the Kemendagri code (such as 31.71).",
    ),
)
ANSWER_WITHOUT_CODE = Kind(
    "form.answer-without-code",
    Say("Baris ini berisi '{value}' tetapi tidak punya kode.", "This row holds '{value}' but has no code."),
    Say(
        "Kembalikan kode di kolom 'Kode', atau hapus isinya.", "Put the code back in its column, or delete the content."
    ),
)
NOT_IN_THIS_ROW = Kind(
    "form.not-in-this-row",
    Say(
        "Jawaban {code} tidak ditulis di baris ini melainkan di baris {parts}.",
        "The answer to {code} belongs not in this row but in the rows {parts}.",
    ),
    Say("Pindahkan isinya.", "Move it there."),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the form."""

    row: int
    code: str
    cells: dict[str, Cell]


def is_form_header(row: Sequence[Cell]) -> bool:
    """Tell whether a row is the header of a form: it has a column for codes and one for answers."""
    found = {HEADERS.get(folded(cell)) for cell in row if isinstance(cell, str)}
    return {fields.CODE, ANSWER} <= found


def form_headings(row: Sequence[Cell]) -> int:
    """Count the different headings of a form in a row."""
    return len({HEADERS.get(folded(cell)) for cell in row if isinstance(cell, str)} - {None})


class FormReader:
    """Reads one form into columns of one cell each."""

    def __init__(self, grid: Grid, header: int, names: Names, instrument: Instrument) -> None:
        """Take the sheet and the row (from 0) of its header."""
        self.grid, self.header, self.names = grid, header, names
        self.at: dict[str, int] = {}
        for index, cell in enumerate(grid.rows[header]):
            role = HEADERS.get(folded(cell)) if isinstance(cell, str) else None
            if role and role not in self.at:
                self.at[role] = index
        self.parts = {
            fields.base_name(i): [f.name for f in fields.value_fields(i)] for i in instrument.known_indicators
        }
        self.owner = {name: base for base, names_ in self.parts.items() for name in (base, *names_)}
        self.columns: dict[str, Column] = {}
        headings = {role: as_text(grid.rows[header][index]) for role, index in self.at.items()}
        self.source = Source(grid, self.columns, [], layout="long", headings=headings)

    def read(self) -> Source:
        """Return the form as a source of one subject; raises Refused when the form has no place for the city."""
        period = self._labels()
        row = self.columns[fields.CODE].rows[0]
        for entry in self._entries():
            self._take(entry)
        return replace(self.source, rows=[row], period=period)

    def _labels(self) -> str:
        period = ""
        for at, row in enumerate(self.grid.rows[: self.header]):
            for index, cell in enumerate(row[:-1]):
                role = LABELS.get(folded(cell).rstrip(" :*")) if isinstance(cell, str) else None
                value = row[index + 1]
                if role == PERIOD:
                    period = as_text(value)
                elif role and role not in self.columns:
                    self.columns[role] = Column(role, as_text(cell), letter(index + 1), [at + 1], [value])
        if fields.CODE not in self.columns:
            raise Refused(NO_CITY(self.grid.where()))
        return period

    def _entries(self) -> Iterator[_Entry]:
        for at in range(self.header + 1, len(self.grid.rows)):
            row = self.grid.rows[at]
            cells = {role: row[index] if index < len(row) else "" for role, index in self.at.items()}
            code = as_text(cells.pop(fields.CODE))
            yield _Entry(at + 1, code, {role: cell for role, cell in cells.items() if not is_blank(cell)})

    def _take(self, entry: _Entry) -> None:
        name = self.names.find(entry.code) if entry.code else None
        where = self.grid.where(entry.row, f"{letter(self.at[fields.CODE])} ({shown(entry.code)})")
        if not entry.code:
            if entry.cells:
                value = quoted(next(iter(entry.cells.values())))
                self.source.refuse(0, ANSWER_WITHOUT_CODE(self.grid.where(entry.row), value=value))
        elif name is None and self.names.find(f"{entry.code}.{fields.EVIDENCE}") is None:
            self.source.notes.append(unknown_column(where, entry.code, self.names, ROW))
        else:
            base = self.owner.get(name or entry.code, name or entry.code)
            self._answer(entry, name, base)
            for part in fields.ANNEX:
                self._annex(entry, f"{base}.{part}", part)

    def _answer(self, entry: _Entry, name: str | None, base: str) -> None:
        """Keep the answer cell of a row."""
        where = self.grid.where(entry.row, f"{letter(self.at[ANSWER])} ({entry.code})")
        if name is None:
            if ANSWER in entry.cells:
                parts = ", ".join(self.parts.get(base, ()))
                self.source.refuse(0, NOT_IN_THIS_ROW(where, code=entry.code, parts=parts))
        elif name in self.columns:
            self.source.refuse(0, TWICE(where, name=name, thing=ROW))
        else:
            cell = entry.cells.get(ANSWER, "")
            self.columns[name] = Column(name, entry.code, letter(self.at[ANSWER]), [entry.row], [cell])

    def _annex(self, entry: _Entry, name: str, part: str) -> None:
        """Keep a reason or evidence; several rows of one indicator add up."""
        if part not in entry.cells:
            return
        cell = entry.cells[part]
        if name in self.columns:
            cell = f"{as_text(self.columns[name].cells[0])}; {as_text(cell)}"
        self.columns[name] = Column(name, entry.code, letter(self.at[part]), [entry.row], [cell])
