"""All 514 kabupaten and kota of two years, from the public tables to the record and back."""

import csv
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from kotaham.core.numbers import exact
from tests.cli.running import OPEN_DATA, ROOT, run

YEARS = {
    "2021": ("bps-2021", "bps_2021_514.csv", {"94.08", "95.05", "95.07", "95.08"}),
    "2019": ("dapoer-2019", "dapoer_2019_514.csv", {"94.05", "94.08", "95.05"}),
}


def public_table(name: str) -> Path:
    """Find a table of the shared data; without it these tests must fail, and say what to do."""
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    path = folder / "data" / "indikator_kabkota_bps" / name
    if not path.is_file():
        pytest.fail(f"the shared data are missing: no {path}; set KOTAHAM_SHARED to the folder that holds `data`")
    return path


@pytest.fixture(scope="module", params=YEARS)
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    mapping, name, _ = YEARS[request.param]
    folder = tmp_path_factory.mktemp(request.param) / "hasil"
    told = run("score", OPEN_DATA, public_table(name), "--mapping", mapping, "--out", folder, "--no-pdf")
    assert "Baris dibaca 514 = diterima 514 + ditolak 0." in told.text
    return request.param, folder


def without_total(year: str) -> set[str]:
    """Find, in the table itself, the cities whose figure is blank or a zero that the mapping calls no data."""
    _, name, known = YEARS[year]
    with public_table(name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    doubtful = ("tpt_persen", "air_minum_layak_persen", "sanitasi_layak_persen", "akses_air_aman_persen")
    found = {
        row["kode_kemendagri"]
        for row in rows
        for column in doubtful
        if column in row and (not row[column].strip() or exact(row[column]) == 0)
    }
    assert found == known
    return found


@pytest.mark.slow
def test_every_city_of_the_table_has_a_result_and_only_those_with_a_blank_have_no_total(
    year: tuple[str, Path],
) -> None:
    name, folder = year
    record = json.loads((folder / "record.json").read_bytes())
    results = {one["code"]: one for one in record["results"]}
    assert record["rows"] == {"in": 514, "scored": 514, "refused": 0}
    assert record["period"] == name
    assert len(results) == 514
    assert len({one["province"] for one in results.values()}) in (34, 38)
    assert {code for code, one in results.items() if one["total"] is None} == without_total(name)
    assert all(one["rank"] is not None for one in results.values() if one["total"] is not None)


@pytest.mark.slow
def test_no_answer_is_unscorable_and_every_blank_keeps_its_reason(year: tuple[str, Path]) -> None:
    name, folder = year
    record = json.loads((folder / "record.json").read_bytes())
    states = Counter(answer["state"] for one in record["results"] for answer in one["answers"])
    used = {"2021": 8, "2019": 6}[name]
    missing = len(without_total(name))
    assert states == {"scored": 514 * used - missing, "missing": missing, "not_applicable": 514 * (12 - used)}
    for code in without_total(name):
        told = run("explain", folder, "--city", code).out
        assert "tanpa nilai akhir" in told
        assert "tidak ada data: " in told


@pytest.mark.slow
def test_the_country_is_recomputed_equal(year: tuple[str, Path]) -> None:
    assert run("replay", year[1]).text.startswith("Sama persis: 514 daerah dihitung ulang")


@pytest.mark.slow
def test_totals_lie_on_the_scale_and_ranks_follow_them(year: tuple[str, Path]) -> None:
    results = json.loads((year[1] / "record.json").read_bytes())["results"]
    ranked = sorted((one["rank"], -exact(one["total"])) for one in results if one["total"] is not None)
    totals = [-total for _, total in ranked]
    assert totals == sorted(totals, reverse=True)
    assert 0 <= totals[-1] <= totals[0] <= 100
    assert [rank for rank, _ in ranked] == [totals.index(total) + 1 for total in totals]


def test_without_the_shared_data_these_tests_fail_and_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAHAM_SHARED", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="set KOTAHAM_SHARED to the folder that holds `data`"):
        public_table("bps_2021_514.csv")
