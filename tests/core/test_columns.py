"""Columns of plain numbers are exact, lazy, and judged like any other answers."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.columns import NumberColumn, as_whole
from kotaham.core.errors import Refused
from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.instrument.model import Instrument
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan

typed = st.decimals(-100000, 100000, places=3)


def cell(row: int) -> str:
    return f"Isian C{row + 2}"


@given(st.lists(typed, max_size=30))
def test_a_number_typed_in_a_spreadsheet_comes_back_as_it_was_typed(numbers: list[Decimal]) -> None:
    found = as_whole(np.array([float(number) for number in numbers]))
    assert found is not None
    whole, decimals = found
    assert [Decimal(int(one)).scaleb(-decimals) for one in whole] == numbers


@given(st.lists(st.floats(-1e14, 1e14, allow_nan=False), min_size=1, max_size=8))
def test_a_float_becomes_its_shortest_decimal_or_is_left_alone(floats: list[float]) -> None:
    found = as_whole(np.array(floats))
    if found is not None:
        whole, decimals = found
        assert [Decimal(int(one)).scaleb(-decimals) for one in whole] == [Decimal(repr(one)) for one in floats]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e15, 0.1 + 0.2, 1e-12])
def test_a_float_that_is_not_a_short_decimal_is_left_to_the_careful_path(value: float) -> None:
    assert as_whole(np.array([1.5, value])) is None


def column() -> NumberColumn:
    blank = Answer(None, "-")
    return NumberColumn(np.array([125, 0, 7]), 1, np.array([True, False, True]), {1: blank}, cell)


def test_answers_are_made_when_asked_for() -> None:
    answers = [Answer(Decimal("12.5"), origin="Isian C2"), Answer(None, "-"), Answer(Decimal("0.7"), origin="Isian C4")]
    assert list(column()) == answers
    assert column()[1:] == answers[1:]
    assert column()[-1] == answers[-1]
    assert list(column().chosen([2, 1])) == [answers[2], answers[1]]
    with pytest.raises(IndexError):
        column()[3]


def instrument() -> Instrument:
    rule = {"certainty": "verbatim"}
    scoring = {"kind": "bands", "bands": [{"below": 5, "points": 0}, {"from": 5, "points": 10}]}
    return Instrument.model_validate(
        {
            "schema": 1,
            "id": "coba",
            "version": "1",
            "title": "Coba",
            "nature": "example",
            "notice": "Contoh",
            "subject": "city",
            "in_force": {"from": "2026-01-01"},
            "groups": [{"code": "A", "title": "Hak A"}],
            "aggregation": {"method": "flat_mean"},
            "policies": {
                "missing": {"rule": "incomplete"} | rule,
                "not_applicable": {"rule": "lowers_maximum"} | rule,
                "gap": {"rule": "flag"} | rule,
            },
            "rounding": {"decimals": 2},
            "predicates": {"none_because": "coba"},
            "indicators": [
                {
                    "code": "A1",
                    "group": "A",
                    "title": "A1",
                    "scoring": scoring | {"possible": {"from": 0, "to": 100}},
                }
            ],
        }
    )


@given(st.lists(st.one_of(st.none(), st.decimals(0, 100, places=2)), min_size=1, max_size=20))
def test_a_plain_column_is_judged_like_single_answers(numbers: list[Decimal | None]) -> None:
    plain = np.array([number is not None for number in numbers])
    whole = np.array([int((number or Decimal(0)).scaleb(2)) for number in numbers])
    others = {row: Answer(None, "-") for row, number in enumerate(numbers) if number is None}
    lazy = NumberColumn(whole, 2, plain, others, cell)
    subjects = [Subject(str(row), str(row)) for row in range(len(numbers))]
    plan = compile_plan(instrument())
    quick, slow = score(plan, FactTable(subjects, {"A1": lazy})), score(plan, FactTable(subjects, {"A1": list(lazy)}))
    rows = range(len(subjects))
    assert [quick.total(row) for row in rows] == [slow.total(row) for row in rows]
    assert [quick.figure(0, row) for row in rows] == [slow.figure(0, row) for row in rows]
    assert (quick.state == slow.state).all()


def test_an_impossible_number_is_refused_with_its_cell() -> None:
    lazy = NumberColumn(np.array([1001, 5, -1]), 1, np.array([True, True, True]), {}, cell)
    subjects = [Subject(str(row), str(row)) for row in range(3)]
    with pytest.raises(Refused) as refused:
        score(compile_plan(instrument()), FactTable(subjects, {"A1": lazy}))
    said = refused.value.text("en").splitlines()
    assert said[0].startswith("Isian C2: A1: 100.1 is not possible; possible is from 0 to 100. Check the unit")
    assert said[1].startswith("Isian C4: A1: -0.1 is not possible")
