"""Read the value of one indicator from its cell or cells, by the kind of its scoring, and refuse what cannot be."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from kotaham.core.errors import Kind
from kotaham.core.facts import Chosen, Number, Value
from kotaham.core.instrument.kinds import Bands, Choice, Option, Span, YesNo
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show, show_both
from kotaham.workbook import faults, fields
from kotaham.workbook.faults import Blank, Fault
from kotaham.workbook.numbers import Style, fault_of, read_number
from kotaham.workbook.words import (
    NO_DATA,
    NO_DATA_NUMBER,
    as_text,
    folded,
    is_not_applicable,
    quoted,
    read_yes_no,
)

IMPOSSIBLE = Kind(
    "table.impossible-value",
    Say(
        "Nilai {value} tidak mungkin; yang mungkin {limits}.",
        "The value {value} is not possible; possible is {limits}.",
    ),
    Say("Periksa satuan dan salah ketik, lalu perbaiki.", "Check the unit and slips of typing, then correct it."),
)
NOT_SIMPLE = Kind(
    "table.not-number-or-yes-no",
    Say(
        "'{value}' bukan angka dan bukan ya/tidak; cara penilaian indikator ini belum diketahui.",
        "'{value}' is neither a number nor yes/no; how this indicator earns points is not known.",
    ),
    Say("Isi dengan angka atau ya/tidak, atau kosongkan.", "Give a number or yes/no, or leave it empty."),
)


class NotApplicable:
    """The cell says that the indicator does not apply to this subject."""


NOT_APPLICABLE = NotApplicable()


def read_single(indicator: Indicator, cell: object, style: Style | None) -> Value | Blank | Fault | NotApplicable:
    """Read a value that stands in one cell."""
    scoring = indicator.scoring
    if isinstance(scoring, Choice):
        return _option(scoring, cell)
    if is_not_applicable(cell):
        return NOT_APPLICABLE
    if isinstance(scoring, YesNo):
        return read_yes_no(cell)
    if isinstance(scoring, Bands):
        number = read_figure(cell, style)
        return number if isinstance(number, Blank | Fault) else possible(number, scoring.possible)
    return _simple(cell, style)


def read_figure(cell: object, style: Style | None) -> Number | Blank | Fault:
    """Read a cell as a number or as the words for "no data"."""
    if isinstance(cell, str) and folded(cell) in NO_DATA_NUMBER:
        return Blank(cell)
    return read_number(cell, style)


def possible(number: Number, span: Span | None) -> Number | Fault:
    """Return the number, or the fault that it lies outside what is possible."""
    if span is None:
        return number
    low, high = span.from_, span.to
    if (low is not None and number < low) or (high is not None and number > high):
        return Fault(IMPOSSIBLE, {"value": show_both(number), "limits": limits_told(low, high)})
    return number


def limits_text(low: Fraction | None, high: Fraction | None, lang: Lang) -> str:
    """Write a span without words: `0 – 100`, `>= 0`; only its decimal mark is the language's."""
    if low is not None and high is not None:
        return f"{show(low, lang=lang)} – {show(high, lang=lang)}"
    return f">= {show(low, lang=lang)}" if low is not None else f"<= {show(high, lang=lang)}"


def limits_told(low: Fraction | None, high: Fraction | None, step: Fraction | None = None) -> Say:
    """Tell what is possible in both languages, with the step where there is one."""
    limits = Say(limits_text(low, high, "id"), limits_text(low, high, "en"))
    if step is None:
        return limits
    # Steps are counted from the lowest value: "multiples of" would be wrong where that is none itself.
    counted = Say("kelipatan", "in steps of") if not low or low % step == 0 else Say("dengan langkah", "in steps of")
    steps = show_both(step)
    return Say(f"{limits.id}, {counted.id} {steps.id}", f"{limits.en}, {counted.en} {steps.en}")


def _simple(cell: object, style: Style | None) -> Value | Blank | Fault:
    """Read the answer to an indicator whose scoring is not known: a number, or yes or no."""
    number = read_figure(cell, style)
    if not isinstance(number, Fault) or (number.kind is not faults.NOT_A_NUMBER and not isinstance(cell, bool)):
        return number
    answer = read_yes_no(cell)
    return Fault(NOT_SIMPLE, number.values) if isinstance(answer, Fault) else answer


def _option(scoring: Choice, cell: object) -> Chosen | Blank | Fault | NotApplicable:
    """Read a choice by its code, its title, or the label that the form shows; in that order."""
    if not isinstance(cell, str | int | float):
        return fault_of(cell)
    text = as_text(cell)
    if not folded(text):
        return Blank()
    code = _option_codes(scoring).get(text) or _option_codes(scoring).get(folded(text))
    if code:
        return Chosen(code)
    if is_not_applicable(cell):
        return NOT_APPLICABLE
    if folded(text) in NO_DATA:
        return Blank(text)
    options = "; ".join(fields.option_label(option) for option in scoring.options)
    return Fault(faults.NOT_AN_OPTION, {"value": quoted(cell), "options": options})


@lru_cache(maxsize=256)
def _option_codes(scoring: Choice) -> dict[str, str]:
    """Return the option code for every way of writing it; a way that two options share leads nowhere."""
    ways: dict[str, str] = {}
    for writing in (lambda o: folded(o.title), lambda o: folded(fields.option_label(o)), lambda o: o.code.casefold()):
        ways |= _unique(scoring.options, writing)
    return ways | {option.code: option.code for option in scoring.options}


def _unique(options: tuple[Option, ...], writing: Callable[[Option], str]) -> dict[str, str]:
    ways: dict[str, str] = {}
    shared = set()
    for option in options:
        way = writing(option)
        shared |= {way} & ways.keys()
        ways[way] = option.code
    return {way: code for way, code in ways.items() if way not in shared}
