"""Comparing two runs: the causes of a move add up exactly to the move."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.core.compare import Comparison, added, compare
from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.instrument.model import Instrument
from tests.core.shelf import OPEN_DATA, case_answers, case_of, record_of, shipped, table_of
from tests.strategies import instruments, tables_for

PUSAT = case_answers(case_of(OPEN_DATA, 1))


@st.composite
def two_runs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw two records of one instrument, or, now and then, of two."""
    one = draw(instruments())
    other: Instrument = draw(st.just(one) | st.just(one) | instruments())
    return record_of(one, draw(tables_for(one))), record_of(other, draw(tables_for(other)))


def after_change(**changes: Answer) -> Comparison:
    """Compare Jakarta Pusat with itself after some answers have changed."""
    instrument = shipped(OPEN_DATA)
    old, new = record_of(instrument, table_of(PUSAT)), record_of(instrument, table_of({**PUSAT, **changes}))
    return compare(old, new)


@settings(max_examples=60)
@given(two_runs())
def test_the_causes_and_the_bonus_add_up_exactly_to_the_change_of_the_total(
    runs: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    for move in compare(*runs).moves:
        if move.presence == "both" and move.change is not None:
            causes = sum((cause.change for cause in move.causes), Fraction(0))
            assert causes + move.bonus_change == move.change


@settings(max_examples=25)
@given(two_runs())
def test_comparing_backwards_turns_every_change_around(runs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    forth, back = compare(*runs), compare(*reversed(runs))
    changes = {move.code: move.change for move in forth.moves}
    assert {move.code: None if move.change is None else -move.change for move in back.moves} == changes


@settings(max_examples=25)
@given(two_runs())
def test_every_city_of_either_run_is_told_once_and_the_largest_moves_first(
    runs: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    moves = compare(*runs).moves
    codes = {result["code"] for run in runs for result in run["results"]}
    assert sorted(move.code for move in moves) == sorted(codes)
    sizes = [abs(move.change) for move in moves if move.change is not None]
    assert sizes == sorted(sizes, reverse=True)
    assert [move.change is None for move in moves] == sorted(move.change is None for move in moves)


@settings(max_examples=25)
@given(two_runs())
def test_a_run_compared_with_itself_has_no_change_and_no_cause(runs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    same = compare(runs[0], runs[0])
    assert same.same_instrument
    assert all(move.change in (None, 0) and not move.causes and not move.bonus_change for move in same.moves)


def test_one_figure_that_changes_is_the_one_cause_with_what_it_added_before_and_after() -> None:
    (move,) = after_change(SANITASI=Answer(95)).moves
    (cause,) = move.causes
    assert (cause.indicator, cause.before, cause.after) == ("SANITASI", Fraction(250, 59), Fraction(1000, 177))
    assert move.change == cause.change == Fraction(250, 177)


def test_a_figure_that_changes_within_its_band_is_told_as_a_cause_of_zero() -> None:
    (move,) = after_change(IPM=Answer(99)).moves
    assert [(cause.indicator, cause.change) for cause in move.causes] == [("IPM", Fraction(0))]
    assert move.change == 0


def test_a_total_that_disappears_has_no_change_but_still_its_cause() -> None:
    (move,) = after_change(UHH=Answer(None, "tidak ada data")).moves
    assert (move.old_total, move.new_total, move.change) == (Fraction(5090, 59), None, None)
    assert move.causes[0].indicator == "UHH"


def test_a_city_in_one_run_only_is_told_as_such_and_has_no_causes() -> None:
    instrument = shipped(OPEN_DATA)
    here = record_of(instrument, table_of(PUSAT))
    elsewhere = FactTable([Subject("99.01", "Kota Baru")], {code: [one] for code, one in PUSAT.items()}, "2021")
    found = compare(here, record_of(instrument, elsewhere))
    assert [(move.code, move.presence, move.causes) for move in found.moves] == [
        ("31.71", "only_old", ()),
        ("99.01", "only_new", ()),
    ]
    assert [len(found.with_presence(presence)) for presence in ("both", "only_old", "only_new")] == [0, 1, 1]


def test_two_contents_of_an_instrument_are_told_apart_even_under_one_version() -> None:
    instrument = shipped(OPEN_DATA)
    changed = instrument.model_copy(update={"title": "Judul lain"})
    table = table_of(PUSAT)
    assert compare(record_of(instrument, table), record_of(instrument, table)).same_instrument
    assert not compare(record_of(instrument, table), record_of(changed, table)).same_instrument


def test_an_answer_without_points_adds_nothing() -> None:
    assert added(None) == 0
    assert added({"points": None, "most": "10", "weight": "5"}) == 0
    assert added({"points": "3", "most": "0", "weight": "0"}) == 0
    assert added({"points": "5", "most": "10", "weight": "1/3"}) == Fraction(1, 6)
