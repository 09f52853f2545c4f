"""Who spoke at the sessions of a course, and whom they had before them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, QuerySet

from kotaham.apps.classes.models import Attendance, Speaker


def trainers(version: int) -> Mapping[str, Sequence[str]]:
    """Return the speakers of the sessions of a version: the name, and all the spellings that mean the same.

    Capitals and blanks make no difference; titles do, since nobody else than a reader knows whom they belong to.
    """
    rows = Speaker.objects.filter(session__version=version).exclude(session__state="cancelled")
    found: dict[str, list[str]] = {}
    for name in rows.order_by("name").values_list("name", flat=True).distinct():
        found.setdefault(" ".join(name.casefold().split()), []).append(name)
    return {names[0]: names for names in found.values()}


def taught(version: int, names: Sequence[str], member: Any, before: Any) -> Exists:
    """Return the condition that a member was, before a moment, at a session of a version at which one of them spoke."""
    rows: QuerySet[Attendance] = Attendance.objects.filter(
        member=member, void_at=None, session__version=version, session__speakers__name__in=names
    )
    return Exists(rows.filter(session__starts__lt=before))
