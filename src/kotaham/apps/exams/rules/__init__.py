"""Rules of the room: the life of a test, its clock, what a form asks, who reaches what."""

from kotaham.apps.exams.rules.clock import GRACE, ends_at, is_over, left, sequence_of
from kotaham.apps.exams.rules.inputs import ANSWER, PAIR, value_of
from kotaham.apps.exams.rules.life import DRAFTER, LIFE
from kotaham.apps.exams.rules.papers import Item, Paper, digest_of, form_number, of_row, order_of
from kotaham.apps.exams.rules.results import Marked, passes, percent, rounded, short
from kotaham.apps.exams.rules.scopes import BEGINS, banks, oneself, takers, tests

__all__ = [
    "ANSWER",
    "BEGINS",
    "DRAFTER",
    "GRACE",
    "LIFE",
    "PAIR",
    "Item",
    "Marked",
    "Paper",
    "banks",
    "digest_of",
    "ends_at",
    "form_number",
    "is_over",
    "left",
    "of_row",
    "oneself",
    "order_of",
    "passes",
    "percent",
    "rounded",
    "sequence_of",
    "short",
    "takers",
    "tests",
    "value_of",
]
