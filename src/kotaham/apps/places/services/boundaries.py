"""Store outlines of places for sketches: simplified, as JSON text, a kota after the kabupaten around it."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.places import queries
from kotaham.apps.places.models import Boundary, Kind, Level, Place
from kotaham.apps.places.services.bps import UNKNOWN
from kotaham.apps.places.services.load import Loaded
from kotaham.apps.places.services.sources import MISSING
from kotaham.core.errors import Kind as Letter
from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.language import Say

Point = tuple[float, float]
Ring = list[Point]
TOLERANCE = 0.01  # degrees: about 1.1 km, finer than a pixel of the sketch
LARGEST = 64 * 2**20

NOT_GEOJSON = Letter(
    "places.not-geojson",
    Say("Berkas ini bukan GeoJSON FeatureCollection.", "This file is no GeoJSON FeatureCollection."),
    Say(
        "Ekspor ulang sebagai GeoJSON dengan koordinat bujur dan lintang (WGS84).",
        "Export it again as GeoJSON with longitude and latitude (WGS84).",
    ),
)
TOO_LARGE = Letter(
    "places.geojson-large",
    Say("Berkas ini lebih dari 64 MB.", "This file is larger than 64 MB."),
    Say("Sederhanakan lebih dahulu, atau bagi per provinsi.", "Simplify it first, or divide it by province."),
)
NO_CODE = Letter(
    "places.feature-without-code",
    Say("Bentuk ke-{number} tidak menyebut kode wilayah.", "Shape {number} names no code of a place."),
    Say("Beri properti kode atau code, misalnya 31.71.", "Give it a property kode or code, such as 31.71."),
)
NO_SHAPE = Letter(
    "places.feature-without-shape",
    Say("Bentuk {code} bukan poligon yang dapat digambar.", "The shape of {code} is no polygon that can be drawn."),
    Say(
        "Pakai Polygon atau MultiPolygon dengan bujur -180 sampai 180 dan lintang -90 sampai 90.",
        "Use Polygon or MultiPolygon with longitude -180 to 180 and latitude -90 to 90.",
    ),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of one place as a file gives it."""

    code: str
    rings: list[Ring]


def load_boundaries(file: Path, *, actor: Actor, source: str, tolerance: float = TOLERANCE) -> Loaded:
    """Load the outlines of a GeoJSON file in one unit, in place of those the places had."""
    demand(actor, "places.load")
    shapes = list(_read(file))
    with events.work(actor) as log:
        places = queries.by_code(shape.code for shape in shapes)
        problems = [UNKNOWN(Where(file.name), code=s.code) for s in shapes if s.code not in places]
        if problems:
            raise Refused(problems)
        had = Boundary.objects.filter(place__in=places.values())
        done = Loaded(updated=had.count())
        done.created = len(shapes) - done.updated
        had.delete()
        rows = [_boundary(places[shape.code], shape, source, tolerance) for shape in shapes]
        Boundary.objects.bulk_create(rows, batch_size=100)
        log.record("places.boundaries-loaded", ("places.table", file.name), data={"count": len(rows)})
    return done


def _boundary(place: Place, shape: Shape, source: str, tolerance: float) -> Boundary:
    rings = [small for ring in shape.rings if len(small := simplify(ring, tolerance)) > 3] or [
        max(shape.rings, key=len)
    ]
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    rounded = [[[round(x, 4), round(y, 4)] for x, y in ring] for ring in rings]
    return Boundary(
        place=place,
        rings=json.dumps(rounded, separators=(",", ":")),
        order=_order(place),
        west=min(xs),
        south=min(ys),
        east=max(xs),
        north=max(ys),
        source=source,
    )


def _order(place: Place) -> int:
    """Return when to draw: the province first, a kota last, because the kabupaten around it is not cut out."""
    if place.level == Level.PROVINCE:
        return -1
    return int(place.kind == Kind.KOTA)


def simplify(ring: Ring, tolerance: float) -> Ring:
    """Leave out the points of a closed line that stay within a tolerance of it (Douglas and Peucker)."""
    if len(ring) < 5 or tolerance <= 0:
        return ring
    far = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    keep = {0, far, len(ring) - 1}
    waiting = [(0, far), (far, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        worst = max(between, key=lambda i: _distance(ring[i], ring[first], ring[last]), default=None)
        if worst is not None and _distance(ring[worst], ring[first], ring[last]) > tolerance:
            keep.add(worst)
            waiting += [(first, worst), (worst, last)]
    return [ring[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if not length:
        return math.dist(point, start)
    t = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return math.dist(point, (start[0] + t * dx, start[1] + t * dy))


def _read(file: Path) -> Iterator[Shape]:
    features = _features(file)
    problems: list[Problem] = []
    shapes = [_shape(file.name, number, feature, problems) for number, feature in enumerate(features, start=1)]
    if problems:
        raise Refused(problems)
    yield from (shape for shape in shapes if shape)


def _features(file: Path) -> Sequence[Any]:
    if not file.is_file():
        raise Refused(MISSING(name=str(file)))
    if file.stat().st_size > LARGEST:
        raise Refused(TOO_LARGE(Where(file.name)))
    try:
        document = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Refused(NOT_GEOJSON(Where(file.name))) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise Refused(NOT_GEOJSON(Where(file.name)))
    return features


def _shape(source: str, number: int, feature: Any, problems: list[Problem]) -> Shape | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = (properties.get("kode") or properties.get("code")) if isinstance(properties, dict) else None
    if not isinstance(code, str):
        problems.append(NO_CODE(Where(source), number=number))
        return None
    try:
        return Shape(code, _rings(feature["geometry"]))
    except (LookupError, TypeError, ValueError, OverflowError):
        problems.append(NO_SHAPE(Where(source), code=code[:40]))
        return None


def _rings(geometry: Any) -> list[Ring]:
    """Return all rings of a polygon or several; raises where it is none."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    rings = [[_point(point) for point in ring] for polygon in polygons for ring in polygon]
    if not rings or min(len(ring) for ring in rings) < 4:
        raise ValueError("a ring has at least four points")
    return rings


def _point(point: Any) -> Point:
    x, y = float(point[0]), float(point[1])
    if not (-180 <= x <= 180 and -90 <= y <= 90):  # also refuses what is no number
        raise ValueError("outside the earth")
    return x, y
