"""Every end of every band: just below it, on it, just above it; and what becomes of values between bands."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.core.facts import Chosen, Given, Paper, Quotient, Ticked
from kotaham.core.instrument.kinds import Band
from kotaham.core.scoring.ladder import GAP, ladder
from tests.core.scoring.build import MISSING, NOT_APPLICABLE, indicator, instrument, judged, results
from tests.random_instruments import values_beside
from tests.strategies import band_lists

EPSILON = Fraction(1, 10**12)
# A band and which of the values just below, on and just above 10 it holds.
EDGES: list[tuple[dict[str, Any], tuple[bool, bool, bool]]] = [
    ({"from": 10}, (False, True, True)),
    ({"above": 10}, (False, False, True)),
    ({"to": 10}, (True, True, False)),
    ({"below": 10}, (True, False, False)),
    ({"exactly": 10}, (False, True, False)),
    ({}, (True, True, True)),
    ({"from": 10, "to": 10}, (False, True, False)),
]


def holds(band: Band, value: Fraction) -> bool:
    """Tell in the plainest way whether a band holds a value."""
    return (
        (band.from_ is None or value >= band.from_)
        and (band.above is None or value > band.above)
        and (band.to is None or value <= band.to)
        and (band.below is None or value < band.below)
        and (band.exactly is None or value == band.exactly)
    )


@pytest.mark.parametrize(("ends", "held"), EDGES, ids=str)
@pytest.mark.parametrize("kind", ["bands", "ratio"])
def test_each_end_holds_exactly_what_it_says(ends: dict[str, Any], held: tuple[bool, ...], kind: str) -> None:
    bands = [{**ends, "points": 3}]
    for value, inside in zip((10 - EPSILON, Fraction(10), 10 + EPSILON), held, strict=True):
        if kind == "bands":
            found = judged({"kind": kind, "bands": bands}, value)
        else:
            names = {"numerator": "a", "denominator": "b", "per": 100}
            figure = value / 100
            found = judged({"kind": kind, **names, "bands": bands}, Quotient(figure.numerator, figure.denominator))
        assert found["state"] == ("scored" if inside else "in_gap"), value
        assert found["points"] == ("3" if inside else None)
        assert found["marks"] == ([] if inside else ["gap"])


def test_each_end_holds_exactly_what_it_says_for_counts() -> None:
    items = [{"code": f"i{n}", "title": "butir"} for n in range(3)]
    for ends, held in (({"from": 2}, "0011"), ({"above": 2}, "0001"), ({"to": 2}, "1110"), ({"below": 2}, "1100")):
        scoring = {"kind": "checklist", "items": items, "bands": [{**ends, "points": 3}]}
        states = [judged(scoring, Ticked(frozenset(f"i{n}" for n in range(count))))["state"] for count in range(4)]
        assert states == ["scored" if one == "1" else "in_gap" for one in held]


@given(band_lists(unknowns=False))
def test_every_value_finds_the_band_that_plain_comparisons_find(bands: list[dict[str, Any]]) -> None:
    made = instrument([indicator("I1", {"kind": "bands", "bands": bands})])
    scoring = made.known_indicators[0].scoring
    assert scoring.kind == "bands"
    tried = values_beside(scoring.bands)
    found = [one["answers"][0]["step"] for one in results(made, {"I1": tried})]
    expected = [next((i for i, band in enumerate(scoring.bands) if holds(band, value)), None) for value in tried]
    assert found == expected


@given(band_lists(unknowns=False), st.sampled_from([1, 100, 100_000, Fraction(1, 3)]))
def test_ratios_find_the_same_band_as_the_figure_itself(bands: list[dict[str, Any]], per: Fraction) -> None:
    names = {"numerator": "a", "denominator": "b", "per": per}
    as_ratio = instrument([indicator("I1", {"kind": "ratio", **names, "bands": bands})])
    as_number = instrument([indicator("I1", {"kind": "bands", "bands": bands})])
    scoring = as_number.known_indicators[0].scoring
    assert scoring.kind == "bands"
    tried = [value for value in values_beside(scoring.bands) if value >= 0]
    quotients = [Quotient((one / per).numerator, (one / per).denominator) for one in tried]
    numbers, ratios = results(as_number, {"I1": tried}), results(as_ratio, {"I1": quotients})
    assert [one["answers"] for one in numbers] == [one["answers"] for one in ratios]


def test_of_two_bands_that_overlap_the_first_in_the_file_holds() -> None:
    bands = [{"from": 5, "points": 3, "certainty": "inferred"}, {"from": 0, "points": 3, "certainty": "secondary"}]
    one = {"kind": "bands", "bands": bands}
    assert (judged(one, 6)["step"], judged(one, 6)["certainty"]) == (0, "inferred")
    other = {"kind": "bands", "bands": bands[::-1]}
    assert (judged(other, 6)["step"], judged(other, 6)["certainty"]) == (0, "secondary")


GAPPY = {"kind": "bands", "bands": [{"from": 100, "to": 110, "points": 8}, {"from": 111, "to": 140, "points": 2}]}


@pytest.mark.parametrize(
    ("rule", "value", "points"),
    [
        ("flag", "110.4", None),
        ("nearest_lower", "110.4", "8"),
        ("nearest_lower", "110.999", "8"),
        ("nearest_lower", "99", None),
        ("nearest_lower", "141", "2"),
        ("nearest_higher", "110.4", "2"),
        ("nearest_higher", "110.001", "2"),
        ("nearest_higher", "99", "8"),
        ("nearest_higher", "141", None),
        ("round_half_up", "110.4", "8"),
        ("round_half_up", "110.49999", "8"),
        ("round_half_up", "110.5", "2"),
        ("round_half_up", "99.5", "8"),
        ("round_half_up", "99.4", None),
        ("round_half_up", "140.4", "2"),
        ("round_half_up", "140.5", None),
    ],
)
def test_a_value_between_bands_follows_the_policy_and_is_always_marked(
    rule: str, value: str, points: str | None
) -> None:
    found = judged(GAPPY, Fraction(value), gap=rule)
    assert found["points"] == points
    assert found["marks"] == ["gap"]
    assert found["state"] == ("in_gap" if points is None else "scored")
    assert Fraction(found["figure"]) == Fraction(value), "the figure that is kept is never the rounded one"


def test_rounding_in_a_gap_uses_the_finest_decimals_of_the_ends() -> None:
    fine = {"kind": "bands", "bands": [{"to": "5.1", "points": 8}, {"from": "5.2", "points": 2}]}
    assert judged(fine, Decimal("5.149"), gap="round_half_up")["points"] == "8"
    assert judged(fine, Decimal("5.15"), gap="round_half_up")["points"] == "2"
    mixed = {"kind": "bands", "bands": [{"to": 5, "points": 8}, {"from": "5.25", "points": 2}]}
    assert judged(mixed, Decimal("5.1"), gap="round_half_up")["state"] == "in_gap"
    assert judged(mixed, Decimal("5.245"), gap="round_half_up")["points"] == "2"


def test_rounding_in_a_gap_rounds_halves_away_from_zero() -> None:
    signed = {"kind": "bands", "bands": [{"to": -2, "points": 8}, {"from": -1, "points": 2}]}
    assert judged(signed, Decimal("-1.5"), gap="round_half_up")["points"] == "8"
    assert judged(signed, Decimal("-1.4"), gap="round_half_up")["points"] == "2"


def test_rounding_in_a_gap_works_for_quotients_as_for_numbers() -> None:
    scoring = {**GAPPY, "kind": "ratio", "numerator": "a", "denominator": "b", "per": 100}
    assert judged(scoring, Quotient(221, 200), gap="round_half_up")["points"] == "2"  # 110.5
    assert judged(scoring, Quotient(10**20 * 221 - 1, 10**20 * 200), gap="round_half_up")["points"] == "8"


def test_a_gap_that_leads_to_a_band_of_unknown_points_stays_unknown_and_marked() -> None:
    bands = [{"to": 10, "points": "unknown"}, {"from": 11, "points": 5}]
    found = judged({"kind": "bands", "bands": bands}, Decimal("10.5"), gap="nearest_lower")
    assert (found["state"], found["step"], found["points"], found["marks"]) == ("unknown_band", 0, None, ["gap"])


def test_a_ladder_without_ends_has_one_segment() -> None:
    assert ladder([Band(points=Fraction(1))]).covered == (0,)
    assert ladder([Band(above=Fraction(1), points=Fraction(1))]).covered == (GAP, 0)


@pytest.mark.parametrize(
    ("paper", "points"),
    [
        (Paper(True), "5"),
        (Paper(True, "2026-12-31", "2026-12-31"), "5"),
        (Paper(True, "2027-01-01"), "2"),
        (Paper(True, "", "2026-12-30"), "2"),
        (Paper(True, "", "2026-12-31"), "5"),
        (Paper(True, "2020-01-01"), "5"),
        (Paper(False), "0"),
        (Paper(False, "2020-01-01", "2030-01-01"), "0"),
    ],
)
def test_a_document_is_valid_when_its_dates_enclose_the_last_day_of_the_period(paper: Paper, points: str) -> None:
    assert judged({"kind": "document", "valid": 5, "invalid": 2, "absent": 0}, paper)["points"] == points


def test_a_missing_required_item_limits_the_points_and_is_marked() -> None:
    items = [{"code": "a", "title": "a", "required": True}, {"code": "b", "title": "b"}, {"code": "c", "title": "c"}]
    bands = [{"from": 2, "points": 5}, {"below": 2, "points": 1}]
    scoring = {"kind": "checklist", "items": items, "bands": bands, "without_required": 2}
    found = {held: judged(scoring, Ticked(frozenset(held))) for held in ("ab", "bc", "b", "a", "")}
    assert {held: one["points"] for held, one in found.items()} == {"ab": "5", "bc": "2", "b": "1", "a": "1", "": "1"}
    assert {held for held, one in found.items() if one["marks"] == ["required_missing"]} == {"bc", "b", ""}


def test_a_small_denominator_is_marked_and_scored() -> None:
    scoring = {
        "kind": "ratio",
        "numerator": "a",
        "denominator": "b",
        "per": 1,
        "small_below": 30,
        "bands": [{"points": 1}],
    }
    assert judged(scoring, Quotient(1, 29))["marks"] == ["small_denominator"]
    assert judged(scoring, Quotient(1, 29))["points"] == "1"
    assert judged(scoring, Quotient(1, 30))["marks"] == []


def test_a_numerator_below_zero_is_refused_and_zero_is_scored() -> None:
    scoring = {"kind": "ratio", "numerator": "a", "denominator": "b", "per": 100000, "bands": [{"points": 5}]}
    assert judged(scoring, Quotient(0, 1200))["points"] == "5"
    with pytest.raises(Refused) as refused:
        judged(scoring, Quotient(-3, 0))
    assert refused.value.codes == ("facts.negative-count", "facts.no-denominator")
    assert "pembilang -3 di bawah nol. Isi pembilang yang benar (nol boleh)" in refused.value.text()
    assert "the numerator -3 is below zero. Give the right numerator (zero is allowed)" in refused.value.text("en")


def test_options_and_given_points_earn_what_they_say() -> None:
    options = [{"code": "a", "title": "a", "points": 5}, {"code": "b", "title": "b", "points": "0.1"}]
    assert judged({"kind": "choice", "options": options}, Chosen("b"))["points"] == "0.1"
    found = judged({"kind": "direct", "from": 0, "to": 7, "criteria": "x"}, Given(Decimal("6.5"), "alasan"))
    assert (found["points"], found["step"]) == ("6.5", None)


def test_an_indicator_whose_scoring_is_unknown_is_unscorable_whatever_is_answered_unless_it_does_not_apply() -> None:
    for answer in (5, MISSING, None):
        for missing in ("incomplete", "zero_points", "leave_out"):
            found = judged({"kind": "unknown"}, answer, missing=missing)
            assert (found["state"], found["points"], found["marks"]) == ("unscorable", None, [])
    assert judged({"kind": "unknown"}, NOT_APPLICABLE)["state"] == "not_applicable"
