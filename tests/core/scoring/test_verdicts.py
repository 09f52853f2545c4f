"""Predicates, gates, bonus and ranks: judged before any rounding."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.core.facts import Given, Paper
from tests.core.scoring.build import MISSING, NOT_APPLICABLE, direct, indicator, instrument, results, yes_no

LEVELS = [{"code": code, "title": code, "from": mark} for code, mark in (("TINGGI", 80), ("CUKUP", 60), ("MULAI", 40))]
LEVELS_AND_BELOW = {"levels": LEVELS, "below": "Kurang"}
HAIR = Fraction(1, 10**15)


def verdict_of(points: Any, **more: Any) -> dict[str, Any]:
    made = instrument([direct("A")], predicates=more.pop("predicates", LEVELS_AND_BELOW), **more)
    found: dict[str, Any] = results(made, {"A": [Given(points, "x")]})[0]["verdict"]
    return found


@pytest.mark.parametrize(
    ("mark", "code", "under"), [(80, "TINGGI", "CUKUP"), (60, "CUKUP", "MULAI"), (40, "MULAI", None)]
)
def test_a_threshold_is_reached_on_it_and_not_a_hair_below(mark: int, code: str, under: str | None) -> None:
    assert verdict_of(Fraction(mark))["predicate"] == code
    assert verdict_of(Fraction(mark) + HAIR)["predicate"] == code
    below = verdict_of(Fraction(mark) - HAIR)
    assert (below["predicate"], below["below"], below["why_none"]) == (under, under is None, "")


@given(st.fractions(0, 100), st.lists(st.fractions(1, 100), min_size=1, max_size=4, unique=True))
def test_the_predicate_is_the_highest_whose_threshold_is_not_above_the_total(
    total: Fraction, marks: list[Fraction]
) -> None:
    ordered = (
        sorted([*marks, total or Fraction(1)], reverse=True) if total not in marks else sorted(marks, reverse=True)
    )
    levels = [{"code": f"P{n}", "title": "p", "from": mark} for n, mark in enumerate(dict.fromkeys(ordered))]
    found = verdict_of(total, predicates={"levels": levels, "below": "Kurang"})
    reached = [f"P{n}" for n, mark in enumerate(dict.fromkeys(ordered)) if total >= mark]
    assert found["predicate"] == (reached[0] if reached else None)
    assert found["below"] == (not reached)


@pytest.mark.parametrize("below", [None, "unknown"])
def test_what_nobody_named_under_the_lowest_threshold_stays_unknown(below: str | None) -> None:
    found = verdict_of(10, predicates={"levels": LEVELS, "below": below})
    assert (found["predicate"], found["below"], found["why_none"]) == (None, False, "below_unknown")


def test_without_a_total_or_without_predicates_the_reason_is_told() -> None:
    made = instrument([direct("A")], predicates=LEVELS_AND_BELOW, gates=[group_gate("MULAI", 10)])
    found = results(made, {"A": [MISSING]})[0]
    assert (found["verdict"]["why_none"], found["verdict"]["gates"], found["rank"]) == ("no_total", [], None)
    assert verdict_of(90, predicates={"none_because": "Contoh"})["why_none"] == "no_predicates"


def group_gate(predicate: str, value: Any, *groups: str, code: str = "S1") -> dict[str, Any]:
    return {"code": code, "title": code, "for": predicate, "rule": "group_at_least", "value": value, "groups": groups}


def indicator_gate(predicate: str, value: Any, *codes: str) -> dict[str, Any]:
    return {
        "code": "S2",
        "title": "S2",
        "for": predicate,
        "rule": "indicator_at_least",
        "value": value,
        "indicators": codes,
    }


TWO = [direct("A"), direct("B", group="G2")]


def gated(gates: list[dict[str, Any]], a: Any, b: Any, **more: Any) -> dict[str, Any]:
    made = instrument(TWO, predicates=LEVELS_AND_BELOW, gates=gates, aggregation={"method": "group_mean"}, **more)
    answers = {
        code: [Given(one, "x") if isinstance(one, int | Fraction) else one] for code, one in (("A", a), ("B", b))
    }
    found: dict[str, Any] = results(made, answers)[0]["verdict"]
    return found


def test_a_gate_binds_its_predicate_and_every_higher_one_but_none_below() -> None:
    found = gated([group_gate("CUKUP", 70)], 100, 69)
    assert (found["predicate"], found["withheld"]) == ("MULAI", ["TINGGI", "CUKUP"])
    assert found["gates"] == [{"code": "S1", "short": [["G2", "69"]]}]
    assert gated([group_gate("CUKUP", 70)], 100, 70)["predicate"] == "TINGGI"
    assert gated([group_gate("CUKUP", 70)], 100, Fraction(70) - HAIR)["predicate"] == "MULAI"
    assert gated([group_gate("TINGGI", 70)], 100, 69)["predicate"] == "CUKUP"


def test_a_city_whose_reached_predicates_are_all_withheld_is_not_called_below() -> None:
    found = gated([group_gate("MULAI", 70)], 100, 10)
    assert (found["predicate"], found["below"], found["why_none"]) == (None, False, "withheld")
    assert found["withheld"] == ["MULAI"]


def test_a_gate_looks_only_at_the_rights_it_names() -> None:
    assert gated([group_gate("MULAI", 70, "G1")], 100, 60)["predicate"] == "TINGGI"
    assert gated([group_gate("MULAI", 70, "G2")], 100, 60)["predicate"] is None


def test_rights_with_a_hole_or_nothing_applicable_are_not_tried_by_a_gate() -> None:
    assert gated([group_gate("MULAI", 70)], 100, NOT_APPLICABLE)["predicate"] == "TINGGI"
    groups = [{"code": code, "title": code} for code in ("G1", "G2")] + [
        {"code": "G3", "title": "c", "hole": "tak ada"}
    ]
    assert gated([group_gate("MULAI", 70, "G1", "G3")], 100, 100, groups=groups)["predicate"] == "TINGGI"
    assert gated([group_gate("MULAI", 70)], 100, 100, groups=groups)["gates"] == [{"code": "S1", "short": []}]


def test_a_gate_on_indicators_asks_for_points_and_passes_over_what_does_not_apply() -> None:
    assert gated([indicator_gate("MULAI", 70, "A", "B")], 100, 69)["gates"][0]["short"] == [["B", "69"]]
    assert gated([indicator_gate("MULAI", 70, "A", "B")], 70, 70)["predicate"] == "CUKUP"
    assert gated([indicator_gate("MULAI", 70, "A", "B")], 100, NOT_APPLICABLE)["predicate"] == "TINGGI"
    left_out = gated([indicator_gate("MULAI", 70, "B")], 100, MISSING, missing="leave_out")
    assert (left_out["predicate"], left_out["gates"][0]["short"]) == (None, [["B", None]])
    zero = gated([indicator_gate("MULAI", 0, "B")], 100, MISSING, missing="zero_points")
    assert (zero["predicate"], zero["gates"][0]["short"]) == ("MULAI", [])


def test_a_right_without_a_value_does_not_pass_a_gate() -> None:
    tree = [{"code": "N", "title": "n", "weight": 1, "indicators": {"A": 1}}]
    groups = [{"code": "G1", "title": "a"}, {"code": "G2", "title": "b"}]
    made = instrument(
        [direct("A")],
        groups=groups,
        predicates=LEVELS_AND_BELOW,
        gates=[group_gate("MULAI", 0)],
        aggregation={"method": "weighted_tree", "tree": tree},
    )
    found = results(made, {"A": [Given(90, "x")]})[0]
    assert (found["total"], found["verdict"]["why_none"]) == ("90", "withheld")
    assert found["verdict"]["gates"] == [{"code": "S1", "short": [["G2", None]]}]


BONUS = {
    "items": [{"code": "B1", "title": "b", "max_points": 4}, {"code": "B2", "title": "b", "max_points": 3}],
    "cap": 5,
}


@pytest.mark.parametrize(
    ("points", "claims", "claimed", "counted", "raised"),
    [
        (50, (None, None), "0", "0", "50"),
        (50, (1, 2), "3", "3", "53"),
        (50, (4, 3), "7", "5", "55"),
        (98, (4, 0), "4", "4", "100"),
        (100, (4, 3), "7", "5", "100"),
    ],
)
def test_bonus_points_are_capped_and_so_is_the_total_with_them(
    points: int, claims: tuple[Any, Any], claimed: str, counted: str, raised: str
) -> None:
    made = instrument([direct("A")], bonus=BONUS)
    found = results(made, {"A": [Given(points, "x")]}, {"B1": [claims[0]], "B2": [claims[1]]})[0]
    assert (found["bonus_claimed"], found["bonus"], found["total_with_bonus"]) == (claimed, counted, raised)
    assert found["total"] == str(points)


def test_the_cap_on_totals_never_lowers_a_total() -> None:
    made = instrument([direct("A")], bonus={**BONUS, "total_cap": 60})
    assert results(made, {"A": [Given(70, "x")]}, {"B1": [4]})[0]["total_with_bonus"] == "70"
    assert results(made, {"A": [Given(58, "x")]}, {"B1": [4]})[0]["total_with_bonus"] == "60"


@pytest.mark.parametrize(
    ("on", "predicate", "ranks"), [("total", "MULAI", [2, 1]), ("total_with_bonus", "CUKUP", [1, 2])]
)
def test_predicates_and_ranks_use_the_total_that_the_instrument_names(
    on: str, predicate: str, ranks: list[int]
) -> None:
    made = instrument([direct("A")], bonus=BONUS, predicates={**LEVELS_AND_BELOW, "on": on})
    found = results(made, {"A": [Given(57, "x"), Given(59, "x")]}, {"B1": [4, None]})
    assert found[0]["verdict"]["predicate"] == predicate
    assert [one["rank"] for one in found] == ranks


def test_bonus_points_outside_their_item_are_refused_in_words() -> None:
    made = instrument([direct("A")], bonus=BONUS)
    for claim in (5, -1):
        with pytest.raises(Refused) as refused:
            results(made, {"A": [Given(50, "x")]}, {"B1": [claim]})
        assert f"Nilai tambah B1 untuk Kota 0: {claim} di luar 0 sampai 4." in refused.value.text()


def test_equal_totals_share_the_better_rank_and_the_next_is_skipped() -> None:
    given_points = [Fraction(50), Fraction(200, 3), Fraction(200, 3), None, Fraction(40), Fraction(100)]
    answers = [MISSING if one is None else Given(one, "x") for one in given_points]
    found = results(instrument([direct("A")]), {"A": answers})
    assert [one["rank"] for one in found] == [4, 2, 2, None, 5, 1]


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=12))
def test_a_rank_is_one_more_than_the_number_of_better_totals(totals: list[Fraction]) -> None:
    found = results(instrument([direct("A")]), {"A": [Given(one, "x") for one in totals]})
    assert [one["rank"] for one in found] == [1 + sum(other > one for other in totals) for one in totals]


def test_a_date_that_is_not_a_day_is_refused_in_words() -> None:
    made = instrument([indicator("A", {"kind": "document", "valid": 5, "invalid": 2, "absent": 0}), yes_no("B")])
    for text in ("besok", "2026-13-01", "20260101", "2026-W01-1"):
        with pytest.raises(Refused) as refused:
            results(made, {"A": [Paper(True, text)], "B": [True]})
        assert f"A: '{text}' bukan tanggal." in refused.value.text()
        assert f"A: '{text}' is not a date." in refused.value.text("en")
