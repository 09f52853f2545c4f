"""Rules of the room: reasons, how far an answer is read, how far readers agree, the stages."""

from kotaham.apps.verification.rules.agreement import FEWEST_PAIRS, Agreement, agreement
from kotaham.apps.verification.rules.outcome import (
    ACCEPT,
    CORRECT,
    ESCALATE,
    HEAD,
    READER,
    RETURN,
    SECOND,
    VERDICTS,
    Outcome,
    Standing,
    complete,
    current,
    label,
    outcome,
)
from kotaham.apps.verification.rules.reasons import ALL_REASONS, GIVEN, OBJECTION, OTHER, REASONS
from kotaham.apps.verification.rules.stages import ANNOUNCED, ORDER, REACHED, STATE, STEP, TITLES, before, up_to

__all__ = [
    "ACCEPT",
    "ALL_REASONS",
    "ANNOUNCED",
    "CORRECT",
    "ESCALATE",
    "FEWEST_PAIRS",
    "GIVEN",
    "HEAD",
    "OBJECTION",
    "ORDER",
    "OTHER",
    "REACHED",
    "READER",
    "REASONS",
    "RETURN",
    "SECOND",
    "STATE",
    "STEP",
    "TITLES",
    "VERDICTS",
    "Agreement",
    "Outcome",
    "Standing",
    "agreement",
    "before",
    "complete",
    "current",
    "label",
    "outcome",
    "up_to",
]
