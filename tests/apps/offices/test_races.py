"""Twenty at once: one effect; and what happens when the guard is taken away."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.offices import services
from kotaham.apps.offices.models import Contact, KanwilArea, Mandate, Office
from kotaham.apps.offices.services import Task, Wish, Words, guards
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 20


def at_once(act: Callable[[], object]) -> list[str]:
    """Run something in twenty threads that start together; return how each ended."""
    gate, ends = Barrier(MANY), []

    def one() -> None:
        gate.wait()
        try:
            act()
            ends.append("done")
        except Refused as refused:
            ends.append(refused.codes[0])
        except Exception as error:  # noqa: BLE001 - a race shows in many ways, each is told
            ends.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


@pytest.fixture
def ani(world: World, actor: ActorOf) -> Actor:
    return actor(world.ani)


def test_one_office_opens(world: World, ani: Actor) -> None:
    parent = world.office("damai").pk
    ends = at_once(
        lambda: services.create_office(actor=ani, parent_id=parent, kind="unit", words=Words("Dinas Pangan"))
    )
    assert sorted(set(ends)) == ["done", "offices.name-taken"]
    assert ends.count("done") == Office.objects.filter(name="Dinas Pangan").count() == 1


def test_one_correction_wins(world: World, ani: Actor) -> None:
    pk = world.office("dinas").pk
    ends = at_once(lambda: services.rename_office(pk, actor=ani, version=1, words=Words("Dinas Baru"), reason="x"))
    assert (ends.count("done"), ends.count("gate.stale")) == (1, MANY - 1)
    assert Office.objects.get(pk=pk).version == 2


def test_one_mandate_and_one_contact_are_written(world: World, ani: Actor) -> None:
    pk = world.office("damai").pk
    ends = at_once(lambda: services.add_mandate(pk, actor=ani, version=1, task=Task("Tugas", "Perwali 1/2026")))
    assert (ends.count("done"), Mandate.objects.count()) == (1, 1)
    ends = at_once(lambda: services.set_contact(pk, actor=ani, version=2, title="Kepala", phone="021"))
    assert (ends.count("done"), Contact.objects.count()) == (1, 1)


def test_the_starter_list_is_adopted_once(world: World, ani: Actor) -> None:
    pk = world.office("damai").pk
    ends = at_once(lambda: services.adopt_starter_units(pk, actor=ani, names=["Inspektorat", "Dinas Pendidikan"]))
    assert (ends.count("done"), ends.count("gate.stale")) == (1, MANY - 1)
    assert Office.objects.filter(proposed=True).count() == 2


def test_a_province_gets_one_kanwil(world: World, actor: ActorOf) -> None:
    eko, was = actor(world.eko), KanwilArea.objects.get(province_code="99").pk
    wish = Wish(world.office("kanwil_other").pk, date(2026, 1, 1), "stated", "x")
    ends = at_once(lambda: services.set_area("99", actor=eko, was=was, wish=wish, reason="y"))
    assert (ends.count("done"), ends.count("gate.stale")) == (1, MANY - 1)
    assert KanwilArea.objects.filter(province_code="99").count() == 2


def test_without_the_guard_everybody_wins(world: World, ani: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the version not compared, twenty clicks write twenty mandates."""

    def blind(office: Office, _version: int, **changes: object) -> None:
        Office.objects.filter(pk=office.pk).update(**changes) if changes else None

    monkeypatch.setattr("kotaham.apps.offices.services.parts.take", blind)
    pk = world.office("damai").pk
    ends = at_once(lambda: services.add_mandate(pk, actor=ani, version=1, task=Task("Tugas", "Perwali 1/2026")))
    assert ends.count("done") == Mandate.objects.count() > 1


def test_an_old_version_is_stale(world: World) -> None:
    guards.take(world.office("damai"), 1)
    with pytest.raises(Stale):
        guards.take(world.office("damai"), 1)
