"""What needs what: a follow-up never needs, by any way round, itself."""

from collections.abc import Callable, Iterable, Mapping

Edges = Callable[[Iterable[int]], Mapping[int, Iterable[int]]]


def reached(start: int, edges: Edges) -> frozenset[int]:
    """Return everything that a follow-up needs, near or far, and itself; `edges` is asked once for each distance."""
    found = {start}
    front = {start}
    while front:
        front = {needed for row in edges(front).values() for needed in row} - found
        found |= front
    return frozenset(found)


def makes_circle(action: int, needed: int, edges: Edges) -> bool:
    """Tell whether a new need would close a circle."""
    return action in reached(needed, edges)
