"""Read evidence: lists, single pieces, their revisions and uses."""

from kotaham.apps.evidence.queries.lists import FILTERS, Wanted, listed
from kotaham.apps.evidence.queries.pieces import chip, piece, revision_of, revisions, twins
from kotaham.apps.evidence.queries.uses import hidden_uses, uses_of, uses_of_evidence

__all__ = [
    "FILTERS",
    "Wanted",
    "chip",
    "hidden_uses",
    "listed",
    "piece",
    "revision_of",
    "revisions",
    "twins",
    "uses_of",
    "uses_of_evidence",
]
