"""Find which communities and businesses were at sessions."""

from collections.abc import Collection

from django.db.models import F, QuerySet

from kotaham.apps.classes.models import EntityAttendance
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.register import queries as register

SEE = "register.entities-see"


def entity_facts() -> QuerySet[EntityAttendance]:
    """Return the attendances of communities and businesses that count, by `on` and `mode`, as they were recorded."""
    rows = EntityAttendance.objects.filter(void_at=None).select_related("entity")
    return rows.annotate(on=F("day"), mode=F("session__mode")).order_by("pk")


def entities_at(session: int) -> QuerySet[EntityAttendance]:
    """Return which communities and businesses were at a session, the latest first; rights are the caller's to ask."""
    rows = EntityAttendance.objects.filter(session=session, void_at=None)
    return rows.select_related("entity__kanwil").order_by("-pk")


def entities_seen(session: int, actor: Actor) -> QuerySet[EntityAttendance]:
    """Return those of a session that the actor sees in the register."""
    near = register.entity_rows(actor, reach_of(actor, SEE))
    return entities_at(session).filter(entity__in=near.order_by().values("pk"))


def there_already(session: int, entities: Collection[int]) -> set[int]:
    """Return which of some communities and businesses are written down as present."""
    return set(entities_at(session).filter(entity__in=entities).values_list("entity_id", flat=True))
