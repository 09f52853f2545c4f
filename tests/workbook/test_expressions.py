"""Formulas over columns: exact, small, and nothing else."""

from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.facts import Number
from kotaham.workbook.expressions import BadExpression, DividedByZero, parse_expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", Decimal("0.1")),
        ("100 - a", Fraction("99.9")),
        ("a + b * 2", Fraction("0.5")),
        ("(a + b) * 2", Fraction("0.6")),
        ("a - b - 1", Fraction("-1.1")),
        ("1 / 3 / 2", Fraction(1, 6)),
        ("-a", Fraction("-0.1")),
        ("2 * -a", Fraction("-0.2")),
        ("`nama kolom` / 4", Fraction(2)),
        ("0.1 + 0.2", Fraction("0.3")),
    ],
)
def test_formulas_are_calculated_exactly(text: str, value: object) -> None:
    values: dict[str, Number] = {"a": Decimal("0.1"), "b": Decimal("0.2"), "nama kolom": 8}
    assert parse_expression(text).value(values) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "angka atau nama kolom dinanti"),
        ("a +", "angka atau nama kolom dinanti"),
        ("(a", "kurung tidak ditutup"),
        ("a b", "'b' tidak pada tempatnya"),
        ("a)", "')' tidak pada tempatnya"),
        ("a ^ 2", "tanda '^' tidak dikenal"),
        ("a.b", "tanda '.' tidak dikenal"),
        ("1e5", "tanda '1' tidak dikenal"),
        ("__import__('os')", "tanda ''' tidak dikenal"),
        ("abs(a)", "'(' tidak pada tempatnya"),
        ("(" * 30 + "a" + ")" * 30, "kurung terlalu dalam"),
        ("-" * 30 + "a", "kurung terlalu dalam"),
        ("a+" * 150 + "a", "rumus terlalu panjang"),
        ("a" * 501, "lebih dari 500 huruf"),
    ],
)
def test_what_is_no_formula_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadExpression) as caught:
        parse_expression(text)
    assert reason in caught.value.reason.id


def test_a_division_by_zero_is_told_apart() -> None:
    with pytest.raises(DividedByZero):
        parse_expression("1 / (a - 2)").value({"a": 2})


def test_columns_are_listed_once_in_order() -> None:
    assert parse_expression("b + a * `b`").columns == ("b", "a")


VALUES = {"a": Fraction(3), "b": Fraction(-1, 7)}
LEAVES: st.SearchStrategy[Any] = st.sampled_from(["a", "b", "2", "0.5"])


def written(tree: Any) -> str:
    return tree if isinstance(tree, str) else f"({written(tree[0])} {tree[1]} {written(tree[2])})"


def wanted(tree: Any) -> Fraction:
    if isinstance(tree, str):
        return VALUES[tree] if tree in VALUES else Fraction(tree)
    left, right = wanted(tree[0]), wanted(tree[2])
    result: Fraction = {"+": add, "-": sub, "*": mul, "/": truediv}[tree[1]](left, right)
    return result


@given(st.recursive(LEAVES, lambda part: st.tuples(part, st.sampled_from("+-*/"), part), max_leaves=12))
def test_a_formula_means_what_arithmetic_says(tree: Any) -> None:
    expression = parse_expression(written(tree))
    try:
        result = wanted(tree)
    except ZeroDivisionError:
        with pytest.raises(DividedByZero):
            expression.value(VALUES)
    else:
        assert expression.value(VALUES) == result


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_told_reason(text: str) -> None:
    try:
        expression = parse_expression(text)
    except BadExpression:
        return
    assert expression.columns == tuple(dict.fromkeys(expression.columns))
