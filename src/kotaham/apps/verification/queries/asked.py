"""Questions to the city, the minutes of a case, and who may read them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from kotaham.apps.verification.models import BonusReading, Case, Check, Minutes, Question, Reading


def questions(submission: int) -> QuerySet[Question]:
    """Return what the city was asked, open ones first, the newest first."""
    rows = Question.objects.filter(answer__submission_id=submission)
    return rows.select_related("answer", "answer__unit", "asked_by", "replied_by").order_by("closed_at", "-pk")


def questions_of(answer: int) -> QuerySet[Question]:
    """Return what was asked about one answer, the newest first."""
    rows = Question.objects.filter(answer_id=answer)
    return rows.select_related("answer", "asked_by", "replied_by").order_by("-pk")


def minutes(submission: int) -> QuerySet[Minutes]:
    """Return the examination reports of a case, the newest edition first."""
    return Minutes.objects.filter(submission_id=submission).select_related("made_by").order_by("-edition")


def bonus_readings(submission: int) -> Mapping[tuple[str, str], BonusReading]:
    """Return what was recognised of bonus claims, by item and stage."""
    rows = BonusReading.objects.filter(submission_id=submission).select_related("by", "by_as")
    return {(row.item, row.stage): row for row in rows}


def names(pks: Iterable[int]) -> dict[int, str]:
    """Return what cases are called by the number of their report, for the history."""
    rows: Any = Case.objects.filter(submission_id__in=set(pks)).values_list("submission_id", "submission__name")
    return dict(rows)


def responsible_for(person: int, submissions: Collection[int]) -> set[int]:
    """Return which of some reports somebody was responsible for at the Kanwil or at the centre."""
    rows = Case.objects.filter(Q(reader_id=person) | Q(assessor_id=person), submission_id__in=list(submissions))
    return set(rows.order_by().values_list("submission_id", flat=True))


def read_by(person: int, answers: Collection[int], stages: Collection[str]) -> set[int]:
    """Return which of some answers somebody has read or corrected at one of the stages."""
    wanted, at = list(answers), list(stages)
    said = Check.objects.filter(answer_id__in=wanted, stage__in=at, by_id=person).order_by().values_list("answer_id")
    held = Reading.objects.filter(answer_id__in=wanted, stage__in=at, by_id=person).order_by().values_list("answer_id")
    return {pk for (pk,) in said.union(held)}
