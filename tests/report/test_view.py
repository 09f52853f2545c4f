"""What the pages show: levels, ranks, ladders and sentences, made from the record alone."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.instrument.kinds import Band
from kotaham.core.numbers import exact
from kotaham.core.scoring.ladder import GAP, ladder
from kotaham.report.city import make_city
from kotaham.report.ladders import band_label, count_label, make_ladder
from kotaham.report.levels import bins_of, make_levels
from kotaham.report.method import make_method
from kotaham.report.overview import make_overview, quantile
from kotaham.report.reading import Reading
from kotaham.report.view import CityPage
from kotaham.report.words import word
from tests.report.print_sample import partial_origins, run


def city(cities: int = 30, index: int = 0, lang: str = "id") -> CityPage:
    reading = Reading(run(cities), "en" if lang == "en" else "id")
    return make_city(reading, index, make_overview(reading))


@pytest.mark.parametrize(
    ("band", "label"),
    [
        ({"to": 110}, "≤ 110"),
        ({"from": 111, "to": 140}, "111–140"),
        ({"above": 9}, "> 9"),
        ({"exactly": 0}, "= 0"),
        ({"above": "5.1", "to": 6}, "> 5,1 – 6"),
        ({"from": 1000, "below": 2000}, "1.000 – < 2.000"),
        ({"below": 50}, "< 50"),
        ({"from": 230}, "≥ 230"),
        ({}, "–∞ … ∞"),
    ],
)
def test_a_band_is_told_in_signs(band: dict[str, object], label: str) -> None:
    assert band_label(Band.model_validate(band | {"points": 1}), "id") == label


@pytest.mark.parametrize(
    ("band", "label"),
    [
        ({"exactly": 5}, "5"),
        ({"from": 4, "below": 5}, "4"),
        ({"below": 2}, "0–1"),
        ({"from": 2}, "2–5"),
        ({"above": 5}, "> 5"),
    ],
)
def test_a_band_of_counts_is_told_by_the_counts_it_holds(band: dict[str, object], label: str) -> None:
    assert count_label(Band.model_validate(band | {"points": 1}), 5, "id") == label


@given(st.lists(st.fractions(0, 100, max_denominator=50), min_size=1, max_size=30), st.fractions(0, 1))
def test_a_quantile_lies_within_the_values_and_meets_both_ends(values: list[Fraction], share: Fraction) -> None:
    rising = sorted(values)
    assert rising[0] <= quantile(rising, share) <= rising[-1]
    assert quantile(rising, Fraction(0)) == rising[0]
    assert quantile(rising, Fraction(1)) == rising[-1]


@pytest.mark.parametrize("cities", [1, 5, 30, 60])
def test_every_total_is_in_exactly_one_bin_and_every_city_in_one_level(cities: int) -> None:
    reading = Reading(run(cities), "id")
    scored = sum(one["total_with_bonus"] is not None for one in reading.results)
    assert sum(one.count for one in bins_of(reading, 20)) == scored
    assert sum(level.count for level in make_levels(reading)) == cities


def test_without_predicates_levels_are_equally_wide_and_said_to_be_ours() -> None:
    reading = Reading(run(40, predicates={"none_because": "Dua hak tanpa angka."}, gates=[]), "id")
    levels = [one for one in make_levels(reading) if one.number]
    edges = [one.least for one in levels if one.least is not None]
    widths = {high - low for low, high in pairwise(edges)}
    assert len(widths) == 1
    assert len(levels) <= 6
    assert "tidak punya arti hukum" in word("levels_are_ours", "id")


def test_the_level_of_a_city_is_its_predicate_even_where_a_gate_held_it_back() -> None:
    gate = {"code": "G1", "title": "Tiap hak sempurna", "for": "CUKUP", "rule": "group_at_least", "value": 100}
    reading = Reading(run(60, gates=[gate]), "id")
    overview = make_overview(reading)
    by_anchor = {one.anchor: one for one in overview.cities}
    held = [(a, r) for a, r in zip(reading.anchors, reading.results, strict=True) if r["verdict"]["withheld"]]
    assert held
    for anchor, result in held:
        level = next(one for one in overview.levels if one.number == by_anchor[anchor].level)
        assert level.title == reading.outcome(result)
        assert level.code == (result["verdict"]["predicate"] or "withheld")
        assert level.title in ("Cukup Peduli HAM", "Tertahan syarat")


def test_the_place_on_the_ladder_agrees_with_the_step_of_the_record() -> None:
    reading = Reading(run(60), "id")
    for result in reading.results:
        for judged in result["answers"]:
            indicator = reading.indicators[judged["indicator"]]
            made = make_ladder(reading, indicator, judged)
            if made is not None and judged["step"] is not None:
                assert sum(step.current for step in made.steps) == 1
                assert made.inside is not None
                assert 0 <= made.inside <= 1


GAPPED = [
    Band.model_validate(one)
    for one in ({"to": 10, "points": 2}, {"from": 11, "to": 20, "points": 1}, {"from": 21, "points": 0})
]


@given(st.fractions(0, 40, max_denominator=20))
def test_a_value_in_a_gap_stands_between_the_bands_around_it(value: Fraction) -> None:
    reading = Reading(run(1), "id")
    scoring = {"kind": "bands", "bands": [band.model_dump(by_alias=True, exclude_none=True) for band in GAPPED]}
    melek = next(one for one in run(1).instrument.known_indicators if one.scoring.kind == "bands")
    indicator = type(melek).model_validate(melek.model_dump(by_alias=True) | {"code": "CELAH", "scoring": scoring})
    rungs = ladder(GAPPED)
    step = rungs.covered[rungs.segment(value)]
    judged = {"step": None if step == GAP else step, "figure": str(value), "points": None, "state": "in_gap"}
    made = make_ladder(reading, indicator, judged)
    assert made is not None
    if step == GAP:
        assert made.gap_before == (1 if value < 11 else 2)
        assert made.inside is None
        assert "jatuh di antara dua rentang" in made.sentence
    else:
        assert made.gap_before is None
        assert made.steps[step].current


def test_a_city_without_total_is_told_why_and_what_it_would_take() -> None:
    page = city(index=1)
    assert page.headline == "Kabupaten Contoh 1 belum punya nilai akhir: 1 dari 7 indikator tanpa nilai."
    assert page.rank_text == "tanpa peringkat"
    [(code, _, todo)] = page.todo
    assert code == "MELEK"
    assert "Dapat menambah paling banyak" in todo
    assert todo.endswith("Alasan tidak ada data: belum dihitung.")


def test_what_each_answer_added_adds_up_to_the_total() -> None:
    reading = Reading(run(30), "id")
    overview = make_overview(reading)
    for index, result in enumerate(reading.results):
        if result["total"] is not None:
            rows = [row for right in make_city(reading, index, overview).rights for row in right.indicators]
            given_points = [row.given.value for row in rows if row.given.value is not None]
            assert sum(given_points, Fraction(0)) == exact(result["total"])


def test_the_rank_tells_how_many_share_it() -> None:
    reading = Reading(run(30), "id")
    overview = make_overview(reading)
    tied = [one for one in overview.cities if one.rank_text.startswith("=")]
    for row in tied:
        assert sum(one.rank == row.rank for one in overview.cities) > 1


def test_a_right_with_a_hole_is_not_scored_and_not_zero() -> None:
    right = city().rights[2]
    assert right.value.value is None
    assert right.why == "tidak dinilai: Tidak ada angka terbuka per daerah"


def test_a_partial_run_says_so_in_both_languages() -> None:
    one = run(3, origins=partial_origins(5, 3))
    assert make_overview(Reading(one, "id")).partial == "SEBAGIAN: 2 dari 5 baris ditolak."
    assert make_overview(Reading(one, "en")).partial == "PARTIAL: 2 of 5 rows were refused."


def test_the_method_tells_thresholds_from_the_highest_and_what_lies_under_all() -> None:
    method = make_method(Reading(run(3), "id"))
    assert [(one.name, one.text) for one in method.predicates] == [
        ("Peduli HAM", "85 ke atas"),
        ("Cukup Peduli HAM", "65 sampai kurang dari 85"),
        ("Belum Peduli HAM", "di bawah 65"),
    ]


def test_numbers_follow_the_language() -> None:
    assert "," in city(index=0).total.text
    assert "." in city(index=0, lang="en").total.text


def test_a_condition_that_is_short_says_for_what_and_how_much_is_needed() -> None:
    gate = city(index=0).gates[0]
    assert not gate.passed
    assert gate.text.startswith("Belum terpenuhi untuk Peduli HAM (paling sedikit 50): Hak mengembangkan diri ")


def test_a_condition_binds_the_higher_predicates_too() -> None:
    reading = Reading(run(3), "id")
    assert reading.from_level("CUKUP") == "Cukup Peduli HAM ke atas"
    assert reading.from_level("PEDULI") == "Peduli HAM"


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        ({"rule": "group_at_least"}, "Untuk Cukup Peduli HAM ke atas: setiap hak paling sedikit 5."),
        (
            {"rule": "group_at_least", "groups": ["HIDUP", "KEMBANG"]},
            "Untuk Cukup Peduli HAM ke atas: Hak hidup, Hak mengembangkan diri masing-masing paling sedikit 5.",
        ),
        (
            {"rule": "indicator_at_least", "indicators": ["POSKO"]},
            "Untuk Cukup Peduli HAM ke atas: indikator POSKO Ada pos pengaduan warga paling sedikit 5 poin.",
        ),
    ],
)
def test_the_method_says_each_only_of_several(gate: dict[str, object], said: str) -> None:
    whole = {"code": "G", "title": "Syarat", "for": "CUKUP", "value": 5} | gate
    [told] = make_method(Reading(run(3, gates=[whole]), "id")).gates
    assert told.text == said
