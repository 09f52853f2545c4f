"""Read a table through a mapping: find its columns and calculate its formulas exactly."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.facts import Answer, Number, Quotient, Subject, Value
from kotaham.core.instrument.kinds import Bands, Ratio
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.language import Say
from kotaham.core.numbers import show_both
from kotaham.workbook import codes, fields
from kotaham.workbook.answers import Reader
from kotaham.workbook.cells import Grid
from kotaham.workbook.expressions import DividedByZero, Expression
from kotaham.workbook.faults import Blank, Fault, shown
from kotaham.workbook.layout import COLUMN, TWICE, Column, Names, Source, letter, table_below
from kotaham.workbook.mapping import Rule, TableMapping, stands_for_missing
from kotaham.workbook.parts import NEGATIVE_COUNT, NO_DENOMINATOR
from kotaham.workbook.subjects import CodeReader
from kotaham.workbook.values import NotApplicable, possible, read_figure, read_single
from kotaham.workbook.words import as_text

T = TypeVar("T")

NO_SUCH_COLUMN = Kind(
    "mapping.no-such-column",
    Say(
        "Pemetaan {mapping} memakai kolom '{name}', tetapi tabel ini tidak memuatnya.",
        "Mapping {mapping} uses the column '{name}', which this table does not have.",
    ),
    Say("{hint}", "{hint}"),
)
DIVIDED_BY_ZERO = Kind(
    "mapping.divided-by-zero",
    Say("Rumus '{text}' membagi dengan nol pada baris ini.", "The formula '{text}' divides by zero in this row."),
    Say(
        "Periksa angkanya, atau kecualikan sel ini di `except` dengan alasannya.",
        "Check the figure, or list this cell under `except` with a reason.",
    ),
)
UNUSED_EXCEPTION = Kind(
    "mapping.unused-exception",
    Say(
        "Pengecualian {exceptions} tidak dapat diterapkan: baris daerah itu ditolak.",
        "The exceptions {exceptions} could not be applied: the row of that city was refused.",
    ),
    Say("Perbaiki barisnya lebih dahulu.", "Mend the row first."),
)
NOT_MAPPED = Kind(
    "mapping.indicators-not-mapped",
    Say(
        "Pemetaan {mapping} tidak menyebut {count} indikator: {codes}.",
        "Mapping {mapping} does not mention {count} {count:indicator|indicators}: {codes}.",
    ),
    Say("Jawabannya dicatat sebagai tidak ada data.", "Their answers are kept as no data."),
)
NOT_MENTIONED = Say(
    "pemetaan {mapping} tidak menyebut indikator ini", "mapping {mapping} does not mention this indicator"
)
COLUMN_BLANK = Say("kolom {column}: {reason}", "column {column}: {reason}")


def mapped_source(mapping: TableMapping, grid: Grid, header: int) -> Source:
    """Take the columns that the mapping uses; raises Refused when one is not there or occurs twice."""
    places: dict[str, list[int]] = {}
    for at, cell in enumerate(grid.rows[header]):
        places.setdefault(as_text(cell), []).append(at)
    near = Names(name for name in places if name)
    problems: list[Problem] = []
    for name in mapping.columns():
        where = grid.where(header + 1)
        if name not in places:
            hint = near.near(name)
            told = Say(f"Apakah maksudnya '{hint}'?", f"Is '{hint}' meant?") if hint else CHECK
            problems.append(NO_SUCH_COLUMN(where, mapping=mapping.name, name=name, hint=told))
        elif len(places[name]) > 1:
            problems.append(TWICE(grid.where(header + 1, letter(places[name][1])), name=shown(name), thing=COLUMN))
    if problems:
        raise Refused(problems)
    source = table_below(grid, header, {name: places[name][0] for name in mapping.columns()}, [])
    return _with_subject(source, mapping)


CHECK = Say("Periksa nama kolomnya.", "Check the name of the column.")


def _with_subject(source: Source, mapping: TableMapping) -> Source:
    """Name the subject columns as ours; the others keep the table's own names."""
    subject = mapping.file.subject
    columns = {f"={name}": column for name, column in source.columns.items()}
    columns[fields.CODE] = source.columns[subject.code]
    for ours, theirs in ((fields.NAME, subject.name), (fields.PROVINCE, subject.province)):
        if theirs:
            columns[ours] = source.columns[theirs]
    return Source(source.grid, columns, source.rows, "mapped", source.notes, source.problems)


