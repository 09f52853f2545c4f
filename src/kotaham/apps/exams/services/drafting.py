"""Prepare a test: its course, its time, its attempts, what is drawn; a passing grade only with its basis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.db.models import F

from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Exam
from kotaham.apps.exams.rules import tests
from kotaham.apps.exams.services import letters
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Problem, Refused
from kotaham.core.exams.drawing import Want
from kotaham.core.policy import Reach

State = Exam.State
WRITE, SEE = "exams.write", "exams.see"
MOST_MINUTES, MOST_ATTEMPTS, MOST_FORMS, MOST_QUESTIONS = 600, 20, 20, 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What a test is to be; `draw` are the wishes for questions."""

    version: int
    stage: str
    title: str
    minutes: int
    draw: Sequence[Want]
    attempts: int = 1
    forms: int = 1
    pass_percent: Decimal | None = None
    pass_basis: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    at_once: bool = False


def find(pk: int, rule: str, *, actor: Actor) -> Exam:
    """Return the test when the rule reaches it."""
    return demand_for(actor, rule, queries.exam(pk), tests, see=SEE)


def create(wish: Wish, *, actor: Actor) -> Exam:
    """Prepare a test of a course that an office within reach keeps."""
    reach = demand(actor, WRITE)
    fields = _judged(wish, actor, reach)
    with events.work(actor) as log:
        exam = Exam.objects.create(office_id=cast(int, actor.office), **fields)
        log.record("exams.created", exam, holder=exam.office_id, data={"version": exam.version_id, "stage": exam.stage})
    return exam


def edit(pk: int, wish: Wish, *, actor: Actor, revision: int) -> Exam:
    """Change a test that is still a draft; `revision` is the one that was seen."""
    exam = find(pk, WRITE, actor=actor)
    if exam.state != State.DRAFT:
        raise Refused(letters.NOT_DRAFT())
    fields = _judged(wish, actor, demand(actor, WRITE))
    changed = sorted(name.removesuffix("_id") for name, value in fields.items() if getattr(exam, name) != value)
    with events.work(actor) as log:
        rows = Exam.objects.filter(pk=pk, state=State.DRAFT, revision=revision)
        if not rows.update(revision=F("revision") + 1, **fields):
            raise Stale.of(letters.named(exam))
        log.record("exams.edited", exam, holder=exam.office_id, data={"fields": changed})
    return queries.get(pk)


def offered(actor: Actor) -> list[Any]:
    """Return the versions of courses that the actor may prepare tests for: their own, the newest of each first."""
    reach = demand(actor, WRITE)
    near = courses.courses(actor, Reach.ALL).filter(offices.within(actor, reach, at="office"), retired=False)
    found = courses.versions(list(near.values_list("pk", flat=True)[:500]))
    return list(found.exclude(state="retired").select_related("course").order_by("course__title", "-number"))


def offers(version: Any, actor: Actor) -> bool:
    """Tell whether the actor may prepare a test of a version."""
    reach = reach_of(actor, WRITE)
    return reach is Reach.ALL or (bool(reach) and version.course.office_id == actor.office)


def _judged(wish: Wish, actor: Actor, reach: Reach) -> dict[str, Any]:
    problems = list(_problems(wish))
    version = courses.version(wish.version)
    near = version is not None and (reach is Reach.ALL or version.course.office_id == actor.office)
    if not near:
        problems.insert(0, letters.NO_VERSION())
    if problems:
        raise Refused(problems)
    return {
        "version_id": wish.version,
        "stage": wish.stage,
        "title": " ".join(wish.title.split()),
        "minutes": wish.minutes,
        "attempts": wish.attempts,
        "forms": wish.forms,
        "pass_percent": wish.pass_percent,
        "pass_basis": " ".join(wish.pass_basis.split()),
        "draw": [{"topic": one.topic, "right": one.right, "count": one.count} for one in wish.draw],
        "opens": wish.opens,
        "closes": wish.closes,
        "at_once": wish.at_once,
    }


def _problems(wish: Wish) -> Iterator[Problem]:
    if not wish.title.strip():
        yield letters.NO_TITLE()
    for number, most, kind in ((wish.minutes, MOST_MINUTES, letters.MINUTES),
                               (wish.attempts, MOST_ATTEMPTS, letters.ATTEMPTS),
                               (wish.forms, MOST_FORMS, letters.FORMS)):  # fmt: skip
        if not 1 <= number <= most:
            yield kind(most=most)
    if wish.pass_percent is not None:
        if not 0 < wish.pass_percent <= 100:
            yield letters.PASS_MARK()
        if not wish.pass_basis.strip():
            yield letters.NO_BASIS()
    if not wish.draw or any(one.count < 1 for one in wish.draw):
        yield letters.NO_DRAW()
    if sum(one.count for one in wish.draw) > MOST_QUESTIONS:
        yield letters.MANY(most=MOST_QUESTIONS)
    if wish.opens and wish.closes and wish.closes <= wish.opens:
        yield letters.DAYS()
