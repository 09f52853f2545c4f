"""Walking a weighted tree with the path of each branch."""

from collections.abc import Iterator

from kotaham.core.instrument.model import Node, WeightedTree
from kotaham.core.instrument.places import Path


def nodes_of(tree: WeightedTree) -> Iterator[tuple[Path, Node]]:
    """Yield every branch from the top down, each with its path in the file."""
    yield from _below(tree.tree, ("aggregation", "tree"))


def _below(nodes: tuple[Node, ...], path: Path) -> Iterator[tuple[Path, Node]]:
    for index, node in enumerate(nodes):
        yield (*path, index), node
        yield from _below(node.children, (*path, index, "children"))
