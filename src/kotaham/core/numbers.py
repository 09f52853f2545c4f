"""Exact numbers: read from plain text, written to plain text, and rounded half up only when shown."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kotaham.core.language import Lang, Say

MAX_DIGITS = 60
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?\Z|[+-]?\d+/[1-9]\d*\Z", re.ASCII)


def exact(value: object) -> Fraction:
    """Turn an int, Decimal, Fraction or plain text (`5.1`, `-3`, `1/3`) into a Fraction.

    Raises ValueError for floats (already rounded), booleans, exponents and more than 60 characters.
    """
    if isinstance(value, bool | float) or value is None:
        raise ValueError(f"not an exact number: {value!r}")
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    told = format(value, "f") if isinstance(value, Decimal) and abs(value.adjusted()) < MAX_DIGITS else value
    return _from_text(str(told))


@lru_cache(maxsize=65536)
def _from_text(text: str) -> Fraction:
    """Read a plain text; the same few thousand figures come again in every report."""
    if len(text) > MAX_DIGITS or not _PLAIN.match(text):
        raise ValueError(f"not a plain number: {text[:40]!r}")
    return Fraction(text)


def plain(value: Fraction | Decimal | int) -> str:
    """Write a number as its one canonical text: `5.1` when it ends, `1/3` when it does not.

    >>> plain(Fraction(51, 10)), plain(Fraction(1, 3)), plain(Fraction(4)), plain(Decimal("2.50"))
    ('5.1', '1/3', '4', '2.5')
    """
    if isinstance(value, Decimal):
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text
    return _quotient_text(*value.as_integer_ratio())


@lru_cache(maxsize=65536)
def _quotient_text(numerator: int, denominator: int) -> str:
    """Write a quotient in lowest terms as plain text."""
    twos, fives, rest = 0, 0, denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{numerator}/{denominator}"
    places = max(twos, fives)
    digits = str(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round to `decimals` places, halves away from zero.

    >>> round_half_up(Fraction("2.345"), 2), round_half_up(Fraction("-2.345"), 2)
    (Fraction(47, 20), Fraction(-47, 20))
    """
    scale = 10**decimals
    whole, rest = divmod(abs(value) * scale, 1)
    rounded = Fraction(whole + (1 if rest * 2 >= 1 else 0), scale)
    return -rounded if value < 0 else rounded


def in_order(values: Iterable[Fraction]) -> list[Fraction]:
    """Sort exact numbers, exactly: by whole 2**-64ths first, which never turns an order around, then where these tie.

    Comparing quotients multiplies whole numbers each time; this divides once for each, several times as fast.
    """
    return sorted(values, key=lambda value: ((value.numerator << 64) // value.denominator, value))


def median(values: Iterable[Fraction]) -> Fraction:
    """Return the middle of some exact numbers, or half way between the two middle ones; ValueError for none."""
    rows = in_order(values)
    if not rows:
        raise ValueError("there is no middle of nothing")
    half = len(rows) // 2
    return rows[half] if len(rows) % 2 else (rows[half - 1] + rows[half]) / 2


@lru_cache(maxsize=65536)
def share(numerator: str, denominator: str, per: Fraction) -> Fraction:
    """Return so many of so many, as plain texts, per 100 or 1,000; ValueError where one is no number, or of zero."""
    whole = exact(denominator)
    if not whole:
        raise ValueError("a share of nothing")
    return exact(numerator) * per / whole


def show(value: Fraction | Decimal | int | None, decimals: int | None = None, lang: Lang = "id") -> str:
    """Write a number for people: `1.234,5` in Indonesian, `1,234.5` in English; a dash when there is none.

    `decimals=None` shows a terminating number in full and any other with four places.

    >>> show(Fraction(132, 170) * 100, 2), show(Fraction("1234.5"), lang="en"), show(None)
    ('77,65', '1,234.5', '–')
    """
    if value is None:
        return "–"
    number = Fraction(value)
    if decimals is None:
        text = plain(number)
        if "/" not in text:
            return _marked(text, lang)
        decimals = 4
    rounded = round_half_up(number, decimals)
    whole, _, part = plain(rounded).partition(".")
    return _marked(f"{whole}.{part.ljust(decimals, '0')}" if decimals else whole, lang)


def show_both(value: Fraction | Decimal | int | None) -> Say:
    """Write a number for people in both languages, for a message: `1.234,5` and `1,234.5`."""
    return Say(show(value), show(value, lang="en"))


def plain_both(value: Fraction | Decimal | int) -> Say:
    """Write a number exactly and without thousands separators in both languages: `5,1` and `5.1`; `1/3` in both."""
    text = plain(value)
    return Say(text.replace(".", ","), text)


def _marked(text: str, lang: Lang) -> str:
    """Put thousands separators and the decimal mark of the language into plain text."""
    sign = "-" if text.startswith("-") else ""
    whole, _, part = text.removeprefix("-").partition(".")
    english = f"{sign}{int(whole):,}" + (f".{part}" if part else "")
    return english if lang == "en" else english.translate(str.maketrans(",.", ".,"))
