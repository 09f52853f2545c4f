"""Read evidence: lists, single pieces, their revisions and uses."""

from kotaham.apps.evidence.queries.lists import FILTERS, Wanted, inherited_by, listed
from kotaham.apps.evidence.queries.pieces import (
    chip,
    names,
    piece,
    revision_of,
    revisions,
    twins,
    upload_names,
)
from kotaham.apps.evidence.queries.proofs import proofs_of, twin_uses
from kotaham.apps.evidence.queries.uses import hidden_uses, pieces_of, uses_of, uses_of_evidence

__all__ = [
    "FILTERS",
    "Wanted",
    "chip",
    "hidden_uses",
    "inherited_by",
    "listed",
    "names",
    "piece",
    "pieces_of",
    "proofs_of",
    "revision_of",
    "revisions",
    "twin_uses",
    "twins",
    "upload_names",
    "uses_of",
    "uses_of_evidence",
]
