"""Find who was there."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import F, Min, QuerySet

from kotaham.apps.classes.models import Attendance, Roll
from kotaham.apps.classes.rules import at_seat, oneself
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def live(session: int, members: Collection[int]) -> Mapping[int, Attendance]:
    """Return the attendances of members at a session that count."""
    rows = Attendance.objects.filter(session=session, member__in=members, void_at=None)
    return {row.member_id: row for row in rows}


def attended_by(actor: Actor, sessions: Collection[int]) -> set[int]:
    """Return at which of some sessions the actor was."""
    rows = Attendance.objects.filter(oneself(actor, Reach.OWN), session__in=sessions, void_at=None)
    return set(rows.values_list("session_id", flat=True))


def of_session(session: int, actor: Actor, reach: Reach) -> QuerySet[Attendance]:
    """Return who was at a session, of the people within reach, the latest first; what was made void stands last."""
    rows = Attendance.objects.filter(at_seat(actor, reach), session=session)
    return rows.select_related("member", "office").order_by(F("void_at").desc(nulls_first=True), "-pk")


def attended(pairs: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], int]:
    """Return how many sessions of a version members were at, by member and version."""
    members, versions = {member for member, _ in pairs}, {version for _, version in pairs}
    rows = Attendance.objects.filter(member__in=members, session__version__in=versions, void_at=None)
    return Counter((member, version) for member, version in rows.values_list("member_id", "session__version_id"))


def first_of_year(members: Collection[int], year: int) -> Mapping[int, int]:
    """Return the first attendance of members in a year, by number: there the person is counted."""
    rows = Attendance.objects.filter(member__in=members, day__year=year, void_at=None).order_by()
    return dict(rows.values_list("member").annotate(first=Min("pk")))


def by_number(pks: Iterable[int]) -> Sequence[Attendance]:
    """Return attendances by their numbers, with their sessions."""
    return list(Attendance.objects.filter(pk__in=list(pks)).select_related("session").order_by("pk"))


def several(pks: Collection[int]) -> QuerySet[Attendance]:
    """Return attendances with their sessions, courses and members; rights are the caller's to ask."""
    return Attendance.objects.filter(pk__in=pks).select_related("session__version__course", "member").order_by("pk")


def rolls(session: int) -> QuerySet[Roll]:
    """Return the lists of a session, the newest first."""
    return Roll.objects.filter(session=session).select_related("by").order_by("-pk")


def roll(session: int, pk: int) -> Roll | None:
    """Return one list of a session."""
    return rolls(session).filter(pk=pk).first()
