"""Read probable duplicates and their candidates, merges, links, and requests of data subjects."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Value
from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Joined, Link, Member, Merge, Pair, Wish
from kotaham.apps.register.queries.entities import entity_pairs
from kotaham.apps.register.queries.members import COUNTED
from kotaham.apps.register.rules import members, of_both, of_member, of_office
from kotaham.core.policy import Reach

_BOTH = ("first", "first__office", "second", "second__office")


def pairs(actor: Actor, reach: Reach) -> QuerySet[Pair]:
    """Return the pairs that wait for somebody to look, the likeliest first."""
    open_ = Pair.objects.filter(
        of_both(actor, reach), state="open", first__state__in=COUNTED, second__state__in=COUNTED
    )
    return open_.select_related(*_BOTH).order_by("-score", "pk")


def pairs_waiting(actor: Actor, people: Reach, entities: Reach, most: int) -> Counter[str]:
    """Count the pairs of people and those of communities and businesses that wait, each up to `most`, in one look."""
    both = {"people": pairs(actor, people), "entities": entity_pairs(actor, entities)}
    first, second = (
        rows.model._default_manager.filter(pk__in=rows.order_by("pk").values("pk")[:most])
        .order_by()
        .values_list(Value(name), "pk")
        for name, rows in both.items()
    )
    return Counter(name for name, _pk in first.union(second, all=True))


def pair_rows(pk: int) -> QuerySet[Pair]:
    """Return one pair as a query, for `demand_for`."""
    return Pair.objects.filter(pk=pk).select_related(*_BOTH)


def merge_of(gone: int) -> Merge | None:
    """Return the merge by which a row went into another, when it stands."""
    return Merge.objects.filter(gone_id=gone, undone_at=None).select_related("kept", "gone").order_by("-pk").first()


def merges_into(kept: Member, actor: Actor, reach: Reach) -> QuerySet[Merge]:
    """Return the standing merges into a row, of rows within reach, the latest first."""
    near = Member.objects.filter(members(actor, reach), merged_into=kept)
    rows = Merge.objects.filter(kept=kept, undone_at=None, gone__in=near)
    return rows.select_related("gone").order_by("-at", "-pk")


def same_names() -> Iterator[list[Member]]:
    """Give the groups of people who share a name."""
    other = Member.objects.filter(name_key=OuterRef("name_key"), state__in=COUNTED).exclude(pk=OuterRef("pk"))
    rows = _plain().filter(Exists(other)).order_by("name_key", "pk")
    yield from _grouped(rows, "name_key")


def same_offices() -> Iterator[list[Member]]:
    """Give the people of every office."""
    yield from _grouped(_plain().exclude(office=None).order_by("office_id", "pk"), "office_id")


def same_addresses() -> Iterator[list[Member]]:
    """Give the groups of people who share an e-mail address."""
    known = Member.objects.filter(email_index__isnull=False, state__in=COUNTED)
    shared = known.values("email_index").annotate(n=Count("pk")).filter(n__gt=1).values("email_index")
    yield from _grouped(_plain().filter(email_index__in=shared).order_by("email_index", "pk"), "email_index")


def _plain() -> QuerySet[Member]:
    """Return people with what is compared, and nothing else."""
    wanted = ("ref", "status", "name_key", "number_sealed", "key", "office_id", "email_index")
    return Member.objects.filter(state__in=COUNTED).only(*wanted)


def _grouped(rows: QuerySet[Member], name: str) -> Iterator[list[Member]]:
    read: Any = attrgetter(name)
    for _value, group in groupby(rows.iterator(chunk_size=5000), key=read):
        yield list(group)


def links(actor: Actor, reach: Reach) -> QuerySet[Link]:
    """Return the links of self-registration within reach, newest first."""
    return Link.objects.filter(of_office(actor, reach)).select_related("office", "made_by").order_by("-pk")


def link_rows(pk: int) -> QuerySet[Link]:
    """Return one link as a query, for `demand_for`."""
    return Link.objects.filter(pk=pk).select_related("office", "made_by")


def joined(link: Link, actor: Actor, reach: Reach) -> QuerySet[Joined]:
    """Return who came into the register by a link and serves within reach now, newest first; nobody who was erased."""
    rows = Joined.objects.filter(of_member(actor, reach), link=link).exclude(member__state=Member.State.ERASED)
    return rows.select_related("member__office").order_by("-pk")


def known_before(link: Link) -> int:
    """Return how many used a link and stayed as they are, since they were in the register already."""
    return link.used - Joined.objects.filter(link=link).count()


def open_links() -> QuerySet[Link]:
    """Return the links that can still be used."""
    return Link.objects.filter(closed_at=None, expires_at__gt=timezone.now()).select_related("office")


def wishes(actor: Actor, reach: Reach, *, answered: bool = False) -> QuerySet[Wish]:
    """Return requests of data subjects within reach: those that wait by their clock, or those that were answered."""
    rows = Wish.objects.filter(of_member(actor, reach)).select_related("member", "answered_by")
    return (
        rows.exclude(state="open").order_by("-pk") if answered else rows.filter(state="open").order_by("due_at", "pk")
    )


def wish_rows(pk: int) -> QuerySet[Wish]:
    """Return one request as a query, for `demand_for`."""
    return Wish.objects.filter(pk=pk).select_related("member", "member__office", "answered_by")


def wishes_of(member: Member) -> QuerySet[Wish]:
    """Return what a person has asked, newest first."""
    return Wish.objects.filter(member=member).order_by("-pk")


def names_of_links(ids: list[int]) -> dict[int, str]:
    """Return what links are for."""
    return dict(Link.objects.filter(pk__in=set(ids)).values_list("pk", "title"))


def numbers_of_wishes(ids: list[int]) -> dict[int, str]:
    """Return what requests are called."""
    return {pk: f"PD-{pk}" for pk in ids}


def numbers_of_pairs(ids: list[int]) -> dict[int, str]:
    """Return what pairs are called."""
    return {pk: f"K-{pk}" for pk in ids}
