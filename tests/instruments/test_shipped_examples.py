"""What the two shipped examples must hold: every way of scoring, and honest figures from open tables."""

import csv
import os
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

from kotaham.core.instrument.kinds import Bands, Checklist, Ratio
from kotaham.core.instrument.model import Instrument
from kotaham.core.scoring.engine import Scores, score
from kotaham.core.scoring.plan import compile_plan
from kotaham.workbook.mapping import load_mapping
from kotaham.workbook.read import read_facts
from tests.instruments.shelf import FOLDER, ROOT, cases, indicator, ladder, shipped, tree

# The example with every kind


@pytest.mark.parametrize("code", [one.code for one in shipped("kota-ham-contoh/2026").known_indicators])
def test_an_officer_is_told_what_to_count_in_which_unit_by_whom_and_with_which_proof(code: str) -> None:
    one = indicator(shipped("kota-ham-contoh/2026"), code)
    assert len(one.help or "") > 100
    assert all((one.unit, one.period, one.owners, one.example, one.note))
    assert 1 <= len(one.evidence) <= 4
    assert one.direction in ("higher_better", "lower_better")


def test_the_example_uses_every_way_of_scoring_and_every_kind_of_end() -> None:
    indicators = shipped("kota-ham-contoh/2026").known_indicators
    kinds = {one.scoring.kind for one in indicators}
    assert kinds == {"bands", "ratio", "yes_no", "choice", "checklist", "document", "direct"}
    bands = [
        band for one in indicators if isinstance(one.scoring, Bands | Ratio | Checklist) for band in one.scoring.bands
    ]
    used = Counter(
        end for band in bands for end in ("from_", "above", "to", "below", "exactly") if getattr(band, end) is not None
    )
    assert all(used[end] >= 2 for end in ("from_", "above", "to", "below", "exactly")), used


def test_every_right_of_the_example_has_structure_process_and_outcome() -> None:
    instrument = shipped("kota-ham-contoh/2026")
    found = {(one.group, one.element) for one in instrument.known_indicators}
    assert found == {(group.code, element.code) for group in instrument.groups for element in instrument.elements}
    assert [element.points for element in instrument.elements] == [10, 30, 60]


def test_the_example_has_four_predicates_a_gate_for_the_highest_and_a_capped_bonus() -> None:
    instrument = shipped("kota-ham-contoh/2026")
    assert [level.from_ for level in instrument.predicates.levels] == [85, 70, 55, 40]
    assert instrument.gates[0].for_ == instrument.predicates.levels[0].code
    assert instrument.gates[0].rule == "group_at_least"
    assert instrument.bonus is not None
    assert instrument.bonus != "unknown"
    assert sum(item.max_points for item in instrument.bonus.items) > instrument.bonus.cap


# The example on open data


def open_data() -> Instrument:
    return shipped("kota-ham-data-terbuka/2026")


def shared_table(name: str) -> list[dict[str, str]]:
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    path = folder / "data" / "indikator_kabkota_bps" / name
    if not path.is_file():
        pytest.fail(f"shared data are missing: no {path}; set KOTAHAM_SHARED to the folder that holds `data`")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


QUINTILES = {
    ("bps_2021_514.csv", "umur_harapan_hidup_tahun"): ("UHH", 4),
    ("bps_2021_514.csv", "pengeluaran_per_kapita_ribu_rp_tahun"): ("PENGELUARAN", 4),
    ("bps_2021_514.csv", "miskin_p0_persen"): ("MISKIN", 3),
    ("bps_2021_514.csv", "tpt_persen"): ("TPT", 2),
    ("bps_2021_514.csv", "air_minum_layak_persen"): ("AIR_MINUM", 4),
    ("bps_2021_514.csv", "sanitasi_layak_persen"): ("SANITASI", 3),
    ("dapoer_2019_514.csv", "pengeluaran_rt_per_kapita_rp_bulan"): ("PENGELUARAN_RT", 4),
    ("dapoer_2019_514.csv", "akses_listrik_persen"): ("LISTRIK", 4),
    ("dapoer_2019_514.csv", "akses_air_aman_persen"): ("AIR_AMAN", 4),
}


@pytest.mark.parametrize(("table", "column"), QUINTILES)
def test_a_band_that_claims_to_be_a_quintile_limit_is_one(table: str, column: str) -> None:
    code, wanted = QUINTILES[table, column]
    values = sorted(Decimal(row[column]) for row in shared_table(table) if row[column].strip())
    values = [value for value in values if value != 0]
    limits = {Fraction(values[ceil(len(values) * k / 5) - 1]) for k in range(1, 5)}
    bands = ladder(indicator(open_data(), code))
    edges = {edge for band in bands for edge in (band.above, band.to, band.exactly) if edge is not None}
    assert len(limits & edges) == wanted
    assert f"n = {len(values)}" in (indicator(open_data(), code).note or "")


