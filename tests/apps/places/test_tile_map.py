"""The picture test: the map as drawn, looked at in pixels, is recognisable as Indonesia."""

import re
from io import BytesIO

import numpy as np
import pytest
import vl_convert
from PIL import Image

from kotaham.apps.gate.services import system
from kotaham.apps.places import queries
from kotaham.apps.places.services import load_places, packaged, read_places
from kotaham.apps.places.views.drawing import SIDE, TileMap, city_map, province_map

pytestmark = pytest.mark.django_db
COLOURS = {"kabupaten": (0, 160, 0), "kota": (200, 0, 0), "administratif": (0, 0, 220)}
ISLANDS = {
    "Sumatra": range(11, 22),
    "Java": range(31, 37),
    "Kalimantan": range(61, 66),
    "Sulawesi": range(71, 77),
    "Maluku": range(81, 83),
    "Papua": range(91, 97),
}


@pytest.fixture
def drawn() -> TileMap:
    load_places(read_places(packaged(["province", "city"])), actor=system("test"))
    return city_map(queries.cities())


def picture(of: TileMap, only: str = "") -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Paint the tiles (of some provinces) as an SVG picture and return which pixels are covered."""
    squares = "".join(
        f'<rect x="{t.x}" y="{t.y}" width="9" height="9" fill="rgb{COLOURS[t.look]}"/>'
        for t in of.tiles
        if not only or re.match(only, t.code)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{of.width}" height="{of.height}">{squares}</svg>'
    with Image.open(BytesIO(vl_convert.svg_to_png(svg, scale=1))) as image:
        return np.asarray(image.convert("RGBA"))[:, :, 3] > 128


def middle(of: TileMap, provinces: range) -> tuple[float, float]:
    """Return the middle of the pixels of an island, as (column, row)."""
    rows, columns = np.nonzero(picture(of, f"({'|'.join(map(str, provinces))})"))
    return float(columns.mean()), float(rows.mean())


def test_the_picture_covers_514_squares(drawn: TileMap) -> None:
    assert len(drawn.tiles) == 514
    assert picture(drawn).sum() == pytest.approx(514 * 81, rel=0.01)


def test_sabang_is_the_west_most_and_merauke_or_jayapura_the_east_most(drawn: TileMap) -> None:
    by_x = sorted(drawn.tiles, key=lambda tile: tile.x)
    assert by_x[0].code == "11.72"
    far_east = {tile.code for tile in drawn.tiles if tile.x >= by_x[-1].x - SIDE}
    assert "93.01" in far_east


def test_the_islands_lie_as_they_do_on_a_map(drawn: TileMap) -> None:
    at = {name: middle(drawn, provinces) for name, provinces in ISLANDS.items()}
    east = [at[name][0] for name in ("Sumatra", "Kalimantan", "Sulawesi", "Maluku", "Papua")]
    assert east == sorted(east)
    assert at["Java"][1] > at["Kalimantan"][1]
    assert at["Java"][1] > at["Sumatra"][1]
    assert at["Sumatra"][0] < at["Java"][0] < at["Papua"][0]


def test_sumatra_slants_and_java_is_long_and_thin(drawn: TileMap) -> None:
    rows, columns = np.nonzero(picture(drawn, "(1[1-8])"))
    assert np.corrcoef(columns, rows)[0, 1] > 0.7
    rows, columns = np.nonzero(picture(drawn, "(3[1-6])"))
    assert np.ptp(columns) > 3 * np.ptp(rows)


def test_there_is_sea_between_sumatra_and_kalimantan_and_above_java(drawn: TileMap) -> None:
    covered = picture(drawn)
    assert covered.mean() < 0.35
    java_top = min(tile.y for tile in drawn.tiles if tile.code.startswith("32"))
    java_left = min(tile.x for tile in drawn.tiles if tile.code.startswith("33"))
    assert not covered[java_top - 2 * SIDE : java_top - SIDE, java_left : java_left + 5 * SIDE].any()


def test_a_shuffled_map_would_be_noticed(drawn: TileMap) -> None:
    mirrored = TileMap(drawn.width, drawn.height, [*drawn.tiles], "")
    flipped = [type(t)(drawn.width - t.x - SIDE, t.y, t.code, t.name, t.look) for t in mirrored.tiles]
    mirror = TileMap(drawn.width, drawn.height, flipped, "")
    assert middle(mirror, ISLANDS["Sumatra"])[0] > middle(mirror, ISLANDS["Papua"])[0]


def test_the_small_map_has_every_province_once_with_its_sign(drawn: TileMap) -> None:
    small = province_map({place.code: place.name for place in queries.provinces()})
    assert len({(tile.x, tile.y) for tile in small.tiles}) == len(small.tiles) == 38
    assert all(2 <= len(tile.label) <= 4 for tile in small.tiles)


def test_the_looks_tell_kabupaten_kota_and_administrative_apart(drawn: TileMap) -> None:
    counted = {look: sum(tile.look == look for tile in drawn.tiles) for look in COLOURS}
    assert counted == {"kabupaten": 415, "kota": 93, "administratif": 6}
