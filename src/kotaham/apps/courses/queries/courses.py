"""Find programmes, courses, versions and modules."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from kotaham.apps.courses.models import Course, Module, Programme, Version
from kotaham.apps.courses.rules import PUBLISHED, kept, seen
from kotaham.apps.gate.queries import Prepared
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def programmes(actor: Actor, reach: Reach) -> QuerySet[Programme]:
    """Return the programmes of offices within reach, and those with something published."""
    open_ones = Q(courses__versions__state=PUBLISHED)
    near = kept(actor, reach)
    rows = Programme.objects.filter(near if reach is Reach.ALL else near | open_ones).distinct()
    return rows.select_related("office").order_by("retired", "title", "pk")


def keeps(actor: Actor, reach: Reach, pks: Iterable[int]) -> set[int]:
    """Return which of some programmes lie within a reach."""
    return set(Programme.objects.filter(kept(actor, reach), pk__in=list(pks)).values_list("pk", flat=True))


def programme(pk: int) -> QuerySet[Programme]:
    """Return the one programme as a query, for `demand_for`."""
    return Programme.objects.filter(pk=pk).select_related("office")


def courses(actor: Actor, reach: Reach, words: str = "") -> QuerySet[Course]:
    """Return the courses that an actor sees, by title; `words` narrow them."""
    rows = Course.objects.filter(seen(actor, reach)).select_related("programme", "office")
    if found := " ".join(words.split())[:80]:
        rows = rows.filter(Q(title__icontains=found) | Q(code__icontains=found))
    return rows.order_by("retired", "title", "pk")


def course(pk: int) -> QuerySet[Course]:
    """Return the one course as a query, for `demand_for`."""
    return Course.objects.filter(pk=pk).select_related("programme", "office")


def versions(courses: Iterable[int]) -> QuerySet[Version]:
    """Return the versions of courses, the newest first."""
    return Version.objects.filter(course__in=list(courses)).order_by("course_id", "-number")


def version(pk: int) -> Version | None:
    """Return a version with its course, or None; rights are the caller's to ask."""
    return Version.objects.filter(pk=pk).select_related("course", "course__programme", "course__office").first()


def published(course: int) -> Version | None:
    """Return the version of a course that is taken now: the newest that is published."""
    rows = Version.objects.filter(course=course, state=PUBLISHED).select_related("course")
    return rows.order_by("-number").first()


def open_to_all(words: str = "") -> QuerySet[Version]:
    """Return the versions that anybody may take, by title."""
    rows = Version.objects.filter(state=PUBLISHED, course__retired=False)
    if found := " ".join(words.split())[:80]:
        rows = rows.filter(course__title__icontains=found)
    return rows.select_related("course", "course__programme").order_by("course__title", "-number")


def modules(version: int) -> QuerySet[Module]:
    """Return the modules of a version in their order."""
    return Module.objects.filter(version=version).order_by("position")


_parts = Prepared(lambda version: modules(version).defer("text"), 987_654_321)
_part = Prepared(lambda version, at: modules(version).filter(position=at), 987_654_321, 12_345)


def parts(version: int) -> list[Module]:
    """Return the modules of a version in their order, without what is written in them."""
    return _parts(version)


def module(version: int, position: int) -> Module | None:
    """Return the module at a place of a version."""
    return next(iter(_part(version, position)), None)


def version_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what versions are called in the record."""
    rows = Version.objects.filter(pk__in=set(pks)).values_list("pk", "course__title", "number")
    return {pk: f"{title} v{number}" for pk, title, number in rows}
