"""Read a table of figures: CSV or XLSX, a city per row or the form of one city; nothing is guessed or dropped.

A file of facts (JSON) is read by `facts_file`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from kotaham.core.columns import NumberColumn
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.facts import Answer, FactTable, Number, Subject
from kotaham.core.instrument.model import Bonus, Instrument
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show_both
from kotaham.workbook import codes, fields
from kotaham.workbook.answers import Reader
from kotaham.workbook.cells import HEADER_WITHIN, NOT_UTF8, Book, Cell, Grid, open_book
from kotaham.workbook.facts_file import is_facts_file, read_facts_file
from kotaham.workbook.facts_letters import NOT_FOR_JSON
from kotaham.workbook.faults import NOWHERE, Blank, Fault
from kotaham.workbook.form_layout import FormReader, form_headings, is_form_header
from kotaham.workbook.form_meta import SHEET, FormMeta, check_meta, read_meta
from kotaham.workbook.layout import (
    ELSEWHERE,
    NO_HEADER,
    Names,
    Source,
    count_known,
    expected,
    find_header,
    is_wide_header,
    read_wide,
)
from kotaham.workbook.mapped import mapped_codes, mapped_source, read_mapped
from kotaham.workbook.mapping import TableMapping, is_mapped_header, load_mapping
from kotaham.workbook.numbers import Style
from kotaham.workbook.periods import Period, agreed_period, without_end
from kotaham.workbook.reading import InputFile, Reading, RefusedRow, told_once
from kotaham.workbook.subjects import CodeReader, read_subjects
from kotaham.workbook.values import IMPOSSIBLE, limits_told, read_figure
from kotaham.workbook.words import is_not_applicable

T = TypeVar("T")

SEVERAL_SHEETS = Kind(
    "table.several-sheets",
    Say("Beberapa lembar memuat tabel: {sheets}.", "Several sheets hold a table: {sheets}."),
    Say("Sebutkan salah satu dengan `--sheet`.", "Name one of them with `--sheet`."),
)
NO_SHEET = Kind(
    "table.no-such-sheet",
    Say("Lembar '{sheet}' tidak ada; yang ada: {sheets}.", "There is no sheet '{sheet}'; there are: {sheets}."),
    Say("Periksa namanya.", "Check its name."),
)
HIDDEN_SHEET = Kind(
    "table.hidden-sheet",
    Say("Lembar tersembunyi '{sheet}' tidak dibaca.", "The hidden sheet '{sheet}' was not read."),
    Say("Tampilkan lembar itu bila datanya dipakai.", "Unhide it if its data is to be used."),
)
NO_COLUMN = Kind(
    "table.no-column",
    Say(
        "{table} untuk {count} indikator: {codes}.",
        "{table} for {count} {count:indicator|indicators}: {codes}.",
    ),
    Say(
        "Jawabannya dicatat sebagai tidak ada data; tambahkan bila datanya ada.",
        "Their answers are kept as no data; add them if there is data.",
    ),
)
LACKS = {  # by layout: a table has columns, a form has rows
    "wide": Say("Tabel ini tidak memuat kolom", "This table has no column"),
    "long": Say("Formulir ini tidak memuat baris", "This form has no row"),
}
NO_SUCH_COLUMN = {
    "wide": Say("tabel tidak memuat kolom ini", "the table has no such column"),
    "long": Say("formulir tidak memuat baris ini", "the form has no such row"),
}


def read_facts(  # noqa: PLR0913 - each option is one thing a caller may state
    path: Path,
    instrument: Instrument,
    *,
    mapping: TableMapping | Path | None = None,
    numbers: Style | None = None,
    period: str = "",
    period_end: str = "",
    sheet: str | None = None,
    lang: Lang = "id",
    isolated: bool | None = None,
) -> Reading:
    """Read the answers of one file to an instrument.

    `numbers` states how text writes numbers (`id` 1.234,5; `en` 1,234.5); without it a number with two readings is
    refused. `period_end` is an ISO date. `isolated` parses an XLSX in a child process (None: large files only).
    Raises Refused for problems of the whole file; those of single rows are in the result.
    """
    if is_facts_file(path):
        _must_be_free_of({"--mapping": mapping, "--numbers": numbers, "--sheet": sheet}, path)
        return read_facts_file(path, instrument, Period(period, period_end))
    table = load_mapping(mapping, instrument) if isinstance(mapping, Path) else mapping
    job = _Job(instrument, numbers, sheet, lang, table)
    book = open_book(path, job.is_header, isolated)
    return job.read(book, Period(period, period_end))


def _must_be_free_of(options: Mapping[str, object], path: Path) -> None:
    """Refuse what only says something of tables."""
    given = [name for name, value in options.items() if value]
    if given:
        raise Refused(NOT_FOR_JSON(Where(path.name), option=name) for name in given)


class _Job:
    """One reading, from cells to the result."""

    def __init__(
        self, instrument: Instrument, style: Style | None, sheet: str | None, lang: Lang, mapping: TableMapping | None
    ) -> None:
        self.instrument, self.sheet, self.lang, self.mapping = instrument, sheet, lang, mapping
        self.style = style or (mapping.numbers if mapping else None)
        self.names = Names(fields.all_names(instrument))
        self.notes: list[Problem] = []

    def is_header(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row is a header of what this reading looks for."""
        if self.mapping:
            return is_mapped_header(self.mapping, row)
        return is_form_header(row) or is_wide_header(row, self.names)

    def names_known(self, row: Sequence[Cell]) -> int:
        """Count the names that this reading knows in a row."""
        return 1 if self.mapping else max(form_headings(row), count_known(row, self.names))

    def read(self, book: Book, period: Period) -> Reading:
        """Read a book of cells."""
        meta = None if self.mapping else read_meta(book.grids)
        self._check_form(meta, book.source)
        if book.not_utf8:
            self.notes.append(NOT_UTF8(Where(book.source)))
        grid, header = self._grid(book)
        source = self._source(grid, header)
        told = agreed_period(period, self.mapping, meta, source, book.source)
        subjects = read_subjects(source, self._code_reader())
        columns = self._columns(source, subjects)
        return self._reading(book, source, subjects, columns, told)

    def _check_form(self, meta: FormMeta | None, source: str) -> None:
        problems, notes = check_meta(meta, self.instrument, source) if meta else ([], [])
        if problems:
            raise Refused(problems)
        self.notes += notes

    def _grid(self, book: Book) -> tuple[Grid, int]:
        """Return the one sheet with a table, and the index of its header row."""
        shown = [grid for grid in book.grids if not grid.hidden]
        if self.sheet is not None and not book.is_csv:
            shown = [grid for grid in book.grids if grid.sheet == self.sheet]
            if not shown:
                sheets = ", ".join(str(grid.sheet) for grid in book.grids if grid.sheet != SHEET)
                raise Refused(NO_SHEET(Where(book.source), sheet=self.sheet, sheets=sheets))
        else:
            hidden = [grid for grid in book.grids if grid.hidden and not str(grid.sheet).startswith("_") and grid.rows]
            self.notes += [HIDDEN_SHEET(Where(book.source), sheet=grid.sheet) for grid in hidden]
        found = [
            (grid, at) for grid in shown if (at := find_header(grid, self.is_header, self.names_known)) is not None
        ]
        if not found:
            wanted = ", ".join(self.mapping.columns()[:6]) if self.mapping else expected(self.names)
            told = {"expected": wanted, "elsewhere": NOWHERE if self.mapping else ELSEWHERE}
            raise Refused(NO_HEADER(Where(book.source, sheet=self.sheet), within=HEADER_WITHIN, **told))
        if len(found) > 1:
            sheets = ", ".join(str(grid.sheet) for grid, _ in found)
            raise Refused(SEVERAL_SHEETS(Where(book.source), sheets=sheets))
        return found[0]

    def _source(self, grid: Grid, header: int) -> Source:
        if self.mapping:
            return mapped_source(self.mapping, grid, header)
        if is_form_header(grid.rows[header]):
            return FormReader(grid, header, self.names, self.instrument).read()
        return read_wide(grid, header, self.names, self.instrument)

    def _code_reader(self) -> CodeReader:
        if self.mapping:
            return mapped_codes(self.mapping, self.instrument)
        return codes.read_code if self.instrument.subject == "city" else codes.read_free_code

    def _columns(self, source: Source, subjects: Sequence[Subject]) -> dict[str, Sequence[Answer | None]]:
        reader = Reader(source, self.style, self.lang, self.instrument.policies.not_applicable.rule == "refused")
        if self.mapping:
            return {**read_mapped(self.mapping, self.instrument, reader, subjects)}
        columns, lacking = {}, []
        for indicator in self.instrument.known_indicators:
            answers = reader.answers(indicator)
            if answers is None:
                lacking.append(indicator.code)
                answers = [Answer(None, NO_SUCH_COLUMN[source.layout].text(self.lang))] * len(source.rows)
            columns[indicator.code] = answers
        if lacking:
            told = {"table": LACKS[source.layout], "count": len(lacking), "codes": ", ".join(lacking)}
            source.notes.append(NO_COLUMN(source.grid.where(), **told))
        return columns

    def _bonus(self, source: Source) -> dict[str, list[Number | None]]:
        items = self.instrument.bonus.items if isinstance(self.instrument.bonus, Bonus) else ()
        names = fields.bonus_names(self.instrument)
        limits = {item.code: item.max_points for item in items if names[item.code] in source.columns}
        return {code: self._bonus_item(source, names[code], most) for code, most in limits.items()}

    def _bonus_item(self, source: Source, name: str, most: Fraction) -> list[Number | None]:
        column, numbers = source.columns[name], []
        for index, cell in enumerate(column.cells):
            number = Blank() if is_not_applicable(cell) else read_figure(cell, self.style)
            if not isinstance(number, Blank | Fault) and not 0 <= number <= most:
                number = Fault(IMPOSSIBLE, {"value": show_both(number), "limits": limits_told(Fraction(0), most)})
            if isinstance(number, Fault):
                source.refuse(index, number.at(source.where(column, index)))
            numbers.append(None if isinstance(number, Blank | Fault) else number)
        return numbers

    def _reading(
        self,
        book: Book,
        source: Source,
        subjects: Sequence[Subject],
        columns: dict[str, Sequence[Answer | None]],
        period: Period,
    ) -> Reading:
        bonus = self._bonus(source)
        bad = source.problems
        good = [index for index in range(len(subjects)) if index not in bad]
        refused = tuple(
            RefusedRow(source.rows[index], subjects[index].code, subjects[index].name, tuple(bad[index]))
            for index in sorted(bad)
        )
        table = FactTable(
            _chosen(subjects, good),
            {code: _chosen_answers(answers, good) for code, answers in columns.items()},
            period.name,
            period.end,
            {code: _chosen(numbers, good) for code, numbers in bonus.items()},
        )
        return Reading(
            table,
            len(subjects),
            refused,
            told_once(refused, book.source),
            (*self.notes, *source.notes, *without_end(table, self.instrument, book.source)),
            (InputFile(book.source, sha256(book.data).hexdigest(), len(subjects)),),
            source.grid.sheet,
            tuple(source.rows[index] for index in good),
        )


def _chosen(values: Sequence[T], indexes: Sequence[int]) -> Sequence[T]:
    """Return the values of the accepted rows."""
    return values if len(indexes) == len(values) else [values[index] for index in indexes]


def _chosen_answers(answers: Sequence[Answer | None], indexes: Sequence[int]) -> Sequence[Answer | None]:
    """Return the answers of the accepted rows; a column of plain numbers stays one."""
    if isinstance(answers, NumberColumn) and len(indexes) < len(answers):
        return answers.chosen(indexes)
    return _chosen(answers, indexes)
