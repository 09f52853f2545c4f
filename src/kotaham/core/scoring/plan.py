"""A plan: an instrument compiled once into leaves (indicators) and an acyclic tree of weighted means.

Every aggregation of an instrument is a tree of weighted means of shares (points / maximum points):

* flat mean: one branch, each indicator weighs its maximum, so the mean is sum of points / sum of maxima;
* mean of groups: each right such a branch, rights weigh alike;
* element points: right -> element (10/30/60) -> indicators;
* weighted tree: as the instrument says.

Rights that the formula itself does not use are kept as branches that are shown but do not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kotaham.core.instrument.kinds import Bands, Checklist, Ratio, max_points
from kotaham.core.instrument.model import (
    ElementPoints,
    FlatMean,
    Group,
    GroupMean,
    Indicator,
    Instrument,
    Node,
    WeightedTree,
)
from kotaham.core.scoring.ladder import Ladder, ladder

BranchKind = Literal["total", "group", "element", "node"]
WhyBlocked = Literal["", "indicators_unknown", "weights_unknown"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator ready to be judged: its ladder where it has one, its highest points (None = not known)."""

    index: int
    indicator: Indicator
    ladder: Ladder | None
    most: Fraction | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a branch: a leaf or another branch, by index, with its weight among its siblings."""

    kind: Literal["leaf", "branch"]
    index: int
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Branch:
    """A weighted mean. `parent` is the index of the branch above (None for the total and for shown-only rights)."""

    index: int
    kind: BranchKind
    code: str
    parts: tuple[Part, ...]
    counts: bool = True
    blocked: WhyBlocked = ""


@dataclass(frozen=True)
class Plan:
    """The compiled instrument. Branches are ordered so that parts come before the branch that uses them."""

    instrument: Instrument
    leaves: tuple[Leaf, ...]
    branches: tuple[Branch, ...]
    leaf_of: Mapping[str, int] = field(default_factory=dict)
    branch_of: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def total(self) -> Branch:
        """The branch of the total."""
        return self.branches[-1]

    def group_branch(self, code: str) -> Branch:
        """Return the branch that tells the score of a right."""
        return self.branches[self.branch_of["group", code]]


def compile_plan(instrument: Instrument) -> Plan:
    """Compile an instrument; unknown parts become blocked branches, never guesses."""
    leaves = tuple(_leaf(index, item) for index, item in enumerate(instrument.known_indicators))
    builder = _Builder(instrument, leaves)
    builder.build()
    branches = tuple(builder.branches)
    return Plan(
        instrument,
        leaves,
        branches,
        {leaf.indicator.code: leaf.index for leaf in leaves},
        {(branch.kind, branch.code): branch.index for branch in branches},
    )


def _leaf(index: int, indicator: Indicator) -> Leaf:
    scoring = indicator.scoring
    rungs = ladder(scoring.bands) if isinstance(scoring, Bands | Ratio | Checklist) else None
    return Leaf(index, indicator, rungs, max_points(scoring))


class _Builder:
    """Grows the branches of one plan, parts before wholes."""

    def __init__(self, instrument: Instrument, leaves: Sequence[Leaf]) -> None:
        self.instrument = instrument
        self.leaves = leaves
        self.branches: list[Branch] = []

    def build(self) -> None:
        match self.instrument.aggregation:
            case FlatMean():
                unknown = any(one.blocked for one in self.all_groups(counts=False))
                self.add("total", "total", self.by_points(self.leaves), blocked="indicators_unknown" if unknown else "")
            case GroupMean():
                self.mean_of(self.all_groups())
            case ElementPoints():
                self.mean_of([self.group_of_elements(group) for group in self.instrument.groups])
            case WeightedTree(tree=tree):
                parts = [self.node(node) for node in tree]
                self.shown_groups_beside()
                self.add("total", "total", parts)

    def add(
        self,
        kind: BranchKind,
        code: str,
        parts: Iterable[Part],
        *,
        counts: bool = True,
        blocked: WhyBlocked = "",
    ) -> Branch:
        branch = Branch(len(self.branches), kind, code, tuple(parts), counts, blocked)
        self.branches.append(branch)
        return branch

    def of(self, group: str, element: str | None = None) -> list[Leaf]:
        return [
            leaf
            for leaf in self.leaves
            if leaf.indicator.group == group and (element is None or leaf.indicator.element == element)
        ]

    def by_points(self, leaves: Iterable[Leaf]) -> list[Part]:
        return [Part("leaf", leaf.index, leaf.most or Fraction(0)) for leaf in leaves]

    def nothing_known(self, leaves: Sequence[Leaf] | None = None) -> WhyBlocked:
        return "" if (self.leaves if leaves is None else leaves) else "indicators_unknown"

    def all_groups(self, *, counts: bool = True) -> list[Branch]:
        return [self.group(group, counts=counts) for group in self.instrument.groups]

    def group(self, group: Group, *, counts: bool = True) -> Branch:
        leaves = self.of(group.code)
        why: WhyBlocked = "" if group.hole else self.nothing_known(leaves)
        return self.add("group", group.code, self.by_points(leaves), counts=counts and not group.hole, blocked=why)

    def group_of_elements(self, group: Group) -> Branch:
        aggregation = self.instrument.aggregation
        parts = []
        unweighted: WhyBlocked = ""
        for element in self.instrument.elements:
            leaves = self.of(group.code, element.code)
            if leaves and isinstance(aggregation, ElementPoints):
                equal = aggregation.within_element == "equal"
                inner = [Part("leaf", leaf.index, Fraction(1)) for leaf in leaves] if equal else self.by_points(leaves)
                why: WhyBlocked = "weights_unknown" if aggregation.within_element == "unknown" else ""
                branch = self.add("element", f"{group.code}/{element.code}", inner, blocked=why)
                weight = element.points if isinstance(element.points, Fraction) else None
                unweighted = "weights_unknown" if weight is None else unweighted
                parts.append(Part("branch", branch.index, weight or Fraction(0)))
        why = unweighted if group.hole else self.nothing_known(self.of(group.code)) or unweighted
        return self.add("group", group.code, parts, counts=not group.hole, blocked=why)

    def mean_of(self, groups: Iterable[Branch]) -> None:
        self.add("total", "total", [Part("branch", one.index, Fraction(1)) for one in groups if one.counts])

    def node(self, node: Node) -> Part:
        parts = [self.node(child) for child in node.children]
        leaf_of = {leaf.indicator.code: leaf.index for leaf in self.leaves}
        parts += [Part("leaf", leaf_of[code], weight) for code, weight in node.indicators.items()]
        is_group = any(group.code == node.code for group in self.instrument.groups)
        branch = self.add("group" if is_group else "node", node.code, parts)
        return Part("branch", branch.index, node.weight)

    def shown_groups_beside(self) -> None:
        known = {branch.code for branch in self.branches if branch.kind == "group"}
        for group in self.instrument.groups:
            if group.code not in known:
                self.group(group, counts=False)
