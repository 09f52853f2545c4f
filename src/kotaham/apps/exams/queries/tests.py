"""Find tests and their forms; what a form asks stays in memory, since it never changes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.http import Http404

from kotaham.apps.exams.models import Exam, Form, Question
from kotaham.apps.exams.rules import Item, Paper, of_row, takers, tests
from kotaham.apps.gate.queries import Prepared
from kotaham.apps.gate.services import Actor
from kotaham.core.exams.encode import body_of
from kotaham.core.exams.question import Asked
from kotaham.core.exams.question import Question as Asking
from kotaham.core.policy import Reach

__all__ = [
    "exam",
    "exam_names",
    "exams",
    "for_learner",
    "forms",
    "get",
    "key_paper",
    "of_enrolment",
    "paper",
    "siblings",
]
_SHOWN = 50  # tests of a course
_KEPT = 256  # forms in the memory of a process


def exam(pk: int) -> QuerySet[Exam]:
    """Return the one test as a query, for `demand_for`."""
    return Exam.objects.filter(pk=pk).select_related("office", "version", "version__course")


def _of_enrolment(pk: int) -> QuerySet[Exam]:
    rows = Exam.objects.filter(~Q(state=Exam.State.DRAFT), version__enrolments=pk)
    return rows.order_by("pk")[:_SHOWN]


_told_of = Prepared(_of_enrolment, 987_654_321)


def of_enrolment(enrolment: int) -> Sequence[Exam]:
    """Return the tests that the learner of an enrolment is told of."""
    return _told_of(enrolment)


def get(pk: int) -> Exam:
    """Return a test, or answer that it does not exist; rights are the caller's to ask."""
    found = exam(pk).first()
    if found is None:
        raise Http404
    return found


def exams(actor: Actor, reach: Reach, state: str = "") -> QuerySet[Exam]:
    """Return the tests within reach, the newest first."""
    rows = Exam.objects.filter(tests(actor, reach)).select_related("office", "version", "version__course")
    return (rows.filter(state=state) if state else rows).order_by("-pk")


def for_learner(actor: Actor) -> QuerySet[Exam]:
    """Return the tests of the courses that the actor takes: those that are open first, first tests before final."""
    rows = Exam.objects.filter(takers(actor, Reach.OWN)).distinct()
    return rows.select_related("version", "version__course").order_by("-state", "-stage", "-pk")


def siblings(found: Exam) -> QuerySet[Exam]:
    """Return the other tests of the same version of a course."""
    return Exam.objects.filter(version=found.version_id).exclude(pk=found.pk).order_by("pk")


def forms(exam_pk: int) -> Sequence[Form]:
    """Return the forms of a test."""
    return list(Form.objects.filter(exam=exam_pk).order_by("number"))


def paper(form: Form) -> Paper:
    """Return what a form asks, without keys."""
    return _paper(form.digest, tuple(form.questions))


@lru_cache(maxsize=_KEPT)
def _paper(_digest: str, pks: tuple[int, ...]) -> Paper:
    """Read a form once a process; the digest of its content is in the name under which it is kept."""
    rows = {row.pk: row for row in Question.objects.filter(pk__in=pks).only("pk", "kind", "points", "body")}
    return tuple(Item(pk, Asked(rows[pk].kind), rows[pk].points, body_of(rows[pk].body)) for pk in pks)


def key_paper(form: Form) -> Sequence[Asking]:
    """Return what a form asks with its keys: to mark, and to show once the test has closed."""
    return _key_paper(form.digest, tuple(form.questions))


@lru_cache(maxsize=_KEPT)
def _key_paper(_digest: str, pks: tuple[int, ...]) -> Sequence[Asking]:
    rows = {row.pk: row for row in Question.objects.filter(pk__in=pks)}
    return tuple(of_row(rows[pk]) for pk in pks)


def exam_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what tests are called in the record."""
    return dict(Exam.objects.filter(pk__in=set(pks)).values_list("pk", "title"))
