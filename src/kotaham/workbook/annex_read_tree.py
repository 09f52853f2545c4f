"""The sheet of the weighted tree, one branch or one indicator per row, put together into branches."""

from typing import Any

from kotaham.core.instrument.model import Node
from kotaham.core.language import Say
from kotaham.workbook.annex_desk import Row
from kotaham.workbook.annex_problems import CIRCLE, DUPLICATE, EMPTY, NOT_USED
from kotaham.workbook.annex_rows import Book

DEEPEST = 30
_BRANCH = Say("baris indikator", "a row of an indicator")


def read_tree(book: Book) -> tuple[Node, ...]:
    """Return the topmost branches; rows that hang on no branch are told."""
    rows = book.rows["tree"]
    below: dict[str | None, list[Row]] = {}
    for row in rows:
        _check(row)
        below.setdefault(row.values.get("parent"), []).append(row)
    reached: set[int] = set()
    if any(row.bad for row in rows):
        return ()
    nodes = _nodes(None, below, reached, 0)
    known = {row.values.get("code") for row in rows}
    for row in rows:
        if row.number not in reached and row.values.get("parent") in known:
            row.problem(CIRCLE, "parent", value=row.values.get("code") or row.values.get("indicator"))
    return nodes


def _check(row: Row) -> None:
    """Tell what a row lacks: a branch has a code and a title, an indicator has a parent."""
    if "indicator" in row.values:
        for key in ("code", "title"):
            if key in row.values:
                row.problem(NOT_USED, key, value=row.values[key], by=_BRANCH)
        needed: tuple[str, ...] = ("parent",)
    else:
        needed = ("code", "title")
    for key in needed:
        if key not in row.values:
            row.problem(EMPTY, key, hint=row.sheet.column(key).help)


def _nodes(parent: str | None, below: dict[str | None, list[Row]], reached: set[int], depth: int) -> tuple[Node, ...]:
    """Make the branches below a parent, in the order of their rows."""
    branches = [row for row in below.get(parent, []) if "code" in row.values and row.number not in reached]
    reached |= {row.number for row in branches}
    if depth > DEEPEST:
        for row in branches:
            row.problem(CIRCLE, "parent", value=row.values["code"])
        return ()
    made = [_node(row, below, reached, depth) for row in branches]
    return tuple(node for node in made if node is not None)


def _node(row: Row, below: dict[str | None, list[Row]], reached: set[int], depth: int) -> Node | None:
    code = row.values["code"]
    weights: dict[str, Any] = {}
    for one in below.get(code, []):
        if "indicator" in one.values:
            reached.add(one.number)
            if one.values["indicator"] in weights:
                one.problem(DUPLICATE, "indicator", value=one.values["indicator"], first=row.number)
            weights[one.values["indicator"]] = one.values["weight"]
    children = _nodes(code, below, reached, depth + 1)
    given = row.part("code", "title", "weight")
    return row.made(Node, {**given, "children": children, "indicators": weights})
