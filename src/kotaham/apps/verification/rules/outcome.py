"""What the words of the readers about one answer come to: the one who read it, the two of the sample, the head."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from kotaham.core.facts_json import canonical_json

READER, SECOND, HEAD = 1, 2, 3
ACCEPT, CORRECT, RETURN, ESCALATE = "accept", "correct", "return", "escalate"
VERDICTS = (ACCEPT, CORRECT, RETURN, ESCALATE)


class Said(Protocol):
    """What one reader said; a row of Check is one."""

    slot: int
    verdict: str
    value: Any
    seen: int
    base: Any


class Standing(StrEnum):
    """How far the reading of one answer is."""

    OPEN = "open"  # nobody has read it as it is now
    HALF = "half"  # of the sample: one of the two has read it
    DIFFERS = "differs"  # of the sample: the two do not say the same; the head settles
    ESCALATED = "escalated"  # passed on to the head
    RETURNED = "returned"  # goes back to the city
    SETTLED = "settled"  # accepted or corrected


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far an answer is, and whose words count."""

    standing: Standing
    by: Any = None  # the Said that counts

    @property
    def settled(self) -> bool:
        """Whether a value stands."""
        return self.standing is Standing.SETTLED

    @property
    def value(self) -> Any:
        """The corrected value, or None where the value read stands."""
        return self.by.value if self.by is not None and self.by.verdict == CORRECT else None


def current(said: Iterable[Said], version: int, base: Any) -> Mapping[int, Any]:
    """Return by place what was said of the answer as it is now."""
    return {one.slot: one for one in said if one.seen == version and one.base == base}


def label(said: Said) -> Hashable:
    """Return what makes two readers say the same: the verdict, and of a correction the value."""
    return said.verdict, canonical_json(said.value) if said.verdict == CORRECT else b""


def outcome(said: Iterable[Said], version: int, base: Any, *, sampled: bool) -> Outcome:
    """Return what the words of the readers come to."""
    here = current(said, version, base)
    first, second, head = here.get(READER), here.get(SECOND), here.get(HEAD)
    if head is not None:
        return _by(head)
    if not sampled:
        return Outcome(Standing.OPEN) if first is None else _by(first)
    if first is None and second is None:
        return Outcome(Standing.OPEN)
    if first is None or second is None:
        return Outcome(Standing.HALF)
    return _by(first) if label(first) == label(second) else Outcome(Standing.DIFFERS)


def _by(said: Any) -> Outcome:
    standing = {ESCALATE: Standing.ESCALATED, RETURN: Standing.RETURNED}.get(said.verdict, Standing.SETTLED)
    return Outcome(standing, said)


def complete(said: Iterable[Said], version: int, base: Any) -> bool:
    """Tell whether both readers of the sample have said their word; from then on each may see the other's."""
    return {READER, SECOND} <= current(said, version, base).keys()
