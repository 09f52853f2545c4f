"""Give the tile grid of Indonesia: a square per kabupaten/kota or province, and the borders between.

Places are (column, row), counted from 0 at the top left. The grid is a drawing aid, not a map of borders;
how it was made and what it distorts stands in docs/explanation/tile-grid.md.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Place = tuple[int, int]
Segment = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Province:
    """A province by its Kemendagri code (two digits), its name, our abbreviation and its place."""

    code: str
    name: str
    abbreviation: str
    column: int
    row: int


@cache
def load_tiles() -> Mapping[str, Place]:
    """Give the place of every kabupaten/kota by its Kemendagri code `PP.KK`, ordered by code."""
    places = {row["kode"]: (int(row["kolom"]), int(row["baris"])) for row in _rows("tile_grid.csv")}
    return MappingProxyType(places)


@cache
def load_provinces() -> Mapping[str, Province]:
    """Give every province by its code `PP`, ordered by code, placed in a small grid of its own."""
    provinces = (
        Province(row["kode"], row["nama"], row["singkatan"], int(row["kolom"]), int(row["baris"]))
        for row in _rows("province_grid.csv")
    )
    return MappingProxyType({province.code: province for province in provinces})


def province_of(code: str) -> str:
    """Take the province code `PP` out of a kabupaten/kota code `PP.KK`."""
    return code.partition(".")[0]


def province_borders(tiles: Mapping[str, Place]) -> list[Segment]:
    """Find the lines between neighbouring tiles of different provinces.

    A segment joins two tile corners, where the tile at (column, row) reaches from (column, row) to
    (column + 1, row + 1). Segments on one line that touch are joined; each runs right or down.
    """
    owner = {place: province_of(code) for code, place in tiles.items()}
    return sorted(_joined(sorted(_upright(owner))) + _joined(sorted(_level(owner))))


def _upright(owner: Mapping[Place, str]) -> Iterator[Segment]:
    """Find the edges between a tile and its right neighbour."""
    for (column, row), province in owner.items():
        if owner.get((column + 1, row), province) != province:
            yield (column + 1, row), (column + 1, row + 1)


def _level(owner: Mapping[Place, str]) -> Iterator[Segment]:
    """Find the edges between a tile and the one below."""
    for (column, row), province in owner.items():
        if owner.get((column, row + 1), province) != province:
            yield (column, row + 1), (column + 1, row + 1)


def _joined(edges: list[Segment]) -> list[Segment]:
    """Join edges of one direction where one begins at the end of another."""
    ends_at: dict[Place, Place] = dict(edges)
    inner = set(ends_at.values())
    lines: list[Segment] = []
    for start, end in edges:
        if start in inner:
            continue
        last = end
        while last in ends_at:
            last = ends_at[last]
        lines.append((start, last))
    return lines


def _rows(name: str) -> list[dict[str, str]]:
    """Read one of the grid files that come with the package."""
    text = (files("kotaham.report") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
