"""Two groups side by side: Welch's interval, and silence where too few stand in one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.association import LEAST, apart, group

pytestmark = pytest.mark.no_database
VALUES = st.lists(st.fractions(min_value=-100, max_value=100, max_denominator=20), min_size=LEAST, max_size=40)


def fractions(*values: str) -> list[Fraction]:
    return [Fraction(one) for one in values]


def test_the_interval_is_that_of_welch_worked_by_hand() -> None:
    # Means 20.75 and 23.30, spread sqrt(s1/10 + s2/10) = 1.25266, 15.498 degrees of freedom; t(95 %, 15) = 2.1314.
    a = fractions("27.5", "21.0", "19.0", "23.6", "17.0", "17.9", "16.9", "20.1", "21.9", "22.6")
    b = fractions("27.1", "22.0", "20.8", "23.4", "23.4", "23.5", "25.8", "22.0", "24.8", "20.2")
    found = apart(group(a), group(b))
    assert found is not None
    assert found.difference == pytest.approx(-2.55)
    assert found.low == pytest.approx(-2.55 - 2.1314 * 1.252664, abs=1e-3)
    assert found.high == pytest.approx(-2.55 + 2.1314 * 1.252664, abs=1e-3)


@given(VALUES, VALUES)
def test_the_interval_holds_the_difference_and_turns_round_with_the_groups(
    a: list[Fraction], b: list[Fraction]
) -> None:
    one, two = apart(group(a), group(b)), apart(group(b), group(a))
    assert one is not None
    assert two is not None
    assert one.low <= one.difference <= one.high
    assert one.low == pytest.approx(-two.high)


@pytest.mark.parametrize("few", [0, 1, LEAST - 1])
def test_a_group_that_is_too_small_tells_nothing(few: int) -> None:
    many = group([Fraction(n) for n in range(50)])
    assert apart(group([Fraction(n) for n in range(few)]), many) is None
    assert apart(many, group([Fraction(n) for n in range(few)])) is None


def test_groups_without_any_spread_lie_exactly_apart() -> None:
    found = apart(group([Fraction(3)] * 10), group([Fraction(1)] * 10))
    assert found is not None
    assert (found.difference, found.low, found.high) == (2, 2, 2)
