"""Charts as Vega-Lite specifications, and their SVG: one specification serves HTML, SVG and PDF.

Every chart is laid out in pixels by hand (no measured text), so that the same data give the same bytes on every
machine. Colours are the few named here; a style sheet may exchange them for a dark theme by their values. Meaning is
never carried by colour alone: shades differ in lightness, carry hatches, and stand beside words and numbers.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any

import vl_convert

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
VERSION = "v6.4"
FONT = "Plus Jakarta Sans, Liberation Sans, Arial, sans-serif"
INK, MUTED, LINE, TRACK, ACCENT, PAPER = "#1b2a31", "#52636b", "#c9d3d6", "#e8eef0", "#0b5c6b", "#ffffff"
SHADES = ("#fefefe", "#d5eae9", "#a6d2d3", "#67aeb5", "#277a86", "#0d5866", "#062f3a")
# Ink that is readable on each shade.
ON_SHADE = (INK, "#17262c", "#17262c", "#10191d", "#fdfdfd", "#fdfdfd", "#fdfdfd")
# Hatches as SVG paths in a square from -1 to 1; an empty one leaves the shade plain.
HATCHES = (
    "",
    "M0,0m-.12,0a.12,.12,0,1,0,.24,0a.12,.12,0,1,0,-.24,0",
    "M-.8,.8L.8,-.8",
    "",
    "M-.8,0L0,-.8M-.8,.8L.8,-.8M0,.8L.8,0",
    "",
    "M-.8,.8L.8,-.8M-.8,-.8L.8,.8",
)


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar with its label above: a share of the full width (None: no value), the value in words, a mark to compare."""

    label: str
    share: Fraction | None
    text: str
    tick: Fraction | None = None


def svg(spec: Spec) -> str:
    """Draw a specification. The same specification always gives the same text."""
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VERSION)
    return drawn


def chart(width: float, height: float, layers: Sequence[Spec], **more: Any) -> Spec:
    """Make a specification whose marks stand at given pixels."""
    return {
        "$schema": SCHEMA,
        "background": None,
        "padding": 0,
        "autosize": {"type": "none"},
        "width": width,
        "height": height,
        "layer": list(layers),
        "config": config(),
    } | more


def config() -> Spec:
    """Return the look all charts share."""
    text = {"font": FONT, "fontSize": 12, "fill": INK, "baseline": "middle"}
    return {"view": {"stroke": None}, "font": FONT, "text": text, "aria": False}


def layer(mark: Spec, rows: Sequence[Spec], *fields: str, **channels: Any) -> Spec:
    """Make a layer: every named field of the rows is used as it is, without a scale."""
    kinds = {"text": "nominal", "description": "nominal", "fill": "nominal", "shape": "nominal", "stroke": "nominal"}
    encoding = {name: _channel(name, kinds.get(name, "quantitative")) for name in fields}
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding | channels}


def _channel(name: str, kind: str) -> Spec:
    if name in ("text", "description"):
        return {"field": name, "type": kind}
    place = {} if name in ("x2", "y2") else {"type": kind, "scale": None, "legend": None}
    if name in ("x", "y"):
        place = {"type": kind, "scale": None, "axis": None}
    return {"field": name} | place


def number(value: Fraction | float) -> float:
    """Return a place in pixels, to a hundredth."""
    return round(float(value), 2)


# --- bars ------------------------------------------------------------------------------------------------------------
ROW, BAR = 42, 14


def bars(rows: Sequence[BarRow], width: int, lines: Sequence[Fraction] = ()) -> Spec:
    """Draw labelled bars below each other; `lines` are shares at which an upright line crosses all bars."""
    return chart(width, len(rows) * ROW + 4, bar_layers(rows, width, lines))


