"""Twenty clicks at the same moment have one effect; without the guard the race shows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Appointment, HandOver, Invitation, Person
from kotaham.apps.accounts.services import holding, inviting
from kotaham.apps.gate.services import Actor
from kotaham.core.errors import Refused
from tests.apps.accounts.test_invite import invite
from tests.apps.conftest import ActorOf
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
THREADS = 20
TODAY = timezone.localdate()


def at_once(click: Callable[[], object]) -> list[str]:
    """Let twenty threads click at the same moment; return "ok" or the first code of the refusal of each."""
    gate = Barrier(THREADS)

    def one(_number: int) -> str:
        try:
            gate.wait()
            click()
        except Refused as refused:
            return refused.codes[0]
        finally:
            connections.close_all()
        return "ok"

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


@pytest.fixture
def world(transactional_db: None) -> World:
    from tests import cast  # noqa: PLC0415 - the cast of conftest asks for the other kind of database

    return cast.build()


def test_one_invitation_makes_one_account(world: World, actor: ActorOf) -> None:
    token = invite(actor(world.ani), world).token
    answers = at_once(lambda: services.accept(actor=Actor(), token=token, name="B", password="kenari-terbang-malam"))
    assert answers.count("ok") == 1
    assert set(answers) <= {"ok", "gate.stale", "accounts.invitation-gone"}
    assert Person.objects.filter(email="baru@kotaham.example").count() == 1
    assert Appointment.objects.filter(person__email="baru@kotaham.example").count() == 1


def test_one_appointment_is_made(world: World, actor: ActorOf) -> None:
    eko = actor(world.eko)
    answers = at_once(lambda: appoint_tono(eko, world))
    assert sorted(set(answers)) == ["gate.stale", "ok"]
    assert Appointment.objects.filter(person=world.tono).count() == 1


def appoint_tono(eko: Actor, world: World) -> Any:
    return services.appoint(
        actor=eko,
        person=world.tono.pk,
        role="unit_officer",
        office=world.office("dinas").pk,
        starts=TODAY,
        ends=None,
        basis="SK",
    )


def test_without_the_lock_and_the_unit_of_work_the_race_makes_several(
    world: World, actor: ActorOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Take away what makes writers wait: everybody looks, then everybody writes."""
    gate = Barrier(THREADS)
    created = Appointment.objects.create

    def create_after_all_looked(**fields: Any) -> Appointment:
        gate.wait()
        return created(**fields)

    monkeypatch.setattr(holding, "lock_person", lambda person: Person.objects.get(pk=person))
    monkeypatch.setattr(Appointment.objects, "create", create_after_all_looked)
    seat: dict[str, Any] = {
        "role": "unit_officer",
        "office": world.office("dinas").pk,
        "name": "",
        "starts": TODAY,
        "ends": None,
    }
    answers = at_once(
        lambda: holding.write_appointment(actor=actor(world.eko), person=world.tono.pk, basis="SK", **seat)
    )
    assert answers.count("ok") == THREADS


def test_one_end_is_recorded(world: World, actor: ActorOf) -> None:
    ani, pk = actor(world.ani), world.appointment("budi").pk
    answers = at_once(lambda: services.end(actor=ani, appointment=pk, on=TODAY, reason="Pindah"))
    assert sorted(set(answers)) == ["gate.stale", "ok"]
    assert answers.count("ok") == 1


def test_one_hand_over_moves_the_work(world: World, actor: ActorOf) -> None:
    taker = Appointment.objects.create(
        person=world.tono, role="unit_officer", office=world.office("dinas"), starts=date(2020, 1, 1), basis="SK"
    )
    budi, giver = actor(world.budi), world.appointment("budi").pk
    answers = at_once(lambda: services.hand_over(actor=budi, giver=giver, taker=taker.pk, note="Semua."))
    assert answers.count("ok") == 1
    assert HandOver.objects.count() == 1


def test_one_invitation_is_written(world: World, actor: ActorOf) -> None:
    ani = actor(world.ani)
    answers = at_once(lambda: invite(ani, world))
    assert sorted(set(answers)) == ["accounts.invitation-open", "ok"]
    assert Invitation.objects.count() == 1


def test_two_admins_cannot_end_one_another_at_the_same_moment(world: World, actor: ActorOf) -> None:
    second = Appointment.objects.create(
        person=world.fajar, role="ministry_admin", office=world.office("ministry"), starts=date(2020, 1, 1), basis="SK"
    )
    pairs = [(actor(world.eko), second.pk), (actor(world.fajar, "ministry_admin"), world.appointment("eko").pk)] * 10

    def click() -> None:
        one, other = pairs.pop()
        services.end(actor=one, appointment=other, on=TODAY, reason="Berebut")

    at_once(click)
    left = Appointment.objects.filter(role="ministry_admin", ended_at=None)
    assert left.count() == 1


def test_without_the_conditional_update_an_invitation_is_taken_twice(
    world: World, actor: ActorOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that the guard is what refuses: the same steps with an update that does not look at the state."""
    issued = invite(actor(world.ani), world)
    row = Invitation.objects.filter(pk=issued.invitation.pk)
    assert row.filter(inviting.is_open(timezone.now())).update(accepted_at=timezone.now()) == 1
    assert row.filter(inviting.is_open(timezone.now())).update(accepted_at=timezone.now()) == 0
    unguarded: QuerySet[Invitation] = row
    assert unguarded.update(accepted_at=timezone.now()) == 1
