"""Statistics against numpy and against values worked out by hand."""

import random
from collections import Counter
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.exams.figures import FULL_BEFORE, NO_SPREAD, ONE_ITEM, TOO_FEW
from kotaham.core.exams.gain import NOBODY, WENT_DOWN, Pairs, gain, pair
from kotaham.core.exams.items import Line, difficulty, discrimination, distractors, third_of, upper_lower
from kotaham.core.exams.reliability import alpha, kr20
from kotaham.core.exams.student import between, quantile
from kotaham.core.exams.watch import Window, jump

pytestmark = pytest.mark.no_database
Matrix = list[list[int]]


def table(matrix: Matrix, item: int) -> list[Line]:
    found: dict[int, list[int]] = {}
    for row in matrix:
        line = found.setdefault(sum(row), [0, 0, 0])
        line[0] += 1
        line[1] += row[item]
        line[2] += row[item] ** 2
    return [Line(total, *line) for total, line in found.items()]


def tables(matrix: Matrix) -> list[list[Line]]:
    return [table(matrix, item) for item in range(len(matrix[0]))]


def totals(matrix: Matrix) -> Counter[int]:
    return Counter(sum(row) for row in matrix)


def people(size: int, items: int, most: int = 1, seed: int = 3) -> Matrix:
    chance = random.Random(seed)
    rows = []
    for _person in range(size):
        able = chance.random()
        rows.append([sum(chance.random() < able for _point in range(most)) for _item in range(items)])
    return rows


@pytest.mark.parametrize("most", [1, 3])
def test_difficulty_and_discrimination_are_those_of_numpy(most: int) -> None:
    matrix = people(200, 12, most)
    array = np.array(matrix, dtype=float)
    for item in range(12):
        rest = array.sum(axis=1) - array[:, item]
        assert difficulty(table(matrix, item), most).value == pytest.approx(array[:, item].mean() / most)
        expected = np.corrcoef(array[:, item], rest)[0, 1]
        assert discrimination(table(matrix, item)).value == pytest.approx(expected)


def test_alpha_is_that_of_numpy_and_kr20_is_alpha_of_ones_and_zeros() -> None:
    matrix = people(150, 10)
    array = np.array(matrix, dtype=float)
    expected = 10 / 9 * (1 - array.var(axis=0).sum() / array.sum(axis=1).var())
    assert alpha(tables(matrix), totals(matrix)).value == pytest.approx(expected)
    shares = [Fraction(sum(row[item] for row in matrix), len(matrix)) for item in range(10)]
    assert kr20(shares, totals(matrix)).value == pytest.approx(alpha(tables(matrix), totals(matrix)).value)


def test_alpha_by_hand() -> None:
    # Four people, two questions: variances 1/4 and 3/16, totals 2 2 1 0 with variance 11/16: 2 x (1 - 7/11) = 8/11.
    matrix = [[1, 1], [1, 1], [0, 1], [0, 0]]
    assert alpha(tables(matrix), totals(matrix), least=2).value == pytest.approx(8 / 11)


def test_upper_and_lower_27_percent_by_hand() -> None:
    # 100 people with totals 1-100; those above 50 have it right: all 27 upper, no lower.
    lines = [Line(total, 1, int(total > 50), int(total > 50)) for total in range(1, 101)]
    assert upper_lower(lines, 1).value == 1
    # All have one total: the border runs through them, and both groups are alike.
    assert upper_lower([Line(5, 100, 40, 40)], 1).value == 0


def test_people_with_the_total_at_the_border_count_by_their_share() -> None:
    # 100 people: 20 with total 0 (none right), 60 with total 1 (30 right), 20 with total 2 (all right).
    lines = [Line(0, 20, 0, 0), Line(1, 60, 30, 30), Line(2, 20, 20, 20)]
    # Lower 27: 20 x 0 + 7 x 0,5 = 3,5; upper 27: 20 + 3,5 = 23,5; (23,5 - 3,5) / 27.
    assert upper_lower(lines, 1).value == pytest.approx(20 / 27)


@given(st.permutations(list(range(40))))
def test_no_figure_depends_on_the_order_of_people(order: list[int]) -> None:
    matrix = people(40, 5)
    mixed = [matrix[at] for at in order]
    assert upper_lower(table(mixed, 0), 1) == upper_lower(table(matrix, 0), 1)
    assert discrimination(table(mixed, 0)) == discrimination(table(matrix, 0))
    assert alpha(tables(mixed), totals(mixed)) == alpha(tables(matrix), totals(matrix))


