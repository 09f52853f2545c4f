"""Draw the national map of tiles and the sketch of a place; both are shapes for a template, without any style."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from kotaham.apps.places.models import Boundary, Kind, Place
from kotaham.report.tiles import load_provinces, load_tiles, province_borders

_TILE = (
    '<a href="/wilayah/{}" tabindex="-1"><rect class="tile tile-{}" x="{}" y="{}" width="9" height="9" rx="{}">'
    "<title>{} ({})</title></rect></a>"
)
SIDE = 10  # of a tile, in units of the picture
WIDE = 640.0  # of a sketch


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map: where it stands, which place it opens, and what kind of place that is."""

    x: int
    y: int
    code: str
    name: str
    look: str  # "kabupaten", "kota" or "administratif"
    label: str = ""


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map: its size, its tiles and the lines between provinces."""

    width: int
    height: int
    tiles: list[Tile]
    borders: str

    @property
    def drawn(self) -> SafeString:
        """The tiles as SVG, each a link; drawn here because a template takes ten times as long for 514 of them."""
        squares = (
            (t.code, t.look, t.x, t.y, "0" if t.look == "kabupaten" else "4.5", t.name, t.code) for t in self.tiles
        )
        return format_html_join("\n", _TILE, squares)


@dataclass(frozen=True, slots=True)
class Outline:
    """One place of a sketch as an SVG path."""

    code: str
    name: str
    path: str
    look: str  # "around", "inside" or "here"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sketch: the part of the earth that it shows, and the outlines in drawing order."""

    box: str
    outlines: list[Outline]
    source: str


def city_map(places: Iterable[Place]) -> TileMap:
    """Draw one tile for every kabupaten and kota that the grid knows."""
    at = load_tiles()
    tiles = [
        Tile(at[place.code][0] * SIDE, at[place.code][1] * SIDE, place.code, place.name, look_of(place))
        for place in places
        if place.code in at
    ]
    columns, rows = (max(axis) + 1 for axis in zip(*at.values(), strict=True))
    return TileMap(columns * SIDE, rows * SIDE, tiles, _border_path())


@cache
def _border_path() -> str:
    return "".join(f"M{a * SIDE} {b * SIDE}L{c * SIDE} {d * SIDE}" for (a, b), (c, d) in province_borders(load_tiles()))


def province_map(names: Mapping[str, str]) -> TileMap:
    """Draw one tile for every province, with its short sign."""
    known = load_provinces().values()
    tiles = [
        Tile(one.column * SIDE, one.row * SIDE, one.code, names[one.code], "kabupaten", one.abbreviation)
        for one in known
        if one.code in names
    ]
    columns, rows = max(one.column for one in known) + 1, max(one.row for one in known) + 1
    return TileMap(columns * SIDE, rows * SIDE, tiles, "")


def look_of(place: Place) -> str:
    """Return how a tile is drawn."""
    if not place.autonomous:
        return "administratif"
    return "kota" if place.kind == Kind.KOTA else "kabupaten"


def sketch(rows: Iterable[Boundary], place: Place) -> Sketch | None:
    """Draw a place and what lies inside or beside it, in the order the rows come; None without any outline.

    A degree is drawn as wide as it is high: at the equator it nearly is.
    """
    found = list(rows)
    shown = [row for row in found if row.place_id == place.pk] if place.level != "province" else found
    if not found or not (shown or place.level == "province"):
        return None
    frame = found
    west, east = min(row.west for row in frame), max(row.east for row in frame)
    south, north = min(row.south for row in frame), max(row.north for row in frame)
    scale = WIDE / max(east - west, north - south, 0.01)
    drawn = sorted(found, key=lambda row: (row.place_id == place.pk and place.level != "province", row.order))
    outlines = [
        Outline(row.place.code, row.place.name, path_of(row.rings, west, north, scale), _place_look(row, place))
        for row in drawn
    ]
    box = f"0 0 {round((east - west) * scale)} {round((north - south) * scale)}"
    return Sketch(box, outlines, found[0].source)


def _place_look(row: Boundary, place: Place) -> str:
    if row.place_id == place.pk:
        return "around" if place.level == "province" else "here"
    return "inside"


def path_of(rings: str, west: float, north: float, scale: float) -> str:
    """Turn stored rings into an SVG path; north is up."""
    parts = []
    for ring in json.loads(rings):
        points = [f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y in ring]
        parts.append(f"M{'L'.join(points)}Z")
    return "".join(parts)
