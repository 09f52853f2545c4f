"""Twenty clicks at once: one effect, and without the guard more than one."""

import threading
from collections import Counter

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import services
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.publication.services import Ruling
from kotaham.apps.submissions.models import Submission
from kotaham.apps.verification.models import Reading
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.publication.conftest import DECREE, Case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(got: list[object]) -> Counter[str]:
    return Counter(type(found).__name__ for found in got)


def test_twenty_filings_file_once(quick: Case) -> None:
    one = quick.begin("RK-2", services.Wish("Keliru.", {"numerator": "1", "denominator": "4800"}))
    got = at_once(lambda: services.file(one.pk, actor=quick.act("ani")))
    assert kinds(got) == {"Objection": 1, "Stale": CROWD - 1}, got
    assert Event.objects.filter(verb="publication.filed").count() == 1


def test_twenty_objections_to_one_answer_are_one(quick: Case) -> None:
    got = at_once(lambda: quick.begin("RK-2", services.Wish("Keliru.", {"numerator": "1", "denominator": "4800"})))
    assert kinds(got)["Objection"] == 1
    assert Objection.objects.count() == 1


def test_twenty_decisions_are_one(quick: Case) -> None:
    one = quick.begin("RK-2", services.Wish("Keliru.", {"numerator": "1", "denominator": "4800"}))
    services.file(one.pk, actor=quick.act("ani"))
    got = at_once(lambda: services.judge(one.pk, Ruling("grant", "Benar."), actor=quick.act("wulan")))
    assert kinds(got) == {"Objection": 1, "Stale": CROWD - 1}, got
    assert Reading.objects.filter(stage="final").count() == 1
    assert Notice.objects.filter(kind="publication.judged").count() == 1


def test_twenty_freezings_are_one(quick: Case) -> None:
    draft = quick.drafted()
    got = at_once(lambda: services.freeze(draft.pk, DECREE, actor=quick.act("hadi"), version=draft.version))
    assert kinds(got)["Decision"] == 1, got
    assert set(kinds(got)) <= {"Decision", "Stale", "Refused"}, got
    assert Event.objects.filter(verb="publication.frozen").count() == 1
    assert Event.objects.filter(verb="submissions.decided").count() == 2


def test_twenty_drafts_are_one(quick: Case) -> None:
    quick.settled()
    quick.scored()
    got = at_once(lambda: services.draft(quick.round, "Contoh", actor=quick.act("eko")))
    assert kinds(got) == {"Decision": 1, "Stale": CROWD - 1}, got
    assert Decision.objects.count() == 1


def test_an_objection_is_never_left_behind_by_the_closing(quick: Case) -> None:
    """Filing and closing at once: either it was filed and the report waits, or it came too late."""
    one = quick.begin("RK-2", services.Wish("Keliru.", {"numerator": "1", "denominator": "4800"}))
    ends = quick.report().objection_ends
    assert ends is not None
    turns = iter(range(CROWD))

    def act() -> object:
        if next(turns) % 2:
            return services.settle(quick.round, actor=quick.act("gita"), now=ends.replace(year=ends.year + 1))
        return services.file(one.pk, actor=quick.act("ani"), now=ends)

    at_once(act)
    report, filed = quick.report(), Objection.objects.filter(state="filed").exists()
    assert (report.state == "validated") == filed, (report.state, filed)


def test_without_the_conditional_update_twenty_clicks_decide_twenty_times(quick: Case) -> None:
    """The control: look at the state, then write."""
    one = quick.begin("RK-2", services.Wish("Keliru.", {"numerator": "1", "denominator": "4800"}))
    services.file(one.pk, actor=quick.act("ani"))
    looked, done = threading.Barrier(CROWD), []

    def unguarded() -> None:
        found = Objection.objects.get(pk=one.pk)
        looked.wait()
        if found.state == "filed":
            Objection.objects.filter(pk=one.pk).update(state="dismissed", decision="Tetap.")
            done.append(1)

    at_once(unguarded)
    assert len(done) == CROWD
    assert Submission.objects.get(pk=quick.river.cities["damai"]).state == "validated"
