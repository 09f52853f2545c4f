"""One cell of the annex form, read exactly and written so that reading gives the same value back.

Excel changes what people type: codes become numbers, fractions become dates, copied text brings unseen signs. What
can be undone is undone; what is ambiguous is refused.
"""

import json
import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact, plain
from kotaham.workbook.annex_problems import (
    CODE_NUMBER,
    COUNT,
    DATE,
    NUMBER,
    NUMBER_COMPUTED,
    NUMBER_DATE,
    NUMBER_TWO_WAYS,
    QUOTE,
    Slip,
)
from kotaham.workbook.annex_words import UNKNOWN, means_unknown, tidy

Raw = int | float | str | bool | date | datetime | time | timedelta
EXACT = Say("teks persis:", "exact text:")
MOST_IN_CELL = 32767
TRUSTED_DIGITS = 15
_DASH = re.compile("[\u2010-\u2015\u2212]")
_BULLET = re.compile(r"^[•▪◦*\-\u2013]\s+")
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember"),
    ("desember", "december", "des", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


def is_empty(raw: Raw) -> bool:
    """Tell whether a cell holds nothing that anybody can see."""
    return isinstance(raw, str) and not tidy(raw)


def as_shown(raw: Raw) -> str:
    """Tell a cell's value in a message, at most 60 signs of it."""
    text = tidy(raw) if isinstance(raw, str) else str(raw)
    return text if len(text) <= 60 else f"{text[:57]}…"


def typed_text(raw: Raw) -> str:
    """Return a cell as the text that was typed, as far as Excel kept it.

    Raises Slip for a date (Excel no longer has the typed text) and for a number that may have lost digits.
    """
    if isinstance(raw, str):
        return tidy(raw)
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, int | float):
        return plain(stored_number(raw))
    raise Slip(NUMBER_DATE, value=raw)


def stored_number(raw: float) -> Fraction:
    """Return the number of a numeric cell exactly as its shortest decimal writing tells it.

    Excel keeps 15 digits of what people type; more digits come from a computation and are refused.
    """
    text = repr(raw)
    digits = re.sub(r"e.*|[^0-9]", "", text).strip("0")
    if text.lstrip("-") in {"inf", "nan"} or len(digits) > TRUSTED_DIGITS:
        raise Slip(NUMBER_COMPUTED, value=text)
    return Fraction(text)


def read_text(raw: Raw) -> str:
    """Read a text; `teks persis: "..."` holds one that would not survive tidying."""
    text = typed_text(raw)
    for mark in (EXACT.id, EXACT.en):
        if text.startswith(mark):
            return _quoted(text.removeprefix(mark), mark)
    return text


def _quoted(text: str, mark: str) -> str:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, str):
        raise Slip(QUOTE, mark=mark)
    return value


def read_known_text(raw: Raw) -> str:
    """Read a text that may also say `belum diketahui`, which becomes the word `unknown`."""
    return "unknown" if isinstance(raw, str) and means_unknown(raw) else read_text(raw)


def write_text(text: str, lang: Lang, unknown: bool = False) -> str:
    """Write a text so that reading gives it back; `unknown` tells whether the cell may say `belum diketahui`."""
    if unknown and text == "unknown":
        return UNKNOWN.text(lang)
    reads = read_known_text if unknown else read_text
    return text if _survives(text) and reads(text) == text else _exact(text, lang)


def _survives(text: str) -> bool:
    """Tell whether a text passes through XML and Excel unchanged."""
    printable = all(line.isprintable() for line in text.split("\n"))
    marked = tidy(text).startswith((EXACT.id, EXACT.en))
    return printable and not marked and not _ESCAPE.search(text)


def _exact(text: str, lang: Lang) -> str:
    return f"{EXACT.text(lang)} {json.dumps(text)}".replace("_x", "\\u005fx")


def read_lines(raw: Raw) -> tuple[str, ...]:
    """Read one text per line of the cell; empty lines and leading bullets are dropped."""
    lines = (_BULLET.sub("", tidy(line)) for line in typed_text(raw).split("\n"))
    return tuple(read_text(line) for line in lines if line)


