"""Facts keep every answer on their way through JSON."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Paper, Quotient, Ticked
from kotaham.core.facts_json import (
    answer_from_json,
    answer_to_json,
    canonical_json,
    facts_from_json,
    facts_to_json,
)
from kotaham.core.instrument.model import Instrument
from tests.strategies import instruments_with_tables
from tests.words_and_numbers import exact_numbers, lines

codes = st.text("abc-1", min_size=1, max_size=5)
days = st.sampled_from(["", "2024-01-01", "2026-12-31"])
values = (
    exact_numbers(-100, 100)
    | st.integers()
    | st.decimals(-1000, 1000, places=3)
    | st.booleans()
    | st.builds(Quotient, exact_numbers(), exact_numbers())
    | st.builds(Chosen, codes)
    | st.builds(Ticked, st.frozensets(codes))
    | st.builds(Paper, st.booleans(), days, days)
    | st.builds(Given, exact_numbers(), lines())
)
answers = (
    st.builds(Answer, values, evidence=st.just("") | lines(), origin=st.just("") | lines())
    | st.builds(lambda why: Answer(None, why), lines())
    | st.builds(lambda why: Answer(None, why, not_applicable=True), lines())
)


@given(answers)
def test_an_answer_comes_back_from_json_as_it_went_in(answer: Answer) -> None:
    told = json.loads(json.dumps(answer_to_json(answer)))
    back = answer_from_json(told)
    assert back == answer
    assert isinstance(back.value, bool) == isinstance(answer.value, bool)


@settings(max_examples=40)
@given(instruments_with_tables())
def test_a_table_comes_back_from_its_canonical_json(drawn: tuple[Instrument, FactTable]) -> None:
    _, table = drawn
    told = canonical_json(facts_to_json(table))
    back = facts_from_json(json.loads(told))
    assert canonical_json(facts_to_json(back)) == told
    assert (back.subjects, back.period, back.period_end) == (table.subjects, table.period, table.period_end)
    for code, column in table.columns.items():
        assert list(back.columns.get(code, [None] * len(column))) == list(column)


@settings(max_examples=40)
@given(instruments_with_tables())
def test_canonical_json_does_not_depend_on_the_order_of_columns(drawn: tuple[Instrument, FactTable]) -> None:
    _, table = drawn
    turned = dict(reversed(list(table.columns.items())))
    other = FactTable(table.subjects, turned, table.period, table.period_end, table.bonus)
    assert canonical_json(facts_to_json(other)) == canonical_json(facts_to_json(table))


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ({"number": "12.5"}, Fraction(25, 2)),
        ({"number": Decimal("12.5")}, Fraction(25, 2)),
        ({"number": 12}, Fraction(12)),
        ({"number": "1/3"}, Fraction(1, 3)),
        ({"numerator": 3, "denominator": 1200}, Quotient(Fraction(3), Fraction(1200))),
        ({"yes": False}, False),
        ({"choice": "b"}, Chosen("b")),
        ({"checked": []}, Ticked(frozenset())),
        ({"document": {"present": True}}, Paper(True)),
        ({"points": 7, "reason": "cukup"}, Given(Fraction(7), "cukup")),
    ],
)
def test_each_shape_of_a_fact_is_read(told: dict[str, Any], value: object) -> None:
    assert answer_from_json(told).value == value


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"number": 12.5},
        {"number": "1e5"},
        {"number": True},
        {"number": "5", "yes": True},
        {"numerator": "5"},
        {"yes": "tidak"},
        {"yes": 0},
        {"document": {"present": "tidak"}},
        {"skor": 5},
    ],
)
def test_a_fact_of_another_shape_is_refused_and_never_taken_for_something_near(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a"):
        answer_from_json(told)


def test_facts_of_another_format_are_refused() -> None:
    with pytest.raises(ValueError, match="not kotaham-facts/1: 'lain'"):
        facts_from_json({"format": "lain", "subjects": []})