def mapped_codes(mapping: TableMapping, instrument: Instrument) -> CodeReader:
    """Return how the table's codes become Kemendagri codes."""
    walk = mapping.file.subject.crosswalk
    if mapping.file.subject.system == "bps" and walk:
        return lambda cell: codes.read_bps_code(cell, mapping.crosswalk, walk.file)
    return codes.read_code if instrument.subject == "city" else codes.read_free_code


def read_mapped(
    mapping: TableMapping, instrument: Instrument, reader: Reader, subjects: Sequence[Subject]
) -> dict[str, list[Answer]]:
    """Return the answers of every indicator; problems and notes go to the reader's source."""
    columns = {}
    for indicator in instrument.known_indicators:
        columns[indicator.code] = _MappedReader(mapping, indicator, reader, subjects).answers()
    _notes(mapping, instrument, reader.source, subjects)
    return columns


def _notes(mapping: TableMapping, instrument: Instrument, source: Source, subjects: Sequence[Subject]) -> None:
    where = source.grid.where()
    lacking = [i.code for i in instrument.known_indicators if i.code not in mapping.file.columns]
    if lacking:
        told = {"mapping": mapping.name, "count": len(lacking), "codes": ", ".join(lacking)}
        source.notes.append(NOT_MAPPED(where, **told))
    # A table need not hold every city of the mapping; only a city that is there and refused is worth a word.
    refused = {subjects[index].code for index in source.problems}
    unused = [f"{code} {indicator}" for code, indicator in mapping.exceptions if code in refused]
    if unused:
        source.notes.append(UNUSED_EXCEPTION(where, exceptions=", ".join(unused)))


