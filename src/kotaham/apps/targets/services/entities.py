"""Count communities and businesses beside people: each once a year as present, and every attendance.

Who asks holds the counts, alone where something is taken back, and writes what changes.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from kotaham.apps.register.services import Visited
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Measure
from kotaham.apps.targets.queries import Cell, EntityFact


def count(visited: Sequence[Visited], changes: Counter[Cell]) -> None:
    """Count attendances, and who is present by one; what is taken back is looked at anew."""
    for one in visited:
        _change(changes, _fact(one, Measure.ATTENDANCES), one.sign)
    anew = {one.entity for one in visited if one.sign < 0}
    fresh = [_fact(one, Measure.PERSONS) for one in visited if one.entity not in anew]
    for fact in queries.add_entities(fresh):
        _change(changes, fact, 1)
    if anew:
        _set_right(anew, changes)


def _fact(one: Visited, measure: Measure) -> EntityFact:
    return EntityFact(measure.value, one.entity, one.on, one.kanwil, one.group, one.mode)


def _set_right(entities: Collection[int], changes: Counter[Cell]) -> None:
    """Let each be counted by its first attendance that stands in each year."""
    there, due = queries.entities_held(entities), queries.entity_firsts(entities)
    gone = [fact for key, fact in there.items() if due.get(key) != fact]
    queries.remove_entities(gone)
    for fact in gone:
        _change(changes, fact, -1)
    for fact in queries.add_entities(fact for key, fact in due.items() if there.get(key) != fact):
        _change(changes, fact, 1)


def _change(changes: Counter[Cell], fact: EntityFact, by: int) -> None:
    for cell in queries.cells(fact):
        changes[cell] += by