def read_known_lines(raw: Raw) -> tuple[str, ...] | str:
    """Read one text per line, or the word `unknown`."""
    return "unknown" if isinstance(raw, str) and means_unknown(raw) else read_lines(raw)


def write_lines(lines: tuple[str, ...] | str, lang: Lang, unknown: bool = False) -> str:
    """Write one text per line so that reading gives them back."""
    if isinstance(lines, str):
        return UNKNOWN.text(lang)
    return "\n".join(write_line(line, lang, unknown) for line in lines)


def write_line(line: str, lang: Lang, unknown: bool = False) -> str:
    """Write one line of several."""
    reads = read_known_lines if unknown else read_lines
    return line if _survives(line) and reads(line) == (line,) else _exact(line, lang)


def read_number(raw: Raw, lang: Lang) -> Fraction:
    """Read an exact number from a numeric cell or from text with an Indonesian or English decimal mark."""
    if isinstance(raw, str):
        return number_in_text(raw, lang)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return stored_number(raw)
    if isinstance(raw, bool):
        raise Slip(NUMBER, value=raw, decimal=_marked("5.1", lang))
    raise Slip(NUMBER_DATE, value=raw)


def number_in_text(text: str, lang: Lang) -> Fraction:
    """Read an exact number such as `110`, `5,1`, `-3`, `1/3` or `1.234.567`.

    A single foreign mark before three digits (`1.234` on an Indonesian form) can be read two ways and is refused.
    """
    typed = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", _DASH.sub("-", tidy(text)))
    thousands, decimal = (".", ",") if lang == "id" else (",", ".")
    english = typed.replace(thousands, "T").replace(decimal, ".")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}T\d{3}", english):
        ways = {"whole": english.replace("T", ""), "part": _marked(english.replace("T", "."), lang)}
        raise Slip(NUMBER_TWO_WAYS, value=tidy(text), **ways)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}((T\d{3}){2,}|(T\d{3})+\.\d+)", english):
        english = english.replace("T", "")
    elif re.fullmatch(r"[+-]?\d+T\d+", english):
        english = english.replace("T", ".")
    try:
        return exact(english)
    except ValueError as error:
        raise Slip(NUMBER, value=as_shown(text), decimal=_marked("5.1", lang)) from error


def _marked(text: str, lang: Lang) -> str:
    return text.replace(".", ",") if lang == "id" else text


def write_number(value: Fraction | str, lang: Lang) -> str:
    """Write an exact number with the decimal mark of the form, or `belum diketahui`."""
    return UNKNOWN.text(lang) if isinstance(value, str) else _marked(plain(value), lang)


def read_count(raw: Raw, lang: Lang) -> int:
    """Read a whole number."""
    number = read_number(raw, lang)
    if number.denominator != 1:
        raise Slip(COUNT, value=as_shown(raw))
    return number.numerator


def read_date(raw: Raw) -> date:
    """Read a day from a date cell or from text: 2016-12-30, 30/12/2016 or 30 Desember 2016."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    typed = _DASH.sub("-", tidy(raw)).casefold() if isinstance(raw, str) else ""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
        return _day(raw, *(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{1,2})(?:[-/.]|\s+)(\d{1,2}|[a-z]+)(?:[-/.]|\s+)(\d{4})", typed):
        month = int(found[2]) if found[2].isdigit() else _MONTH.get(found[2], 0)
        return _day(raw, int(found[3]), month, int(found[1]))
    raise Slip(DATE, value=as_shown(raw))


def _day(raw: Raw, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Slip(DATE, value=as_shown(raw)) from error


def read_label(raw: Raw) -> str:
    """Read a code or name without spaces; smart dashes become hyphens. Raises Slip for what Excel made a decimal."""
    if isinstance(raw, float) and not raw.is_integer():
        raise Slip(CODE_NUMBER, value=raw)
    return _DASH.sub("-", typed_text(raw))


def read_labels(raw: Raw) -> tuple[str, ...]:
    """Read several codes, parted by lines, commas, semicolons or spaces."""
    return tuple(part for part in re.split(r"[\s,;]+", read_label(raw)) if part)
