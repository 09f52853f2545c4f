"""The tile map: one square for every kabupaten/kota of the run, near where it lies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kotaham.report.charts import ENDS, HATCHES, INK, LINE, MUTED, ON_SHADE, SHADES, Spec, chart, layer
from kotaham.report.tiles import Place, load_tiles, province_borders, province_of
from kotaham.report.view import CityRow, Overview

WIDEST = 1090
SMALLEST, LARGEST = 13, 34


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the grid that is drawn, and the side of a tile in pixels."""

    left: int
    top: int
    columns: int
    rows: int
    side: int

    def at(self, place: Place) -> tuple[int, int]:
        """Return the upper left corner of a tile in pixels."""
        return (place[0] - self.left) * self.side + 2, (place[1] - self.top) * self.side + 2


def tile_map(overview: Overview) -> Spec | None:
    """Draw the map of a run, cut to the provinces it is about; None where that would show nothing."""
    rows = {one.code: one for one in overview.cities}
    tiles = load_tiles()
    shown = {province_of(code) for code in rows if code in tiles}
    if overview.few or not shown or not overview.has_totals:
        return None
    frame = _frame([place for code, place in tiles.items() if province_of(code) in shown])
    inside = {code: place for code, place in tiles.items() if _within(frame, place)}
    shades = {level.number: level.shade for level in overview.levels}
    given = [
        _tile(frame, place, rows[code], shades[rows[code].level]) for code, place in inside.items() if code in rows
    ]
    absent = [_square(frame, place) for code, place in inside.items() if code not in rows]
    return chart(
        frame.columns * frame.side + 4,
        frame.rows * frame.side + 4,
        [
            layer({"type": "rect", "stroke": LINE, "strokeDash": [2, 2], "fill": None}, absent, *ENDS),
            layer(
                {"type": "rect", "stroke": MUTED, "strokeWidth": 0.5, "aria": True},
                given,
                *ENDS,
                "fill",
                "description",
            ),
            *_hatches(given, frame.side),
            *_numbers(given, frame.side),
            layer(
                {"type": "rule", "stroke": INK, "strokeWidth": 1.6, "strokeCap": "square"},
                _borders(inside, frame),
                *ENDS,
            ),
        ],
    )


def _frame(places: Iterable[Place]) -> Frame:
    columns, rows = zip(*places, strict=True)
    wide, tall = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    side = max(SMALLEST, min(LARGEST, WIDEST // wide))
    return Frame(min(columns), min(rows), wide, tall, side)


def _within(frame: Frame, place: Place) -> bool:
    return 0 <= place[0] - frame.left < frame.columns and 0 <= place[1] - frame.top < frame.rows


def _square(frame: Frame, place: Place) -> Spec:
    x, y = frame.at(place)
    return {"x": x + 0.5, "x2": x + frame.side - 0.5, "y": y + 0.5, "y2": y + frame.side - 0.5}


def _tile(frame: Frame, place: Place, row: CityRow, shade: int) -> Spec:
    said = (
        f"{row.code} {row.name}: {row.total.text} ({row.outcome})"
        if row.outcome
        else f"{row.code} {row.name}: {row.total.text}"
    )
    number = str(row.level) if row.level else ""
    more = {"fill": SHADES[shade], "ink": ON_SHADE[shade], "hatch": HATCHES[shade], "number": number}
    return _square(frame, place) | more | {"description": said}


def _hatches(tiles: list[Spec], side: int) -> list[Spec]:
    """Lines across tiles, so that classes differ without colour; one layer per ink."""
    layers = []
    for ink in sorted({one["ink"] for one in tiles if one["hatch"]}):
        marks = [_middle(one) | {"shape": one["hatch"]} for one in tiles if one["hatch"] and one["ink"] == ink]
        mark = {
            "type": "point",
            "filled": False,
            "stroke": ink,
            "size": (side - 2) ** 2,
            "strokeWidth": 0.8,
            "opacity": 0.4,
        }
        layers.append(layer(mark, marks, "x", "y", "shape"))
    return layers


def _numbers(tiles: list[Spec], side: int) -> list[Spec]:
    """The number of its class on every tile."""
    size = max(7.5, side * 0.42)
    marks = [_middle(one) | {"text": one["number"], "fill": one["ink"]} for one in tiles if one["number"]]
    return [
        layer({"type": "text", "align": "center", "fontSize": size, "fontWeight": 600}, marks, "x", "y", "text", "fill")
    ]


def _middle(tile: Spec) -> Spec:
    return {"x": (tile["x"] + tile["x2"]) / 2, "y": (tile["y"] + tile["y2"]) / 2}


def _borders(tiles: Mapping[str, Place], frame: Frame) -> list[Spec]:
    lines = []
    for start, end in province_borders(tiles):
        (x, y), (x2, y2) = frame.at(start), frame.at(end)
        lines.append({"x": x, "x2": x2, "y": y, "y2": y2})
    return lines
