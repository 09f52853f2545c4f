"""What is kept of one city's result beside the record, so that no page has to open the whole of it."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaham.core.facts_json import canonical_json
from kotaham.core.numbers import exact

OPEN = frozenset({"scored", "not_applicable"})
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """The columns of a result."""

    place_code: str
    total: str
    order: float | None
    total_with_bonus: str
    predicate: str
    below: bool
    why_none: str
    rank: int | None
    without: int
    groups: Mapping[str, str | None]
    facts: bytes
    told: bytes


def kept(result: Mapping[str, Any], facts: bytes, on: str) -> Kept:
    """Return the columns for one result of a record; `on` names the total that the predicates judge."""
    judged = result["verdict"]
    final = result[on]
    return Kept(
        result["code"],
        result["total"] or "",
        None if final is None else float(exact(final)),
        result["total_with_bonus"] or "",
        judged["predicate"] or "",
        judged["below"],
        judged["why_none"],
        result["rank"],
        sum(one["state"] not in OPEN for one in result["answers"]),
        {one["code"]: one["value"] for one in result["branches"] if one["kind"] == "group"},
        packed(facts),
        packed(canonical_json(result)),
    )


def packed(data: bytes) -> bytes:
    """Press bytes; the same bytes are pressed the same, without a clock."""
    return gzip.compress(data, _LEVEL, mtime=0)


def unpacked(data: bytes | memoryview | None) -> bytes:
    """Give pressed bytes back."""
    return gzip.decompress(bytes(data or b""))


def opened(data: bytes | memoryview | None) -> Any:
    """Give back what was pressed as JSON."""
    return json.loads(unpacked(data))
