"""Reads of the room: the values that count at a stage, the desk of the readers, queues, minutes, agreement."""

from kotaham.apps.verification.queries.agreeing import OfKanwil, agreement_of, agreements, rounds_read_twice
from kotaham.apps.verification.queries.asked import (
    bonus_readings,
    minutes,
    names,
    questions,
    questions_of,
    read_by,
    responsible_for,
)
from kotaham.apps.verification.queries.desk import Desk, Row, case_of, cases, desk
from kotaham.apps.verification.queries.figures import Peers, Reckoned, figure, peers, reckon, trace
from kotaham.apps.verification.queries.heads import at_the_kanwil, for_head
from kotaham.apps.verification.queries.queue import PARTS, Line, Queue, counts, mine, queue, seen, step_of, waiting
from kotaham.apps.verification.queries.values import (
    bonus_open,
    bonus_reasons,
    bonus_values,
    overlay,
    overlay_of,
    readings_of,
    reasons_of,
    values,
)
from kotaham.apps.verification.rules import ALL_REASONS, REASONS

__all__ = [
    "ALL_REASONS",
    "PARTS",
    "REASONS",
    "Desk",
    "Line",
    "OfKanwil",
    "Peers",
    "Queue",
    "Reckoned",
    "Row",
    "agreement_of",
    "agreements",
    "at_the_kanwil",
    "bonus_open",
    "bonus_readings",
    "bonus_reasons",
    "bonus_values",
    "case_of",
    "cases",
    "counts",
    "desk",
    "figure",
    "for_head",
    "mine",
    "minutes",
    "names",
    "overlay",
    "overlay_of",
    "peers",
    "questions",
    "questions_of",
    "queue",
    "read_by",
    "readings_of",
    "reasons_of",
    "reckon",
    "responsible_for",
    "rounds_read_twice",
    "seen",
    "step_of",
    "trace",
    "values",
    "waiting",
]
