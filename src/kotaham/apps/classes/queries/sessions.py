"""Find sessions and their speakers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from kotaham.apps.classes.models import Session, Speaker
from kotaham.apps.classes.rules import seen
from kotaham.apps.classes.rules.scopes import ANNOUNCED
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

MODES = dict(Session.Mode.choices)  # how a session is held, and what that is called
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def rows(pk: int) -> QuerySet[Session]:
    """Return the one session as a query, for `demand_for`."""
    return Session.objects.filter(pk=pk).select_related("office", "version", "version__course")


def session(pk: int) -> Session | None:
    """Return a session, or None; rights are the caller's to ask."""
    return rows(pk).first()


def sessions(actor: Actor, reach: Reach, state: str = "", words: str = "") -> QuerySet[Session]:
    """Return the sessions that an actor sees, the latest first; `words` of the title narrow them."""
    found = Session.objects.filter(seen(actor, reach)).select_related("office")
    if told := " ".join(words.split())[:80]:
        found = found.filter(title__icontains=told)
    return (found.filter(state=state) if state else found).order_by("-starts", "-pk")


def coming(now: datetime) -> QuerySet[Session]:
    """Return the sessions that anybody may register for, the next first."""
    rows = Session.objects.filter(state=Session.State.OPEN, ends__gt=now)
    return rows.select_related("office").order_by("starts", "pk")


def announced(pk: int) -> Session | None:
    """Return a session that was announced."""
    return rows(pk).filter(state__in=ANNOUNCED).first()


def speakers(pk: int) -> QuerySet[Speaker]:
    """Return who speaks, in order."""
    return Speaker.objects.filter(session=pk).order_by("position")


def speakers_of(pks: Collection[int]) -> Mapping[int, list[Speaker]]:
    """Return who speaks at sessions."""
    found: dict[int, list[Speaker]] = {pk: [] for pk in pks}
    for row in Speaker.objects.filter(session__in=pks).order_by("position"):
        found[row.session_id].append(row)
    return found


def to_remind(now: datetime) -> QuerySet[Session]:
    """Return the sessions that begin within a day and of which people were not reminded a day or an hour before."""
    near = Session.objects.filter(state__in=("open", "closed"), starts__gt=now, starts__lte=now + DAY)
    return near.filter(Q(told_day=None) | Q(told_hour=None, starts__lte=now + HOUR)).order_by("starts")


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what sessions are called in the record."""
    return dict(Session.objects.filter(pk__in=set(pks)).values_list("pk", "title"))
