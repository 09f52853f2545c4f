"""Find who takes which version, and how many stand where."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, QuerySet

from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.rules import enrolments, oneself
from kotaham.apps.gate.queries import Prepared
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

WITHDRAWN = Enrolment.State.WITHDRAWN
HAVE_PASSED = (Enrolment.State.PASSED, Enrolment.State.WAIVED)


def one(pk: int) -> QuerySet[Enrolment]:
    """Return the one enrolment as a query, for `demand_for`."""
    return Enrolment.objects.filter(pk=pk).select_related("version", "version__course", "member", "office", "kanwil")


_numbered = Prepared(one, 987_654_321)
_own = Prepared(lambda pk, person: one(pk).filter(member__account_id=person), 987_654_321, 987_654_322)


def enrolment(pk: int) -> Enrolment | None:
    """Return an enrolment with its version and course, or None; rights are the caller's to ask."""
    return next(iter(_numbered(pk)), None)


def own(pk: int, person: int | None) -> Enrolment | None:
    """Return somebody's own enrolment with its version and course, or None."""
    return next(iter(_own(pk, person)), None) if person else None


def passed_by_office(courses: Collection[int], offices: Collection[int]) -> Mapping[tuple[int, int], int]:
    """Return how many who serve in an office now have passed a course, in any version, by course and office."""
    rows = Enrolment.objects.filter(version__course__in=courses, member__office__in=offices, state__in=HAVE_PASSED)
    found = rows.order_by().values_list("version__course", "member__office").annotate(n=Count("member", distinct=True))
    return {(course, office): n for course, office, n in found}


def offices_that_passed(course: int, since: datetime, until: datetime) -> set[int]:
    """Return the offices of which somebody passed a course between two moments, as they served when they enrolled."""
    rows = Enrolment.objects.filter(version__course=course, state__in=HAVE_PASSED, office__isnull=False)
    rows = rows.filter(passed_at__gte=since, passed_at__lt=until)
    return set(rows.order_by().values_list("office_id", flat=True).distinct())


def several(pks: Collection[int]) -> QuerySet[Enrolment]:
    """Return enrolments with their versions, courses and members; rights are the caller's to ask."""
    return Enrolment.objects.filter(pk__in=pks).select_related("version", "version__course", "member").order_by("pk")


def mine(actor: Actor) -> QuerySet[Enrolment]:
    """Return what the actor takes or took, the newest first."""
    rows = Enrolment.objects.filter(oneself(actor, Reach.OWN)).exclude(state=WITHDRAWN)
    return rows.select_related("version", "version__course").order_by("-pk")


def people(version: int, actor: Actor, reach: Reach, state: str = "") -> QuerySet[Enrolment]:
    """Return the enrolments in a version within reach, the newest first."""
    rows = Enrolment.objects.filter(enrolments(actor, reach), version=version)
    rows = rows.filter(state=state) if state else rows.exclude(state=WITHDRAWN)
    return rows.select_related("member", "office").order_by("-pk")


def counted(version: int, actor: Actor, reach: Reach) -> Mapping[str, int]:
    """Return how many within reach stand where in a version."""
    rows = Enrolment.objects.filter(enrolments(actor, reach), version=version)
    return dict(rows.order_by().values_list("state").annotate(n=Count("pk")))


def taken(version: int, members: Collection[int]) -> set[int]:
    """Return which members take a version already, or took it."""
    rows = Enrolment.objects.filter(version=version, member__in=members).exclude(state=WITHDRAWN)
    return set(rows.values_list("member_id", flat=True))


def of_versions(versions: Iterable[int], members: Collection[int]) -> QuerySet[Enrolment]:
    """Return the enrolments of members in versions, without those withdrawn."""
    return Enrolment.objects.filter(version__in=list(versions), member__in=members).exclude(state=WITHDRAWN)


def keys_of(enrolments: Collection[int]) -> Sequence[tuple[int, int, int]]:
    """Return number, member and version of enrolments, for rooms that look up their proofs."""
    return list(Enrolment.objects.filter(pk__in=enrolments).values_list("pk", "member_id", "version_id"))


def enrolment_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what enrolments are called in the record: by course, never by person."""
    rows = Enrolment.objects.filter(pk__in=set(pks)).values_list("pk", "version__course__title")
    return {pk: f"{title} (K-{pk})" for pk, title in rows}
