"""Who has finished and who has passed follows from the proofs, and what a proof gave its end takes back."""

import pytest

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import Happened
from tests.apps.courses.making import member, published
from tests.cast import World

Proofs = dict[str, dict[int, int]]


def settled(actor: Actor, *rows: Enrolment) -> list[str]:
    with events.work(actor) as log:
        services.settle([row.pk for row in rows], log)
    found = dict(Enrolment.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "state"))
    return [found[row.pk] for row in rows]


def enrolled(version: Version, actor: Actor, *members: Member) -> list[Enrolment]:
    with events.work(actor) as log:
        return services.enrol(version, [one.pk for one in members], actor=actor, how="self", log=log)


@pytest.fixture
def asked(joko: Actor) -> Version:
    """Give a version that asks for one session, the first test, and the final test passed."""
    return published(joko, "lengkap", attendance=1, pre=True, post="passed")


def test_each_goes_where_their_proofs_say(
    world: World, asked: Version, joko: Actor, proofs: Proofs, counted: list[Happened]
) -> None:
    rows = enrolled(asked, joko, *(member(world.office("dinas"), f"Orang {n}") for n in range(4)))
    none, taken, passed, lost = (row.pk for row in rows)
    for pk in (taken, passed, lost):
        proofs["attendance"][pk] = proofs["pre"][pk] = 1
    proofs["post"] |= {taken: 1, passed: 2, lost: 3}
    assert settled(joko, *rows) == ["enrolled", "finished", "passed", "failed"]
    told = {(one.measure, one.member) for one in counted}
    people = {row.pk: row.member_id for row in rows}
    assert told == {("finished", people[pk]) for pk in (taken, passed, lost)} | {("passed", people[passed])}
    assert len(counted) == 4
    assert none in people


def test_settling_twice_changes_and_counts_nothing(
    world: World, asked: Version, joko: Actor, proofs: Proofs, counted: list[Happened], sari: Member
) -> None:
    (row,) = enrolled(asked, joko, sari)
    for need, amount in (("attendance", 1), ("pre", 1), ("post", 2)):
        proofs[need][row.pk] = amount
    assert settled(joko, row) == ["passed"]
    before, events_before = len(counted), Event.objects.count()
    assert settled(joko, row) == ["passed"]
    assert (len(counted), Event.objects.count()) == (before, events_before)


def test_an_attendance_made_void_takes_back_the_pass_and_its_counts(
    world: World, asked: Version, joko: Actor, proofs: Proofs, counted: list[Happened], sari: Member
) -> None:
    (row,) = enrolled(asked, joko, sari)
    for need, amount in (("attendance", 1), ("pre", 1), ("post", 2)):
        proofs[need][row.pk] = amount
    settled(joko, row)
    proofs["attendance"].clear()
    assert settled(joko, row) == ["started"]
    balance = {
        measure: sum(one.sign for one in counted if one.measure == measure) for measure in ("finished", "passed")
    }
    assert balance == {"finished": 0, "passed": 0}
    row.refresh_from_db()
    assert (row.finished_at, row.passed_at) == (None, None)
    assert Event.objects.filter(verb="courses.reopened").count() == 1


def test_a_test_passed_later_lifts_the_failure(
    world: World, asked: Version, joko: Actor, proofs: Proofs, sari: Member
) -> None:
    (row,) = enrolled(asked, joko, sari)
    proofs["attendance"][row.pk] = proofs["pre"][row.pk] = 1
    proofs["post"][row.pk] = 3
    assert settled(joko, row) == ["failed"]
    proofs["post"][row.pk] = 2
    assert settled(joko, row) == ["passed"]


def test_what_people_decided_the_proofs_leave_alone(
    world: World, asked: Version, joko: Actor, proofs: Proofs, sari: Member
) -> None:
    (row,) = enrolled(asked, joko, sari)
    Enrolment.objects.filter(pk=row.pk).update(state="waived")
    proofs["attendance"][row.pk] = proofs["pre"][row.pk] = 1
    proofs["post"][row.pk] = 2
    assert settled(joko, row) == ["waived"]


def test_a_need_that_no_room_knows_is_never_met(world: World, joko: Actor, sari: Member) -> None:
    version = published(joko, "tanpa", attendance=1)
    (row,) = enrolled(version, joko, sari)
    assert settled(joko, row) == ["enrolled"]


def test_settling_a_hundred_costs_no_more_queries_than_two(
    world: World, asked: Version, joko: Actor, proofs: Proofs, django_assert_max_num_queries: object
) -> None:
    rows = enrolled(asked, joko, *(member(world.office("dinas"), f"Orang {n}") for n in range(100)))
    for row in rows:
        proofs["attendance"][row.pk] = proofs["pre"][row.pk] = 1
        proofs["post"][row.pk] = 2
    with django_assert_max_num_queries(20), events.work(joko) as log:  # type: ignore[operator]
        assert services.settle([row.pk for row in rows], log) == 100
