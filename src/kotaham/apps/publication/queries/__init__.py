"""Reads of the room: objections, decisions and their rows, how far a round is from its decision."""

from kotaham.apps.publication.queries.decisions import (
    amendments,
    at_validation,
    changed,
    corrected_by,
    decision,
    draft_of,
    in_force,
    last_decided,
    lines_of,
    row_of,
    rows_of,
)
from kotaham.apps.publication.queries.decisions import listed as decisions
from kotaham.apps.publication.queries.decisions import names as decision_names
from kotaham.apps.publication.queries.objections import (
    PARTS,
    before_the_answer,
    counts,
    filed_in,
    final_values,
    objection,
    of_answer,
    of_submission,
    validated_values,
    waiting_for,
    why_corrected,
)
from kotaham.apps.publication.queries.objections import listed as objections
from kotaham.apps.publication.queries.objections import names as objection_names
from kotaham.apps.publication.queries.standing import Standing, entries, standing

__all__ = [
    "PARTS",
    "Standing",
    "amendments",
    "at_validation",
    "before_the_answer",
    "changed",
    "corrected_by",
    "counts",
    "decision",
    "decision_names",
    "decisions",
    "draft_of",
    "entries",
    "filed_in",
    "final_values",
    "in_force",
    "last_decided",
    "lines_of",
    "objection",
    "objection_names",
    "objections",
    "of_answer",
    "of_submission",
    "row_of",
    "rows_of",
    "standing",
    "validated_values",
    "waiting_for",
    "why_corrected",
]
