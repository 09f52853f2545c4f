"""Outlines: simplified, honest about what they are, cities drawn last."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kotaham.apps.gate.services import system
from kotaham.apps.places import queries
from kotaham.apps.places.models import Boundary
from kotaham.apps.places.services import load_boundaries, load_places, packaged, read_places
from kotaham.apps.places.services.boundaries import simplify
from kotaham.apps.places.views.drawing import sketch
from kotaham.core.errors import Refused
from tests.apps.places.conftest import Write
from tests.apps.places.real import shared

SYSTEM = system("test")
SQUARE = [[106.0, -6.0], [107.0, -6.0], [107.0, -7.0], [106.0, -7.0], [106.0, -6.0]]


def feature(code: object, geometry: object = None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kode": code},
        "geometry": geometry or {"type": "Polygon", "coordinates": [SQUARE]},
    }


def write(folder: Path, *features: object) -> Path:
    file = folder / "batas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return file


@pytest.fixture
def west_java(db: None, table: Write) -> None:
    file = table("code,name", "32,Jawa Barat", "32.01,Kabupaten Bogor", "32.71,Kota Bogor", name="j.csv")
    load_places(read_places([file]), actor=SYSTEM)


@pytest.mark.usefixtures("west_java")
def test_a_kota_is_drawn_after_the_kabupaten_around_it(tmp_path: Path) -> None:
    load_boundaries(write(tmp_path, feature("32.71"), feature("32.01"), feature("32")), actor=SYSTEM, source="contoh")
    province = queries.get("32")
    assert province is not None
    assert [row.place.code for row in queries.boundaries(province)] == ["32", "32.01", "32.71"]


@pytest.mark.usefixtures("west_java")
def test_a_second_load_replaces_the_outlines(tmp_path: Path) -> None:
    file = write(tmp_path, feature("32.71"))
    assert load_boundaries(file, actor=SYSTEM, source="satu").created == 1
    done = load_boundaries(file, actor=SYSTEM, source="dua")
    assert (done.created, done.updated) == (0, 1)
    assert Boundary.objects.get().source == "dua"


@pytest.mark.usefixtures("west_java")
def test_the_sketch_marks_the_place_itself_and_ends_with_it(tmp_path: Path) -> None:
    load_boundaries(write(tmp_path, feature("32.71"), feature("32.01"), feature("32")), actor=SYSTEM, source="contoh")
    city, province = queries.get("32.71"), queries.get("32")
    assert city is not None
    assert province is not None
    drawn = sketch(queries.boundaries(province), city)
    assert drawn is not None
    assert [(one.code, one.look) for one in drawn.outlines] == [
        ("32", "inside"),
        ("32.01", "inside"),
        ("32.71", "here"),
    ]
    assert drawn.outlines[0].path.startswith("M0.0 0.0L640.0 0.0")
    assert sketch([], city) is None


@pytest.mark.usefixtures("west_java")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("bukan json", "bukan GeoJSON FeatureCollection"),
        ("[]", "bukan GeoJSON FeatureCollection"),
        ('{"features": [{"properties": {}}]}', "Bentuk ke-1 tidak menyebut kode wilayah."),
        (
            '{"features": [{"properties": {"kode": "32.71"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            "Bentuk 32.71 bukan poligon",
        ),
        ('{"features": [{"properties": {"kode": "32.71"}, "geometry": null}]}', "Bentuk 32.71 bukan poligon"),
    ],
)
def test_what_is_no_outline_is_refused_in_words(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "batas.geojson"
    file.write_text(content, "utf-8")
    with pytest.raises(Refused) as refused:
        load_boundaries(file, actor=SYSTEM, source="contoh")
    assert words in refused.value.text()


@pytest.mark.usefixtures("west_java")
@pytest.mark.parametrize("point", [[200.0, 0.0], [106.0, -95.0], [float("nan"), 0.0], ["a", 0], [106.0]])
def test_a_point_off_the_earth_is_refused(tmp_path: Path, point: list[object]) -> None:
    ring = [*SQUARE[:-1], point, SQUARE[0]]
    with pytest.raises(Refused, match="bukan poligon"):
        load_boundaries(
            write(tmp_path, feature("32.71", {"type": "Polygon", "coordinates": [ring]})), actor=SYSTEM, source="x"
        )


@pytest.mark.usefixtures("west_java")
def test_an_unknown_place_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Tidak ada wilayah berkode 77\.01"):
        load_boundaries(write(tmp_path, feature("32.71"), feature("77.01")), actor=SYSTEM, source="contoh")
    assert Boundary.objects.count() == 0


@example([(95.0, 0.0), (95.0, 0.0), (95.0, 0.0), (95.0, 2.2250738585072014e-308)], 1.0)
@given(st.lists(st.tuples(st.floats(95, 141), st.floats(-11, 6)), min_size=4, max_size=60), st.floats(0.001, 2))
def test_what_simplifying_leaves_out_lies_within_the_tolerance(
    points: list[tuple[float, float]], tolerance: float
) -> None:
    ring = [*points, points[0]]
    small = simplify(ring, tolerance)
    assert small[0] == ring[0]
    assert small[-1] == ring[-1]
    assert all(distance(point, small) <= tolerance * 1.0001 for point in ring)


def distance(point: tuple[float, float], line: list[tuple[float, float]]) -> float:
    """How far a point lies from the nearest part of a line, written anew for the test."""
    best = math.inf
    for (ax, ay), (bx, by) in pairwise(line):
        length = math.hypot(bx - ax, by - ay)
        square = length**2  # 0.0 also for a length too small to be squared
        t = 0.0 if not square else ((point[0] - ax) * (bx - ax) + (point[1] - ay) * (by - ay)) / square
        t = min(max(t, 0), 1)
        best = min(best, math.hypot(point[0] - ax - t * (bx - ax), point[1] - ay - t * (by - ay)))
    return best


@pytest.mark.django_db
def test_the_real_outlines_of_514_load_and_stay_small() -> None:
    load_places(read_places(packaged(["province", "city"])), actor=SYSTEM)
    done = load_boundaries(shared("batas_wilayah", "kabkota_514_kecil.geojson"), actor=SYSTEM, source="contoh")
    assert done.created == 514
    assert sum(len(row.rings) for row in Boundary.objects.all()) < 1_000_000
