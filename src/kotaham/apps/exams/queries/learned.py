"""What people learned between the first and the final test of a course: sums of pairs, by Kanwil and by trainer."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from kotaham.apps.classes import queries as classes
from kotaham.apps.exams.models import Exam
from kotaham.apps.exams.queries.figures import first_attempts
from kotaham.core.exams.gain import NOBODY, Pairs, pair


def by_kanwil(exam: Exam) -> Mapping[int, Pairs]:
    """Return by Kanwil (0: nobody knows) the sums of who sat the first and the final test of a version, in percent."""
    rows = _both(exam)
    found: dict[int, Pairs] = defaultdict(lambda: NOBODY)
    told = () if rows is None else rows.values_list("kanwil", "was", "of", "points", "most").annotate(n=Count("pk"))
    for kanwil, was, of, points, most, count in told:
        found[kanwil or 0] += _sums(was, of, points, most, count)
    return found


def by_trainer(exam: Exam) -> Mapping[str, Pairs]:
    """Return the same by speaker of a session at which people were before the final test; nobody without such people.

    Who heard several speakers stands with each of them, so these groups do not add up to all.
    """
    rows = _both(exam)
    if rows is None:
        return {}
    found: dict[str, Pairs] = {}
    for name, spellings in classes.trainers(exam.version_id).items():
        met = classes.taught(exam.version_id, spellings, OuterRef("member"), OuterRef("started_at"))
        told = rows.filter(met).values_list("was", "of", "points", "most").annotate(n=Count("pk"))
        if sums := [_sums(*one) for one in told]:
            found[name] = sum(sums, NOBODY)
    return found


def _both(exam: Exam) -> QuerySet[Any] | None:
    """Return who sat both: the newest first test of the version, of which the first attempt counts, and this one."""
    pre = Exam.objects.filter(version=exam.version_id, stage=Exam.Stage.PRE).exclude(state=Exam.State.DRAFT)
    newest = pre.order_by("-pk").values_list("pk", flat=True).first()
    if newest is None or exam.stage != Exam.Stage.POST:
        return None
    before = first_attempts(newest).filter(member=OuterRef("member"), most__gt=0)
    rows = first_attempts(exam.pk).filter(most__gt=0).annotate(
        was=Subquery(before.values("points")[:1]), of=Subquery(before.values("most")[:1])
    )  # fmt: skip
    return rows.exclude(was=None).order_by()


def _sums(was: Decimal, of: int, points: Decimal, most: int, count: int) -> Pairs:
    """Return so many people with the same points as sums, in percent of what could be had."""
    one = pair(Fraction(was) * 100 / of, Fraction(points) * 100 / most)
    return Pairs(count, one.before * count, one.after * count, one.squares * count)
