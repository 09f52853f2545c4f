"""Find which course addresses what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kotaham.apps.courses import queries as courses
from kotaham.apps.proposals import models

Kind = models.Mapping.Kind


@dataclass(frozen=True, slots=True)
class Mapped:
    """A course that addresses something, with the version that is taken now, if any is published."""

    course: Any
    version: Any
    basis: str


def mapping(pk: int) -> QuerySet[models.Mapping]:
    """Return the one mapping as a query, for `demand_for`."""
    return models.Mapping.objects.filter(pk=pk).select_related("course", "made_by")


def mappings(instrument: str = "") -> QuerySet[models.Mapping]:
    """Return what is mapped now, by instrument and code."""
    rows = models.Mapping.objects.filter(ended_at=None)
    rows = rows.filter(instrument=instrument) if instrument else rows
    return rows.select_related("course", "made_by").order_by("instrument", "kind", "code", "course__title", "pk")


def addressed(instrument: str, groups: Mapping[str, str]) -> Mapping[str, list[Mapped]]:
    """Return by indicator the courses that address it or its right; `groups` names the right of each."""
    near = Q(kind=Kind.INDICATOR, code__in=groups) | Q(kind=Kind.RIGHT, code__in=set(groups.values()))
    rows = list(mappings(instrument).filter(near))
    taken = _taken({row.course_id for row in rows})
    found: dict[str, dict[int, Mapped]] = defaultdict(dict)
    for row in rows:
        codes = [row.code] if row.kind == Kind.INDICATOR else [c for c, right in groups.items() if right == row.code]
        for code in codes:
            found[code].setdefault(row.course_id, Mapped(row.course, taken.get(row.course_id), row.basis))
    return {code: list(some.values()) for code, some in found.items()}


def _taken(pks: Collection[int]) -> dict[int, Any]:
    """Return the newest published version of courses, in one look."""
    found: dict[int, Any] = {}
    for version in courses.versions(pks).filter(state="published"):
        found.setdefault(version.course_id, version)
    return found


def mapping_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what mappings are called in the record."""
    rows = models.Mapping.objects.filter(pk__in=set(pks)).values_list("pk", "code", "course__title")
    return {pk: f"{code}: {title}" for pk, code, title in rows}
