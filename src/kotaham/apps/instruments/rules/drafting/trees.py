"""The content of a draft as a tree of plain values, as the file has it, and back."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from kotaham.core.errors import Refused
from kotaham.core.instrument.canonical import content
from kotaham.core.instrument.diff import differences
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Places
from kotaham.core.instrument.shape import shape_problems

Tree = dict[str, Any]
MOST_FIELDS = 40


def tree_of(instrument: Instrument) -> Tree:
    """Return the content as plain values under the names of the file; numbers as exact text."""
    return content(instrument)


def instrument_from(tree: Tree) -> Instrument:
    """Make an instrument of a tree; refused with everything that is wrong with its shape, each with its path."""
    try:
        return Instrument.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        problems = shape_problems(error, tree, Places("", {}), Instrument)
    raise Refused(problems)


def fields_changed(old: Instrument, new: Instrument) -> list[str]:
    """Name the fields that differ, without what stands in them."""
    names = [".".join(one.place) for one in differences(old, new)]
    names += [name for name in ("id", "version", "language") if getattr(old, name) != getattr(new, name)]
    return list(dict.fromkeys(names))[:MOST_FIELDS]


def renamed(tree: Tree, what: str, codes: Mapping[str, str]) -> None:
    """Let everything that names a part by its code follow the part to its new code."""
    if not codes:
        return
    for indicator in _indicators(tree):
        if what in {"group", "element"} and indicator.get(what) in codes:
            indicator[what] = codes[indicator[what]]
    for gate in tree["gates"]:
        if what == "predicate":
            gate["for"] = codes.get(gate["for"], gate["for"])
        elif what in {"group", "indicator"}:
            gate[f"{what}s"] = [codes.get(code, code) for code in gate[f"{what}s"]]
    if what == "indicator":
        for node in nodes_below(tree["aggregation"].get("tree", ())):
            node["indicators"] = {codes.get(code, code): weight for code, weight in node["indicators"].items()}


def nodes_below(nodes: Any) -> list[Tree]:
    """Return all branches of a tree of weights, from the top down."""
    found: list[Tree] = []
    for node in nodes:
        found += [node, *nodes_below(node["children"])]
    return found


def _indicators(tree: Tree) -> list[Tree]:
    return [] if tree["indicators"] == "unknown" else tree["indicators"]
