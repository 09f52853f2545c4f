"""Checks of whole columns at once; of a cell they say exactly what `core.identity.number.read` says of it.

A list has a million rows, and a loop over them takes a minute. The rules stand in `core`; here they stand once more
for columns, and a property test holds the two against each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from kotaham.core.identity import letters as identity
from kotaham.core.identity.number import BETWEEN, LENGTH, Status
from kotaham.workbook.roster import letters
from kotaham.workbook.roster.fields import FIELDS, STATUS_WORDS

ROW: Final = "row"
NAME_MOST, TEXT_MOST = 160, 200
_SPACE, _BETWEEN = "[ \t\r\n\u00a0]", "[" + re.escape(BETWEEN) + "]"
_CIVIL = (Status.PNS.value, Status.PPPK.value)


@dataclass(frozen=True)
class Checked:
    """What came of a frame: rows to take (`good`), and row, column and code of the others (`refused`)."""

    good: pl.DataFrame
    refused: pl.DataFrame


def check(frame: pl.DataFrame, today: date) -> Checked:
    """Check rows of text; columns `row` and those of FIELDS, a missing one counts as empty.

    A row is refused for the first thing that is wrong with it, in the order of the columns. Two rows of one number are
    not looked for here, since they may lie in two frames: see `doubled`.
    """
    rows = _tidied(frame)
    told = rows.with_columns(_verdict(today))
    bad = pl.col("code") != ""
    refused = told.filter(bad).select(ROW, "column", "code", pl.col("found").cast(pl.String))
    good = told.filter(~bad).with_columns(_sex())
    return Checked(good.drop("column", "code", "found"), refused)


def _tidied(frame: pl.DataFrame) -> pl.DataFrame:
    """Bring every column to one form: trimmed text, status by its word, number without what stands between digits."""
    present = set(frame.columns)
    empty = [pl.lit("").alias(name) for name in FIELDS if name not in present]
    text = frame.with_columns(empty).with_columns(pl.col(name).fill_null("") for name in FIELDS)
    plain = pl.col("name", "agency", "post", "office").str.replace_all(r"[\s\p{C}]+", " ").str.strip_chars()
    word = pl.col("status").str.to_lowercase().str.replace_all("[^0-9a-z]+", " ").str.strip_chars()
    return text.with_columns(
        plain,
        word.replace_strict({text: status.value for text, status in STATUS_WORDS.items()}, default="").alias("status"),
        pl.col("number").str.replace_all(_SPACE, "").str.to_uppercase().alias("raw"),
        pl.col("number").str.replace_all(_BETWEEN, "").str.to_uppercase(),
        pl.col("email").str.strip_chars().str.to_lowercase(),
        pl.col("phone").str.replace_all(r"[\s()+.\-]", ""),
    )


def _verdict(today: date) -> list[pl.Expr]:
    """Columns `code`, `column` and `found` of the first thing that is wrong; empty where nothing is."""
    code, column, found = pl.lit(""), pl.lit(""), pl.lit(0, pl.UInt32)
    for wrong, name, kind, value in reversed(_faults(today)):
        code = pl.when(wrong).then(pl.lit(kind)).otherwise(code)
        column = pl.when(wrong).then(pl.lit(name)).otherwise(column)
        found = pl.when(wrong).then(value).otherwise(found)
    return [code.alias("code"), column.alias("column"), found.alias("found")]


Fault = tuple[pl.Expr, str, str, pl.Expr]


def _faults(today: date) -> Sequence[Fault]:
    nothing = pl.lit(0, pl.UInt32)
    name, email, phone = pl.col("name"), pl.col("email"), pl.col("phone")
    number, status = pl.col("number"), pl.col("status")
    long = [
        (pl.col(field).str.len_chars() > TEXT_MOST, field, letters.LONG.code, pl.lit(TEXT_MOST, pl.UInt32))
        for field in ("office", "agency", "post")
    ]
    return [
        (name == "", "name", letters.NO_NAME.code, nothing),
        (name.str.len_chars() > NAME_MOST, "name", letters.LONG.code, pl.lit(NAME_MOST, pl.UInt32)),
        (status == "", "status", letters.STATUS.code, nothing),
        ((number == "") & (status != Status.OTHER.value), "number", letters.NO_NUMBER.code, nothing),
        *_number_faults(today),
        *long,
        ((email != "") & ~email.str.contains(r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$"), "email", letters.EMAIL.code, nothing),
        (email.str.len_chars() > 254, "email", letters.EMAIL.code, nothing),
        ((phone != "") & ~phone.str.contains(r"^[0-9]{8,15}$"), "phone", letters.PHONE.code, nothing),
    ]


def _number_faults(today: date) -> Sequence[Fault]:
    """The rules of core.identity.number, in their order."""
    number, status, length = pl.col("number"), pl.col("status"), pl.col("number").str.len_chars()
    nothing = pl.lit(0, pl.UInt32)
    given, civil = number != "", status.is_in(_CIVIL)
    cut = pl.col("raw").str.contains(r"^[0-9]*[.,]?[0-9]*E\+[0-9]+$") & ~pl.col("raw").str.contains(r"^[.,]?E")
    digits = number.str.contains(rf"^[0-9]{{{LENGTH}}}$")
    birth = number.str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
    year = number.str.slice(8, 4).cast(pl.Int32, strict=False)
    rest = number.str.slice(12, 2).cast(pl.Int32, strict=False)
    pns, sex = status == Status.PNS.value, number.str.slice(14, 1)
    late = pns & (year * 100 + rest > today.year * 100 + today.month)
    born = birth.is_not_null() & (birth <= today) & (birth.dt.year() >= 1)
    numbered: list[tuple[pl.Expr, str, pl.Expr]] = [
        (cut, identity.CUT.code, nothing),
        (civil & ~digits, identity.LENGTH.code, length),
        (civil & ~born.fill_null(value=False), identity.BIRTH.code, nothing),
        (pns & ~rest.is_between(1, 12), identity.MONTH.code, nothing),
        (civil & ((year <= birth.dt.year()) | (year > today.year) | late), identity.YEAR.code, nothing),
        (civil & ~sex.is_in(["1", "2"]), identity.SEX.code, sex.cast(pl.UInt32, strict=False)),
        (civil & (number.str.slice(15, 3) == "000"), identity.SEQUENCE.code, nothing),
        (~civil & ~number.str.contains(r"^[0-9A-Z]{4,20}$"), identity.NRP.code, length),
    ]  # fmt: skip
    return [(given & wrong, "number", code, found) for wrong, code, found in numbered]


def _sex() -> pl.Expr:
    """The fifteenth digit where there is a NIP; unknown otherwise."""
    return (
        pl.when(pl.col("status").is_in(_CIVIL))
        .then(pl.col("number").str.slice(14, 1))
        .otherwise(pl.lit(""))
        .alias("sex")
    )


def doubled(numbers: pl.DataFrame) -> pl.DataFrame:
    """Return row and first row of every number that stands twice; columns `row` and `number` (or its blind index)."""
    first = pl.col(ROW).min().over("number").alias("first")
    kept = numbers.filter(pl.col("number").is_not_null()).with_columns(first)
    return kept.filter(pl.col(ROW) > pl.col("first")).select(ROW, "first")
