"""Write statements out: once, before the first try, from the rows as they are; a batch of them in one look a room."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.conf import settings

from kotaham.apps.certificates import queries as certificates
from kotaham.apps.classes import queries as classes
from kotaham.apps.courses import queries as courses
from kotaham.apps.exams import queries as exams
from kotaham.apps.statements.models import Statement
from kotaham.apps.statements.rules import Actor, Thing, statement, voiding

Pair = tuple[Any, str, Thing]  # the member, the verb, the thing
What = Statement.What
CLOSED = "closed"


class NotYet(Exception):
    """What happened may not be told yet; `args` is the code of the reason."""


def bodies(rows: Sequence[Statement]) -> Mapping[int, dict[str, Any] | str]:
    """Return by row what it says, or the code of the reason why it says nothing: not yet, or not any more."""
    by_kind: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        by_kind[row.what].append(row)
    found: dict[int, dict[str, Any] | str] = {}
    for what, some in by_kind.items():
        there = _FIND[what]([int(row.about.partition("/")[0]) for row in some]) if what in _FIND else {}
        found |= {row.pk: _body(row, there) for row in some}
    return found


def _body(row: Statement, there: Mapping[int, Any]) -> dict[str, Any] | str:
    if row.voids:
        return voiding(row.statement, row.voids, settings.SITE, row.happened_at)
    number, _slash, part = row.about.partition("/")
    held = there.get(int(number))
    if held is None or held.member.state == "erased":
        return "gone"
    try:
        verb, thing = _TELL[row.what](held, part)
    except NotYet:
        return CLOSED
    name = held.member.name if settings.XAPI["names"] else ""
    return statement(row.statement, verb, Actor(settings.SITE, str(held.member.ref), name), thing, row.happened_at)


def _course(version: Any) -> Thing:
    return Thing("course", f"course/{version.course.code}/{version.number}", version.course.title)


def _registered(row: Any, _part: str) -> tuple[str, Thing]:
    return "registered", _course(row.version)


def _completed(row: Any, part: str) -> tuple[str, Thing]:
    module = courses.module(row.version_id, int(part))
    parent = _course(row.version)
    title = module.title if module else parent.name
    return "completed", Thing("module", f"{parent.path}/module/{part}", title, parent)


def _attended(row: Any, _part: str) -> tuple[str, Thing]:
    session = row.session
    parent = _course(session.version) if session.version else None
    return "attended", Thing("meeting", f"session/{session.pk}", session.title, parent)


def _result(row: Any, _part: str) -> tuple[str, Thing]:
    """Tell what came of a test, when its taker is told; passed or failed only where a pass mark was set."""
    exam = row.exam
    if not exam.at_once and exam.state != "closed":
        raise NotYet(CLOSED)
    verb = {True: "passed", False: "failed", None: "completed"}[row.passed]
    kept = {"points": row.points, "most": row.most, "success": row.passed}
    return verb, Thing("assessment", f"test/{exam.pk}", exam.title, _course(exam.version), **kept)


def _earned(row: Any, _part: str) -> tuple[str, Thing]:
    title = row.fields.get("course") or row.version.course.title
    return "earned", Thing("certificate", f"certificate/{row.token}", title, _course(row.version))


Find = Callable[[Collection[int]], Any]


def _finder(find: Find) -> Find:
    return lambda pks: {row.pk: row for row in find(pks)}


_FIND: Mapping[str, Find] = {
    What.REGISTERED: _finder(courses.several),
    What.COMPLETED: _finder(courses.several),
    What.ATTENDED: _finder(classes.several),
    What.RESULT: _finder(exams.several),
    What.EARNED: _finder(certificates.several),
}
_TELL: Mapping[str, Callable[[Any, str], tuple[str, Thing]]] = {
    What.REGISTERED: _registered,
    What.COMPLETED: _completed,
    What.ATTENDED: _attended,
    What.RESULT: _result,
    What.EARNED: _earned,
}
