"""Indicators of a draft: add, change, move and take away; how one earns points stays unknown until somebody says it."""

from collections.abc import Mapping
from typing import Any

from kotaham.apps.instruments.rules.drafting.trees import Tree, nodes_below, renamed

KINDS = ("bands", "ratio", "yes_no", "choice", "checklist", "document", "direct", "unknown")
Values = Mapping[str, Any]


def codes_of(tree: Tree) -> list[str]:
    """Return the codes of the indicators, in order."""
    return [] if tree["indicators"] == "unknown" else [one["code"] for one in tree["indicators"]]


def with_indicator(tree: Tree, code: str, values: Values, scoring: Values) -> None:
    """Put what the page of an indicator holds into the tree."""
    at = codes_of(tree).index(code)
    tree["indicators"][at] = {**_said(values), "scoring": _said(scoring)}
    if values["code"] != code:
        renamed(tree, "indicator", {code: values["code"]})


def added(tree: Tree, values: Values) -> None:
    """Add an indicator at the end of its right."""
    listed = [] if tree["indicators"] == "unknown" else tree["indicators"]
    fresh = {**_said(values), "scoring": {"kind": "unknown"}}
    last = max((index for index, one in enumerate(listed) if one["group"] == values["group"]), default=len(listed) - 1)
    tree["indicators"] = [*listed[: last + 1], fresh, *listed[last + 1 :]]


def removed(tree: Tree, code: str) -> None:
    """Take an indicator away, also from the tree of weights and from the gates."""
    tree["indicators"] = [one for one in tree["indicators"] if one["code"] != code]
    for node in nodes_below(tree["aggregation"].get("tree", ())):
        node["indicators"].pop(code, None)
    for gate in tree["gates"]:
        gate["indicators"] = [one for one in gate["indicators"] if one != code]


def moved(tree: Tree, code: str, step: int) -> None:
    """Move an indicator up or down among those of its right."""
    listed = tree["indicators"]
    at = codes_of(tree).index(code)
    same = [index for index, one in enumerate(listed) if one["group"] == listed[at]["group"]]
    to = same.index(at) + step
    if 0 <= to < len(same):
        listed[at], listed[same[to]] = listed[same[to]], listed[at]


def _said(values: Values) -> Tree:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