def test_too_few_people_give_no_figure_but_their_number() -> None:
    matrix = people(29, 5)
    for found in (difficulty(table(matrix, 0), 1), discrimination(table(matrix, 0)), upper_lower(table(matrix, 0), 1),
                  alpha(tables(matrix), totals(matrix)), kr20([Fraction(1, 2)] * 5, totals(matrix))):  # fmt: skip
        assert (found.value, found.count, found.why) == (None, 29, TOO_FEW)


def test_where_all_are_alike_nothing_discriminates() -> None:
    matrix = [[1, 1, 0]] * 50
    assert discrimination(table(matrix, 0)).why is NO_SPREAD
    assert alpha(tables(matrix), totals(matrix)).why is NO_SPREAD
    assert alpha(tables([[1]] * 50), totals([[1]] * 50)).why is ONE_ITEM


def test_distractors_stand_by_thirds_and_an_unloved_one_with_nothing() -> None:
    totals_ = Counter({0: 10, 1: 10, 2: 10})
    assert third_of(totals_) == {0: 0, 1: 1, 2: 2}
    chosen = [("a", 0, 2), ("a", 2, 9), ("b", 0, 8), ("gone", 1, 3)]
    drawn = {one.option: (one.count, one.thirds) for one in distractors(chosen, ["a", "b", "c"], totals_)}
    assert drawn == {"a": (11, (2, 0, 9)), "b": (8, (8, 0, 0)), "c": (0, (0, 0, 0))}


# Two-sided 95 percent points of Student's t, as printed in every table.
@pytest.mark.parametrize(
    ("freedom", "t"),
    [(1, 12.7062), (2, 4.30265), (3, 3.18245), (5, 2.57058), (10, 2.22814), (30, 2.04227), (60, 2.00030),
     (120, 1.97993), (200, 1.97190), (201, 1.97184), (1000, 1.96234), (1_000_000, 1.95997)],
)  # fmt: skip
def test_students_quantile_is_that_of_the_tables(freedom: int, t: float) -> None:
    assert quantile(0.95, freedom) == pytest.approx(t, abs=2e-5)


@pytest.mark.parametrize("freedom", [1, 2, 7, 40, 200])
def test_the_quantile_turns_the_distribution_round(freedom: int) -> None:
    assert between(quantile(0.9, freedom), freedom) == pytest.approx(0.9, abs=1e-12)


def test_gain_by_hand() -> None:
    before = [40, 50, 60, 30, 70, 50, 40, 60, 50, 50]
    after = [60, 60, 80, 60, 80, 70, 50, 80, 60, 80]
    differences = np.array(after) - np.array(before)
    found = gain(sum((pair(Fraction(one), Fraction(two)) for one, two in zip(before, after, strict=True)), NOBODY))
    half = 2.262157 * differences.std(ddof=1) / sqrt(10)
    assert found.mean.value == 18
    assert found.low == pytest.approx(18 - half, abs=1e-4)
    assert found.high == pytest.approx(18 + half, abs=1e-4)
    assert found.hake.value == pytest.approx(18 / 50)


def test_gain_keeps_its_conditions() -> None:
    few = gain(Pairs(9, Fraction(0), Fraction(90), Fraction(900)))
    assert (few.mean.why, few.hake.why, few.low) == (TOO_FEW, TOO_FEW, None)
    full = gain(Pairs(10, Fraction(1000), Fraction(1000), Fraction(0)))
    assert full.hake.why is FULL_BEFORE
    down = gain(Pairs(10, Fraction(600), Fraction(500), Fraction(1000)))
    assert down.mean.value == -10
    assert down.hake.why is WENT_DOWN


def test_a_rise_is_told_by_hand_and_with_its_bounds() -> None:
    # 50 of 100, then 75 of 100: pooled 0,625; z = 0,25 / sqrt(0,625 x 0,375 x 0,02) = 3,6515.
    hint = jump(Window(100, 50), Window(100, 75))
    assert hint is not None
    assert hint.z == pytest.approx(3.6515, abs=1e-4)
    assert (hint.before, hint.after) == (0.5, 0.75)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Window(29, 10), Window(100, 90)),  # too few before
        (Window(100, 50), Window(100, 64)),  # a small rise
        (Window(40, 20), Window(40, 27)),  # may be chance
        (Window(100, 75), Window(100, 50)),  # a fall
        (Window(100, 100), Window(100, 100)),  # nothing is wrong any more
    ],
)
def test_no_hint_without_its_conditions(before: Window, after: Window) -> None:
    assert jump(before, after) is None
