"""Communities and businesses: noted, retired, taken up again."""

from django.db import IntegrityError, transaction

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for, search_key
from kotaham.apps.offices import queries as offices
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Entity
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.merging_entities import queue_like
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach


def add_entity(kind: str, name: str, *, actor: Actor, kanwil: int, place: str = "", note: str = "") -> Entity:
    """Note a community or a business in the area of a Kanwil."""
    reach = demand(actor, "register.entities-add")
    if reach is not Reach.ALL and kanwil != actor.office:
        raise Refused(letters.NO_OFFICE())
    if not (told := " ".join(name.split())):
        raise Refused(letters.NO_NAME())
    if place and place[:2] not in offices.area(kanwil):
        raise Refused(letters.NO_PLACE())
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                made = Entity.objects.create(
                    kind=kind,
                    name=told,
                    name_key=search_key(told),
                    kanwil_id=kanwil,
                    place_code=place,
                    note=note.strip(),
                )
        except IntegrityError as error:
            raise _known(kind, search_key(told), kanwil, place) from error
        queue_like(made)
        log.record("register.entity-added", made, holder=kanwil, data={"kind": kind})
    return made


def _known(kind: str, name_key: str, kanwil: int, place: str) -> Refused:
    """Say that a name is noted already, or that it was merged and into what."""
    there = Entity.objects.filter(kind=kind, name_key=name_key, kanwil=kanwil, place_code=place)
    at = queries.standing(list(there.values_list("pk", flat=True)))
    for pk, stands in at.items():
        if pk != stands:
            return Refused(letters.MERGED_NAME(entity=letters.called(Entity.objects.get(pk=stands).name)))
    return Refused(letters.KNOWN())


def find_entity(pk: int, *, actor: Actor) -> Entity:
    """Return a community or a business within reach, for a room that writes down what it did."""
    return demand_for(actor, "register.entities-see", queries.entity_row(pk), rules.entities)


def set_active(pk: int, *, actor: Actor, active: bool) -> Entity:
    """Retire a community or a business that is no more, or take it up again."""
    rows = Entity.objects.filter(pk=pk)
    entity = demand_for(actor, "register.entities-retire", rows, rules.entities, see="register.entities-see")
    with events.work(actor) as log:
        if not rows.filter(active=not active, merged_into=None).update(active=active):
            raise Stale.of(letters.called(entity.name))
        verb = "register.entity-returned" if active else "register.entity-retired"
        log.record(verb, entity, holder=entity.kanwil_id)
    entity.active = active
    return entity
