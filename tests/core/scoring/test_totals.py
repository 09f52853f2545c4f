"""From answers to rights and the total: what counts, what lowers the maximum, and what leaves no total."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.facts import FactTable, Given, Quotient
from kotaham.core.instrument.kinds import NotKnown
from kotaham.core.instrument.model import Instrument
from kotaham.core.record import make_record
from kotaham.core.scoring.cases import run_cases
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from tests.core.scoring.build import (
    MISSING,
    NOT_APPLICABLE,
    direct,
    indicator,
    instrument,
    results,
    scored,
    table,
    values,
    yes_no,
)
from tests.random_instruments import random_case
from tests.strategies import instruments_with_tables

ELEMENTS = [{"code": code, "title": code, "points": points} for code, points in (("S", 10), ("P", 30), ("H", 60))]


def total(made: Instrument, **answers: Any) -> Fraction | None:
    return scored(made, {code.replace("_", "-"): [value] for code, value in answers.items()}).total(0)


def test_the_flat_mean_is_the_sum_of_points_over_the_sum_of_most_points() -> None:
    made = instrument([yes_no("A", 10), yes_no("B", 30, "G2"), yes_no("C", 60, "G2")])
    assert total(made, A=True, B=True, C=False) == 40
    assert total(made, A=True, B=NOT_APPLICABLE, C=False) == Fraction(1000, 70)


def test_the_mean_of_rights_weighs_each_right_the_same() -> None:
    made = instrument(
        [yes_no("A", 10), yes_no("B", 30, "G2"), yes_no("C", 60, "G2")], aggregation={"method": "group_mean"}
    )
    assert total(made, A=True, B=True, C=False) == (100 + Fraction(100, 3)) / 2


def test_a_right_in_which_nothing_applies_drops_out_of_the_mean() -> None:
    made = instrument([yes_no("A"), yes_no("B", group="G2")], aggregation={"method": "group_mean"})
    assert total(made, A=True, B=NOT_APPLICABLE) == 100
    assert total(made, A=True, B=False) == 50
    assert total(made, A=NOT_APPLICABLE, B=NOT_APPLICABLE) is None


@pytest.mark.parametrize(("within", "right"), [("by_points", Fraction(13, 2)), ("equal", Fraction(5))])
def test_elements_collect_their_points_within_each_right(within: str, right: Fraction) -> None:
    indicators = [yes_no("A", 10, element="S"), yes_no("B", 30, element="S"), yes_no("C", 5, element="H")]
    made = instrument(indicators, elements=ELEMENTS, aggregation={"method": "element_points", "within_element": within})
    expected = {"by_points": (10 * Fraction(3, 4) + 60) / 70, "equal": (10 * Fraction(1, 2) + 60) / 70}[within] * 100
    assert total(made, A=False, B=True, C=True) == expected
    assert total(made, A=False, B=True, C=NOT_APPLICABLE) == {"by_points": 75, "equal": 50}[within]


def test_unknown_weights_and_unknown_indicators_leave_no_total() -> None:
    indicators = [yes_no("A", 10, element="S")]
    unknown = {"method": "element_points", "within_element": "unknown"}
    found = results(instrument(indicators, elements=ELEMENTS, aggregation=unknown), {"A": [True]})[0]
    assert (found["total"], found["answers"][0]["points"], found["answers"][0]["weight"]) == (None, "10", "0")
    elements = [{**ELEMENTS[0], "points": "unknown"}, *ELEMENTS[1:]]
    by_points = {"method": "element_points", "within_element": "by_points"}
    assert total(instrument(indicators, elements=elements, aggregation=by_points), A=True) is None
    assert total(instrument("unknown")) is None


@pytest.mark.parametrize("method", ["flat_mean", "group_mean"])
def test_a_right_whose_indicators_nobody_knows_leaves_no_total_but_a_hole_does_not(method: str) -> None:
    groups: list[dict[str, Any]] = [{"code": "G1", "title": "a"}, {"code": "G2", "title": "b"}]
    made = instrument([yes_no("A")], aggregation={"method": method}, groups=groups)
    assert total(made, A=True) is None
    made = instrument(
        [yes_no("A")], aggregation={"method": method}, groups=[groups[0], groups[1] | {"hole": "tak ada"}]
    )
    assert total(made, A=True) == 100


def test_a_tree_is_the_weighted_mean_at_every_branch() -> None:
    tree = [
        {"code": "N1", "title": "a", "weight": 3, "indicators": {"A": 1, "B": 3}},
        {
            "code": "N2",
            "title": "b",
            "weight": 1,
            "children": [{"code": "N3", "title": "c", "weight": 9, "indicators": {"C": 2}}],
        },
    ]
    made = instrument([yes_no("A"), yes_no("B"), yes_no("C")], aggregation={"method": "weighted_tree", "tree": tree})
    assert total(made, A=False, B=True, C=False) == Fraction(3, 4) * Fraction(3, 4) * 100
    assert total(made, A=NOT_APPLICABLE, B=True, C=False) == 75
    assert total(made, A=NOT_APPLICABLE, B=True, C=NOT_APPLICABLE) == 100


@pytest.mark.parametrize(
    ("rule", "expected", "points", "marks"),
    [
        ("incomplete", None, None, []),
        ("zero_points", Fraction(25), "0", ["zero_by_rule"]),
        ("leave_out", Fraction(100), None, ["left_out"]),
    ],
)
def test_missing_answers_follow_the_policy_and_stay_missing(
    rule: str, expected: Fraction | None, points: str | None, marks: list[str]
) -> None:
    made = instrument([yes_no("A", 10), yes_no("B", 30)], missing=rule)
    for empty in (None, MISSING):
        found = results(made, {"A": [True], "B": [empty]})[0]
        assert (None if found["total"] is None else Fraction(found["total"])) == expected
        assert (found["answers"][1]["state"], found["answers"][1]["points"]) == ("missing", points)
        assert found["answers"][1]["marks"] == marks


def test_a_tie_that_binary_fractions_miss_is_met_exactly() -> None:
    """Weights 8/58/3/15/16 of 100 with 25/100/0/0/25 are exactly 64; sums of floats say 64.00000000000001 or less."""
    weights, given = (8, 58, 3, 15, 16), (25, 100, 0, 0, 25)
    names = "ABCDE"
    node = {"code": "N", "title": "n", "weight": 1, "indicators": dict(zip(names, weights, strict=True))}
    levels = [{"code": "P", "title": "P", "from": 64}]
    made = instrument(
        [direct(code) for code in names],
        aggregation={"method": "weighted_tree", "tree": [node]},
        predicates={"levels": levels, "below": "Kurang"},
    )
    answers = {code: [Given(points, "x")] for code, points in zip(names, given, strict=True)}
    found = results(made, answers)[0]
    assert (found["total"], found["verdict"]["predicate"]) == ("64", "P")
    answers["A"] = [Given(Fraction(25) - Fraction(1, 10**15), "x")]
    below = results(made, answers)[0]
    assert (below["verdict"]["predicate"], below["verdict"]["below"]) == (None, True)


def test_a_ratio_is_exact_however_large_its_numbers() -> None:
    bands = [{"from": Fraction(100, 3), "points": 1}, {"below": Fraction(100, 3), "points": 0}]
    made = instrument(
        [indicator("A", {"kind": "ratio", "numerator": "a", "denominator": "b", "per": 100, "bands": bands})]
    )
    huge = 10**30
    quotients = [Quotient(1, 3), Quotient(huge, 3 * huge), Quotient(huge - 1, 3 * huge), Quotient(huge + 1, 3 * huge)]
    found = results(made, {"A": quotients})
    assert [one["answers"][0]["points"] for one in found] == ["1", "1", "0", "1"]
    assert found[0]["answers"][0]["figure"] == "100/3"


@given(st.integers(0, 2**80), st.integers(1, 2**80))
def test_a_total_of_huge_points_is_the_exact_fraction(points: int, more: int) -> None:
    made = instrument([direct("A", points + more), yes_no("B", Fraction(more, 7))])
    expected = Fraction(points + Fraction(more, 7), points + more + Fraction(more, 7)) * 100
    assert total(made, A=Given(points, "x"), B=True) == expected


@given(st.sampled_from([1, 10**6, 10**18, 2**62, 10**30]), st.lists(st.integers(0, 100), min_size=1, max_size=4))
def test_points_that_need_more_than_64_bits_give_the_same_shares(factor: int, given_points: list[int]) -> None:
    columns: dict[str, Any] = {
        "A": [Given(points * factor, "x") for points in given_points],
        "B": [True] * len(given_points),
    }
    plain_columns: dict[str, Any] = {
        "A": [Given(points, "x") for points in given_points],
        "B": [True] * len(given_points),
    }
    large = instrument([direct("A", 100 * factor), yes_no("B", Fraction(7 * factor, 3), "G2")])
    small = instrument([direct("A", 100), yes_no("B", Fraction(7, 3), "G2")])
    assert values(scored(large, columns)) == values(scored(small, plain_columns))


def test_weights_beyond_64_bits_do_not_overflow_where_all_points_are_zero() -> None:
    nodes = {"A": Fraction(10**30 + 1, 7), "B": Fraction(1, 10**30)}
    node = {"code": "N", "title": "n", "weight": 1, "indicators": nodes}
    made = instrument([yes_no("A"), yes_no("B")], aggregation={"method": "weighted_tree", "tree": [node]})
    assert total(made, A=False, B=False) == 0
    assert total(made, A=True, B=True) == 100


def test_cities_that_count_differently_do_not_overflow_where_all_points_are_zero() -> None:
    node = {"code": "N", "title": "n", "weight": 1, "indicators": {"A": 10**20 + 39, "B": 7}}
    made = instrument([yes_no("A"), yes_no("B")], aggregation={"method": "weighted_tree", "tree": [node]})
    scores = scored(made, {"A": [False, False, NOT_APPLICABLE], "B": [NOT_APPLICABLE, False, False]})
    assert [scores.total(i) for i in range(3)] == [0, 0, 0]


def test_cases_that_give_points_follow_the_rule_for_missing_answers_too() -> None:
    case = {"name": "a", "basis": "worked example", "source": "x", "signed_by": "x", "points": {"A": 10}}
    for rule, expected in (("incomplete", None), ("zero_points", "25"), ("leave_out", "100")):
        made = instrument([yes_no("A", 10), yes_no("B", 30)], missing=rule)
        assert [problem.text() for problem in run_cases(made, [case | {"expect": {"total": expected}}], "x.yaml")] == []


@pytest.mark.parametrize("seed", range(0, 120, 20))
def test_scoring_many_cities_together_is_the_same_as_one_by_one(seed: int) -> None:
    for n in range(seed, seed + 20):
        made, many = random_case(n)
        together = make_record(score(compile_plan(made), many))["results"]
        for i, subject in enumerate(many.subjects):
            one = FactTable(
                [subject],
                {code: [column[i]] for code, column in many.columns.items()},
                many.period,
                many.period_end,
                {code: [column[i]] for code, column in many.bonus.items()},
            )
            alone = make_record(score(compile_plan(made), one))["results"][0]
            assert {**together[i], "rank": None} == {**alone, "rank": None}


@given(instruments_with_tables())
def test_the_weights_of_all_counting_answers_add_up_to_the_scale(case: tuple[Instrument, FactTable]) -> None:
    made, answered = case
    for found in make_record(score(compile_plan(made), answered))["results"]:
        if found["total"] is not None:
            assert sum(Fraction(answer["weight"]) for answer in found["answers"]) == made.scale


@given(instruments_with_tables())
def test_the_total_is_the_sum_of_what_each_answer_adds(case: tuple[Instrument, FactTable]) -> None:
    made, answered = case
    for found in make_record(score(compile_plan(made), answered))["results"]:
        if found["total"] is not None:
            counting = [one for one in found["answers"] if one["points"] is not None]
            parts = [Fraction(one["weight"]) * Fraction(one["points"]) / Fraction(one["most"]) for one in counting]
            assert sum(parts, Fraction(0)) == Fraction(found["total"])


@given(instruments_with_tables(), st.data())
def test_an_answer_that_does_not_apply_is_as_if_the_indicator_were_not_there(
    case: tuple[Instrument, FactTable], data: st.DataObject
) -> None:
    made, answered = case
    named = {code for gate in made.gates for code in gate.indicators}
    spare = [one for one in made.known_indicators if one.code not in named and not isinstance(one.scoring, NotKnown)]
    others = {one.group for one in made.known_indicators}
    spare = [one for one in spare if sum(two.group == one.group for two in made.known_indicators) > 1 and others]
    if not spare or made.aggregation.method == "weighted_tree" or made.policies.not_applicable.rule == "refused":
        return
    gone = data.draw(st.sampled_from(spare))
    columns = {code: list(column) for code, column in answered.columns.items()}
    columns[gone.code] = [NOT_APPLICABLE] * len(answered.subjects)
    without = made.model_copy(update={"indicators": tuple(one for one in made.known_indicators if one != gone)})
    fewer = {code: column for code, column in columns.items() if code != gone.code}
    there = scored_totals(made, answered, columns)
    assert there == scored_totals(without, answered, fewer)


def scored_totals(made: Instrument, answered: FactTable, columns: dict[str, Any]) -> list[Fraction | None]:
    again = FactTable(answered.subjects, columns, answered.period, answered.period_end, answered.bonus)
    scores = score(compile_plan(made), again)
    return [scores.total(i) for i in range(len(answered.subjects))]


@given(st.lists(st.integers(0, 60), min_size=2, max_size=30), st.sampled_from(["group_mean", "flat_mean"]))
def test_a_better_figure_never_lowers_the_total(figures: list[int], method: str) -> None:
    bands = [{"below": 10, "points": 0}, {"from": 10, "below": 40, "points": 5}, {"from": 40, "points": 10}]
    made = instrument(
        [indicator("A", {"kind": "bands", "bands": bands}), yes_no("B", 10, "G2")], aggregation={"method": method}
    )
    scores = scored(made, {"A": sorted(figures), "B": [True] * len(figures)})
    totals = [scores.total(i) or Fraction(0) for i in range(len(figures))]
    assert totals == sorted(totals)


def test_an_empty_table_has_no_results() -> None:
    assert make_record(score(compile_plan(instrument([yes_no("A")])), FactTable([], {})))["results"] == []
    assert make_record(score(compile_plan(instrument([yes_no("A")])), table({"A": [True]})))["rows"]["scored"] == 1
