"""Find which communities and businesses were at sessions."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F, QuerySet

from kotaham.apps.classes.models import EntityAttendance
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.register import queries as register

SEE = "register.entities-see"


def entity_facts() -> QuerySet[EntityAttendance]:
    """Return the attendances of communities and businesses that count, by `on` and `mode`, as they were recorded.

    What stands with one that was merged into another does not: both were at that session.
    """
    rows = EntityAttendance.objects.filter(void_at=None, entity__merged_into=None).select_related("entity")
    return rows.annotate(on=F("day"), mode=F("session__mode")).order_by("pk")


def entities_at(session: int) -> QuerySet[EntityAttendance]:
    """Return which communities and businesses were at a session, the latest first; rights are the caller's to ask."""
    rows = EntityAttendance.objects.filter(session=session, void_at=None, entity__merged_into=None)
    return rows.select_related("entity__kanwil").order_by("-pk")


def entities_seen(session: int, actor: Actor) -> QuerySet[EntityAttendance]:
    """Return those of a session that the actor sees in the register."""
    near = register.entity_rows(actor, reach_of(actor, SEE))
    return entities_at(session).filter(entity__in=near.order_by().values("pk"))


def there_already(session: int, entities: Collection[int]) -> set[int]:
    """Return which of some communities and businesses are written down as present, under their name or another."""
    at = register.standing(entities)
    there = set(entities_at(session).filter(entity__in=set(at.values())).values_list("entity_id", flat=True))
    return {pk for pk, stands in at.items() if stands in there}


def entities_left_with(entity: int) -> QuerySet[EntityAttendance]:
    """Return the attendances that were not made void of one row of the register, whatever became of it."""
    return EntityAttendance.objects.filter(entity=entity, void_at=None).select_related("session").order_by("pk")


def whose(attendances: Collection[int]) -> Mapping[int, int]:
    """Return whose some attendances are now, but for those that stand with a merged row and count no longer."""
    rows = EntityAttendance.objects.filter(pk__in=attendances, entity__merged_into=None)
    return dict(rows.values_list("pk", "entity_id"))


def also_noted(session: int, shown: Collection[int]) -> Mapping[int, list[EntityAttendance]]:
    """Return, of those present at a session, under which names that were merged into them they stand there as well."""
    rows = EntityAttendance.objects.filter(session=session, void_at=None, entity__merged_into__isnull=False)
    found: dict[int, list[EntityAttendance]] = defaultdict(list)
    told = list(rows.select_related("entity").order_by("pk"))
    at = register.standing({row.entity_id for row in told})
    for row in told:
        if at[row.entity_id] in shown:
            found[at[row.entity_id]].append(row)
    return found