def bar_layers(rows: Sequence[BarRow], width: int, lines: Sequence[Fraction] = ()) -> list[Spec]:
    """Make the layers of `bars`."""
    places = [(one, at * ROW) for at, one in enumerate(rows)]
    tracks = [{"x": 0, "x2": width, "y": y + 27} for _, y in places]
    filled = [{"x": 0, "x2": number(one.share * width), "y": y + 27} for one, y in places if one.share is not None]
    ticks = [{"x": number(one.tick * width), "y": y + 17, "y2": y + 37} for one, y in places if one.tick is not None]
    crossing = [{"x": number(share * width), "y": y + 20, "y2": y + 34} for share in lines for _, y in places]
    names = [{"x": 0, "y": y + 9, "text": one.label} for one, y in places]
    values = [{"x": width, "y": y + 9, "text": one.text} for one, y in places]
    return [
        layer({"type": "rule", "stroke": TRACK, "strokeWidth": BAR}, tracks, "x", "x2", "y"),
        layer({"type": "rule", "stroke": ACCENT, "strokeWidth": BAR}, filled, "x", "x2", "y"),
        layer({"type": "rule", "stroke": MUTED, "strokeWidth": 1, "strokeDash": [2, 2]}, crossing, "x", "y", "y2"),
        layer({"type": "rule", "stroke": PAPER, "strokeWidth": 5}, ticks, "x", "y", "y2"),
        layer({"type": "rule", "stroke": INK, "strokeWidth": 2}, ticks, "x", "y", "y2"),
        layer({"type": "text", "align": "left", "limit": width - 80}, names, "x", "y", "text"),
        layer({"type": "text", "align": "right", "fontWeight": 600}, values, "x", "y", "text"),
    ]


class BarTemplate:
    """The chart `bars` drawn once, for many subjects whose rows differ only in share and text.

    Drawing takes some 15 ms a chart, filling in some microseconds; the text is the same.
    """

    def __init__(self, rows: Sequence[BarRow], width: int, lines: Sequence[Fraction] = ()) -> None:
        """Draw the template; shares and texts of the rows do not matter, `lines` as in `bars`."""
        self.width = width
        marked = [
            BarRow(_UNUSED.sub("", one.label), Fraction(FAR + at, width), f"\ue000{at}\ue001", one.tick)
            for at, one in enumerate(rows)
        ]
        self.pieces = _PLACE.split(svg(bars(marked, width, lines)))

    def fill(self, values: Sequence[tuple[Fraction | None, str]]) -> str:
        """Return the chart with each row's share and text filled in."""
        shares = {str(FAR + at): share for at, (share, _) in enumerate(values)}
        told = []
        for piece in self.pieces:
            if piece.startswith("<line") and (found := _FAR.search(piece)):
                share = shares[found[1]]
                length = "" if share is None else f"{number(share * self.width):.12g}"
                told.append("" if share is None else piece.replace(f'x2="{found[1]}"', f'x2="{length}"'))
            elif piece.startswith("\ue000"):
                told.append(escape(values[int(piece[1:-1])][1], quote=False))
            else:
                told.append(piece)
        return _HOLLOW.sub(r"\1/>", "".join(told))


# Places to fill in: lines that reach far outside the chart, and texts between two characters nobody writes.
FAR = 90000
_FAR = re.compile(r'x2="(9\d{4})"')
_PLACE = re.compile(r'(<line [^>]*x2="9\d{4}"[^>]*/>|\ue000\d+\ue001)')
_HOLLOW = re.compile(r"(<g [^>]*)></g>")
_UNUSED = re.compile("[\ue000-\uf8ff]")


# --- distribution ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Column:
    """A column of a histogram, from `low` to `high`, its count and its label."""

    low: Fraction
    high: Fraction
    count: int


