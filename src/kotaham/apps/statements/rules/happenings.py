"""Which events of the rooms below are told outside, and the number that a happening has for ever."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from kotaham.apps.events.services import Heard


@dataclass(frozen=True, slots=True)
class Told:
    """A happening: what, and to which row; one that takes back another names it in `what` and `about`, too."""

    what: str
    about: str
    undone: bool = False


TELLS: Mapping[str, str] = {
    "courses.enrolled": "registered",
    "courses.accepted": "registered",
    "courses.module-done": "completed",
    "classes.attended": "attended",
    "exams.handed-in": "result",
    "exams.expired": "result",
}
TAKES_BACK: Mapping[str, str] = {"classes.voided": "attended", "certificates.revoked": "earned"}
LISTENED = (*TELLS, *TAKES_BACK)


def told_by(event: Heard) -> Told:
    """Return what an event tells.

    >>> told_by(Heard("courses.module-done", "courses.enrolment", "7", '{"position": 2}'))
    Told(what='completed', about='7/2', undone=False)
    >>> told_by(Heard("classes.voided", "classes.attendance", "5", "{}")).undone
    True
    """
    if what := TAKES_BACK.get(event.verb):
        return Told(what, event.subject, undone=True)
    what = TELLS[event.verb]
    return Told(what, f"{event.subject}/{json.loads(event.data)['position']}" if what == "completed" else event.subject)


def identity(site: str, what: str, about: str) -> UUID:
    """Return the number of a statement: of one happening in one installation always the same.

    >>> identity("https://a.id", "attended", "7") == identity("https://a.id", "attended", "7")
    True
    >>> identity("https://a.id", "attended", "7") == identity("https://b.id", "attended", "7")
    False
    """
    return uuid5(NAMESPACE_URL, f"{site}/xapi/{what}/{about}")
