"""From answers to columns of whole numbers: the only place where an answer meets the kind of its indicator.

An answer that cannot be an answer to its indicator (an option that does not exist, 140 percent where at most 100 is
possible) is a problem, not a score of zero; all problems of a table are raised together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from kotaham.core.columns import NumberColumn
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.facts import Answer, Chosen, FactTable, Given, Number, Paper, Quotient, Ticked, Value
from kotaham.core.instrument.kinds import (
    Bands,
    Checklist,
    Choice,
    Direct,
    Document,
    NotKnown,
    Ratio,
    Span,
    YesNo,
)
from kotaham.core.language import Say
from kotaham.core.numbers import plain
from kotaham.core.scoring.plan import Leaf, Plan
from kotaham.core.scoring.states import Mark, State

Ints = NDArray[np.int64] | NDArray[np.object_]
SAFE = 2**62

WRONG_KIND = Kind(
    "facts.wrong-kind",
    Say("{indicator}: jawaban ini bukan {wanted}.", "{indicator}: this answer is not {wanted}."),
    Say("Isi dengan {wanted}.", "Give {wanted}."),
)
NOT_AN_OPTION = Kind(
    "facts.not-an-option",
    Say("{indicator}: '{value}' bukan pilihan yang ada.", "{indicator}: '{value}' is not one of the options."),
    Say("Pilih salah satu: {options}.", "Choose one of: {options}."),
)
IMPOSSIBLE = Kind(
    "facts.impossible-value",
    Say(
        "{indicator}: nilai {value} tidak mungkin; {limits}.",
        "{indicator}: {value} is not possible; {limits}.",
    ),
    Say(
        "Periksa satuan dan salah ketik, lalu perbaiki.",
        "Check the unit and slips of typing, then correct it.",
    ),
)
NO_DENOMINATOR = Kind(
    "facts.no-denominator",
    Say(
        "{indicator}: penyebut {value} tidak lebih dari nol.",
        "{indicator}: the denominator {value} is not above zero.",
    ),
    Say(
        "Isi penyebut yang benar, atau nyatakan 'tidak ada data' dengan alasannya.",
        "Give the right denominator, or state 'no data' with the reason.",
    ),
)
NEGATIVE_COUNT = Kind(
    "facts.negative-count",
    Say("{indicator}: pembilang {value} di bawah nol.", "{indicator}: the numerator {value} is below zero."),
    Say(
        "Isi pembilang yang benar (nol boleh), atau nyatakan 'tidak ada data' dengan alasannya.",
        "Give the right numerator (zero is allowed), or state 'no data' with the reason.",
    ),
)
NOT_APPLICABLE_REFUSED = Kind(
    "facts.not-applicable-refused",
    Say(
        "{indicator}: instrumen ini tidak mengenal 'tidak berlaku'.",
        "{indicator}: this instrument does not know 'not applicable'.",
    ),
    Say(
        "Isi nilainya, atau nyatakan 'tidak ada data' dengan alasannya.",
        "Give the value, or state 'no data'.",
    ),
)
NO_REASON = Kind(
    "facts.no-reason",
    Say("{indicator}: 'tidak berlaku' tanpa alasan.", "{indicator}: 'not applicable' without a reason."),
    Say("Tulis alasannya.", "Write the reason."),
)
BONUS_TOO_HIGH = Kind(
    "facts.bonus-too-high",
    Say(
        "Nilai tambah {item} untuk {subject}: {value} di luar 0 sampai {most}.",
        "Bonus {item} of {subject}: {value} is outside 0 to {most}.",
    ),
    Say("Perbaiki angkanya sesuai data dukung.", "Correct the figure by its evidence."),
)
BAD_DATE = Kind(
    "facts.bad-date",
    Say("{indicator}: '{value}' bukan tanggal.", "{indicator}: '{value}' is not a date."),
    Say("Tulis sebagai tahun-bulan-hari, misalnya 2026-12-31.", "Write it as year-month-day, such as 2026-12-31."),
)
BAD_PERIOD_END = Kind(
    "facts.bad-period-end",
    Say("Hari terakhir periode '{value}' bukan tanggal.", "The last day of the period, '{value}', is not a date."),
    Say("Tulis sebagai tahun-bulan-hari, misalnya 2026-12-31.", "Write it as year-month-day, such as 2026-12-31."),
)
BAD_SHAPE = Kind(
    "facts.bad-shape",
    Say(
        "Kolom {column} berisi {rows} jawaban untuk {subjects} daerah.",
        "Column {column} has {rows} answers for {subjects} subjects.",
    ),
    Say("Berikan satu jawaban (atau kosong) per daerah.", "Give one answer (or none) per subject."),
)
UNKNOWN_INDICATOR = Kind(
    "facts.unknown-indicator",
    Say(
        "Kolom {column} tidak dikenal instrumen {instrument}.",
        "Column {column} is not known to instrument {instrument}.",
    ),
    Say(
        "Hapus kolom itu atau pakai kode indikator yang benar.",
        "Drop the column or use the right indicator code.",
    ),
)

NUMBER = Say("sebuah angka", "a number")
WANTED: dict[str, Say] = {
    "bands": NUMBER,
    "ratio": Say("pembilang dan penyebut", "a numerator and a denominator"),
    "yes_no": Say("'ya' atau 'tidak'", "'yes' or 'no'"),
    "choice": Say("satu pilihan", "one option"),
    "checklist": Say("daftar butir yang terpenuhi", "the list of items that hold"),
    "document": Say("keberadaan dokumen dan masa berlakunya", "a document's presence and dates of validity"),
    "direct": Say("poin dari penelaah", "points given by a reviewer"),
    "unknown": Say("jawaban", "an answer"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """The answers to one indicator, by subject.

    `state` is SCORED where there is something to judge. `number / base` is the exact value for numeric kinds (`base`
    a whole number or one per subject); for the other kinds `number` is the index of the step (option, yes = 0,
    no = 1, ...) and for a checklist the count. `marks` holds what encoding already knows.
    """

    state: NDArray[np.int8]
    number: Ints
    base: Ints | int
    marks: NDArray[np.int16]


def whole(values: Sequence[int]) -> Ints:
    """Make an array of whole numbers: 64 bit where all fit safely, else Python integers, always exact."""
    if not values or (max(values) < SAFE and min(values) > -SAFE):
        return np.array(values, dtype=np.int64)
    return np.array(values, dtype=object)


def times(values: Ints, factor: int) -> Ints:
    """Multiply without overflow: in 64 bit where safe, else in Python integers."""
    top = int(np.abs(values).max(initial=0))
    if values.dtype != object and top * abs(factor) < SAFE and abs(factor) < SAFE:
        return values * factor
    return values.astype(object) * factor


def encode(plan: Plan, table: FactTable) -> list[Column]:
    """Encode every indicator of the plan; raises Refused with every problem of the table."""
    problems = list(_shape_problems(plan, table))
    if problems:
        raise Refused(problems)
    refuse_na = plan.instrument.policies.not_applicable.rule == "refused"
    columns = []
    for leaf in plan.leaves:
        answers = table.columns.get(leaf.indicator.code)
        reader = _Reader(leaf, answers or [None] * len(table.subjects), table, refuse_na)
        columns.append(reader.column())
        problems += reader.problems
    if problems:
        raise Refused(problems)
    return columns


def is_day(text: str) -> bool:
    """Tell whether a text is an ISO day as `2026-12-31`, or empty."""
    try:
        return not text or text == date.fromisoformat(text).isoformat()
    except ValueError:
        return False


def _shape_problems(plan: Plan, table: FactTable) -> Iterable[Problem]:
    if not is_day(table.period_end):
        yield BAD_PERIOD_END(value=table.period_end[:40])
    for code, answers in table.columns.items():
        if code not in plan.leaf_of:
            yield UNKNOWN_INDICATOR(column=code, instrument=plan.instrument.id)
        if len(answers) != len(table.subjects):
            yield BAD_SHAPE(column=code, rows=len(answers), subjects=len(table.subjects))


def is_number(value: Value | None) -> TypeGuard[Number]:
    """Tell a number from the other values; True and False are answers to yes/no questions, not numbers."""
    return not isinstance(value, bool | Quotient | Chosen | Ticked | Paper | Given) and value is not None


class _Reader:
    """Reads the answers to one indicator, collecting problems."""

    def __init__(self, leaf: Leaf, answers: Sequence[Answer | None], table: FactTable, refuse_na: bool) -> None:
        self.leaf = leaf
        self.scoring = leaf.indicator.scoring
        self.answers = answers
        self.table = table
        self.refuse_na = refuse_na
        self.problems: list[Problem] = []
        self.states = np.zeros(len(answers), dtype=np.int8)
        self.marks = np.zeros(len(answers), dtype=np.int16)

    def column(self) -> Column:
        """Read all answers into one column."""
        if isinstance(self.answers, NumberColumn) and isinstance(self.scoring, Bands) and self.answers.all_plain:
            return self._plain_numbers(self.answers, self.scoring.possible)
        pairs = [self._one(index, answer) for index, answer in enumerate(self.answers)]
        if isinstance(self.scoring, Ratio):
            return Column(self.states, whole([n for n, _ in pairs]), whole([d for _, d in pairs]), self.marks)
        base = lcm(*{d for _, d in pairs}) if pairs else 1
        return Column(self.states, whole([n * (base // d) for n, d in pairs]), base, self.marks)

    def _plain_numbers(self, answers: NumberColumn, possible: Span | None) -> Column:
        """Read a column of plain numbers as it is; only what is blank or impossible is looked at one by one."""
        base = 10**answers.decimals
        for index, answer in answers.others.items():
            self._one(index, answer)
        wrong = np.zeros(len(answers), dtype=bool)
        if possible and possible.from_ is not None:
            wrong |= times(answers.number, possible.from_.denominator) < possible.from_.numerator * base
        if possible and possible.to is not None:
            wrong |= times(answers.number, possible.to.denominator) > possible.to.numerator * base
        for index in np.flatnonzero(wrong & answers.plain).tolist():
            self._one(index, answers[index])
        return Column(self.states, np.where(answers.plain, answers.number, 0), base, self.marks)

    def _one(self, index: int, answer: Answer | None) -> tuple[int, int]:
        """Return the exact value as numerator and denominator; (0, 1) where there is nothing to judge."""
        if answer is not None and answer.not_applicable:
            self._not_applicable(index, answer)
        elif isinstance(self.scoring, NotKnown):
            self.states[index] = State.UNSCORABLE
        elif answer is None or answer.value is None:
            self.states[index] = State.MISSING
        else:
            return self._value(index, answer)
        return 0, 1

    def _not_applicable(self, index: int, answer: Answer) -> None:
        self.states[index] = State.NOT_APPLICABLE
        if self.refuse_na:
            self._problem(NOT_APPLICABLE_REFUSED, index, answer)
        elif not answer.reason.strip():
            self._problem(NO_REASON, index, answer)

    def _value(self, index: int, answer: Answer) -> tuple[int, int]:
        value = answer.value
        match self.scoring:
            case Bands(possible=span) if is_number(value):
                return self._number(index, answer, value, span)
            case Ratio() as ratio if isinstance(value, Quotient):
                return self._quotient(index, answer, value, ratio)
            case YesNo() if isinstance(value, bool):
                return (0 if value else 1), 1
            case Choice(options=options) if isinstance(value, Chosen):
                return self._step(index, answer, value.option, [option.code for option in options])
            case Checklist() as checklist if isinstance(value, Ticked):
                return self._count(index, answer, value, checklist)
            case Document() if isinstance(value, Paper):
                return self._paper(index, answer, value)
            case Direct() as direct if isinstance(value, Given):
                return self._points(index, answer, value, direct)
        self._problem(WRONG_KIND, index, answer, wanted=WANTED[self.scoring.kind])
        return 0, 1

    def _number(self, index: int, answer: Answer, value: Number, span: Span | None) -> tuple[int, int]:
        number, base = value.as_integer_ratio()
        if span:
            self._check_possible(index, answer, number, base, span)
        return number, base

    def _quotient(self, index: int, answer: Answer, value: Quotient, ratio: Ratio) -> tuple[int, int]:
        top, bottom = Fraction(value.numerator), Fraction(value.denominator)
        if top < 0:
            self._problem(NEGATIVE_COUNT, index, answer, value=plain(top))
        if bottom <= 0:
            self._problem(NO_DENOMINATOR, index, answer, value=plain(bottom))
        if top < 0 or bottom <= 0:
            return 0, 1
        if ratio.small_below is not None and bottom < ratio.small_below:
            self.marks[index] |= Mark.SMALL_DENOMINATOR
        figure = top * ratio.per / bottom
        if ratio.possible:
            self._check_possible(index, answer, figure.numerator, figure.denominator, ratio.possible)
        return figure.numerator, figure.denominator

    def _check_possible(self, index: int, answer: Answer, number: int, base: int, span: Span) -> None:
        too_low = span.from_ is not None and number < span.from_ * base
        too_high = span.to is not None and number > span.to * base
        if too_low or too_high:
            limits = Say(
                f"yang mungkin {_span_words(span, 'dari', 'sampai')}",
                f"possible is {_span_words(span, 'from', 'to')}",
            )
            self._problem(IMPOSSIBLE, index, answer, value=plain(Fraction(number, base)), limits=limits)

    def _step(self, index: int, answer: Answer, code: str, codes: Sequence[str]) -> tuple[int, int]:
        if code in codes:
            return codes.index(code), 1
        self._problem(NOT_AN_OPTION, index, answer, value=code, options=", ".join(codes))
        return 0, 1

    def _count(self, index: int, answer: Answer, value: Ticked, checklist: Checklist) -> tuple[int, int]:
        codes = [item.code for item in checklist.items]
        for code in sorted(value.items - set(codes)):
            self._problem(NOT_AN_OPTION, index, answer, value=code, options=", ".join(codes))
        if any(item.required and item.code not in value.items for item in checklist.items):
            self.marks[index] |= Mark.REQUIRED_MISSING
        return len(value.items), 1

    def _paper(self, index: int, answer: Answer, paper: Paper) -> tuple[int, int]:
        bad = [day for day in (paper.valid_from, paper.valid_until) if not is_day(day)]
        for day in bad:
            self._problem(BAD_DATE, index, answer, value=day[:40])
        return (2 if bad else paper_step(paper, self.table.period_end)), 1

    def _points(self, index: int, answer: Answer, value: Given, direct: Direct) -> tuple[int, int]:
        points, low, high = Fraction(value.points), direct.from_, direct.to
        off_step = direct.step is not None and (points - low) % direct.step != 0
        if not low <= points <= high or off_step:
            step = f", langkah {plain(direct.step)}" if direct.step else ""
            stride = f", in steps of {plain(direct.step)}" if direct.step else ""
            reach = plain(low), plain(high)
            limits = Say(
                f"poin dari {reach[0]} sampai {reach[1]}{step}", f"points from {reach[0]} to {reach[1]}{stride}"
            )
            self._problem(IMPOSSIBLE, index, answer, value=plain(points), limits=limits)
        return points.numerator, points.denominator

    def _problem(self, kind: Kind, index: int, answer: Answer, **values: object) -> None:
        subject = self.table.subjects[index]
        where = Where(answer.origin or f"{subject.code} {subject.name}".strip())
        self.problems.append(kind(where, indicator=self.leaf.indicator.code, **values))


def _span_words(span: Span, low: str, high: str) -> str:
    ends = [(low, span.from_), (high, span.to)]
    return " ".join(f"{word} {plain(end)}" for word, end in ends if end is not None)


def paper_step(paper: Paper, on: str) -> int:
    """Return 0 when the document is valid on the ISO day `on`, 1 when present but not valid then, 2 when absent.

    Without a day (`on` empty) a document with dates cannot be shown to be valid and counts as not valid then.
    """
    if not paper.present:
        return 2
    if not paper.valid_from and not paper.valid_until:
        return 0
    if not on:
        return 1
    day = date.fromisoformat(on)
    begun = not paper.valid_from or date.fromisoformat(paper.valid_from) <= day
    return 0 if begun and (not paper.valid_until or date.fromisoformat(paper.valid_until) >= day) else 1
