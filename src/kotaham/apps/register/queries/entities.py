"""Read communities and businesses: those within reach, those that may be one, those that were merged."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from django.db.models import Exists, F, OuterRef, QuerySet

from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.register.models import Entity, EntityMerge, EntityPair
from kotaham.apps.register.rules import entities
from kotaham.core.policy import Reach


def entity_rows(actor: Actor, reach: Reach, kind: str = "", text: str = "") -> QuerySet[Entity]:
    """Return the communities and businesses within reach: the active first, those merged into others last."""
    rows = Entity.objects.filter(entities(actor, reach)).select_related("kanwil", "merged_into")
    rows = rows.order_by(F("merged_into").asc(nulls_first=True), "-active", "name_key", "pk")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(name_key__startswith=search_key(text)) if text else rows


def entity_row(pk: int) -> QuerySet[Entity]:
    """Return one community or business as a query, for `demand_for`."""
    return Entity.objects.filter(pk=pk).select_related("kanwil", "merged_into")


def names_of_entities(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of communities and businesses."""
    return dict(Entity.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def standing(ids: Collection[int]) -> Mapping[int, int]:
    """Return which stands for each of some: itself, or what it was merged into, however often."""
    found = {pk: pk for pk in ids}
    while step := dict(
        Entity.objects.filter(pk__in=set(found.values()), merged_into__isnull=False).values_list("pk", "merged_into_id")
    ):
        found = {pk: step.get(at, at) for pk, at in found.items()}
    return found


def merged_entities(ids: Iterable[int]) -> set[int]:
    """Return those of some that were merged into others."""
    rows = Entity.objects.filter(pk__in=set(ids), merged_into__isnull=False)
    return set(rows.values_list("pk", flat=True))


def entity_merge_of(gone: int) -> EntityMerge | None:
    """Return the merge by which one went into another, when it stands."""
    return EntityMerge.objects.filter(gone_id=gone, undone_at=None).select_related("kept", "gone").first()


def entity_merges_into(kept: int) -> QuerySet[EntityMerge]:
    """Return the standing merges into one, the latest first."""
    rows = EntityMerge.objects.filter(kept_id=kept, undone_at=None).select_related("gone")
    return rows.order_by("-at", "-pk")


def to_merge_with(entity: Entity, actor: Actor, reach: Reach, text: str) -> QuerySet[Entity]:
    """Return those that one may be merged with: of its kind and Kanwil, within reach, whose name has a word."""
    rows = entity_rows(actor, reach).filter(kind=entity.kind, kanwil=entity.kanwil_id, merged_into=None)
    for word in search_key(text).split()[:4]:
        rows = rows.filter(name_key__contains=word)
    return rows.exclude(pk=entity.pk)


def entity_pairs(actor: Actor, reach: Reach) -> QuerySet[EntityPair]:
    """Return the pairs within reach that wait for somebody to look."""
    near = Entity.objects.filter(entities(actor, reach), merged_into=None)
    rows = EntityPair.objects.filter(
        Exists(near.filter(pk=OuterRef("first_id"))), Exists(near.filter(pk=OuterRef("second_id"))), state="open"
    )
    return rows.select_related("first", "second").order_by("first__name_key", "pk")


def beside(entity: Entity) -> QuerySet[Entity]:
    """Return those that one is compared with: of its kind and Kanwil, at its place or where one place is not known."""
    rows = Entity.objects.filter(kind=entity.kind, kanwil=entity.kanwil_id, merged_into=None).exclude(pk=entity.pk)
    return (rows.filter(place_code__in=["", entity.place_code]) if entity.place_code else rows).order_by("pk")


def entities_together() -> Iterator[list[Entity]]:
    """Give the communities, and the businesses, of each Kanwil."""
    rows = Entity.objects.filter(merged_into=None).order_by("kanwil_id", "kind", "pk")
    for _same, group in groupby(rows.iterator(chunk_size=5000), key=lambda row: (row.kanwil_id, row.kind)):
        yield list(group)
