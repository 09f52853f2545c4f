"""Charts: exact places, the same text every time, no meaning by colour alone."""

import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.report.charts import (
    HATCHES,
    ON_SHADE,
    SHADES,
    BarRow,
    BarTemplate,
    Column,
    RangeRow,
    StackRow,
    bars,
    histogram,
    ranges,
    stacks,
    svg,
)
from kotaham.report.overview import make_overview
from kotaham.report.pictures import BROAD, NARROW, by_province, by_right, distribution, side_by_side
from kotaham.report.reading import Reading
from kotaham.report.tile_map import tile_map
from kotaham.report.tiles import load_tiles
from tests.report.print_sample import run

shares = st.one_of(st.none(), st.fractions(0, 1, max_denominator=997))
LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Co"))
labels = st.text(LETTERS, max_size=12).map(lambda text: " ".join(text.split()) or "x")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_shades_grow_darker_so_that_grey_print_keeps_their_order() -> None:
    lights = [luminance(shade) for shade in SHADES]
    assert lights == sorted(lights, reverse=True)
    assert len(SHADES) == len(ON_SHADE) == len(HATCHES)


@pytest.mark.parametrize("at", range(len(SHADES)))
def test_ink_on_every_shade_has_the_contrast_of_small_text(at: int) -> None:
    assert contrast(SHADES[at], ON_SHADE[at]) >= 4.5


@settings(max_examples=15)
@given(st.lists(st.tuples(labels, shares, labels, shares), min_size=1, max_size=4))
def test_a_filled_template_is_the_chart_itself(rows: list[tuple[str, Fraction | None, str, Fraction | None]]) -> None:
    made = [BarRow(*row) for row in rows]
    template = BarTemplate([BarRow(row.label, None, "", row.tick) for row in made], 320)
    assert template.fill([(row.share, row.text) for row in made]) == svg(bars(made, 320))


def test_a_bar_is_as_long_as_its_share_and_a_missing_value_has_none() -> None:
    rows = [BarRow("Hak hidup", Fraction(1, 4), "25"), BarRow("Hak aman", None, "tidak dinilai")]
    drawn = svg(bars(rows, 400))
    assert re.findall(r'x2="(\d+)" y2="0" stroke="#0b5c6b"', drawn) == ["100"]
    assert "tidak dinilai" in drawn


def test_a_label_cannot_become_markup() -> None:
    drawn = svg(bars([BarRow('<script>alert(1)</script> & "x"', Fraction(1), "</text><a>")], 400))
    assert "<script" not in drawn
    assert "<a>" not in drawn
    ET.fromstring(drawn)


def test_the_same_specification_gives_the_same_text_twice() -> None:
    overview = make_overview(Reading(run(30), "id"))
    for draw in (distribution, by_right, by_province):
        spec = draw(overview, BROAD, "id")
        assert spec is not None
        assert svg(spec) == svg(spec)


def test_columns_show_their_counts_and_named_thresholds() -> None:
    columns = [Column(Fraction(0), Fraction(50), 3), Column(Fraction(50), Fraction(100), 12)]
    drawn = svg(histogram(columns, [(Fraction(0), "0")], [(Fraction(75), "Peduli HAM")], 320))
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert texts == ["3", "12", "0", "Peduli HAM"]


def test_a_threshold_outside_the_columns_is_not_drawn() -> None:
    columns = [Column(Fraction(60), Fraction(70), 3), Column(Fraction(70), Fraction(80), 1)]
    assert "Rintisan" not in svg(histogram(columns, [], [(Fraction(40), "Rintisan")], 320))


def test_a_range_without_values_keeps_its_row_and_says_why() -> None:
    rows = [
        RangeRow("Hak aman", "tidak dinilai"),
        RangeRow("Hak hidup", "50", Fraction(0), Fraction(1), None, Fraction(1, 2)),
    ]
    for names in (0, 150):
        drawn = svg(ranges(rows, [], 400, names))
        assert "Hak aman" in drawn
        assert drawn.count('stroke="#0b5c6b"') == 1


def test_parts_show_their_number_only_where_there_is_room() -> None:
    drawn = svg(stacks([StackRow("Aceh", ((100, 6), (1, 1)))], 320, 100))
    assert re.findall(r">(\d+)</text>", drawn) == ["100"]


def test_the_map_shows_every_known_city_of_the_run_once() -> None:
    overview = make_overview(Reading(run(30), "id"))
    spec = tile_map(overview)
    assert spec is not None
    named = re.findall(r'aria-label="(\S+) ', svg(spec))
    assert sorted(named) == sorted(one.code for one in overview.cities if one.code in load_tiles())


def test_tiles_carry_the_number_of_their_class_besides_colour() -> None:
    overview = make_overview(Reading(run(30), "id"))
    drawn = svg(tile_map(overview) or {})
    numbers = re.findall(r">(\d)</text>", drawn)
    with_total = [one for one in overview.cities if one.level and one.code in load_tiles()]
    assert sorted(numbers) == sorted(str(one.level) for one in with_total)


def test_a_few_cities_get_bars_instead_of_a_map() -> None:
    overview = make_overview(Reading(run(6), "id"))
    assert tile_map(overview) is None
    assert side_by_side(overview, NARROW) is not None


def test_one_city_has_no_distribution() -> None:
    assert distribution(make_overview(Reading(run(1), "id")), NARROW, "id") is None


def test_a_template_with_lines_gives_the_chart_with_lines() -> None:
    lines = [Fraction(2, 5), Fraction(17, 20)]
    template = BarTemplate([BarRow("0", None, "100")], 720, lines)
    for share in (None, Fraction(0), Fraction(1, 3), Fraction(1)):
        assert template.fill([(share, "100")]) == svg(bars([BarRow("0", share, "100")], 720, lines))