def histogram(
    columns: Sequence[Column], edges: Sequence[tuple[Fraction, str]], lines: Sequence[tuple[Fraction, str]], width: int
) -> Spec:
    """Draw a histogram; `edges` are the numbers under the axis, `lines` named thresholds."""
    low, high = columns[0].low, columns[-1].high
    top, base = 26 + 18 * len(lines), 26 + 18 * len(lines) + 170
    most = max(one.count for one in columns) or 1

    def at(value: Fraction) -> float:
        return number(14 + (value - low) / (high - low) * (width - 28))

    heights = [Fraction(one.count * (base - top), most) for one in columns]
    body = [
        {"x": at(one.low) + 1, "x2": at(one.high) - 1, "y": number(base - tall), "y2": base}
        for one, tall in zip(columns, heights, strict=True)
        if one.count
    ]
    counts = [
        {"x": (at(one.low) + at(one.high)) / 2, "y": number(base - tall - 8), "text": str(one.count)}
        for one, tall in zip(columns, heights, strict=True)
        if one.count
    ]
    inside = [(value, text) for value, text in lines if low < value < high]
    marks = [{"x": at(value), "y": 4 + 18 * row, "y2": base} for row, (value, _) in enumerate(inside)]
    named = [_beside(at(value), 10 + 18 * row, text, width) for row, (value, text) in enumerate(inside)]
    numbers = [{"x": at(value), "y": base + 14, "text": text} for value, text in edges]
    axis = [{"x": 14, "x2": width - 14, "y": base}]
    return chart(
        width,
        base + 26,
        [
            layer({"type": "rect", "fill": ACCENT, "cornerRadiusTopLeft": 2, "cornerRadiusTopRight": 2}, body, *ENDS),
            layer({"type": "rule", "stroke": INK, "strokeDash": [3, 3]}, marks, "x", "y", "y2"),
            layer({"type": "rule", "stroke": MUTED}, axis, "x", "x2", "y"),
            layer({"type": "text", "align": "center", "fontSize": 11}, counts, "x", "y", "text"),
            layer({"type": "text", "align": "center", "fontSize": 11, "fill": MUTED}, numbers, "x", "y", "text"),
            *[
                layer(
                    {"type": "text", "align": side, "fontSize": 11, "fontWeight": 600},
                    [one for one in named if one["side"] == side],
                    "x",
                    "y",
                    "text",
                )
                for side in ("left", "right")
            ],
        ],
    )


ENDS = ("x", "x2", "y", "y2")


def _beside(x: float, y: float, text: str, width: int) -> Spec:
    """Place a word on the roomier side of a line."""
    side = "left" if x < width / 2 else "right"
    return {"x": x + (5 if side == "left" else -5), "y": y, "text": text, "side": side}


# --- ranges ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class RangeRow:
    """Where values lie, as shares of the full width; all None where there are none. `body` is the middle half."""

    label: str
    text: str
    low: Fraction | None = None
    high: Fraction | None = None
    body: tuple[Fraction, Fraction] | None = None
    mark: Fraction | None = None


