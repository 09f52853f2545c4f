"""Count what happened to people, in the transaction in which it happened.

What the rooms below tell is kept until the end of the unit of work: there the tallies are written in one statement, in
one order, so that nobody waits for a number longer than the unit takes to close, and no two wait for each other.
A person counts once a year for a measure: whoever is first writes the row, which a constraint holds. Whatever is taken
back is looked at anew: what still stands, in the order of recording, takes its place. Who looks is alone, or would not
see what others have counted and not committed yet. Communities and businesses are counted with them, by `entities`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kotaham.apps.events.services import Log
from kotaham.apps.register import queries as register
from kotaham.apps.register.services import Happened, Rejoined, Visited
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Measure
from kotaham.apps.targets.queries import Cell, Fact
from kotaham.apps.targets.services import entities

ATTENDANCES, PERSONS = Measure.ATTENDANCES.value, Measure.PERSONS.value


@dataclass(frozen=True, slots=True)
class Anew:
    """Somebody is to be looked at anew: what they are counted by has changed."""

    member: int


@dataclass(frozen=True, slots=True)
class Moved:
    """An attendance that begins or ends to count although nobody came or went: two rows are one, or two again."""

    fact: Fact
    sign: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A row that was merged: what stands with it when nobody else is counting counts no longer."""

    member: int


Told = Happened | Anew | Moved | Merged | Visited | Rejoined


def count(happened: Sequence[Happened | Visited | Rejoined], log: Log) -> None:
    """Count at the end of the unit of work what has happened."""
    log.at_end(apply, happened)


def again(members: Iterable[int], moved: Sequence[Moved | Merged], log: Log) -> None:
    """Look at members anew at the end of the unit of work."""
    log.at_end(apply, [*(Anew(member) for member in members), *moved])


def apply(told: Sequence[Told]) -> None:
    """Write who is counted, and the tallies."""
    if any(not isinstance(one, Happened | Visited) or one.sign < 0 for one in told):
        queries.alone()
    else:
        queries.enter()
    happened = _of_people([one for one in told if isinstance(one, Happened)])
    changes: Counter[Cell] = Counter()
    for fact, sign in happened:
        if fact.measure == ATTENDANCES:
            _change(changes, fact, sign)
    for fact, sign in _moved(told):
        _change(changes, fact, sign)
    anew = _anew(told, happened)
    fresh = [_person(fact) for fact, sign in happened if sign > 0]
    for fact in queries.add(fact for fact in fresh if fact.member not in anew[fact.measure]):
        _change(changes, fact, 1)
    for measure, members in anew.items():
        _set_right(measure, members, changes)
    entities.count([one for one in told if isinstance(one, Visited | Rejoined)], changes)
    queries.write(changes)


def _moved(told: Sequence[Told]) -> list[tuple[Fact, int]]:
    merged = [fact for one in told if isinstance(one, Merged) for fact in queries.staying(one.member)]
    return [*((one.fact, one.sign) for one in told if isinstance(one, Moved)), *((fact, -1) for fact in merged)]


def _of_people(told: Sequence[Happened]) -> list[tuple[Fact, int]]:
    """Leave out rows that were merged into others: nothing counts of them any more.

    Persons are counted by their attendances, so that what is told of persons apart would only say it twice.
    """
    merged = register.merged_among(one.member for one in told)
    return [
        (Fact(one.measure, one.member, one.on, one.kanwil or 0, one.office or 0, one.group, one.mode), one.sign)
        for one in told
        if one.member not in merged and one.measure != PERSONS
    ]


def _person(fact: Fact) -> Fact:
    if fact.measure != ATTENDANCES:
        return fact
    return Fact(PERSONS, fact.member, fact.on, fact.kanwil, fact.office, fact.group, fact.mode)


def _anew(told: Sequence[Told], happened: Sequence[tuple[Fact, int]]) -> Mapping[str, set[int]]:
    """Return who is to be looked at anew, by measure."""
    found: dict[str, set[int]] = defaultdict(set)
    for fact, sign in happened:
        if sign < 0:
            found[_person(fact).measure].add(fact.member)
    for one in told:
        if isinstance(one, Anew):
            for measure in queries.once():
                found[measure].add(one.member)
    return found


def _set_right(measure: str, members: set[int], changes: Counter[Cell]) -> None:
    """Let members be counted by the first that stands in each year."""
    there, due = queries.held(measure, members), queries.firsts(measure, members)
    gone = [fact for key, fact in there.items() if due.get(key) != fact]
    queries.remove(gone)
    for fact in gone:
        _change(changes, fact, -1)
    for fact in queries.add(fact for key, fact in due.items() if there.get(key) != fact):
        _change(changes, fact, 1)


def _change(changes: Counter[Cell], fact: Fact, by: int) -> None:
    for cell in queries.cells(fact):
        changes[cell] += by
