"""Count communities and businesses beside people: each once a year as present, and every attendance.

Who asks holds the counts, alone where something is taken back, and writes what changes.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from kotaham.apps.classes import queries as classes
from kotaham.apps.register.services import Rejoined, Visited
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Measure
from kotaham.apps.targets.queries import Cell, EntityFact


def count(told: Sequence[Visited | Rejoined], changes: Counter[Cell]) -> None:
    """Count attendances, and who is present by one; what is taken back, or becomes one or two, is looked at anew."""
    facts = _facts([one for one in told if isinstance(one, Visited)])
    rejoined = [one for one in told if isinstance(one, Rejoined)]
    anew = {fact.entity for fact, sign in facts if sign < 0} | {pk for one in rejoined for pk in (one.gone, one.kept)}
    for one in rejoined:
        facts += [(fact, one.sign) for fact in queries.entities_left(one.gone, one.without)]
    for fact, sign in facts:
        _change(changes, fact, sign)
    fresh = [replace(fact, measure=Measure.PERSONS.value) for fact, _sign in facts if fact.entity not in anew]
    for fact in queries.add_entities(fresh):
        _change(changes, fact, 1)
    if anew:
        _set_right(anew, changes)


def _facts(visited: Sequence[Visited]) -> list[tuple[EntityFact, int]]:
    """Say whose each attendance is now; of what stands with one that was merged nothing counts any more."""
    whose = classes.whose([one.attendance for one in visited])
    return [
        (
            EntityFact(Measure.ATTENDANCES.value, whose[one.attendance], one.on, one.kanwil, one.group, one.mode),
            one.sign,
        )
        for one in visited
        if one.attendance in whose
    ]


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
