"""The tile grid: complete, in one piece where the land is, and recognisable as Indonesia."""

import csv
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.report.tiles import Place, Segment, load_provinces, load_tiles, province_borders, province_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
APPROVED = HERE / "tile_grid.approved.txt"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"

# Pieces that stand apart from the main piece of their province, because open sea lies between in truth.
APART = {
    "Simeulue in the Indian Ocean": {"11.09"},
    "Nias and its neighbours": {"12.04", "12.14", "12.24", "12.25", "12.78"},
    "Mentawai": {"13.09"},
    "Belitung, apart from Bangka": {"19.02", "19.06"},
    "Natuna": {"21.03"},
    "Anambas": {"21.05"},
    "Sumbawa, apart from Lombok": {"52.04", "52.05", "52.06", "52.07", "52.72"},
    "Sumba and Sabu": {"53.11", "53.12", "53.17", "53.18", "53.20"},
    "Timor": {"53.01", "53.02", "53.03", "53.04", "53.21", "53.71"},
    "Rote": {"53.14"},
    "Lembata": {"53.13"},
    "Alor": {"53.05"},
    "Talaud": {"71.04"},
    "the Banggai islands": {"72.07", "72.11"},
    "Selayar": {"73.01"},
    "Wawonii": {"74.12"},
    "Muna and Buton": {"74.03", "74.04", "74.10", "74.13", "74.14", "74.15", "74.72"},
    "Wakatobi": {"74.07"},
    "Buru": {"81.04", "81.09"},
    "Ambon": {"81.71"},
    "the Kei islands": {"81.02", "81.72"},
    "Aru": {"81.07"},
    "Tanimbar": {"81.03"},
    "Babar, Leti and Wetar": {"81.08"},
    "Morotai": {"82.07"},
    "Sula": {"82.05"},
    "Taliabu": {"82.08"},
    "Biak and Supiori": {"91.06", "91.19"},
    "Raja Ampat": {"96.03"},
}

ISLANDS = {
    "Sumatra": ("11", "12", "13", "14", "15", "16", "17", "18", "19", "21"),
    "Java": ("31", "32", "33", "34", "35", "36"),
    "Bali and Nusa Tenggara": ("51", "52", "53"),
    "Kalimantan": ("61", "62", "63", "64", "65"),
    "Sulawesi": ("71", "72", "73", "74", "75", "76"),
    "Maluku": ("81", "82"),
    "Papua": ("91", "92", "93", "94", "95", "96"),
}


def touching(place: Place, places: Iterable[Place]) -> set[Place]:
    """The places next to one, corners included."""
    return {other for other in places if max(abs(other[0] - place[0]), abs(other[1] - place[1])) == 1}


def pieces(tiles: Mapping[str, Place]) -> list[set[str]]:
    """Tiles that hang together, largest piece first, equal ones by their lowest code."""
    code_at = {place: code for code, place in tiles.items()}
    waiting, found = set(code_at), []
    while waiting:
        edge = [waiting.pop()]
        piece: set[Place] = set()
        while edge:
            place = edge.pop()
            piece.add(place)
            new = touching(place, waiting)
            waiting -= new
            edge += new
        found.append({code_at[place] for place in piece})
    return sorted(found, key=lambda piece: (-len(piece), min(piece)))


def of_province(*provinces: str) -> dict[str, Place]:
    return {code: place for code, place in load_tiles().items() if province_of(code) in provinces}


def picture(tiles: Mapping[str, Place]) -> str:
    """One sign per tile, the same sign for one province; sea is a dot."""
    sign = dict(zip(load_provinces(), SIGNS, strict=True))
    code_at = {place: code for code, place in tiles.items()}
    width, height = (1 + max(place[axis] for place in code_at) for axis in (0, 1))
    lines = [
        "".join(sign[province_of(code_at[column, row])] if (column, row) in code_at else "." for column in range(width))
        for row in range(height)
    ]
    return "\n".join(lines) + "\n"


