"""Communities and businesses that were written down twice: found, shown to people, merged, and taken apart."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import cast

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.jobs.services import Run
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Entity, EntityMerge, EntityPair
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.entity_hooks import give_all, take_back
from kotaham.core.errors import Refused
from kotaham.core.language import Say

RULE, UNDO, SEE = "register.entities-merge", "register.entities-unmerge", "register.entities-see"
LOOKED = Say("Komunitas dan usaha dibandingkan", "Communities and businesses are compared")
State = EntityPair.State


def seek_entities(run: Run) -> int:
    """Look for those that may be one, and queue the pairs; pairs that were decided stay decided."""
    demand(run.actor, "register.seek-pairs")
    before, looked = EntityPair.objects.count(), 0
    for group in queries.entities_together():
        if run.cancelled():
            break
        looked += len(group)
        run.progress(looked, 0, LOOKED)
        _keep(_likely(group))
    return EntityPair.objects.count() - before


def queue_like(entity: Entity) -> None:
    """Queue those that a new one may be."""
    _keep((other, entity) for other in queries.beside(entity) if rules.maybe_one(other.name_key, entity.name_key))


def _likely(group: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    for one, other in combinations(group, 2):
        same = not (one.place_code and other.place_code) or one.place_code == other.place_code
        if same and rules.maybe_one(one.name_key, other.name_key):
            yield one, other


def _keep(pairs: Iterable[tuple[Entity, Entity]]) -> None:
    rows = (EntityPair(first_id=min(one.pk, other.pk), second_id=max(one.pk, other.pk)) for one, other in pairs)
    EntityPair.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def two(one: int, other: int, *, actor: Actor) -> tuple[Entity, Entity]:
    """Return two within reach that can be merged: of one kind, in the area of one Kanwil; or refuse."""
    first, second = (demand_for(actor, RULE, queries.entity_row(pk), rules.entities, see=SEE) for pk in (one, other))
    said = {"one": letters.called(first.name), "other": letters.called(second.name)}
    if first.pk == second.pk:
        raise Refused(letters.ENTITY_ITSELF())
    if first.kind != second.kind:
        raise Refused(letters.ENTITY_KINDS(**said))
    if first.kanwil_id != second.kanwil_id:
        raise Refused(letters.ENTITY_KANWILS(**said))
    return first, second


def differ_entities(one: int, other: int, *, actor: Actor) -> None:
    """Say that two are two; nobody is asked about them again."""
    pair = two(one, other, actor=actor)
    with events.work(actor) as log:
        _hold(*pair)
        if not _decided(one, other, State.DIFFERENT, actor):
            raise Stale.of(letters.called(pair[0].name))
        for at, entity in enumerate(pair):
            data = {"other": pair[1 - at].pk}
            log.record("register.entities-different", entity, holder=entity.kanwil_id, data=data)


def merge_entities(kept: int, gone: int, reason: str, *, actor: Actor) -> EntityMerge:
    """Merge one into another: what it attended counts for the one that stays, and its name goes on leading there."""
    two(kept, gone, actor=actor)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        held = _hold(*(Entity(pk=pk) for pk in (kept, gone)))
        for entity in held.values():
            if entity.merged_into_id:
                raise Stale.of(letters.called(entity.name))
        Entity.objects.filter(pk=gone).update(merged_into=kept)
        moved = give_all(gone, kept, log)
        by = cast("int", actor.person)
        done = EntityMerge.objects.create(kept=held[kept], gone=held[gone], moved=moved, reason=why, by_id=by)
        _decided(kept, gone, State.MERGED, actor)
        _record(log, "register.entity-merged", done, why)
    return done


def _hold(*entities: Entity) -> dict[int, Entity]:
    """Hold some still, in one order, and return them as they are now."""
    rows = Entity.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in entities])
    return {one.pk: one for one in rows.order_by("pk")}


def _decided(one: int, other: int, state: str, actor: Actor) -> bool:
    """Write down what two are; tell whether that is news."""
    first, second = sorted((one, other))
    row, _new = EntityPair.objects.get_or_create(first_id=first, second_id=second)
    rows = EntityPair.objects.filter(pk=row.pk).exclude(state=state)
    return bool(rows.update(state=state, decided_at=timezone.now(), decided_by=actor.person))


def _record(log: Log, verb: str, done: EntityMerge, why: str) -> None:
    data = {"kept": done.kept_id, "gone": done.gone_id}
    for entity in (done.kept, done.gone):
        log.record(verb, entity, holder=entity.kanwil_id, reason=why, data=data)


def unmerge_entity(gone: int, reason: str, *, actor: Actor) -> EntityMerge:
    """Take a merge apart: what went over comes back, and what was noted since under its name comes with it."""
    entity = demand_for(actor, UNDO, queries.entity_row(gone), rules.entities, see=SEE)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        held = _hold(entity, Entity(pk=entity.merged_into_id))
        done = queries.entity_merge_of(gone)  # after holding both: whoever notes something holds what stands
        if done is None or done.kept_id not in held:
            raise Stale.of(letters.called(entity.name))
        _must_stand(held[done.kept_id])
        done.undone_at, done.undone_by_id = timezone.now(), actor.person
        done.save(update_fields=["undone_at", "undone_by"])
        Entity.objects.filter(pk=gone).update(merged_into=None)
        take_back(gone, done.kept_id, done.moved, log)
        _decided(gone, done.kept_id, State.DIFFERENT, actor)
        _record(log, "register.entity-unmerged", done, why)
    return done


def _must_stand(kept: Entity) -> None:
    if kept.merged_into is not None:
        names = {"kept": letters.called(kept.name), "other": letters.called(kept.merged_into.name)}
        raise Refused(letters.ENTITY_UPPER_FIRST(**names))


def hold_standing(entity: int) -> Entity:
    """Return what stands for a community or a business, itself or what it was merged into, held still until the end."""
    while True:
        at = queries.standing([entity])[entity]
        found = Entity.objects.select_for_update(no_key=True).get(pk=at)
        if queries.standing([entity])[entity] == at:  # nobody merges it, or takes it apart, from here on
            return found


def noted_as(entity: int, room: str, row: int) -> None:
    """Keep that a room has noted a row under a name that was merged: it comes back with it. What stands is held."""
    while done := queries.entity_merge_of(entity):
        done.moved.setdefault(room, []).append(row)
        done.save(update_fields=["moved"])
        entity = done.kept_id
