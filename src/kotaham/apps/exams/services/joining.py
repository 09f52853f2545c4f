"""Join the courses: a marked test settles enrolments, and their pages lead to the tests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse

from kotaham.apps.courses import queries as courses
from kotaham.apps.courses.services.hooks import Again, Link, Proof, Step, proof_of, shown_at, stepped_at, tried_at
from kotaham.apps.courses.services.settling import settle
from kotaham.apps.events.services import Log
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt, Exam
from kotaham.apps.exams.rules import LIFE, Marked, short
from kotaham.apps.exams.services.drafting import offers
from kotaham.apps.exams.services.hooks import when_marked
from kotaham.apps.exams.services.merging import back, move
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.services import when_merged
from kotaham.core.language import Say
from kotaham.core.numbers import show

SAT = Say("Percobaan Anda", "Your attempt")
BEST = Say("Percobaan terbaik Anda", "Your best attempt")
MINUTES = Say("{n} menit", "{n} {n:minute|minutes}")
MARK = Say("lulus dengan {percent} persen", "pass mark {percent} percent")
PREPARE = {
    "pre": Say("Siapkan tes awal", "Prepare the first test"),
    "post": Say("Siapkan tes akhir", "Prepare the final test"),
}
POINTS = Say("{points} dari {most} poin", "{points} of {most} {most:point|points}")
NEEDED = Say("disyaratkan, belum ada", "needed, there is none yet")
MOST = 50
SUFFICES = 2  # of a final test: it was passed
NONE = (0, 0, 0)


def join() -> None:
    """Tell the courses and the register what comes from here; asking twice changes nothing."""
    for stage in ("pre", "post"):
        proof_of(stage, _proofs(stage))
    shown_at(links)
    tried_at(again)
    stepped_at(steps)
    when_marked(settled)
    when_merged("exams", move, back)


def settled(marked: Sequence[Marked], log: Log) -> None:
    """Let the courses reckon anew for who has been marked."""
    members = {one.member for one in marked}
    pairs = {(one.version, one.member) for one in marked}
    rows = courses.of_versions({one.version for one in marked}, members)
    settle([row.pk for row in rows if (row.version_id, row.member_id) in pairs], log)


def _proofs(stage: str) -> Callable[[Sequence[int]], Mapping[int, Proof]]:
    def call(enrolments: Sequence[int]) -> Mapping[int, Proof]:
        pairs = queries.pairs_of(enrolments)
        found = queries.proofs(set(pairs.values()), stage)
        return {pk: Proof(*found[pair]) for pk, pair in pairs.items() if pair in found}

    return call


def again(enrolments: Sequence[int]) -> Mapping[int, Again]:
    """Return what can be done about the final tests of those who sat one and have not passed."""
    pairs = queries.pairs_of(enrolments)
    found = queries.proofs(set(pairs.values()), Exam.Stage.POST)
    sat = {pk: pair for pk, pair in pairs.items() if pair in found and found[pair][0] < SUFFICES}
    waiting = {pk for pk, pair in sat.items() if found[pair][2]}
    tries = queries.tries({pair for pk, pair in sat.items() if pk not in waiting})
    return {pk: Again(waits=True) if pk in waiting else _again(*tries.get(pair, NONE)) for pk, pair in sat.items()}


def _again(exam: int, left: int, running: int) -> Again:
    if running:
        return Again(left=left, running=True, url=reverse("exams:attempt", args=[running]))
    return Again(left=left, url=f"{reverse('exams:mine')}#tes-{exam}" if left else "")


def links(enrolment: int, actor: Actor) -> Sequence[Link]:
    """Return the tests of an enrolment: those that can be sat, and what came of those that were."""
    found = queries.of_enrolment(enrolment)
    own: dict[int, list[Attempt]] = {}
    for attempt in queries.attempts_of(actor, [row.pk for row in found]) if found else ():
        own.setdefault(attempt.exam_id, []).append(attempt)
    return [link for row in found for link in _links(row, own.get(row.pk, []), actor)]


def _links(row: Exam, own: Sequence[Attempt], actor: Actor) -> Iterator[Link]:
    running = next((one for one in own if one.state == Attempt.State.RUNNING), None)
    ended = [one for one in own if one is not running]
    told = row.state == Exam.State.CLOSED or row.at_once
    passed = told and any(one.passed for one in ended)
    if running:
        yield Link(row.stage, titled(row.title), reverse("exams:attempt", args=[running.pk]))
    elif row.state == Exam.State.OPEN and len(own) < row.attempts and not passed:
        mark = (
            MARK.text(actor.lang, percent=show(row.pass_percent, lang=actor.lang))
            if row.pass_percent is not None
            else ""
        )
        note = " · ".join(filter(None, (MINUTES.text(actor.lang, n=row.minutes), mark)))
        again = row.attempts - len(own) if own and told and row.pass_percent is not None else 0
        url = f"{reverse('exams:mine')}#tes-{row.pk}"
        yield Link(row.stage, titled(row.title), url, note, ready=not own, again=again)
    if ended:
        one = best(ended) if told else ended[0]
        note = _points(one, actor) if told else str(one.get_state_display())
        words = BEST if told and len(ended) > 1 else SAT
        yield Link(row.stage, words, reverse("exams:outcome", args=[one.pk]), note, ready=False)


def best(ended: Sequence[Attempt]) -> Attempt:
    """Return the attempt that counts: one that passed before one that did not, then the most points."""
    return max(ended, key=lambda one: (bool(one.passed), Fraction(one.points or 0) / (one.most or 1)))


def _points(one: Attempt, actor: Actor) -> str:
    return POINTS.text(actor.lang, points=show(short(one.points), lang=actor.lang), most=one.most or 0)


def titled(title: str) -> Say:
    """Return a title as words, in which nothing is filled in any more."""
    plain = title.replace("{", "{{").replace("}", "}}")
    return Say(plain, plain)


def steps(version: Any, actor: Actor) -> Sequence[Step]:
    """Return the tests of a version to those who prepare them, and where the missing ones are prepared."""
    if version.state == "retired" or not offers(version, actor):
        return []
    there = list(Exam.objects.filter(version=version).order_by("-stage", "pk")[:MOST])
    found = [Step(titled(row.title), row.get_absolute_url(), "stopwatch", _state(row)) for row in there]
    missing = [one for one in ("pre", "post") if version.needs.get(one) and one not in {row.stage for row in there}]
    base = f"{reverse('exams:create')}?versi={version.pk}&tahap="
    return found + [Step(PREPARE[stage], f"{base}{stage}", "stopwatch", NEEDED, missing=True) for stage in missing]


def _state(row: Exam) -> Say:
    return LIFE.states[row.state]
