"""Answers that a form is given out with, as the cells that reading it turns back into the same answers."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kotaham.core.facts import Answer, Chosen, Given, Number, Paper, Quotient, Ticked
from kotaham.core.instrument.kinds import Choice
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.language import Lang
from kotaham.core.numbers import plain
from kotaham.workbook import fields
from kotaham.workbook import form_words as words
from kotaham.workbook.numbers import EXCEL_DIGITS
from kotaham.workbook.values import read_single

FormCell = str | int | float | dt.date
_FIRST_DAY = dt.date(1900, 3, 1)  # before it the days of a spreadsheet are not those of the calendar


@dataclass(frozen=True, slots=True)
class Filled:
    """What is already known: answers by indicator code, bonus points by item; `only` narrows the form to some codes."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    bonus: Mapping[str, Number] = field(default_factory=dict)
    only: frozenset[str] | None = None

    def asks(self, code: str) -> bool:
        """Tell whether the form asks for an indicator."""
        return self.only is None or code in self.only


NOTHING = Filled()


def filled_cells(instrument: Instrument, filled: Filled, lang: Lang) -> dict[str, FormCell]:
    """Return the cells by column name; what an answer does not say has no cell."""
    cells: dict[str, FormCell] = {}
    for indicator in instrument.known_indicators:
        answer = filled.answers.get(indicator.code)
        if answer is not None and filled.asks(indicator.code):
            cells |= _answer(indicator, answer, lang)
    names = fields.bonus_names(instrument)
    cells |= {names[code]: number_cell(points, lang) for code, points in filled.bonus.items() if code in names}
    return cells


def _answer(indicator: Indicator, answer: Answer, lang: Lang) -> dict[str, FormCell]:
    annex = fields.annex_names(indicator)
    cells: dict[str, FormCell] = {annex[fields.EVIDENCE]: answer.evidence}
    if answer.not_applicable:
        cells[annex[fields.NOT_APPLICABLE]] = answer.reason
    elif answer.value is None:
        cells[annex[fields.MISSING]] = answer.reason
    else:
        names = [one.name for one in fields.value_fields(indicator)]
        if isinstance(answer.value, Ticked):
            ticked = answer.value.items
            cells |= {one.name: _yes(one.item in ticked, lang) for one in fields.value_fields(indicator)}
        else:
            cells |= dict(zip(names, _value(indicator, answer, lang), strict=False))
    return {name: cell for name, cell in cells.items() if cell != ""}


def _value(indicator: Indicator, answer: Answer, lang: Lang) -> Iterator[FormCell]:
    """Yield the cells of a value, in the order of the indicator's columns."""
    match answer.value:
        case bool():
            yield _yes(answer.value, lang)
        case Quotient(numerator, denominator):
            yield number_cell(numerator, lang)
            yield number_cell(denominator, lang)
        case Chosen(option):
            yield _option(indicator, option)
        case Paper(present, start, end):
            yield (words.PRESENT if present else words.ABSENT).text(lang)
            yield _day(start)
            yield _day(end)
        case Given(points, reason):
            yield number_cell(points, lang)
            yield reason
        case Ticked() | None:
            return
        case number:
            yield number_cell(number, lang)


def number_cell(value: Number, lang: Lang) -> FormCell:
    """Return a number cell where a spreadsheet keeps the number exactly; else its text in the form's language."""
    text = plain(value)
    digits = text.lstrip("-").replace(".", "").strip("0")
    if "/" not in text and len(digits) <= EXCEL_DIGITS and len(text) <= EXCEL_DIGITS + 2:
        return int(text) if "." not in text else float(text)
    return text.replace(".", ",") if lang == "id" else text


def _yes(holds: bool, lang: Lang) -> str:
    return (words.YES if holds else words.NO).text(lang)


def _option(indicator: Indicator, code: str) -> str:
    """Return the label that the drop-down shows where it leads back to the option, else the bare code."""
    options = indicator.scoring.options if isinstance(indicator.scoring, Choice) else ()
    labels = (fields.option_label(option) for option in options if option.code == code)
    return next((label for label in labels if read_single(indicator, label, None) == Chosen(code)), code)


def _day(text: str) -> FormCell:
    if not text:
        return ""
    on = dt.date.fromisoformat(text)
    return on if on >= _FIRST_DAY else text
