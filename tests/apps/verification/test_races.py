"""Twenty clicks at once: one effect for every verb, and without the guard more than one."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.notices.models import Notice
from kotaham.apps.verification import services
from kotaham.apps.verification.models import Case, Check, Minutes, Question, Reading
from kotaham.apps.verification.services import Paper
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.verification.conftest import ACCEPT, Sent, back, fix
from tests.apps.verification.conftest import Reading as Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
Verb = Callable[[Desk], Any]


def to_take(desk: Desk) -> None:
    return None


def to_return(desk: Desk) -> None:
    services.take(desk.pk, actor=desk.act("dewi"))
    desk.say("dewi", desk.others[0], back())


def to_conclude(desk: Desk) -> None:
    services.take(desk.pk, actor=desk.act("dewi"))
    services.read_second(desk.pk, actor=desk.act("oki"))
    desk.say("dewi", desk.others[0], fix(desk.others[0]))
    desk.read_through()


def to_assess(desk: Desk) -> None:
    to_conclude(desk)
    services.conclude(desk.pk, actor=desk.act("dewi"))


def to_validate(desk: Desk) -> None:
    to_assess(desk)
    desk.assessed()
    for row in desk.desk("validated").rows:
        desk.say("gita", row.answer.code)


VERBS: dict[str, tuple[Callable[[Desk], None], Verb, str]] = {
    "take": (to_take, lambda desk: services.take(desk.pk, actor=desk.act("dewi")), "verification.taken"),
    "return": (to_return, lambda desk: services.give_back(desk.pk, actor=desk.act("dewi")), "verification.returned"),
    "conclude": (
        to_conclude,
        lambda desk: services.conclude(desk.pk, actor=desk.act("dewi")),
        "verification.concluded",
    ),
    "assess": (to_assess, lambda desk: services.assess(desk.pk, actor=desk.act("gita")), "verification.assessed"),
    "validate": (
        to_validate,
        lambda desk: services.validate(desk.pk, actor=desk.act("gita")),
        "verification.announced",
    ),
}


@pytest.mark.parametrize("verb", list(VERBS))
def test_twenty_clicks_move_a_report_once(verb: str, sent: Sent) -> None:
    prepare, act, told = VERBS[verb]
    desk = sent()
    prepare(desk)
    got = at_once(lambda: act(desk))
    good = [one for one in got if not isinstance(one, Exception)]
    assert len(good) == 1, got
    assert Event.objects.filter(verb=told).count() == 1
    assert Question.objects.count() == (1 if verb == "return" else 0)
    assert Reading.objects.count() == (1 if verb in {"conclude", "assess", "validate"} else 0)
    assert Notice.objects.filter(kind="verification.announced").count() == (1 if verb == "validate" else 0)


def test_twenty_clicks_say_it_once(sent: Sent) -> None:
    desk = sent()
    services.take(desk.pk, actor=desk.act("dewi"))
    version = desk.river.answer("damai", "RK-2").version
    got = at_once(lambda: services.check(desk.pk, "RK-2", ACCEPT, actor=desk.act("dewi"), version=version, edition=0))
    assert Counter(type(one).__name__ for one in got) == {"Check": 1, "Stale": CROWD - 1}
    assert Check.objects.get().edition == 1
    assert Event.objects.filter(verb="verification.checked").count() == 1


def test_without_the_lock_and_the_constraint_many_would_say_it(sent: Sent) -> None:
    """The control: look whether there are words already, then write the event, as a service without the guard would."""
    desk = sent()
    services.take(desk.pk, actor=desk.act("dewi"))
    looked = threading.Barrier(CROWD)
    dewi = desk.act("dewi")

    def unguarded() -> None:
        found = Check.objects.exists()
        looked.wait()
        if not found:
            with events.work(dewi) as log:
                log.record("verification.checked", ("verification.case", desk.pk))

    at_once(unguarded)
    assert Event.objects.filter(verb="verification.checked").count() == CROWD


def test_a_check_and_the_conclusion_at_once_leave_no_answer_unread(sent: Sent) -> None:
    """Dewi changes her mind on one answer while the head concludes: what counts is what was concluded."""
    desk = sent()
    to_conclude(desk)
    code, turns = desk.others[0], iter(range(CROWD))
    version = desk.river.answer("damai", code).version
    edition = Check.objects.get(answer__code=code, slot=1).edition

    def one() -> object:
        if next(turns) % 2:
            return services.conclude(desk.pk, actor=desk.act("intan"))
        return services.check(desk.pk, code, ACCEPT, actor=desk.act("dewi"), version=version, edition=edition)

    at_once(one)
    assert desk.submission.state == "verified"
    said = Check.objects.get(answer__code=code, slot=1)
    assert Reading.objects.count() == (1 if said.verdict == "correct" else 0)


def test_twenty_second_readers_at_once_are_one(sent: Sent) -> None:
    desk = sent()
    services.take(desk.pk, actor=desk.act("dewi"))
    got = at_once(lambda: services.read_second(desk.pk, actor=desk.act("oki")))
    assert sum(isinstance(one, Case) for one in got) == 1


def test_twenty_editions_at_once_are_one(sent: Sent) -> None:
    desk = sent()
    to_assess(desk)
    got = at_once(lambda: services.make_minutes(desk.pk, Paper("1"), actor=desk.act("dewi"), edition=0))
    assert sum(isinstance(one, Minutes) for one in got) == 1, got
    assert Minutes.objects.count() == 1
