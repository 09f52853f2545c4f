"""What the shipped instruments must be: complete where they are examples, honest where they are law."""

import shutil
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from kotaham.core.errors import Refused
from kotaham.core.instrument.check import mistakes
from kotaham.core.instrument.kinds import Band, NotKnown
from kotaham.core.instrument.load import load
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.seal import seal
from kotaham.core.instrument.translate import load_translation, missing_texts, translated
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.numbers import plain
from kotaham.core.scoring.cases import run_cases
from tests.instruments.shelf import (
    EXAMPLES,
    FOLDER,
    REGULATIONS,
    SHIPPED,
    WITH_CASES,
    cases,
    indicator,
    ladder,
    shipped,
)

# Permenkumham 25/2013, annex rows 1 to 7: the ends of the bands for 10, 8, 6, 4, 2 and 0 points, as they were read.
LADDERS = {
    "P25-01": ["<=110", "111-140", "141-170", "171-200", "201-229", ">=230"],
    "P25-02": ["<=19", "20-23", "24-26", "27-29", "30-32", ">=33"],
    "P25-03": ["=0", ">0<=1", ">1<=2", ">2<=3", ">3<=4", ">4"],
    "P25-04": ["<=5", "5.1-6", "6.1-7", "7.1-8", "8.1-9", ">9"],
    "P25-05": ["<=25", "25.1-26", "26.1-27", "27.1-28", "28.1-29", ">29"],
    "P25-06": [">=91", "81-90", "71-80", "61-70", "51-60", "<50"],
    "P25-07": ["<=2", "2.1-3", "3.1-4", "4.1-5", "5.1-6", ">6"],
}


def ends(band: Band) -> str:
    """Write the ends of a band the way the table above does."""
    if band.exactly is not None:
        return f"={float(band.exactly):g}"
    if band.from_ is not None and band.to is not None:
        return f"{float(band.from_):g}-{float(band.to):g}"
    signs = ((">=", band.from_), (">", band.above), ("<=", band.to), ("<", band.below))
    return "".join(f"{sign}{float(end):g}" for sign, end in signs if end is not None)


def thresholds(instrument: Instrument) -> dict[str, str]:
    return {level.code: f"{plain(level.from_)} {level.certainty}" for level in instrument.predicates.levels}


