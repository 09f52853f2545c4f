"""Who has earned a certificate of a version and never had one; asked in frames, so that a million fit through."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

_COLUMNS = (
    *("pk", "member_id", "office_id", "kanwil_id", "group", "started_at", "finished_at", "passed_at"),
    *("member__name", "member__status", "member__number_tail", "member__post", "member__agency", "office__name"),
    "member__account_id",
)


class Earner(NamedTuple):
    """An enrolment with what is printed of its person."""

    enrolment: int
    member: int
    office: int | None
    kanwil: int | None
    group: str
    started_at: Any
    finished_at: Any
    passed_at: Any
    name: str
    status: str
    tail: str
    post: str
    agency: str
    office_name: str | None
    account: int | None


def unserved(version: int, states: Sequence[str], actor: Actor, reach: Reach) -> QuerySet[Any]:
    """Return the enrolments within reach that have earned a certificate and never had one."""
    had = Certificate.objects.filter(enrolment=OuterRef("pk"), renews=None)
    rows = courses.people(version, actor, reach).filter(~Exists(had), state__in=states)
    return rows.filter(member__state__in=("active", "left")).select_related(None).order_by("pk")


def earners(rows: QuerySet[Any], after: int, most: int) -> list[Earner]:
    """Return the next of them, in the order of their numbers."""
    return [Earner(*row) for row in rows.filter(pk__gt=after).values_list(*_COLUMNS)[:most]]


def mine_of(enrolment: int) -> Earner | None:
    """Return what is printed now of the person of one enrolment."""
    row = courses.one(enrolment).select_related(None).values_list(*_COLUMNS).first()
    return Earner(*row) if row else None


def people(version: int, states: Sequence[str], actor: Actor, reach: Reach, most: int) -> list[dict[str, Any]]:
    """Return the names of the first who would get one, for the preview; whoever shows them records the reading."""
    rows = unserved(version, states, actor, reach).annotate(name=F("member__name"), office_name=F("office__name"))
    return list(rows.values("member_id", "name", "office_name")[:most])


def made_by(issue: int) -> int:
    """Count the certificates that an issue has made: the recount at its end."""
    return Certificate.objects.filter(issue=issue).count()
