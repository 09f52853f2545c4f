"""Many at once: one attempt, one handing in, and no acknowledged answer that is not marked."""

import threading
from collections import Counter
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.exams import queries, services
from kotaham.apps.exams.models import Attempt, Exam, Form, Import, Question, Response
from kotaham.apps.exams.services.letters import TooLate
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register.models import Member
from kotaham.core.exams.question import Asked
from tests.apps.exams.conftest import Opened, asking, wish
from tests.apps.jobs.test_races import CROWD, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(got: list[object]) -> Counter[str]:
    return Counter(type(found).__name__ for found in got)


def test_twenty_starts_are_one_attempt(opened: Opened, learner: Member, nia: Actor) -> None:
    exam = opened(attempts=5)
    got = at_once(lambda: services.start(exam.pk, actor=nia))
    assert kinds(got) == {"Attempt": CROWD}, got
    assert len({one.pk for one in got if isinstance(one, Attempt)}) == 1
    assert Event.objects.filter(verb="exams.started").count() == 1


def test_without_the_constraint_twenty_starts_would_be_twenty(opened: Opened, learner: Member, nia: Actor) -> None:
    """The control: look whether one runs, then write under numbers of their own."""
    exam = opened(attempts=CROWD)
    looked, numbers = threading.Barrier(CROWD), count(1)

    def unguarded() -> None:
        found = queries.running(exam.pk, learner.pk)
        looked.wait()
        if found is None:
            form = Form.objects.get(exam=exam)
            Attempt.objects.create(
                exam=exam, form=form, member=learner, number=next(numbers), ends_at=timezone.now(), state="handed-in"
            )

    at_once(unguarded)
    assert Attempt.objects.count() == CROWD


def test_twenty_handings_in_are_one(started: Any, nia: Actor) -> None:
    attempt = started()
    got = at_once(lambda: services.submit(attempt.pk, actor=nia))
    assert kinds(got) == {"Attempt": 1, "Stale": CROWD - 1}, got
    assert Event.objects.filter(verb="exams.handed-in").count() == 1


def test_every_answer_that_was_acknowledged_is_marked(started: Any, nia: Actor) -> None:
    attempt = started([asking(number, Asked.SINGLE) for number in range(1, CROWD)])
    turns = count(0)

    def act() -> object:
        turn = next(turns)
        if turn == CROWD // 2:
            return services.submit(attempt.pk, actor=nia)
        return services.save(attempt.pk, turn % (CROWD - 1) + 1, "a", actor=nia)

    got = at_once(act)
    kept = [one for one in got if isinstance(one, services.Kept)]
    late = [one for one in got if isinstance(one, TooLate)]
    attempt.refresh_from_db()
    assert len(kept) + len(late) == CROWD - 1, got
    assert attempt.points == len({one.position for one in kept}) == Response.objects.count()
    assert not Response.objects.filter(points=None).exists()


def test_without_the_lock_an_answer_would_slip_in_behind_the_marking(started: Any, nia: Actor) -> None:
    """The control: read that the attempt runs, let it be handed in, write."""
    attempt = started()
    assert Attempt.objects.get(pk=attempt.pk).state == "running"
    services.submit(attempt.pk, actor=nia)
    with transaction.atomic():
        queries.put_response(attempt.pk, 1, "a", 1, timezone.now())
    attempt.refresh_from_db()
    assert attempt.points == 0
    assert Response.objects.get().points is None


def test_of_twenty_saves_of_one_answer_the_newest_stays(started: Any, nia: Actor) -> None:
    attempt, turns = started(), count(1)

    def act() -> object:
        turn = next(turns)
        return services.save(attempt.pk, 1, "abcd"[turn % 4], actor=nia, sequence=turn)

    at_once(act)
    row = Response.objects.get()
    assert (row.sequence, row.value) == (CROWD, "abcd"[CROWD % 4])


def test_starting_and_closing_at_once_leave_nothing_that_runs(
    opened: Opened, learner: Member, nia: Actor, joko: Actor
) -> None:
    exam, turns = opened(), count(0)

    def act() -> object:
        return services.close_exam(exam.pk, actor=joko) if next(turns) == 5 else services.start(exam.pk, actor=nia)

    at_once(act)
    services.expire_all(exam.pk, actor=joko)
    assert not Attempt.objects.filter(state="running").exists()
    assert Exam.objects.get(pk=exam.pk).state == "closed"


def test_twenty_openings_are_one(joko: Actor, version: Any) -> None:
    for number in range(1, 4):
        services.add(asking(number), actor=joko, use=True)
    exam = services.create(wish(version), actor=joko)
    got = at_once(lambda: services.open_exam(exam.pk, actor=joko, revision=exam.revision))
    assert kinds(got) == {"Exam": 1, "Stale": CROWD - 1}, got
    assert Form.objects.count() == 1


def test_twenty_edits_of_a_used_question_are_one_next_version(opened: Opened, joko: Actor) -> None:
    pk = opened().papers.get().questions[0]
    wanted = asking(77)
    got = at_once(lambda: services.edit(pk, wanted, actor=joko))
    assert kinds(got)["Question"] == 1, got
    code = Question.objects.get(pk=pk).code
    assert Question.objects.filter(code=code).count() == 2
    assert Question.objects.filter(code=code, state="active").count() == 1


def test_a_file_taken_in_twenty_times_is_taken_once(joko: Actor) -> None:
    staged = services.stage("soal.gift", b"$CATEGORY: T\n\n::A::?{=a ~b}\n\n::B::?{=a ~b}", actor=joko)
    got = at_once(lambda: services.take(staged.pk, actor=joko))
    assert kinds(got) == {"Import": 1, "Stale": CROWD - 1}, got
    assert (Question.objects.count(), Import.objects.get().created) == (2, 2)
    assert isinstance(got[0], Import | Stale)
