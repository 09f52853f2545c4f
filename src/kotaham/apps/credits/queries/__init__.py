"""Reads of the room credits."""

from kotaham.apps.credits.queries.claims import claim, claim_names, claims
from kotaham.apps.credits.queries.lines import (
    exported,
    line,
    lines_of,
    member_of,
    overlapping,
    twice,
    years_of,
)
from kotaham.apps.credits.queries.tokens import access_names, accesses, by_digest
from kotaham.apps.credits.queries.totals import total_of, totals

__all__ = [
    "access_names",
    "accesses",
    "by_digest",
    "claim",
    "claim_names",
    "claims",
    "exported",
    "line",
    "lines_of",
    "member_of",
    "overlapping",
    "total_of",
    "totals",
    "twice",
    "years_of",
]
