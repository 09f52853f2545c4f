"""Where the rooms below keep each kind: what is due there, and how it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from kotaham.apps.classes import services as classes
from kotaham.apps.exams import services as exams
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import services as register
from kotaham.apps.register.services import Due
from kotaham.apps.retention.models import Entry, Sheet
from kotaham.core.errors import Refused

Finds = Callable[[datetime, int], list[Due]]
Erases = Callable[[Sequence[Entry], Sheet, Actor], set[int]]


@dataclass(frozen=True, slots=True)
class Keeper:
    """What is due before a moment, and how some of it goes; what went comes back, the rest was no longer due."""

    due: Finds
    erase: Erases


def _people(rows: Sequence[Entry], sheet: Sheet, actor: Actor) -> set[int]:
    done = set()
    for row in rows:
        try:
            register.erase_due(Due(row.number, row.since, row.mark), f"{sheet}: {sheet.term.basis}"[:300], actor=actor)
        except (Refused, Http404):  # came back, or changed since the list was written
            continue
        done.add(row.number)
    return done


def _by(erase: Callable[[list[int], datetime], set[int]]) -> Erases:
    return lambda rows, sheet, _actor: erase([row.number for row in rows], sheet.before)


KEEPERS: Mapping[str, Keeper] = {
    "people": Keeper(register.due_people, _people),
    "requests": Keeper(register.due_wishes, _by(register.empty_wishes)),
    "answers": Keeper(exams.due_answers, _by(exams.erase_answers)),
    "supervisors": Keeper(classes.due_supervisors, _by(classes.empty_supervisors)),
}
