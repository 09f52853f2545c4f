"""Read how far learners are in modules."""

from collections.abc import Collection, Mapping

from django.db.models import Count

from kotaham.apps.courses.models import Module, Progress
from kotaham.apps.gate.queries import Prepared

_all = Prepared(lambda enrolment: Progress.objects.filter(enrolment_id=enrolment), 987_654_321)
_one = Prepared(
    lambda enrolment, module: Progress.objects.filter(enrolment_id=enrolment, module_id=module),
    987_654_321,
    987_654_322,
)


def progress_of(enrolment: int) -> Mapping[int, Progress]:
    """Return the progress of an enrolment by module."""
    return {row.module_id: row for row in _all(enrolment)}


def progress_in(enrolment: int, module: int) -> Progress | None:
    """Return the progress of an enrolment in one module."""
    return next(iter(_one(enrolment, module)), None)


def required(versions: Collection[int]) -> Mapping[int, int]:
    """Return how many modules of versions must be done."""
    rows = Module.objects.filter(version__in=versions, required=True).order_by()
    return dict(rows.values_list("version").annotate(n=Count("pk")))


def done_required(enrolments: Collection[int]) -> Mapping[int, int]:
    """Return how many required modules are done in enrolments, all in one look."""
    rows = Progress.objects.filter(enrolment__in=enrolments, done_at__isnull=False, module__required=True).order_by()
    return dict(rows.values_list("enrolment").annotate(n=Count("pk")))


def totals(versions: Collection[int]) -> Mapping[int, int]:
    """Return how many modules versions have."""
    rows = Module.objects.filter(version__in=versions).order_by()
    return dict(rows.values_list("version").annotate(n=Count("pk")))
