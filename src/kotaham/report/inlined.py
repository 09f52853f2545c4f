"""Drawings as parts of a page: named for screen readers, without what the page does not need.

What all marks of a group share is said once, for the group; a report of 514 subjects has as many drawings.
"""

import re

from markupsafe import Markup

_NOISE = re.compile(
    r' role="graphics-[a-z]+"| aria-roledescription="[^"]*"| class="[^"]*"| xmlns(?::xlink)?="[^"]*"| version="1\.1"'
    r'| font-family="[^"]*"| stroke-miterlimit="10"| aria-hidden="true"| pointer-events="none"| opacity="1"'
    r'| transform="translate\(0,0\)"| [xy]2="0"'
)
_BLANK = re.compile(r'<path d="M0,0h[^"]*Z"/>|<path d="" display="none"/>|<g/>')
# A named mark becomes a shape with a title, which browsers show when it is pointed at.
_NAMED = re.compile(r'<path aria-label="([^"]*)" ([^>]*)/>')
_PLACED = re.compile(r'<text([^>]*) transform="translate\(([\d.]+),([\d.]+)\)"')
_LONG = re.compile(r"(\d+\.\d{2})\d+")
_SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')
_ATTRIBUTES = r'(?: [\w:-]+="[^"]*")*'
_GROUP = re.compile(rf"<g>((?:<\w+{_ATTRIBUTES}/>|<text{_ATTRIBUTES}>[^<]*</text>){{2,}})</g>")
_MARK = re.compile(rf"<\w+({_ATTRIBUTES})")
_SHARED = re.compile(
    r' (?:fill|stroke|stroke-width|stroke-dasharray|stroke-linecap|font-size|font-weight|text-anchor)="[^"]*"'
)


def framed(drawn: str, title: str, kind: str, *, sized: bool = False) -> Markup:
    """Make a drawing part of the page; `kind` is its class, `sized` keeps its height."""
    inner = lean(drawn)
    size = _SIZE.search(inner)
    width = size[1] if size else ""
    height = size[2] if size and sized else ""
    opening = Markup('<svg role="img" aria-label="{}"{}{}{}').format(
        title, _attribute("class", kind), _attribute("width", width), _attribute("height", height)
    )
    rest = _SIZE.sub("", inner, count=1).removeprefix("<svg")
    return opening + Markup(rest)  # noqa: S704 - markup already: drawn by kotaham.report.charts


def lean(drawn: str) -> str:
    """Leave out of a drawing what says nothing, and say once what all marks of a group share."""
    short = _LONG.sub(r"\1", _BLANK.sub("", _NOISE.sub("", drawn)))
    short = _PLACED.sub(r'<text\1 x="\2" y="\3"', short)
    return _NAMED.sub(r"<path \2><title>\1</title></path>", _GROUP.sub(_once, short))


def _once(group: re.Match[str]) -> str:
    marks = [_SHARED.findall(mark) for mark in _MARK.findall(group[1])]
    shared = [one for one in marks[0] if all(one in others for others in marks)]
    inner = group[1]
    for one in shared:
        inner = _MARK.sub(lambda mark, told=one: mark[0].replace(told, "", 1), inner)
    return f"<g{''.join(shared)}>{inner}</g>"


def _attribute(name: str, value: str) -> Markup:
    return Markup(' {}="{}"').format(name, value) if value else Markup("")
