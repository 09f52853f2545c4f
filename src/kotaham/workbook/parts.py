"""Read a value that stands in several cells: numerator and denominator, checklist items, a document, points given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kotaham.core.errors import Kind
from kotaham.core.facts import Given, Number, Paper, Quotient, Ticked, Value
from kotaham.core.instrument.kinds import Checklist, Direct, Document, Ratio
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show_both
from kotaham.workbook.faults import Blank, Fault
from kotaham.workbook.fields import Field
from kotaham.workbook.layout import Column, Source
from kotaham.workbook.numbers import Style
from kotaham.workbook.values import IMPOSSIBLE, NOT_APPLICABLE, NotApplicable, limits_told, possible, read_figure
from kotaham.workbook.words import is_not_applicable, read_day, read_presence, read_words, read_yes_no

NO_DENOMINATOR = Kind(
    "table.no-denominator",
    Say("Penyebut {value} tidak lebih dari nol.", "The denominator {value} is not above zero."),
    Say(
        "Isi penyebut yang benar, atau kosongkan{beside}.",
        "Give the right denominator, or empty it{beside}.",
    ),
)
NEGATIVE_COUNT = Kind(
    "table.negative-count",
    Say("Pembilang {value} di bawah nol.", "The numerator {value} is below zero."),
    Say(
        "Isi pembilang yang benar (nol boleh), atau kosongkan{beside}.",
        "Give the right numerator (zero is allowed), or empty it{beside}.",
    ),
)
NO_REASON = Kind(
    "table.points-without-reason",
    Say("Poin {value} diberikan tanpa alasan.", "{value} points are given without a reason."),
    Say("Tulis alasannya di {column}.", "Write the reason in {column}."),
)
DATES_WITHOUT_DOCUMENT = Kind(
    "table.dates-without-document",
    Say(
        "Masa berlaku diisi, tetapi dokumennya tidak dinyatakan ada.",
        "Dates of validity are given, but the document is not said to exist.",
    ),
    Say("Isi 'ada', atau kosongkan tanggalnya.", "Say 'ada' (present), or empty the dates."),
)
DATES_SWAPPED = Kind(
    "table.dates-swapped",
    Say("Mulai berlaku {start} sesudah akhirnya {end}.", "It begins on {start}, after its end on {end}."),
    Say("Periksa kedua tanggalnya.", "Check both dates."),
)
PARTLY = Kind(
    "table.answered-in-part",
    Say(
        "{code} baru terisi sebagian ({what}), sehingga dicatat sebagai tidak ada data.",
        "{code} is answered only in part ({what}), so it is kept as no data.",
    ),
    Say("Lengkapi isiannya.", "Complete it."),
)
NUMERATOR_OVER = Kind(
    "table.numerator-over-denominator",
    Say(
        "{code}: pembilang {numerator} lebih besar daripada penyebut {denominator}.",
        "{code}: the numerator {numerator} is larger than the denominator {denominator}.",
    ),
    Say("Periksa apakah keduanya tertukar.", "Check whether they were swapped."),
)
QUOTIENT = Say("{value} (pembilang {numerator}, penyebut {denominator})", "{value} ({numerator} over {denominator})")
NOT_ANSWERED = Say("belum dijawab: {parts}", "not answered: {parts}")


@dataclass(frozen=True)
class Parts:
    """The columns that together hold the value of one indicator; a column the table lacks is None."""

    indicator: Indicator
    columns: Mapping[Field, Column | None]
    source: Source

    @property
    def single(self) -> bool:
        """Whether the value stands in one cell; a checklist of one item still is a checklist."""
        return not isinstance(self.indicator.scoring, Ratio | Checklist | Document | Direct)

    def only(self) -> Column | None:
        """Return the column of a value that stands in one cell."""
        return next(iter(self.columns.values())) if self.single else None

    def first(self) -> Column | None:
        """Return the first column that the table has."""
        return next((column for column in self.columns.values() if column), None)


@dataclass
class Together:
    """A value read from several cells, with what is wrong or worth saying about each of them."""

    value: Value | Blank | NotApplicable | None = None
    faults: list[tuple[Column, Fault]] = field(default_factory=list)
    notes: list[tuple[Column, Fault]] = field(default_factory=list)


class PartsReader:
    """Reads the parts of one indicator for one subject."""

    def __init__(self, parts: Parts, index: int, style: Style | None, lang: Lang) -> None:
        """Take the columns and the number of the subject (from 0)."""
        self.parts, self.index, self.style, self.lang = parts, index, style, lang
        self.code = parts.indicator.code
        self.result = Together()

    def read(self) -> Together:
        """Return the value, or why there is none."""
        if any(column and is_not_applicable(column.cells[self.index]) for column in self.parts.columns.values()):
            self.result.value = NOT_APPLICABLE
            return self.result
        scoring = self.parts.indicator.scoring
        value: Value | Blank | None
        if isinstance(scoring, Ratio):
            value = self._quotient(scoring)
        elif isinstance(scoring, Checklist):
            value = self._ticked()
        elif isinstance(scoring, Document):
            value = self._paper()
        elif isinstance(scoring, Direct):
            value = self._given(scoring)
        else:
            raise TypeError(f"one cell is enough for {scoring.kind}")
        self.result.value = None if self.result.faults else value
        return self.result

    def _cell(self, part: Field) -> object:
        column = self.parts.columns[part]
        return column.cells[self.index] if column else ""

    def _fault(self, part: Field, fault: Fault) -> None:
        column = self.parts.columns[part] or self.parts.first()
        if column:
            self.result.faults.append((column, fault))

    def _partly(self, missing: list[Field], all_: int) -> Blank:
        """Return "no data"; where some parts are answered, name those that are not."""
        if len(missing) == all_:
            words = {str(self._cell(part)).strip() for part in missing}
            return Blank(words.pop() if len(words) == 1 else "")
        names = ", ".join(part.item or part.part for part in missing)
        what = Say(NOT_ANSWERED.text("id", parts=names), NOT_ANSWERED.text("en", parts=names))
        column = self.parts.first()
        if column:
            values = {"code": self.code, "what": what}
            self.result.notes.append((column, Fault(PARTLY, values)))
        return Blank(what.text(self.lang))

    def _quotient(self, scoring: Ratio) -> Value | Blank | None:
        numbers: dict[Field, Number] = {}
        missing = []
        for part in self.parts.columns:
            number = read_figure(self._cell(part), self.style)
            if isinstance(number, Fault):
                self._fault(part, number)
            elif isinstance(number, Blank):
                missing.append(part)
            else:
                numbers[part] = number
        if missing:
            return self._partly(missing, 2)
        return self._checked(scoring, *numbers.values()) if len(numbers) == 2 else None

    def _checked(self, scoring: Ratio, numerator: Number, denominator: Number) -> Value | None:
        top, bottom = self.parts.columns
        if numerator < 0:
            self._fault(top, Fault(NEGATIVE_COUNT, {"value": show_both(numerator)}))
        if denominator <= 0:
            self._fault(bottom, Fault(NO_DENOMINATOR, {"value": show_both(denominator)}))
        if self.result.faults:
            return None
        figure = possible(Fraction(numerator) * scoring.per / Fraction(denominator), scoring.possible)
        column, values = (
            self.parts.columns[top],
            {"numerator": show_both(numerator), "denominator": show_both(denominator)},
        )
        if isinstance(figure, Fault):
            told = {"value": figure.values["value"], **values}
            value = Say(QUOTIENT.text("id", **told), QUOTIENT.text("en", **told))
            self._fault(top, Fault(figure.kind, {**figure.values, "value": value}))
        elif numerator > denominator and column:
            self.result.notes.append((column, Fault(NUMERATOR_OVER, {"code": self.code, **values})))
        return Quotient(numerator, denominator)

    def _ticked(self) -> Value | Blank:
        ticked, missing = set(), []
        for part in self.parts.columns:
            answer = read_yes_no(self._cell(part))
            if isinstance(answer, Fault):
                self._fault(part, answer)
            elif isinstance(answer, Blank):
                missing.append(part)
            elif answer:
                ticked.add(part.item)
        return self._partly(missing, len(self.parts.columns)) if missing else Ticked(frozenset(ticked))

    def _paper(self) -> Value | Blank | None:
        present, start, end = self.parts.columns
        there = read_presence(self._cell(present))
        days = [self._day(part) for part in (start, end)]
        if isinstance(there, Fault):
            self._fault(present, there)
            return None
        if any(days) and there is not True:
            self._fault(start if days[0] else end, Fault(DATES_WITHOUT_DOCUMENT, {}))
        if all(days) and days[0] > days[1]:
            self._fault(start, Fault(DATES_SWAPPED, {"start": days[0], "end": days[1]}))
        return there if isinstance(there, Blank) else Paper(there, *days)

    def _day(self, part: Field) -> str:
        day = read_day(self._cell(part))
        if isinstance(day, Fault):
            self._fault(part, day)
        return day if isinstance(day, str) else ""

    def _given(self, scoring: Direct) -> Value | Blank | None:
        points_part, reason_part = self.parts.columns
        points = read_figure(self._cell(points_part), self.style)
        reason = read_words(self._cell(reason_part))
        if isinstance(points, Blank):
            return points
        for part, read in ((points_part, points), (reason_part, reason)):
            if isinstance(read, Fault):
                self._fault(part, read)
        if isinstance(points, Fault) or isinstance(reason, Fault):
            return None
        self._check_points(scoring, points_part, points)
        if not reason.strip():
            self._fault(
                points_part,
                Fault(NO_REASON, {"value": show_both(points), "column": self.parts.source.place(reason_part.name)}),
            )
        return Given(points, reason)

    def _check_points(self, scoring: Direct, part: Field, points: Number) -> None:
        step = scoring.step
        outside = not scoring.from_ <= points <= scoring.to
        if outside or (step is not None and (Fraction(points) - scoring.from_) % step != 0):
            limits = limits_told(scoring.from_, scoring.to, step)
            self._fault(part, Fault(IMPOSSIBLE, {"value": show_both(points), "limits": limits}))


def read_together(parts: Parts, index: int, style: Style | None, lang: Lang) -> Together:
    """Read the value of one subject from several cells."""
    return PartsReader(parts, index, style, lang).read()
