"""Read a number as people write it, in Indonesian or English; what can be read in two ways is never guessed."""

import datetime as dt
import re
from decimal import Decimal
from typing import Literal

from kotaham.core.errors import Kind
from kotaham.core.facts import Number
from kotaham.core.language import Say
from kotaham.core.numbers import MAX_DIGITS, show
from kotaham.workbook import faults
from kotaham.workbook.faults import Blank, Fault, shown
from kotaham.workbook.marks import Marked

Style = Literal["id", "en"]
STYLES = {"id": "1.234,5", "en": "1,234.5"}
EXCEL_DIGITS = 15

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_FORMS = {
    "id": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)", re.ASCII),
    "en": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)", re.ASCII),
}
_MARKS = {"id": str.maketrans(",", ".", "."), "en": str.maketrans("", "", ",")}
_CURRENCY = re.compile(r"(?i)\brp\b|\brp\.?\s*\d|\bidr\b|\busd\b|[$€£¥]")
_DASHED = re.compile(r"\A[\u2010-\u2015\u2212]\s*\d")
_SPACED = re.compile(r"\d\s+\d")


def read_number(cell: object, style: Style | None = None) -> Number | Blank | Fault:
    """Read a cell as an exact number; the words for "no data" are the caller's to know.

    A number cell of a workbook is taken at the 15 digits that Excel shows: the formula 0.1+0.2 is stored as
    0.30000000000000004, and a threshold must not turn on that. Whatever was typed has no more digits.
    """
    if isinstance(cell, str):
        return read_text(cell, style)
    if isinstance(cell, bool):
        return Fault(faults.YES_NOT_NUMBER, {"value": "TRUE" if cell else "FALSE"})
    if isinstance(cell, float):
        return number_of(cell)
    if isinstance(cell, int):
        return cell
    return fault_of(cell)


def fault_of(cell: object) -> Fault:
    """Tell what is wrong with a cell that is neither text nor a plain number."""
    if isinstance(cell, Marked):
        kinds = {
            "error": faults.ERROR_CELL,
            "no_value": faults.FORMULA_NO_VALUE,
            "percent": faults.PERCENT_CELL,
        }
        stored = shown(cell.value)
        value = Say(stored.replace(".", ","), stored) if cell.what == "percent" else stored
        return Fault(kinds[cell.what], {"value": value})
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return Fault(faults.DATE_NOT_NUMBER, {"value": shown(cell)})
    return Fault(faults.NOT_A_NUMBER, {"value": shown(cell)})


def number_of(cell: float) -> Number | Fault:
    """Return the exact number of a number cell, at the 15 digits that Excel shows."""
    if cell.is_integer() and abs(cell) < 10**EXCEL_DIGITS:
        return int(cell)
    text = repr(cell)
    if len(text) > EXCEL_DIGITS or "e" in text or "n" in text:  # else it has fewer digits than that anyway
        text = f"{cell:.{EXCEL_DIGITS}g}"
    number = Decimal(text)
    if not number.is_finite() or len(format(number, "f")) > MAX_DIGITS:
        return Fault(faults.TOO_MANY_DIGITS, {"value": shown(cell)})
    return number


def excess_digits(cell: object) -> bool:
    """Tell whether a number cell holds more digits than Excel keeps (a leftover of binary arithmetic)."""
    return isinstance(cell, float) and float(f"{cell:.{EXCEL_DIGITS}g}") != cell


def read_text(text: str, style: Style | None = None) -> Number | Blank | Fault:
    """Read text as an exact number.

    >>> read_text("1.234,5"), read_text("1,234.5"), read_text("12,5"), read_text("0.125")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('12.5'), Decimal('0.125'))
    """
    body = text.strip()
    if not body:
        return Blank()
    if len(body) > MAX_DIGITS:
        return Fault(faults.TOO_MANY_DIGITS if body[:1].isdigit() else faults.NOT_A_NUMBER, {"value": shown(body)})
    if _INTEGER.fullmatch(body):
        return int(body)
    readings = {form: Decimal(body.translate(_MARKS[form])) for form, like in _FORMS.items() if like.fullmatch(body)}
    if style:
        return readings[style] if style in readings else _fault(body, readings, style)
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    return _fault(body, readings, style)


def _fault(body: str, readings: dict[str, Decimal], style: Style | None) -> Fault:
    value = {"value": shown(body)}
    if style and readings:
        other = "en" if style == "id" else "id"
        return Fault(faults.OTHER_STYLE, {**value, "style": f"{style}: {STYLES[style]}", "other": other})
    if readings:
        both = {"indonesian": show(readings["id"], lang="id"), "english": show(readings["en"], lang="id")}
        return Fault(faults.AMBIGUOUS_NUMBER, {**value, **both})
    return Fault(_what_is_wrong(body), value)


def _what_is_wrong(body: str) -> Kind:
    """Name what keeps a text from being a number."""
    if "%" in body or "\uff05" in body:
        return faults.PERCENT_SIGN
    if body[0] in "=@" or (body[0] in "+-" and len(body) > 1 and not body[1].isdigit()):
        return faults.FORMULA_TEXT
    if _CURRENCY.search(body):
        return faults.CURRENCY
    if _DASHED.match(body):
        return faults.STRANGE_MINUS
    if _SPACED.search(body):
        return faults.SPACES
    return faults.NIHIL if body.casefold() == "nihil" else faults.NOT_A_NUMBER
