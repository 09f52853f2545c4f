"""How many came with a community or a business is corrected with a reason; that it was there stays as it was."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.classes import services
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Entity
from kotaham.apps.targets import queries as targets
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

WHY = "Dihitung ulang"
LATER = timezone.now() + timedelta(hours=9)


@pytest.fixture
def karang(world: World, joko: Actor) -> Entity:
    return register.add_entity("community", "Karang Taruna Damai", actor=joko, kanwil=world.office("kanwil").pk)


@pytest.fixture
def there(session: Session, karang: Entity, joko: Actor) -> EntityAttendance:
    return services.note_entity(session.pk, karang.pk, 12, "Buku tamu", actor=joko)


def url_of(row: EntityAttendance) -> str:
    return f"/sesi/{row.session_id}/hadir/komunitas/{row.pk}/koreksi"


def shown(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_shows_the_old_number_and_the_record_keeps_both(
    there: EntityAttendance, world: World, as_: AsPerson
) -> None:
    browser, people = as_(world.joko), f"/sesi/{there.session_id}/peserta?bagian=komunitas"
    assert url_of(there) in shown(browser.get(people))
    assert "Tercatat: 12." in shown(browser.get(url_of(there)))
    answer = browser.post(url_of(there), {"came": "21", "seen": "12", "reason": WHY}, follow=True)
    assert "21" in shown(answer)
    event = Event.objects.get(verb="classes.entity-corrected")
    data = json.loads(event.data)
    assert (data["old"], data["new"], event.why, event.person) == (12, 21, WHY, world.joko.pk)
    assert event.holder == world.office("kanwil").pk


@pytest.mark.parametrize(
    "wrong", [{"reason": " "}, {"came": "0"}, {"came": "x"}, {"came": "100001"}, {"came": "12"}, {"seen": "x"}]
)
def test_what_is_wrong_is_told_beside_the_form(
    there: EntityAttendance, world: World, as_: AsPerson, wrong: dict[str, str]
) -> None:
    said = {"came": "21", "seen": "12", "reason": WHY} | wrong
    assert as_(world.joko).post(url_of(there), said).status_code == 422
    there.refresh_from_db()
    assert there.came == 12


def test_who_came_along_follows_and_who_is_counted_does_not_change(
    there: EntityAttendance, joko: Actor, world: World
) -> None:
    kanwil, year = world.office("kanwil").pk, there.day.year

    def along() -> tuple[int, int]:
        return tuple(targets.came_along(year, kanwil, "community"))  # type: ignore[return-value]

    kept = targets.kept(year)
    assert along() == (12, 0)
    services.correct_entity(there.session_id, there.pk, 30, WHY, actor=joko, seen=12)
    assert along() == (30, 0)
    services.correct_entity(there.session_id, there.pk, None, WHY, actor=joko, seen=30)
    assert along() == (0, 1)
    assert targets.kept(year) == kept == targets.recounted(year)


def test_the_second_of_two_corrections_is_stale_and_so_is_one_of_what_was_taken_back(
    there: EntityAttendance, joko: Actor
) -> None:
    services.correct_entity(there.session_id, there.pk, 30, WHY, actor=joko, seen=12)
    with pytest.raises(Stale):
        services.correct_entity(there.session_id, there.pk, 31, WHY, actor=joko, seen=12)
    services.void_entity(there.session_id, there.pk, "Salah catat", actor=joko)
    with pytest.raises(Stale):
        services.correct_entity(there.session_id, there.pk, 31, WHY, actor=joko, seen=30)
    assert EntityAttendance.objects.get().came == 30


def test_what_was_merged_meanwhile_at_a_session_of_both_is_no_longer_corrected(
    there: EntityAttendance, joko: Actor
) -> None:
    kept = Entity.objects.create(
        kind=there.entity.kind, name="Karang Taruna Damai Sejati", kanwil=there.entity.kanwil, name_key="kept"
    )
    services.note_entity(there.session_id, kept.pk, 9, WHY, actor=joko)
    register.merge_entities(kept.pk, there.entity_id, WHY, actor=joko)
    with pytest.raises(Stale):
        services.correct_entity(there.session_id, there.pk, 30, WHY, actor=joko, seen=12)
    there.refresh_from_db()
    assert there.came == 12


@pytest.mark.parametrize(
    "change",
    [{"state": "cancelled"}, {"state": "draft"}, {"starts": LATER, "ends": LATER + timedelta(hours=2)}],
    ids=["called off", "not announced", "too early"],
)
def test_it_is_refused_whenever_attendance_is_not_written_down(
    there: EntityAttendance, joko: Actor, change: dict[str, Any]
) -> None:
    Session.objects.filter(pk=there.session_id).update(**change)
    with pytest.raises(Refused, match="tidak dicatat sekarang"):
        services.correct_entity(there.session_id, there.pk, 30, WHY, actor=joko, seen=12)


def test_who_looks_on_may_not_and_whose_community_is_out_of_reach_finds_nothing(
    there: EntityAttendance, world: World, as_: AsPerson, actor: ActorOf
) -> None:
    said = {"came": "21", "seen": "12", "reason": WHY}
    for onlooker in (world.ani, world.seno):
        assert as_(onlooker).post(url_of(there), said).status_code == 403
    far = register.add_entity("business", "Warung Jauh", actor=actor(world.eko), kanwil=world.office("kanwil_other").pk)
    row = services.note_entity(there.session_id, far.pk, 3, "Buku tamu", actor=actor(world.eko))
    assert as_(world.joko).get(url_of(row)).status_code == 404
    assert as_(world.joko).post(url_of(row), said).status_code == 404
    assert as_(world.joko).post(f"/sesi/{there.session_id}/hadir/komunitas/999/koreksi", said).status_code == 404