def test_these_five_versions_are_shipped_and_no_others() -> None:
    found = {f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.yaml") if not file.stem.endswith(".en")}
    assert found == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_loads_and_is_named_by_its_id_and_version(name: str) -> None:
    instrument = shipped(name)
    assert name == f"{instrument.id}/{instrument.version}"
    assert instrument.language == "id"


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_in_a_shipped_file_makes_scoring_wrong(name: str) -> None:
    loaded = load(FOLDER / f"{name}.yaml")
    assert [problem.text() for problem in mistakes(loaded.instrument, loaded.lines, loaded.source)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_of_a_shipped_file_is_translated(name: str) -> None:
    instrument = shipped(name)
    translation = load_translation(FOLDER / f"{name}.en.yaml")
    assert missing_texts(instrument, translation) == ()
    assert translated(instrument, translation).language == "en"


@pytest.mark.parametrize("name", REGULATIONS)
def test_a_regulation_admits_what_nobody_could_read_and_cannot_be_sealed(name: str, tmp_path: Path) -> None:
    instrument = shipped(name)
    assert instrument.nature == "regulation"
    assert unknowns(instrument)
    with pytest.raises(Refused, match="belum diketahui") as refused:
        seal(load(shutil.copy(FOLDER / f"{name}.yaml", tmp_path)))
    assert refused.value.codes == ("seal.still-unknown",)
    assert not (tmp_path / "SEALED").exists()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_that_it_is_one_knows_everything_and_can_be_sealed(name: str, tmp_path: Path) -> None:
    instrument = shipped(name)
    assert (instrument.nature, instrument.notice) == ("example", "Contoh, bukan peraturan.")
    assert instrument.legal_basis == ()
    assert unknowns(instrument) == []
    assert len(seal(load(shutil.copy(FOLDER / f"{name}.yaml", tmp_path)))) == 64


@pytest.mark.parametrize("name", SHIPPED)
def test_only_examples_claim_to_be_examples_and_their_groups_without_indicators_say_why(name: str) -> None:
    instrument = shipped(name)
    used = {one.group for one in instrument.known_indicators}
    if instrument.nature == "regulation":
        assert instrument.notice is None
    else:
        assert {group.code for group in instrument.groups if group.hole} == {g.code for g in instrument.groups} - used


# Permenkumham 25/2013


@pytest.mark.parametrize("code", LADDERS)
def test_the_known_rows_of_25_2013_stand_as_the_annex_has_them(code: str) -> None:
    bands = ladder(indicator(shipped("permenkumham-25-2013/2013"), code))
    assert [ends(band) for band in bands] == LADDERS[code]
    assert [band.points for band in bands] == [10, 8, 6, 4, 2, 0]


def test_25_2013_has_five_rights_and_seventeen_indicators_in_the_order_of_the_annex() -> None:
    instrument = shipped("permenkumham-25-2013/2013")
    groups = [one.group for one in instrument.known_indicators]
    assert [one.code for one in instrument.known_indicators] == [f"P25-{n:02}" for n in range(1, 18)]
    assert Counter(groups) == {"HIDUP": 3, "KEMBANG": 4, "SEJAHTERA": 7, "AMAN": 1, "PEREMPUAN": 2}
    assert groups == sorted(groups, key=[group.code for group in instrument.groups].index)
    assert [group.title for group in instrument.groups][3:] == ["Hak atas rasa aman", "Hak perempuan"]


def test_what_row_5_and_row_8_of_25_2013_do_not_show_is_marked_as_inferred_or_unknown() -> None:
    instrument = shipped("permenkumham-25-2013/2013")
    row5, row8 = ladder(indicator(instrument, "P25-05")), ladder(indicator(instrument, "P25-08"))
    assert row5[-1].certainty == "inferred"
    assert [(ends(band), band.points) for band in row8] == [
        (">=60", 10), ("48-59", 8), ("36-47", 6), ("24-35", 4), ("<24", "unknown"),
    ]  # fmt: skip
    assert [band.certainty for band in row8] == [None, None, None, "inferred", "unknown"]


def test_rows_9_to_17_of_25_2013_have_a_name_and_no_invented_way_of_scoring() -> None:
    for one in shipped("permenkumham-25-2013/2013").known_indicators[8:]:
        assert isinstance(one.scoring, NotKnown)
        assert one.scoring.max_points == 10
        assert (one.certainty, one.direction_certainty) == ("secondary", "inferred")


def test_no_help_owner_or_evidence_of_25_2013_is_made_up() -> None:
    for one in shipped("permenkumham-25-2013/2013").known_indicators:
        assert (one.help, one.owners, one.evidence, one.period) == ("unknown",) * 4


def test_25_2013_flags_gaps_and_owns_up_that_the_rule_is_not_known() -> None:
    instrument = shipped("permenkumham-25-2013/2013")
    gap = instrument.policies.gap
    assert (gap.rule, gap.certainty) == ("flag", "unknown")
    assert "belum diketahui" in (gap.note or "")
    assert (instrument.aggregation.method, instrument.aggregation.certainty) == ("flat_mean", "inferred")
    assert thresholds(instrument) == {"peduli": "76 secondary"}
    assert instrument.predicates.below == "unknown"
    assert [basis.gazette for basis in instrument.legal_basis] == [
        "Berita Negara Republik Indonesia Tahun 2013 Nomor 933",
        "Berita Negara Republik Indonesia Tahun 2013 Nomor 420",
    ]


@pytest.mark.parametrize(
    ("position", "total", "divisor"),
    [(0, 132, 170), (1, 156, 170), (2, 162, 170), (3, 136, 170), (4, 134, 160)],
)
def test_the_published_totals_of_25_2013_come_from_points_of_the_ladder_that_add_up(
    position: int, total: int, divisor: int
) -> None:
    case = cases("permenkumham-25-2013/2013")[position]
    points = list(case["points"].values())
    assert (sum(points), 10 * len(points)) == (total, divisor)
    assert set(points) <= {10, 8, 6, 4, 2, 0}
    assert Fraction(case["expect"]["total"]) == Fraction(100 * total, divisor)
    assert case["basis"] == "constructed inputs, published total"
    assert case["source"].startswith("https://")


def test_constructed_points_respect_what_is_known_of_karanganyar_and_batang() -> None:
    _, _, karanganyar, _, batang = cases("permenkumham-25-2013/2013")
    assert ("Karanganyar" in karanganyar["name"], "Batang" in batang["name"]) == (True, True)
    assert list(karanganyar["points"].values()).count(10) == 13
    assert list(batang["points"].values()).count(10) == 10
    assert batang["not_applicable"] == ["P25-03"]


# Permenkumham 34/2016 and 22/2021


@pytest.mark.parametrize(("name", "rights", "stated"), [(REGULATIONS[1], 7, 83), (REGULATIONS[2], 10, 120)])
def test_the_frames_name_their_rights_and_leave_their_indicators_unknown(name: str, rights: int, stated: int) -> None:
    instrument = shipped(name)
    assert instrument.stated_groups is not None
    assert instrument.stated_indicators is not None
    assert len(instrument.groups) == instrument.stated_groups.count == rights
    assert instrument.stated_indicators.count == stated
    assert (instrument.indicators, instrument.bonus) == ("unknown", "unknown")
    assert instrument.bonus_note
    assert instrument.aggregation.method == "element_points"
    assert instrument.aggregation.within_element == "unknown"


def test_weights_of_elements_are_known_for_34_2016_and_are_not_carried_over_to_22_2021() -> None:
    assert [element.points for element in shipped(REGULATIONS[1]).elements] == [10, 30, 60]
    assert [element.points for element in shipped(REGULATIONS[2]).elements] == ["unknown"] * 3


def test_thresholds_of_22_2021_below_peduli_are_marked_as_inferred() -> None:
    assert thresholds(shipped(REGULATIONS[1])) == {
        "peduli": "75 secondary",
        "cukup": "65 secondary",
        "mulai": "50 secondary",
    }
    assert thresholds(shipped(REGULATIONS[2])) == {
        "peduli": "75 secondary",
        "cukup": "65 inferred",
        "mulai": "50 inferred",
    }


def test_the_women_and_children_right_of_jakarta_utara_is_100_as_published() -> None:
    utara = cases("permenkumham-34-2016/2016")[0]
    assert utara["groups"]["PEREMPUAN_ANAK"] == 100
    assert sum(utara["groups"].values()) == 614


# Cases


@pytest.mark.parametrize("name", WITH_CASES)
def test_every_case_comes_out_as_it_was_worked_out(name: str) -> None:
    assert [problem.text() for problem in run_cases(shipped(name), cases(name), name)] == []


@pytest.mark.parametrize("name", WITH_CASES)
def test_a_case_with_a_wrong_total_is_noticed(name: str) -> None:
    wrong = [{**case, "expect": {"total": "12345"}} for case in cases(name)]
    problems = run_cases(shipped(name), wrong, name)
    assert [problem.code for problem in problems] == ["cases.wrong-result"] * len(wrong)


@pytest.mark.parametrize("name", WITH_CASES)
def test_every_case_names_its_source_and_who_signs_for_it(name: str) -> None:
    told = cases(name)
    assert len({case["name"] for case in told}) == len(told)
    assert all(case["source"] and case["signed_by"] == "tim KotaHAM" for case in told)
