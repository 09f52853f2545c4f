"""Count for statistics: grouped by the database, so that twenty million answers come back as a few thousand lines."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from kotaham.apps.exams.models import Attempt, ExamFigures, ItemFigures, Response
from kotaham.core.exams.items import Line

ENDED = ~Q(state=Attempt.State.RUNNING)
Place = tuple[int, int]  # form, position


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people of each form had each total."""

    forms: Mapping[int, Mapping[Fraction, int]]

    def all(self) -> dict[Fraction, int]:
        """Return how many had each total whatever their form."""
        found: dict[Fraction, int] = defaultdict(int)
        for totals in self.forms.values():
            for total, count in totals.items():
                found[total] += count
        return found


def totals(exam: int) -> Totals:
    """Return the totals of a test. A first attempt counts and no later one, which knows the questions already."""
    rows = first_attempts(exam).order_by().values_list("form", "points").annotate(n=Count("pk"))
    found: dict[int, dict[Fraction, int]] = defaultdict(dict)
    for form, points, count in rows:
        found[form][Fraction(points or 0)] = count
    return Totals(found)


def first_attempts(exam: int) -> QuerySet[Attempt]:
    """Return the attempts at a test that count: those that have ended, and of each person the first."""
    return Attempt.objects.filter(ENDED, exam=exam, number=1)


def _answers(exam: int) -> QuerySet[Response]:
    ended = ~Q(attempt__state=Attempt.State.RUNNING)
    return Response.objects.filter(ended, attempt__exam=exam, attempt__number=1).order_by()


def lines(exam: int, totals_: Totals) -> Mapping[Place, Sequence[Line]]:
    """Return for every place of every form what people of each total earned there; no answer earned nothing."""
    rows = _answers(exam).values_list("attempt__form", "position", "attempt__points")
    told = rows.annotate(earned=Sum("points"), squares=Sum(F("points") * F("points")))
    found: dict[Place, list[Line]] = defaultdict(list)
    for form, position, points, earned, squares in told:
        total = Fraction(points or 0)
        count = totals_.forms[form][total]
        found[form, position].append(Line(total, count, Fraction(earned or 0), Fraction(squares or 0)))
    return {place: _whole(some, totals_.forms[place[0]]) for place, some in found.items()}


def _whole(some: Sequence[Line], totals_: Mapping[Fraction, int]) -> Sequence[Line]:
    """Add the totals of whose people nobody answered this question."""
    missing = set(totals_) - {line.total for line in some}
    return [*some, *(Line(total, totals_[total], 0, 0) for total in sorted(missing))]


def choices(exam: int) -> Mapping[Place, list[tuple[Any, Fraction, int]]]:
    """Return for every place what was chosen, by total: (value, total, how many)."""
    rows = (
        _answers(exam).filter(value__isnull=False).values_list("attempt__form", "position", "value", "attempt__points")
    )
    found: dict[Place, list[tuple[Any, Fraction, int]]] = defaultdict(list)
    for form, position, value, points, count in rows.annotate(n=Count("pk")):
        found[form, position].append((value, Fraction(points or 0), count))
    return found


def windows(exam: int, since: datetime, most: Mapping[Place, int]) -> Mapping[tuple[int, int, int], list[int]]:
    """Return for (office of the Kanwil or 0, form, position) people and full marks before and since a moment.

    Whoever sat the form met all its questions, answered or not.
    """
    found: dict[tuple[int, int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    positions: dict[int, list[int]] = defaultdict(list)
    for form, position in most:
        positions[form].append(position)
    for at, when in ((0, Q(started_at__lt=since)), (2, Q(started_at__gte=since))):
        rows = first_attempts(exam).filter(when).order_by().values_list("kanwil", "form").annotate(n=Count("pk"))
        for kanwil, form, count in rows:
            for position in positions[form]:
                found[kanwil or 0, form, position][at] += count
    for at, when in ((1, Q(attempt__started_at__lt=since)), (3, Q(attempt__started_at__gte=since))):
        told = _answers(exam).filter(when).values_list("attempt__kanwil", "attempt__form", "position", "points")
        for kanwil, form, position, points, count in told.annotate(n=Count("pk")):
            found[kanwil or 0, form, position][at] += count if points == most.get((form, position)) else 0
    return found


def items(exam: int) -> QuerySet[ItemFigures]:
    """Return the figures of the questions of a test, the hardest first."""
    rows = ItemFigures.objects.filter(exam=exam).select_related("question").defer("question__key", "question__feedback")
    return rows.order_by(F("difficulty").asc(nulls_last=True), "question_id")


def counted(exam: int) -> ExamFigures | None:
    """Return the figures of a test as a whole, once they have been counted."""
    return ExamFigures.objects.filter(exam=exam).first()


def question_figures(pks: Collection[int]) -> Mapping[int, list[ItemFigures]]:
    """Return what several questions were found to be, test by test, the newest first."""
    found: dict[int, list[ItemFigures]] = defaultdict(list)
    for row in ItemFigures.objects.filter(question__in=pks).select_related("exam").order_by("-counted_at"):
        found[row.question_id].append(row)
    return found
