"""Drawings inside a page: lighter than they were drawn, and saying the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kotaham.report.charts import ON_SHADE, BarRow, StackRow, bars, stacks, svg
from kotaham.report.inlined import framed, lean
from tests.report.pages import read_page

MARKS = ("line", "text", "path")
# What a mark takes from the groups around it.
SHARED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
ROWS = [BarRow("Hak hidup", None, "tidak dinilai"), BarRow("a", None, "b"), BarRow("c", None, "d")]


def looks(drawing: str) -> list[tuple[str, str, dict[str, str]]]:
    """List the marks with their text and look, as drawn: own attributes first, then those of the groups."""
    found, open_groups = [], list[dict[str, str]]()
    for closing, tag, inside, text in re.findall(r"<(/?)(\w+)((?: [\w:-]+=\"[^\"]*\")*)/?>([^<]*)", drawing):
        own = dict(re.findall(r'([\w:-]+)="([^"]*)"', inside))
        if tag == "g":
            open_groups = open_groups[:-1] if closing else [*open_groups, own]
        elif tag in MARKS and not closing:
            seen = {name: group[name] for group in open_groups for name in SHARED if name in group}
            found.append((tag, text, seen | {name: own[name] for name in SHARED if name in own}))
    return found


@given(st.lists(st.tuples(st.fractions(0, 1), st.sampled_from(["1,00", "a < b & c", ""])), min_size=1, max_size=5))
def test_every_mark_keeps_its_look_and_words(rows: list[tuple[object, str]]) -> None:
    drawn = svg(bars([BarRow("Hak", share, text, share) for share, text in rows], 344))  # type: ignore[arg-type]
    whole = [one for one in looks(drawn) if one[0] != "path"]
    assert [one for one in looks(lean(drawn)) if one[0] != "path"] == whole


def test_marks_of_a_group_that_differ_keep_their_own_look() -> None:
    drawn = svg(stacks([StackRow("Aceh", ((30, 1), (40, 5), (30, 1)))], 720, 122))
    inks = [look["fill"] for tag, text, look in looks(lean(drawn)) if tag == "text" and text != "Aceh"]
    assert inks == [ON_SHADE[1], ON_SHADE[5], ON_SHADE[1]]


def test_what_all_marks_of_a_group_share_is_said_once() -> None:
    drawn = svg(bars(ROWS, 344))
    assert drawn.count('stroke-width="14"') == 3
    assert lean(drawn).count('stroke-width="14"') == 1
    assert len(lean(drawn)) < len(drawn) / 2


def test_a_drawing_is_named_and_a_hostile_name_stays_a_name() -> None:
    page = read_page(framed(svg(bars(ROWS, 344)), '"><script>alert(1)</script>', "wide"))
    drawing = page.all("svg")[0]
    assert drawing.attributes["aria-label"] == '"><script>alert(1)</script>'
    assert (drawing.attributes["role"], drawing.attributes["class"]) == ("img", "wide")
    assert page.all("script") == []
