"""What a form asks: its questions without any key; which form somebody gets; the order of options of an attempt."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from kotaham.apps.exams.models import Question as Row
from kotaham.core.exams.drawing import number_of
from kotaham.core.exams.encode import body_of, feedback_of, key_of
from kotaham.core.exams.question import Asked, Body, Question


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a form as a page may know it: nothing here tells what is right."""

    question: int
    asked: Asked
    points: int
    body: Body


Paper = Sequence[Item]


def of_row(row: Row) -> Question:
    """Return a question as the rules know it, with its key; for marking and for the bank, never for an attempt."""
    return Question(
        row.code, Asked(row.kind), row.topic, body_of(row.body), key_of(row.key), feedback_of(row.feedback), row.right,
        row.points, row.source,
    )  # fmt: skip


def digest_of(rows: Sequence[Row], seed: str) -> str:
    """Return the SHA-256 of what a form asks and how it is marked, question by question.

    The secret seed goes first: without it a key could be found by trying all against the digest.
    """
    said = [[row.pk, row.points, row.body, row.key, row.feedback] for row in rows]
    return hashlib.sha256(json.dumps([seed, said], sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def form_number(exam: int, member: int, attempt: int, forms: int) -> int:
    """Return the number, from 1, of the form that somebody gets; the next attempt gets the next form."""
    return (int(number_of(str(exam), member)[:12], 16) + attempt - 1) % forms + 1


def order_of(seed: str, attempt: int, position: int) -> str:
    """Return the seed by which one attempt sees the options of one question."""
    return f"{seed}/{attempt}/{position}"
