"""Read the register: one member, those within reach, by number; where people served on a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Entity, Group, Member, OldNumber, Posting
from kotaham.apps.register.rules import members
from kotaham.core.policy import Reach

COUNTED = ("active", "left")  # rows that are somebody: neither merged into another nor erased
GROUPS = dict(Group.choices)  # whom a target counts, and what they are called
ENTITIES = frozenset(Entity.Kind.values)  # the groups of which a target counts entities, not persons


@dataclass(frozen=True, slots=True)
class Serving:
    """Where a member served on a day, and as what a target counts them."""

    office: int | None
    kanwil: int | None
    group: str


def of_ref(ref: UUID) -> QuerySet[Member]:
    """Return the one member as a query, for `demand_for`."""
    return Member.objects.filter(ref=ref).select_related("office", "kanwil", "account", "merged_into")


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on members, of lying within reach."""
    return members(actor, reach)


def by_index(indexes: Sequence[bytes]) -> QuerySet[Member]:
    """Return the members with a number by its blind indexes, those who had it before among them."""
    old = list(OldNumber.objects.filter(index__in=indexes).values_list("member_id", flat=True))
    return Member.objects.filter(Q(number_index__in=indexes) | Q(pk__in=old), state__in=COUNTED)


def with_number(actor: Actor, reach: Reach, indexes: Sequence[bytes]) -> QuerySet[Member]:
    """Return the members within reach whose number it is, or was."""
    rows = by_index(indexes).filter(members(actor, reach)).select_related("office", "kanwil")
    return rows.order_by("name_key", "pk")


def postings(member: Member) -> QuerySet[Posting]:
    """Return where a member served, the latest first."""
    return Posting.objects.filter(member=member).select_related("office", "kanwil").order_by("-starts", "-pk")


def serving(ids: Collection[int], on: date) -> Mapping[int, Serving]:
    """Return where members served on a day: by their posting then, else as they stand in the register now."""
    now = Member.objects.filter(pk__in=ids).values_list("pk", "office_id", "kanwil_id", "status")
    found = {pk: Serving(office, kanwil, group_of(status)) for pk, office, kanwil, status in now}
    then = Posting.objects.filter(Q(ends=None) | Q(ends__gt=on), member_id__in=ids, starts__lte=on)
    for pk, office, kanwil in then.values_list("member_id", "office_id", "kanwil_id"):
        found[pk] = Serving(office, kanwil, found[pk].group)
    return found


def group_of(status: str) -> str:
    """Return the group in which a target counts a status."""
    return str(Group.PUBLIC if status == Member.Status.OTHER else Group.APPARATUS)


def reached_by_mail(ids: Collection[int]) -> set[int]:
    """Return those of some members who have an address and no account by which they would hear."""
    rows = Member.objects.filter(pk__in=ids, account=None, email_sealed__isnull=False, state__in=COUNTED)
    return set(rows.values_list("pk", flat=True))


def of_account(person: int | None) -> Member | None:
    """Return the member that an account belongs to, or None."""
    return Member.objects.filter(account_id=person, state__in=COUNTED).first() if person else None


def merged_among(ids: Iterable[int]) -> set[int]:
    """Return those of some members who were merged into others."""
    return set(Member.objects.filter(pk__in=set(ids), state=Member.State.MERGED).values_list("pk", flat=True))


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of members; whoever shows them records the reading."""
    return dict(Member.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def numbers(ids: Iterable[int]) -> dict[int, str]:
    """Return what rows are called in the record, which is read by more people than their names may be."""
    return {pk: f"P-{pk}" for pk in ids}
