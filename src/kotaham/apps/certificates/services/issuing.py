"""Issue certificates for everybody who has earned one and never had one: asked by a person, done by a job in frames.

A frame is one transaction. It first takes the row that counts certificates and holds it to its end, so that frames come
one after the other; then it looks who has none yet. A job that is killed has either written a frame whole or not at
all, and the next run begins where it stands: no double (two constraints say so, too) and no hole in the numbers.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.certificates import queries
from kotaham.apps.certificates.models import Certificate, Issue, Template
from kotaham.apps.certificates.models import Sequence as Counting
from kotaham.apps.certificates.queries.earners import Earner
from kotaham.apps.certificates.rules import Course, earned, missing
from kotaham.apps.certificates.rules.places import names_hours
from kotaham.apps.certificates.services import hooks, letters, telling
from kotaham.apps.certificates.services.building import Batch, happened, issued, rows_of
from kotaham.apps.certificates.services.keys import signer
from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.jobs.services import Run, enqueue
from kotaham.apps.offices import queries as offices
from kotaham.apps.register import services as register
from kotaham.core.dates import day as told
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say

TASK = "certificates.issue"
FRAME = 5_000
SHOWN, MOST = 20, 10_000
State = Issue.State


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be issued."""

    version: int
    template: int
    day: date


@dataclass(frozen=True, slots=True)
class Preview:
    """What an issue would do; the count stops at `MOST`, so that a page does not count a million."""

    wanted: int
    more: bool  # there are more than that
    people: Sequence[dict[str, object]]
    others: Sequence[tuple[str, Say, int]]  # the state, why, how many
    running: Issue | None


def preview(version: int, *, actor: Actor) -> Preview:
    """Tell how many would get a certificate of a version, who comes first, and why the others get none."""
    reach = demand(actor, "certificates.issue")
    found = courses.version(version)
    needs = found.needs if found else {}
    states = earned(needs)
    rows = queries.unserved(version, states, actor, reach)
    counts = courses.counted(version, actor, reach)
    people = queries.people(version, states, actor, reach, SHOWN)
    running = queries.unfinished(version, actor.office) if actor.office else None
    wanted = rows[: MOST + 1].count()
    return Preview(min(wanted, MOST), wanted > MOST, people, missing(counts, needs), running)


def ask(wish: Wish, *, actor: Actor) -> Issue:
    """Queue the issue of a version by a template; the template is frozen from now on."""
    reach = demand(actor, "certificates.issue")
    if actor.office is None:
        raise Refused(letters.NO_OFFICE())
    version = judged(wish, actor)
    _end_abandoned(wish.version, actor)
    if not queries.unserved(wish.version, earned(version.needs), actor, reach).exists():
        raise Refused(letters.NOBODY())
    with events.work(actor) as log:
        fields = {"template_id": wish.template, "day": wish.day, "by_id": actor.person}
        row, fresh = Issue.objects.get_or_create(
            version_id=wish.version, office_id=actor.office, state__in=queries.RUNNING,
            defaults=fields | {"state": State.WAITING},
        )  # fmt: skip
        if not fresh:
            raise Stale(letters.RUNNING())
        Template.objects.filter(pk=wish.template, used=False).update(used=True)
        enqueue(TASK, actor=actor, key=f"issue-{row.pk}", url=row.get_absolute_url(), issue=row.pk)
        log.record("certificates.issue-asked", row, holder=actor.office)
    return row


def judged(wish: Wish, actor: Actor) -> Any:
    """Return the version, or refuse with everything that is wrong at once."""
    version = courses.version(wish.version)
    template = queries.usable(actor).filter(pk=wish.template).first()
    problems: list[Problem] = []
    if version is None or version.published_at is None:
        problems.append(letters.NOT_PUBLISHED())
    elif wish.day < (opened := timezone.localdate(version.published_at)):
        problems.append(letters.EARLY(day=Say(told(opened, "id"), told(opened, "en"))))
    if template is None:
        problems.append(letters.NOT_USABLE())
    elif version is not None and version.hours is None and names_hours(template.text):
        problems.append(letters.NO_HOURS())
    if wish.day > offices.today():
        problems.append(letters.FUTURE(day=Say(told(wish.day, "id"), told(wish.day, "en"))))
    if problems:
        raise Refused(problems)
    return version


def _end_abandoned(version: int, actor: Actor) -> None:
    """Let an issue whose job was given up stand in nobody's way."""
    stuck = queries.unfinished(version, actor.office or 0)
    if stuck is None or jobs.unfinished(TASK, issue=stuck.pk).exists():
        return
    with events.work(actor) as log:
        _end(stuck, State.FAILED, log)