class _MappedReader:
    """Reads one indicator by its rule."""

    def __init__(
        self, mapping: TableMapping, indicator: Indicator, reader: Reader, subjects: Sequence[Subject]
    ) -> None:
        self.mapping, self.indicator, self.reader, self.subjects = mapping, indicator, reader, subjects
        self.source = reader.source
        self.rule = mapping.file.columns.get(indicator.code)
        self.formulas = mapping.formulas.get(indicator.code, {})
        self.exceptions = {c: why for (c, i), why in mapping.exceptions.items() if i == indicator.code}
        self.origin = f"{mapping.file.title}: {' / '.join(each.text for each in self.formulas.values())}"

    def answers(self) -> list[Answer]:
        """Return one answer per subject."""
        fixed = self._fixed()
        return [self._excepted(index) or fixed or self._answer(index) for index in range(len(self.subjects))]

    def _fixed(self) -> Answer | None:
        """Return the answer that is the same for all, if the rule is of that sort."""
        if self.rule is None:
            return Answer(None, NOT_MENTIONED.text(self.reader.lang, mapping=self.mapping.name))
        if self.rule.not_applicable:
            return Answer(None, self.rule.not_applicable, not_applicable=True)
        return Answer(None, self.rule.missing) if self.rule.missing else None

    def _excepted(self, index: int) -> Answer | None:
        why = self.exceptions.get(self.subjects[index].code)
        return Answer(None, why, origin=self.origin) if why else None

    def _answer(self, index: int) -> Answer:
        rule = self.rule or Rule()
        value = self._pair(rule, index) if "numerator" in self.formulas else self._one(rule, index)
        if isinstance(value, Fault | NotApplicable):
            return Answer(None)
        if isinstance(value, Blank):
            return Answer(None, value.words, origin=self.origin)
        return Answer(value, origin=self.origin)

    def _one(self, rule: Rule, index: int) -> Value | Blank | Fault | NotApplicable:
        formula = self.formulas["value"]
        column = self.source.columns[f"={formula.columns[0]}"] if formula.columns else None
        if isinstance(self.indicator.scoring, Bands):
            number = self._number(rule, formula, index)
            if isinstance(number, Blank | Fault):
                return number
            return self._checked(possible(number, self.indicator.scoring.possible), column, index)
        if column is None:
            return Blank()
        cell = column.cells[index]
        if stands_for_missing(rule, cell, read_figure(cell, self.reader.style)):
            return Blank(rule.missing_reason or "")
        value = self._checked(read_single(self.indicator, cell, self.reader.style), column, index)
        return self._told(column, value) if isinstance(value, Blank) else value

    def _pair(self, rule: Rule, index: int) -> Value | Blank | Fault:
        top = self._number(rule, self.formulas["numerator"], index)
        bottom = self._number(rule, self.formulas["denominator"], index)
        if isinstance(top, Fault):
            return top
        if isinstance(bottom, Fault) or isinstance(top, Blank):
            return bottom if isinstance(bottom, Fault) else top
        if isinstance(bottom, Blank):
            return bottom
        return self._quotient(top, bottom, index)

    def _quotient(self, top: Number, bottom: Number, index: int) -> Value | Fault:
        if not isinstance(self.indicator.scoring, Ratio):
            raise TypeError(f"a quotient answers no {self.indicator.scoring.kind}")
        column = self._column(self.formulas["denominator"])
        numerator, denominator = Fraction(top), Fraction(bottom)
        if numerator < 0:
            fault = Fault(NEGATIVE_COUNT, {"value": show_both(numerator)})
            return self._checked(fault, self._column(self.formulas["numerator"]), index)
        if denominator <= 0:
            return self._checked(Fault(NO_DENOMINATOR, {"value": show_both(denominator)}), column, index)
        figure = possible(numerator * self.indicator.scoring.per / denominator, self.indicator.scoring.possible)
        if isinstance(figure, Fault):
            return self._checked(figure, self._column(self.formulas["numerator"]), index)
        return Quotient(top, bottom)

    def _column(self, formula: Expression) -> Column | None:
        return self.source.columns[f"={formula.columns[0]}"] if formula.columns else None

    def _number(self, rule: Rule, formula: Expression, index: int) -> Number | Blank | Fault:
        """Calculate a formula for one row; a blank in any of its columns is no data."""
        numbers: dict[str, Number] = {}
        found: Blank | Fault | None = None
        for name in formula.columns:
            column = self.source.columns[f"={name}"]
            number = read_figure(column.cells[index], self.reader.style)
            if stands_for_missing(rule, column.cells[index], number):
                found = found or Blank(rule.missing_reason or "")
            elif isinstance(number, Fault):
                found = self._checked(number, column, index)
            elif isinstance(number, Blank):
                found = found or self._told(column, number)
            else:
                numbers[name] = number
        return found if found is not None else self._calculated(formula, numbers, index)

    def _calculated(self, formula: Expression, numbers: dict[str, Number], index: int) -> Number | Fault:
        try:
            return formula.value(numbers)
        except DividedByZero:
            fault = Fault(DIVIDED_BY_ZERO, {"text": formula.text})
            return self._checked(fault, self._column(formula), index)

    def _told(self, column: Column, blank: Blank) -> Blank:
        reason = self.reader.reason(blank)
        return Blank(COLUMN_BLANK.text(self.reader.lang, column=shown(column.header), reason=reason))

    def _checked(self, value: T, column: Column | None, index: int) -> T:
        """Keep a fault with its place; hand on the value."""
        if isinstance(value, Fault):
            where = self.source.where(column, index) if column else self.source.grid.where(self.source.rows[index])
            self.source.refuse(index, value.at(where))
        return value
