"""Exact numbers: what is read, what is refused, how they are written and shown."""

import doctest
import statistics
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core import numbers
from kotaham.core.instrument import places
from kotaham.core.numbers import exact, in_order, median, plain, round_half_up, share, show

fractions = st.fractions(-1000, 1000, max_denominator=1000)


@pytest.mark.parametrize("module", [numbers, places], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (7, Fraction(7)),
        ("-3", Fraction(-3)),
        ("+3", Fraction(3)),
        ("5.10", Fraction(51, 10)),
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Decimal("-0"), Fraction(0)),
        (Decimal("1E+3"), Fraction(1000)),
        (Decimal("1E+59"), Fraction(10**59)),
        (Decimal("1E-3"), Fraction(1, 1000)),
        (Fraction(2, 7), Fraction(2, 7)),
        ("0" * 59 + "1", Fraction(1)),
    ],
)
def test_plain_numbers_are_read_exactly(given: object, value: Fraction) -> None:
    assert exact(given) == value


@pytest.mark.parametrize(
    "given",
    [
        0.1,
        float("nan"),
        True,
        None,
        "",
        " 1",
        "1 ",
        "1\n",
        "1,5",
        "1.",
        ".5",
        "1e5",
        "1_000",
        "1/0",
        "1/-2",
        "1.5/2",
        "0x10",
        "--1",
        "NaN",
        "Infinity",
        "\N{ARABIC-INDIC DIGIT ONE}",
        "\N{SUPERSCRIPT TWO}",
        "1" * 61,
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E+999999999"),
        Decimal("1E-999999999"),
        Decimal("1E+60"),
        [],
        b"1",
    ],
    ids=repr,
)
def test_what_is_not_a_plain_number_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match=r"not an exact number|not a finite number|not a plain number"):
        exact(given)


@given(fractions)
def test_writing_and_reading_gives_the_same_number(number: Fraction) -> None:
    assert exact(plain(number)) == number


@given(st.decimals(-1000, 1000, places=6))
def test_a_decimal_is_written_without_needless_zeros(number: Decimal) -> None:
    text = plain(number)
    assert exact(text) == Fraction(number)
    assert "." not in text or not text.endswith("0")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(100), "100"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 6), "1/6"),
        (Fraction(-22, 7), "-22/7"),
    ],
)
def test_a_number_has_one_plain_form(number: Fraction, text: str) -> None:
    assert plain(number) == text


@given(fractions, st.integers(0, 4))
def test_rounding_moves_by_at_most_half_a_step_and_halves_go_away_from_zero(number: Fraction, places: int) -> None:
    rounded = round_half_up(number, places)
    half = Fraction(1, 2 * 10**places)
    assert abs(rounded - number) <= half
    assert (rounded * 10**places).denominator == 1
    if abs(rounded - number) == half:
        assert abs(rounded) > abs(number)


@pytest.mark.parametrize(
    ("number", "decimals", "indonesian", "english"),
    [
        (Fraction("1234567.5"), None, "1.234.567,5", "1,234,567.5"),
        (Fraction("1234567.5"), 2, "1.234.567,50", "1,234,567.50"),
        (Fraction("-1234.5"), 0, "-1.235", "-1,235"),
        (Fraction(2, 3), None, "0,6667", "0.6667"),
        (Fraction("0.005"), 2, "0,01", "0.01"),
        (Fraction("999.995"), 2, "1.000,00", "1,000.00"),
        (Fraction("64"), 2, "64,00", "64.00"),
        (Fraction("-0.5"), None, "-0,5", "-0.5"),
        (None, 2, "–", "–"),
    ],
)
def test_numbers_are_shown_in_the_way_of_the_language(
    number: Fraction | None, decimals: int | None, indonesian: str, english: str
) -> None:
    assert show(number, decimals) == indonesian
    assert show(number, decimals, "en") == english


def test_a_number_that_rounds_to_zero_has_no_sign() -> None:
    assert show(Fraction("-0.001"), 2) == "0,00"


@given(fractions, st.integers(0, 4))
def test_what_is_shown_can_be_read_back(number: Fraction, decimals: int) -> None:
    text = show(number, decimals, "en").replace(",", "")
    assert Fraction(text) == round_half_up(number, decimals)


@given(st.integers(10**70, 10**75), st.integers(1, 10**9))
def test_long_results_are_still_written_and_shown(top: int, bottom: int) -> None:
    number = Fraction(top, bottom)
    assert Fraction(plain(number)) == number
    assert show(number, 2)


close = st.tuples(fractions, st.integers(-3, 3)).map(lambda pair: pair[0] + Fraction(pair[1], 10**30))


@given(st.lists(close, max_size=40))
def test_sorting_is_exact_also_of_numbers_that_lie_next_to_each_other(values: list[Fraction]) -> None:
    assert in_order(values) == sorted(values)


@given(st.lists(close, min_size=1, max_size=40))
def test_the_middle_is_that_of_the_textbook(values: list[Fraction]) -> None:
    assert median(values) == statistics.median(values)


def test_nothing_has_no_middle() -> None:
    with pytest.raises(ValueError, match="no middle of nothing"):
        median([])


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([1, 100, 1000, 100_000]))
def test_a_share_is_exact(top: int, bottom: int, per: int) -> None:
    assert share(str(top), f"{bottom}.0", Fraction(per)) == Fraction(top * per, bottom)


def test_of_nothing_there_is_no_share() -> None:
    with pytest.raises(ValueError, match="share of nothing"):
        share("1", "0.0", Fraction(100))
