"""Numbers as people write them."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Where
from kotaham.core.numbers import show
from kotaham.workbook.faults import Blank, Fault
from kotaham.workbook.numbers import Style, excess_digits, read_number, read_text


def fault(cell: object, style: Style | None = None) -> str:
    found = read_number(cell, style)
    assert isinstance(found, Fault), found
    return found.at(Where()).text()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        (" 12,5 ", Decimal("12.5")),
        ("12.5", Decimal("12.5")),
        ("1.234,5", Decimal("1234.5")),
        ("1,234.5", Decimal("1234.5")),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("0.125", Decimal("0.125")),
        ("0,125", Decimal("0.125")),
        ("1234.567", Decimal("1234.567")),
        ("-1.234,25", Decimal("-1234.25")),
        ("12.50", Decimal("12.5")),
    ],
)
def test_a_number_with_one_reading_is_read_without_being_told_how(text: str, value: object) -> None:
    assert read_text(text) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "123,456", "-1.000"])
def test_a_number_with_two_readings_is_refused_with_both_of_them(text: str) -> None:
    said = fault(text)
    assert f"'{text}' dapat dibaca dua cara" in said
    assert "--numbers id" in said
    assert "--numbers en" in said


def test_both_readings_of_an_ambiguous_number_are_shown() -> None:
    said = fault("1.234")
    assert "1.234 (cara Indonesia)" in said
    assert "1,234 (cara Inggris)" in said


def test_the_stated_way_of_writing_settles_an_ambiguous_number() -> None:
    assert read_text("1.234", "id") == 1234
    assert read_text("1.234", "en") == Decimal("1.234")


def test_a_number_that_contradicts_the_stated_way_is_refused() -> None:
    assert "tidak sesuai dengan cara tulis angka yang dinyatakan (id: 1.234,5)" in fault("12.5", "id")
    assert "tidak sesuai dengan cara tulis angka yang dinyatakan (en: 1,234.5)" in fault("12,5", "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12,5%", "memakai tanda persen"),
        ("Rp 5.000", "memakai lambang mata uang"),
        ("Rp5000", "memakai lambang mata uang"),
        ("5 000 IDR", "memakai lambang mata uang"),
        ("\N{MINUS SIGN}5", "memakai tanda pisah"),
        ("\N{EN DASH}5", "memakai tanda pisah"),
        ("1 234", "memuat spasi di antara angka"),
        ("1\N{NO-BREAK SPACE}234", "memuat spasi di antara angka"),
        ("=1+1", "teks rumus"),
        ("@SUM(A1)", "teks rumus"),
        ("+A1", "teks rumus"),
        ("nihil", "nol atau tidak ada data"),
        ("1e5", "bukan angka"),
        ("12.34.5", "bukan angka"),
        (".5", "bukan angka"),
        ("\N{ARABIC-INDIC DIGIT FIVE}", "bukan angka"),
        ("9" * 61, "terlalu panjang"),
        ("banyak", "bukan angka"),
    ],
)
def test_what_is_no_plain_number_is_refused_with_the_reason(text: str, said: str) -> None:
    assert said in fault(text)


def test_an_empty_text_is_no_number_and_no_fault() -> None:
    assert read_text("  ") == Blank()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (True, "Sel ini berisi TRUE, bukan angka"),
        (dt.date(2026, 1, 2), "Sel ini berisi tanggal (2026-01-02)"),
        (dt.time(3, 4), "Sel ini berisi tanggal"),
        (float("nan"), "terlalu panjang"),
        (1e300, "terlalu panjang"),
    ],
)
def test_cells_of_another_type_are_no_numbers(cell: object, said: str) -> None:
    assert said in fault(cell)


def test_a_stored_number_is_taken_at_the_fifteen_digits_that_excel_shows() -> None:
    stored = 0.1 + 0.2  # 0.30000000000000004, which Excel shows as 0.3
    assert read_number(stored) == Decimal("0.3")
    assert excess_digits(stored)
    assert not excess_digits(0.3)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_what_we_write_we_read_back_in_either_language(value: Decimal) -> None:
    for lang in ("id", "en"):
        style: Style = "id" if lang == "id" else "en"
        found = read_text(show(value, lang=style), style)
        assert not isinstance(found, Blank | Fault)
        assert Fraction(found) == Fraction(value)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_cell_is_read_exactly(value: Decimal) -> None:
    found = read_number(float(value))
    assert not isinstance(found, Blank | Fault)
    assert Fraction(found) == Fraction(value)


@given(st.text(alphabet="0123456789.,+-", max_size=14))
def test_without_a_stated_way_a_number_is_read_only_when_both_ways_agree_or_one_fails(text: str) -> None:
    free, indonesian, english = read_text(text), read_text(text, "id"), read_text(text, "en")
    readings = {Fraction(r) for r in (indonesian, english) if not isinstance(r, Blank | Fault)}
    if isinstance(free, Blank | Fault):
        assert len(readings) != 1
    else:
        assert readings == {Fraction(free)}