def shared(*parts: str) -> Path:
    """A file of the shared data; its absence is a failure, said in words."""
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    path = folder.joinpath("data", *parts)
    if not path.is_file():
        pytest.fail(f"shared data are missing: no {path}; set KOTAHAM_SHARED to the folder that holds `data`")
    return path


def ranks(values: Iterable[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Ranks with ties at their middle."""
    array = np.array(list(values), dtype=np.float64)
    smaller = (array[:, None] > array[None, :]).sum(axis=1)
    equal = (array[:, None] == array[None, :]).sum(axis=1)
    return np.asarray(smaller + (equal - 1) / 2, dtype=np.float64)


def rank_correlation(left: Iterable[float], right: Iterable[float]) -> float:
    return float(np.corrcoef(ranks(left), ranks(right))[0, 1])


def test_every_one_of_514_codes_has_one_tile_and_no_two_share_a_place() -> None:
    tiles = load_tiles()
    assert len(tiles) == 514
    assert [place for place, times in Counter(tiles.values()).items() if times > 1] == []


def test_the_files_hold_no_code_twice_and_are_sorted_by_code() -> None:
    for name in ("tile_grid.csv", "province_grid.csv"):
        text = (ROOT / "src/kotaham/report/data" / name).read_text(encoding="utf-8")
        codes = [line.split(",")[0] for line in text.splitlines()[1:]]
        assert codes == sorted(set(codes)), name


def test_the_grid_begins_at_the_top_left_and_fits_a_wide_page() -> None:
    columns, rows = zip(*load_tiles().values(), strict=True)
    assert (min(columns), min(rows)) == (0, 0)
    assert (max(columns), max(rows)) == (73, 29)


def test_all_38_provinces_have_a_name_an_own_abbreviation_and_an_own_place() -> None:
    provinces = load_provinces().values()
    assert len(provinces) == 38
    assert all(province.name.strip() == province.name != "" for province in provinces)
    assert all(2 <= len(p.abbreviation) <= 4 and p.abbreviation.isupper() for p in provinces)
    for of in ("name", "abbreviation"):
        assert len({getattr(province, of) for province in provinces}) == 38, of
    assert len({(province.column, province.row) for province in provinces}) == 38


def test_every_tile_belongs_to_a_known_province_and_every_province_has_tiles() -> None:
    assert {province_of(code) for code in load_tiles()} == set(load_provinces())


@pytest.mark.parametrize("province", list(load_provinces()))
def test_a_province_is_one_piece_apart_from_named_islands(province: str) -> None:
    _, *others = pieces(of_province(province))
    expected = [codes for codes in APART.values() if province_of(min(codes)) == province]
    assert sorted(map(sorted, others)) == sorted(map(sorted, expected))


def test_a_torn_province_is_noticed() -> None:
    torn = of_province("61") | {"61.01": (0, 29)}
    assert {"61.01"} in pieces(torn)[1:]


def test_each_large_island_is_one_piece_and_sea_lies_between() -> None:
    by_place = {place: code for code, place in load_tiles().items()}
    island = {province: name for name, provinces in ISLANDS.items() for province in provinces}
    bridges = [
        (code, by_place[near])
        for place, code in by_place.items()
        for near in touching(place, by_place)
        if island[province_of(code)] != island[province_of(by_place[near])]
    ]
    assert bridges == []
    mainland = {"Sumatra": 133, "Java": 119, "Kalimantan": 56, "Sulawesi": 68, "Papua": 39}
    assert {name: len(pieces(of_province(*ISLANDS[name]))[0]) for name in mainland} == mainland


def test_nothing_lies_north_west_of_banda_aceh_but_sabang() -> None:
    column, row = load_tiles()["11.71"]
    beyond = {code for code, (c, r) in load_tiles().items() if c <= column and r <= row}
    assert beyond == {"11.71", "11.72"}


def test_nothing_lies_south_east_of_merauke() -> None:
    column, row = load_tiles()["93.01"]
    assert {code for code, (c, r) in load_tiles().items() if c >= column and r >= row} == {"93.01"}
    assert column == max(c for c, _ in load_tiles().values())


def test_the_six_of_jakarta_hang_together_with_kepulauan_seribu_to_the_north() -> None:
    jakarta = of_province("31")
    assert len(jakarta) == 6
    assert len(pieces(jakarta)) == 1
    assert min(jakarta, key=lambda code: jakarta[code][1]) == "31.01"
    assert len(touching(jakarta["31.71"], jakarta.values())) >= 4


@pytest.mark.parametrize(
    "west_to_east",
    [
        # Banda Aceh, Medan, Pekanbaru, Palembang, Jakarta Pusat, Bandung, Semarang, Surabaya, Denpasar,
        # Mataram
        ["11.71", "12.71", "14.71", "16.71", "31.71", "32.73", "33.74", "35.78", "51.71", "52.71"],
        # Pontianak, Palangka Raya, Samarinda, Palu, Gorontalo, Manado, Ternate, Kota Sorong, Manokwari,
        # Kota Jayapura
        ["61.71", "62.71", "64.72", "72.71", "75.71", "71.71", "82.71", "96.71", "92.02", "91.71"],
        # Mataram, Kota Bima, Ende, Kota Kupang, Aru, Merauke
        ["52.71", "52.72", "53.08", "53.71", "81.07", "93.01"],
        # Makassar, Kendari, Ambon, Aru
        ["73.71", "74.71", "81.71", "81.07"],
    ],
)
def test_the_big_cities_stand_in_order_from_west_to_east(west_to_east: list[str]) -> None:
    columns = [load_tiles()[code][0] for code in west_to_east]
    assert columns == sorted(set(columns))


@pytest.mark.parametrize(
    "north_to_south",
    [
        # Banda Aceh, Medan, Pekanbaru, Kota Jambi, Palembang, Bandar Lampung, Jakarta Utara, Bandung
        ["11.71", "12.71", "14.71", "15.71", "16.71", "18.71", "31.72", "32.73"],
        # Tarakan, Samarinda, Banjarmasin, Semarang, Yogyakarta
        ["65.71", "64.72", "63.71", "33.74", "34.71"],
        # Manado, Palu, Kendari, Makassar, Kota Bima, Kota Kupang
        ["71.71", "72.71", "74.71", "73.71", "52.72", "53.71"],
        # Ternate, Ambon, Tual, Tanimbar
        ["82.71", "81.71", "81.72", "81.03"],
        # Manokwari, Kota Jayapura, Jayawijaya, Merauke
        ["92.02", "91.71", "95.01", "93.01"],
    ],
)
def test_the_big_cities_stand_in_order_from_north_to_south(north_to_south: list[str]) -> None:
    rows = [load_tiles()[code][1] for code in north_to_south]
    assert rows == sorted(set(rows))


def test_the_provinces_stand_in_order_from_west_to_east_and_north_to_south() -> None:
    provinces = load_provinces()
    columns = [provinces[code].column for code in ("11", "12", "14", "36", "32", "33", "35", "51", "52", "53")]
    assert columns == sorted(set(columns))
    columns = [provinces[code].column for code in ("61", "64", "72", "71", "82", "96", "92", "91")]
    assert columns == sorted(set(columns))
    rows = [provinces[code].row for code in ("11", "12", "13", "15", "17", "18", "32", "34")]
    assert rows == sorted(set(rows))


def test_the_picture_of_the_grid_is_the_approved_one() -> None:
    drawn = picture(load_tiles())
    approved = APPROVED.read_text(encoding="utf-8")
    assert drawn == approved, f"the grid has changed; if it should, put this into {APPROVED.name}:\n{drawn}"


def test_the_picture_shows_a_tile_that_moved() -> None:
    assert picture({**load_tiles(), "93.01": (73, 21)}) != APPROVED.read_text(encoding="utf-8")


def test_the_grid_cannot_be_changed_by_its_readers() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        load_tiles()["11.01"] = (0, 0)  # type: ignore[index]
    assert load_tiles() is load_tiles()
    assert load_provinces() is load_provinces()


def test_a_border_runs_between_two_neighbours_of_different_provinces() -> None:
    assert province_borders({"11.01": (0, 0), "12.01": (1, 0)}) == [((1, 0), (1, 1))]
    assert province_borders({"11.01": (0, 0), "12.01": (0, 1)}) == [((0, 1), (1, 1))]


def test_no_border_runs_within_a_province_at_the_coast_or_across_a_corner() -> None:
    assert province_borders({"11.01": (0, 0), "11.02": (1, 0), "12.01": (2, 1), "12.02": (4, 0)}) == []


def test_borders_on_one_line_are_drawn_as_one() -> None:
    tiles = {"11.01": (0, 0), "12.01": (1, 0), "11.02": (0, 1), "12.02": (1, 1)}
    assert province_borders(tiles) == [((1, 0), (1, 2))]


def unit_edges(segments: Iterable[Segment]) -> Counter[Segment]:
    """Every segment cut into edges one tile long."""
    edges: Counter[Segment] = Counter()
    for (c1, r1), (c2, r2) in segments:
        steps = (c2 - c1) + (r2 - r1)
        right = int(c2 > c1)
        corners = [(c1 + n * right, r1 + n * (1 - right)) for n in range(steps + 1)]
        edges.update(pairwise(corners))
    return edges


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.sampled_from(["11", "12", "13"])))
def test_borders_are_exactly_the_edges_where_two_provinces_meet(owner: dict[Place, str]) -> None:
    tiles = {f"{province}.{n:02}": place for n, (place, province) in enumerate(owner.items())}
    expected: Counter[Segment] = Counter()
    for (column, row), province in owner.items():
        if owner.get((column + 1, row), province) != province:
            expected[(column + 1, row), (column + 1, row + 1)] += 1
        if owner.get((column, row + 1), province) != province:
            expected[(column, row + 1), (column + 1, row + 1)] += 1
    assert unit_edges(province_borders(tiles)) == expected


def test_the_codes_are_the_514_and_38_of_the_shared_list() -> None:
    with shared("wilayah_kemendagri_2025", "kabkota.csv").open(encoding="utf-8", newline="") as file:
        assert set(load_tiles()) == {row["kode_kemendagri"] for row in csv.DictReader(file)}
    with shared("wilayah_kemendagri_2025", "provinsi.csv").open(encoding="utf-8", newline="") as file:
        official = {row["kode_kemendagri"]: row["nama"] for row in csv.DictReader(file)}
    shortened = {"31": "DKI Jakarta", "34": "DI Yogyakarta"}
    assert {code: province.name for code, province in load_provinces().items()} == official | shortened


@pytest.mark.parametrize("island", ISLANDS)
def test_tiles_keep_the_order_of_the_real_places_on_each_island(island: str) -> None:
    text = shared("batas_wilayah", "kabkota_514_kecil.geojson").read_text(encoding="utf-8")
    points = {f["properties"]["kode"]: f["properties"] for f in json.loads(text)["features"]}
    tiles = of_province(*ISLANDS[island])
    east = rank_correlation((points[code]["lng"] for code in tiles), (place[0] for place in tiles.values()))
    south = rank_correlation((-points[code]["lat"] for code in tiles), (place[1] for place in tiles.values()))
    assert east > 0.85, f"{island}: west to east {east:.3f}"
    assert south > 0.85, f"{island}: north to south {south:.3f}"


def test_missing_shared_data_fail_with_a_clear_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KOTAHAM_SHARED", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=r"shared data are missing: .*; set KOTAHAM_SHARED to the folder"):
        shared("wilayah_kemendagri_2025", "kabkota.csv")
