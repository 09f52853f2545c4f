"""Advice agrees with counting by hand; the approved words are in test_messages.py."""

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kotaham.core.instrument.check import check, mistakes
from kotaham.core.instrument.intervals import AFTER_ALL, BEFORE_ALL, Interval, after, before, gaps, interval_of
from kotaham.core.instrument.kinds import Band, Bands
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Places
from kotaham.core.instrument.rules_bands import broken_scoring_rules
from tests.core.instrument.samples import SMALL, changed
from tests.strategies import band_lists, edge_values, instruments

EVERYTHING = Interval(BEFORE_ALL, AFTER_ALL)


def holds(band: Band, value: Fraction) -> bool:
    """Whether a band holds a value, straight from the meaning of its ends."""
    return (
        (band.from_ is None or value >= band.from_)
        and (band.above is None or value > band.above)
        and (band.to is None or value <= band.to)
        and (band.below is None or value < band.below)
        and (band.exactly is None or value == band.exactly)
    )


def bands_of(drawn: list[dict[str, object]]) -> list[Band]:
    """Make bands of what the strategy drew."""
    return [Band.model_validate(band) for band in drawn]


@given(band_lists().map(bands_of))
def test_an_interval_holds_what_its_band_holds(bands: list[Band]) -> None:
    for band in bands:
        for value in edge_values(bands):
            assert (value in interval_of(band)) == holds(band, value)


@given(band_lists().map(bands_of))
def test_a_value_is_in_a_gap_exactly_when_no_band_holds_it(bands: list[Band]) -> None:
    open_pieces = list(gaps([interval_of(band) for band in bands], EVERYTHING))
    for value in edge_values(bands):
        in_gap = any(value in piece for piece in open_pieces)
        assert in_gap == (not any(holds(band, value) for band in bands))


@given(band_lists().map(bands_of), st.integers(0, 30), st.integers(0, 30))
def test_gaps_stay_within_what_is_possible(bands: list[Band], low: int, width: int) -> None:
    within = Interval(before(low), after(low + width))
    for piece in gaps([interval_of(band) for band in bands], within):
        assert not piece.empty
        assert piece & within == piece


def band_dicts() -> st.SearchStrategy[dict[str, object]]:
    """Return bands of any width, so that a list of them often overlaps and nests."""
    low, width, points = st.integers(0, 9), st.integers(0, 6), st.integers(1, 2)
    return st.builds(lambda a, b, p: {"from": a, "to": a + b, "points": p}, low, width, points)


@example([{"from": 0, "to": 9, "points": 1}, {"from": 1, "to": 2, "points": 1}, {"from": 4, "to": 5, "points": 2}])
@given(st.lists(band_dicts(), min_size=1, max_size=5))
def test_a_ladder_is_refused_exactly_when_some_value_earns_two_different_points(drawn: list[dict[str, object]]) -> None:
    indicator = parse(SMALL).instrument.known_indicators[0]
    scoring = Bands.model_validate({"kind": "bands", "bands": drawn})
    indicator = indicator.model_copy(update={"scoring": scoring})
    told = [problem.code for problem in broken_scoring_rules(indicator, ("x",), Places("", {}))]
    values = edge_values(scoring.bands)
    doubly = any(len({band.points for band in scoring.bands if holds(band, value)}) > 1 for value in values)
    assert bool(told) == doubly
    assert set(told) <= {"instrument.bands-overlap"}


def test_a_predicate_exactly_at_the_highest_total_is_within_reach() -> None:
    assert check(parse(changed(("from: 75", "from: 100"))).instrument) == []
    assert [one.code for one in check(parse(changed(("from: 75", "from: 100.01"))).instrument)] == [
        "check.predicate-out-of-reach"
    ]


def test_intervals_are_told_in_words() -> None:
    words = [
        EVERYTHING,
        Interval(after(110), before(111)),
        Interval(before(5), after(5)),
        Interval(before(1), after(2)),
        Interval(BEFORE_ALL, before(3)),
        Interval(BEFORE_ALL, after(3)),
        Interval(after(3), AFTER_ALL),
        Interval(after(Fraction(1, 2)), after(2)),
    ]
    assert [interval.words().id for interval in words] == [
        "semua angka",
        "di antara 110 dan 111",
        "tepat 5",
        "mulai 1 sampai 2",
        "di bawah 3",
        "sampai 3",
        "di atas 3",
        "di atas 0,5 sampai 2",
    ]


def test_a_gap_is_told_in_numbers_with_the_policy() -> None:
    loaded = parse(changed(("below: 10", "to: 110"), ("from: 10", "from: 111")), "x.yaml")
    told = [one.text() for one in check(loaded.instrument, loaded.lines, loaded.source)]
    assert told[0].startswith(
        "x.yaml:33, indicators[0].scoring.bands[1]: A1: angka di antara 110 dan 111 tidak punya poin; "
        "aturan untuk celah: flag."
    )


def test_a_sound_instrument_gets_no_advice() -> None:
    assert check(parse(SMALL).instrument) == []


@settings(max_examples=60)
@given(instruments())
def test_any_valid_instrument_can_be_advised_in_both_languages(instrument: Instrument) -> None:
    advice = check(instrument)
    assert all(one.text("id") and one.text("en") and one.code.startswith("check.") for one in advice)
    assert mistakes(instrument) == [one.problem for one in advice if one.severity == "error"]