def ranges(rows: Sequence[RangeRow], ticks: Sequence[tuple[Fraction, str]], width: int, names: int = 0) -> Spec:
    """Draw, row by row, the line from lowest to highest, the middle half and a mark.

    Labels stand at the left in a column `names` wide; with 0 they stand above each row.
    """
    step, middle = (30, 15) if names else (ROW, 27)
    left, right, height = names + 14, width - (104 if names else 14), len(rows) * step

    def at(share: Fraction | None) -> float:
        return number(left + (share or 0) * (right - left))

    places = [(one, index * step) for index, one in enumerate(rows)]
    known = [(one, y) for one, y in places if one.low is not None and one.high is not None]
    tracks = [{"x": left, "x2": right, "y": y + middle} for _, y in places]
    whole = [{"x": at(one.low), "x2": at(one.high), "y": y + middle} for one, y in known]
    bodies = [
        {"x": at(one.body[0]), "x2": at(one.body[1]), "y": y + middle - 6, "y2": y + middle + 6}
        for one, y in known
        if one.body
    ]
    marked = [(one, y) for one, y in known if one.mark is not None]
    uprights = [{"x": at(one.mark), "y": y + middle - 10, "y2": y + middle + 10} for one, y in marked if one.body]
    dots = [{"x": at(one.mark), "y": y + middle} for one, y in marked if not one.body]
    labels = [{"x": 0 if names else left, "y": y + (middle if names else 9), "text": one.label} for one, y in places]
    values = [
        {"x": width if names else right, "y": y + (middle if names else 9), "text": one.text} for one, y in places
    ]
    grid = [{"x": at(share), "y": 4, "y2": height} for share, _ in ticks]
    numbers = [{"x": at(share), "y": height + 12, "text": text} for share, text in ticks]
    limit = names - 6 if names else width - 110
    return chart(
        width,
        height + 24,
        [
            layer({"type": "rule", "stroke": LINE, "strokeWidth": 1, "strokeDash": [1, 3]}, grid, "x", "y", "y2"),
            layer({"type": "rule", "stroke": TRACK, "strokeWidth": 2}, tracks, "x", "x2", "y"),
            layer({"type": "rule", "stroke": ACCENT, "strokeWidth": 3}, whole, "x", "x2", "y"),
            layer({"type": "rect", "fill": SHADES[3], "stroke": ACCENT, "cornerRadius": 3}, bodies, *ENDS),
            layer({"type": "rule", "stroke": INK, "strokeWidth": 3}, uprights, "x", "y", "y2"),
            layer({"type": "point", "filled": True, "fill": INK, "size": 70, "opacity": 1}, dots, "x", "y"),
            layer({"type": "text", "align": "left", "limit": limit}, labels, "x", "y", "text"),
            layer({"type": "text", "align": "right", "fontWeight": 600}, values, "x", "y", "text"),
            layer({"type": "text", "align": "center", "fontSize": 11, "fill": MUTED}, numbers, "x", "y", "text"),
        ],
    )


# --- parts of a whole ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class StackRow:
    """A bar made of parts: (count, shade) from left to right."""

    label: str
    parts: tuple[tuple[int, int], ...]


def stacks(rows: Sequence[StackRow], width: int, label_width: int, most: int = 0) -> Spec:
    """Draw bars whose parts are counts; each part shows its number where there is room.

    `most` is the count that fills the width, by default that of the longest bar.
    """
    step, thick = 24, 18
    most = most or max((sum(count for count, _ in row.parts) for row in rows), default=1) or 1
    unit = Fraction(width - label_width - 8, most)
    pieces: list[Spec] = []
    for index, row in enumerate(rows):
        x = Fraction(label_width)
        for count, shade in row.parts:
            if count:
                pieces.append(_piece(x, count * unit, index * step + 3, thick, count, shade))
            x += count * unit
    names = [{"x": label_width - 8, "y": at * step + 3 + thick / 2, "text": row.label} for at, row in enumerate(rows)]
    roomy = [one for one in pieces if one["x2"] - one["x"] >= 8 * len(one["count"]) + 2]
    counts = [
        {"x": (one["x"] + one["x2"]) / 2, "y": one["y"] + thick / 2, "text": one["count"], "fill": one["ink"]}
        for one in roomy
    ]
    return chart(
        width,
        len(rows) * step + 4,
        [
            layer({"type": "rect", "stroke": MUTED, "strokeWidth": 0.6}, pieces, *ENDS, "fill"),
            layer({"type": "text", "align": "center", "fontSize": 11}, counts, "x", "y", "text", "fill"),
            layer({"type": "text", "align": "right", "limit": label_width - 10}, names, "x", "y", "text"),
        ],
    )


def _piece(x: Fraction, wide: Fraction, y: int, thick: int, count: int, shade: int) -> Spec:
    ends = {"x": number(x), "x2": number(x + wide), "y": y, "y2": y + thick}
    return ends | {"fill": SHADES[shade], "ink": ON_SHADE[shade], "count": str(count)}