def test_every_indicator_on_open_data_states_the_basis_of_its_bands_and_of_its_figure() -> None:
    for one in open_data().known_indicators:
        assert (one.note or "").startswith("Dasar rentang:"), one.code
        assert one.source, one.code
        assert one.help, one.code


def test_rights_without_open_figures_stay_visible_and_no_predicate_is_given() -> None:
    instrument = open_data()
    assert [group.code for group in instrument.groups if group.hole] == ["AMAN", "PEREMPUAN"]
    assert instrument.predicates.levels == ()
    assert instrument.predicates.none_because


@pytest.mark.parametrize(("name", "table"), [("bps-2021", "bps_2021_514.csv"), ("dapoer-2019", "dapoer_2019_514.csv")])
def test_a_mapping_speaks_of_every_indicator_and_only_of_columns_that_exist(name: str, table: str) -> None:
    mapping = tree(FOLDER / "kota-ham-data-terbuka" / "mappings" / f"{name}.yaml")
    codes = {one.code for one in open_data().known_indicators}
    header = set(shared_table(table)[0])
    named = {told["value"].removeprefix("100 - ") for told in mapping["columns"].values() if "value" in told}
    assert set(mapping["columns"]) == codes
    assert named <= header
    assert {mapping["subject"][key] for key in ("code", "name", "province")} <= header
    assert all(one["indicator"] in codes and one["missing"] for one in mapping["except"])


def test_a_figure_that_one_year_lacks_is_not_applicable_with_a_reason_and_water_is_not_chained() -> None:
    folder = FOLDER / "kota-ham-data-terbuka" / "mappings"
    years = [tree(folder / f"{name}.yaml")["columns"] for name in ("dapoer-2019", "bps-2021")]
    both = [code for code in years[0] if all("value" in year[code] for year in years)]
    assert both == ["IPM", "MISKIN"]
    assert "indikator lain" in years[0]["AIR_MINUM"]["not_applicable"]
    assert "indikator lain" in years[1]["AIR_AMAN"]["not_applicable"]


def test_doubtful_zeros_of_the_2021_table_are_excepted_by_name() -> None:
    mapping = tree(FOLDER / "kota-ham-data-terbuka" / "mappings" / "bps-2021.yaml")
    zeros = set()
    for code, told in mapping["columns"].items():
        zeros |= {
            (row["kode_kemendagri"], code)
            for row in shared_table("bps_2021_514.csv")
            if "value" in told and Decimal(row[told["value"]]) == 0
        }
    assert {(one["code"], one["indicator"]) for one in mapping["except"]} == zeros


def test_the_jakarta_cases_hold_the_figures_of_the_example_table() -> None:
    folder = FOLDER / "kota-ham-data-terbuka"
    columns = tree(folder / "mappings" / "bps-2021.yaml")["columns"]
    with (ROOT / "examples" / "jakarta-2021.csv").open(encoding="utf-8", newline="") as stream:
        rows = {f"{row['nama']}, tahun 2021": row for row in csv.DictReader(stream)}
    told = cases("kota-ham-data-terbuka/2026")
    assert {case["name"] for case in told} == set(rows)
    for case in told:
        for code, fact in case["facts"].items():
            if "number" in fact:
                assert Decimal(fact["number"]) == Decimal(rows[case["name"]][columns[code]["value"]])


def read_through(mapping: str, table: Path) -> Scores:
    instrument = open_data()
    file = FOLDER / "kota-ham-data-terbuka" / "mappings" / f"{mapping}.yaml"
    reading = read_facts(table, instrument, mapping=load_mapping(file, instrument))
    return score(compile_plan(instrument), reading.table)


def test_the_jakarta_table_read_through_its_mapping_gives_the_totals_of_the_cases() -> None:
    scores = read_through("bps-2021", ROOT / "examples" / "jakarta-2021.csv")
    found = {subject.name: scores.final(row) for row, subject in enumerate(scores.table.subjects)}
    wanted = {
        case["name"].removesuffix(", tahun 2021"): Fraction(case["expect"]["total"])
        for case in cases("kota-ham-data-terbuka/2026")
    }
    assert found == wanted


@pytest.mark.parametrize(
    ("mapping", "table", "without"),
    [
        ("bps-2021", "bps_2021_514.csv", {"94.08", "95.05", "95.07", "95.08"}),
        ("dapoer-2019", "dapoer_2019_514.csv", {"94.05", "94.08", "95.05"}),
    ],
)
def test_all_514_places_have_a_total_except_those_with_a_blank_or_doubtful_figure(
    mapping: str, table: str, without: set[str]
) -> None:
    shared_table(table)
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    scores = read_through(mapping, folder / "data" / "indikator_kabkota_bps" / table)
    subjects = scores.table.subjects
    assert len(subjects) == 514
    assert {one.code for row, one in enumerate(subjects) if scores.final(row) is None} == without