def run_issue(pk: int, run: Run) -> None:
    """Issue frame after frame; what a run before this one has issued is not issued again."""
    issue = queries.issue(pk).get()
    if issue.state not in queries.RUNNING:
        return
    batch = batch_of(issue.version_id, issue.office_id, issue.template, issue.day, issue)
    after, done = 0, queries.made_by(pk)
    wanted = _begin(issue, done, run.actor)
    while not run.cancelled():
        after, count = frame(batch, after, actor=run.actor)
        if not count:
            break
        done += count
        run.progress(done, max(wanted, done), Say("Menerbitkan sertifikat", "Issuing certificates"))
    with events.work(run.actor) as log:
        _end(issue, State.FAILED if run.stopping else State.DONE, log)
    run.progress(done, done, Say("Sertifikat sudah terbit", "The certificates are issued"))


def _begin(issue: Issue, done: int, actor: Actor) -> int:
    """Mark an issue as running, and write how many certificates it will have made at its end."""
    states = earned(issue.version.needs)
    wanted = done + queries.unserved(issue.version_id, states, actor, demand(actor, "certificates.issue")).count()
    Issue.objects.filter(pk=issue.pk, state__in=queries.RUNNING).update(state=State.RUNNING, wanted=wanted)
    return wanted


def batch_of(version: int, office: int, template: Template, day: date, issue: Issue | None = None) -> Batch:
    """Return what all certificates of an issue have in common."""
    found = courses.version(version)
    assert found is not None  # noqa: S101 - a foreign key holds it
    course = found.course
    about = Course(course.title, course.code, found.number, found.hours, found.valid_months)
    return Batch(
        found.pk, course.pk, issue, template, about, offices.names([office])[office], day, timezone.now(), signer()
    )


def frame(batch: Batch, after: int, *, actor: Actor, most: int = FRAME) -> tuple[int, int]:
    """Issue for the next people in one transaction; return the last enrolment that was looked at, and how many."""
    issue = batch.issue
    assert issue is not None  # noqa: S101 - only a renewed certificate has none
    reach = demand(actor, "certificates.issue")
    states = earned(issue.version.needs)
    with _unswept(), events.work(actor) as log:
        first = take(0)
        people = queries.earners(queries.unserved(batch.version, states, actor, reach), after, most)
        if not people:
            return after, 0
        queries.insert(rows_of(batch, people, first))
        take(len(people))
        count = _tell(batch, people, first, log)
        Issue.objects.filter(pk=issue.pk).update(issued=F("issued") + count)
        log.record("certificates.issued", issue, holder=issue.office_id, data={"count": count, "first": first + 1})
    return people[-1].enrolment, len(people)


@contextmanager
def _unswept() -> Iterator[None]:
    """Let Python not look for rings of objects: all that a frame makes lives to its end, and looking costs a sixth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def take(count: int) -> int:
    """Hold the row that counts certificates until the end of the transaction, move it on, and return where it stood."""
    Counting.objects.get_or_create(name="status")
    row = Counting.objects.select_for_update().get(name="status")
    if count:
        Counting.objects.filter(name="status").update(next=F("next") + count)
    return row.next


def _tell(batch: Batch, people: Sequence[Earner], first: int, log: Log) -> int:
    """Tell the rooms above and the tallies what was written; what a constraint kept out is not told of."""
    by_enrolment = {person.enrolment: person for person in people}
    rows = Certificate.objects.filter(status_index__gte=first, status_index__lt=first + len(people)).order_by("pk")
    written = list(rows.values_list("pk", "enrolment_id", "number"))
    hooks.tell_issued([issued(batch, by_enrolment[of], pk, number) for pk, of, number in written], log)
    register.count([happened(by_enrolment[of], batch.day) for _pk, of, _number in written], log)
    telling.tell_holders([by_enrolment[of].account for _pk, of, _number in written], batch.about.title)
    return len(written)


def _end(issue: Issue, state: str, log: Log) -> None:
    """Write how an issue ended, with its recount."""
    count = queries.made_by(issue.pk)
    moved = Issue.objects.filter(pk=issue.pk, state__in=queries.RUNNING)
    if moved.update(state=state, issued=count, done_at=timezone.now()):
        verb = "certificates.issue-done" if state == State.DONE else "certificates.issue-stopped"
        log.record(verb, issue, holder=issue.office_id, data={"count": count})
