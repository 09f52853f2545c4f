"""Find seats: of a session, of a member, by e-mail and by name."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.utils import timezone

from kotaham.apps.classes.models import Attendance, Seat
from kotaham.apps.classes.rules import at_seat, oneself
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

State = Seat.State


def seat(pk: int) -> QuerySet[Seat]:
    """Return the one seat as a query, for `demand_for`."""
    return Seat.objects.filter(pk=pk).select_related("session", "session__office", "member", "office")


def seats(session: int, actor: Actor, reach: Reach, state: str = "") -> QuerySet[Seat]:
    """Return the seats of a session for people within reach; those who wait in the order of asking."""
    rows = Seat.objects.filter(at_seat(actor, reach), session=session).select_related("member", "office")
    return (rows.filter(state=state) if state else rows).order_by("state", "at", "pk")


def on_paper(session: int, actor: Actor, reach: Reach) -> QuerySet[Seat]:
    """Return those with a seat at a session within reach, by name."""
    return seats(session, actor, reach, State.SEATED).order_by("member__name_key", "pk")


def seats_of(session: int, members: Collection[int]) -> Mapping[int, Seat]:
    """Return the seats that members have at a session."""
    return {row.member_id: row for row in Seat.objects.filter(session=session, member__in=members)}


def of_member(session: int, actor: Actor) -> Seat | None:
    """Return the actor's own seat at a session."""
    return Seat.objects.filter(oneself(actor, Reach.OWN), session=session).first()


def mine(actor: Actor) -> QuerySet[Seat]:
    """Return the actor's own seats: what is ahead, the next first, then what is over, the latest first."""
    rows = Seat.objects.filter(oneself(actor, Reach.OWN)).select_related("session", "session__office")
    ahead = Case(When(session__ends__gte=timezone.now(), then=F("session__starts")))
    return rows.order_by(ahead.asc(nulls_last=True), "-session__starts", "-pk")


def unanswered(actor: Actor, now: datetime) -> QuerySet[Seat]:
    """Return the actor's invitations that wait for an answer, the next first; who was there is not asked any more."""
    rows = mine(actor).filter(state=State.INVITED, session__state="open", session__ends__gt=now)
    there = Attendance.objects.filter(session=OuterRef("session"), member=OuterRef("member"), void_at=None)
    return rows.exclude(Exists(there)).order_by("session__starts", "pk")


def places(session: int) -> Mapping[int, int]:
    """Return the place in the queue of each seat that waits: the first is 1."""
    rows = Seat.objects.filter(session=session, state=State.WAITING).order_by("at", "pk")
    return {pk: place for place, pk in enumerate(rows.values_list("pk", flat=True), start=1)}


def waiting_first(session: int, count: int) -> Sequence[Seat]:
    """Return who has waited longest."""
    rows = Seat.objects.filter(session=session, state=State.WAITING).order_by("at", "pk")
    return list(rows[:count])


def accounts_at(
    session: int, states: Sequence[str] = (State.SEATED,), members: Collection[int] | None = None
) -> list[int]:
    """Return the accounts of those who have a seat, of all or of some members."""
    rows = Seat.objects.filter(session=session, state__in=states, member__account__isnull=False)
    rows = rows if members is None else rows.filter(member__in=members)
    return list(rows.values_list("member__account_id", flat=True))


def by_index(session: int, indexes: Collection[bytes]) -> Mapping[bytes, int]:
    """Return which members with a seat have which number or e-mail, by its blind index."""
    found: dict[bytes, int] = {}
    for column in ("member__email_index", "member__number_index"):
        rows = Seat.objects.filter(session=session, **{f"{column}__in": indexes})
        found |= {bytes(index): member for index, member in rows.values_list(column, "member_id")}
    return found


def by_name(session: int) -> Mapping[str, list[int]]:
    """Return the members with a seat by the key of their name; two of one name stand there both."""
    found: dict[str, list[int]] = {}
    rows = Seat.objects.filter(session=session).exclude(state__in=(State.GIVEN_UP, State.REVOKED))
    for key, member in rows.values_list("member__name_key", "member_id"):
        found.setdefault(key, []).append(member)
    return found


def invited_by(digest: str) -> Seat | None:
    """Return the seat whose invitation is answered by a link, by the hash of its token."""
    rows = Seat.objects.filter(answer_hash=digest).exclude(answer_hash="").exclude(session__state="draft")
    return rows.select_related("session", "session__office", "session__version__course", "member").first()


def mail_owed(session: int, now: datetime) -> QuerySet[Seat]:
    """Return the invitations to a session that is ahead which are still to leave by e-mail."""
    rows = Seat.objects.filter(session=session, state=State.INVITED, mail=Seat.Mail.OWED)
    return rows.filter(session__state__in=("open", "closed"), session__starts__gt=now).order_by("pk")


def released_by(digest: str) -> Seat | None:
    """Return the seat whose supervisor holds a token, by its hash."""
    rows = Seat.objects.filter(release_hash=digest).exclude(release_hash="")
    return rows.select_related("session", "session__office", "member").first()
