"""Communities and businesses at a session: found by name, written down once with a reason, taken back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kotaham.apps.classes import services
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Entity
from kotaham.core.errors import Refused
from tests.apps.classes.making import opened
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

WHY = "Buku tamu"


@pytest.fixture
def karang(world: World, joko: Actor) -> Entity:
    return register.add_entity("community", "Karang Taruna Damai", actor=joko, kanwil=world.office("kanwil").pk)


def page(browser: Any, url: str, **more: Any) -> str:
    answer = browser.get(url, more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_trainer_finds_one_by_a_word_and_writes_it_down_once(
    session: Session, karang: Entity, world: World, as_: AsPerson
) -> None:
    browser, url = as_(world.joko), f"/sesi/{session.pk}/hadir/komunitas"
    assert "Karang Taruna Damai" in page(browser, url, q="taruna")
    assert "Karang Taruna Damai" not in page(browser, url, q="sanggar")
    assert "Banyaknya orang yang ikut datang" in page(browser, url, entitas=karang.pk)
    said = {"entity": karang.pk, "came": "", "reason": WHY}
    for wrong in ({"reason": " "}, {"came": "0"}, {"came": "x"}, {"entity": "9" * 30}):
        assert browser.post(url, said | wrong).status_code == 422
    shown = browser.post(url, said, follow=True).content.decode()
    assert "Karang Taruna Damai dicatat hadir." in shown
    assert "tidak diketahui" in shown
    row = EntityAttendance.objects.get()
    assert (row.came, row.reason, row.by_id, row.kanwil_id) == (None, WHY, world.joko.pk, world.office("kanwil").pk)
    again = browser.post(url, said | {"came": "12"})
    assert again.status_code == 409
    assert "sudah tercatat hadir pada sesi ini" in again.content.decode()
    assert "sudah tercatat" in page(browser, url, q="karang")
    assert "1 komunitas atau pelaku usaha" in page(browser, f"/sesi/{session.pk}")
    session.refresh_from_db()
    assert session.present == 0
    event = Event.objects.get(verb="classes.entity-attended")
    assert (event.holder, event.why, "came" in event.data) == (world.office("kanwil").pk, WHY, False)


def test_it_is_taken_back_with_a_reason_and_may_come_again(
    session: Session, karang: Entity, joko: Actor, world: World, as_: AsPerson
) -> None:
    row = services.note_entity(session.pk, karang.pk, 12, WHY, actor=joko)
    browser, url = as_(world.joko), f"/sesi/{session.pk}/hadir/komunitas/{row.pk}/batalkan"
    assert "12" in page(browser, f"/sesi/{session.pk}/peserta", bagian="komunitas")
    assert browser.post(url, {"reason": ""}).status_code == 400
    assert browser.post(url, {"reason": "Salah catat"}).status_code == 302
    assert browser.post(url, {"reason": "Salah catat"}).status_code == 409
    assert Event.objects.get(verb="classes.entity-voided").why == "Salah catat"
    assert "Belum ada komunitas" in page(browser, f"/sesi/{session.pk}/peserta", bagian="komunitas")
    assert services.note_entity(session.pk, karang.pk, None, WHY, actor=joko).pk != row.pk


def test_who_looks_on_may_not_and_a_stranger_finds_nothing(
    session: Session, karang: Entity, joko: Actor, actor: ActorOf, world: World, as_: AsPerson
) -> None:
    url = f"/sesi/{session.pk}/hadir/komunitas"
    row = services.note_entity(session.pk, karang.pk, 3, WHY, actor=joko)
    far = register.add_entity("business", "Warung Jauh", actor=actor(world.eko), kanwil=world.office("kanwil_other").pk)
    said = {"entity": far.pk, "came": "2", "reason": WHY}
    for onlooker in (world.ani, world.seno):
        assert as_(onlooker).post(url, said).status_code == 403
        assert as_(onlooker).post(f"{url}/{row.pk}/batalkan", {"reason": "x"}).status_code == 403
    assert "Karang Taruna" not in page(as_(world.seno), f"/sesi/{session.pk}/peserta", bagian="komunitas")
    draft = services.plan(services.Wish("Draf", "onsite", session.starts, session.ends, place="Aula"), actor=joko)
    assert as_(world.seno).get(f"/sesi/{draft.pk}/peserta?bagian=komunitas").status_code == 404
    assert as_(world.joko).post(url, said).status_code == 404
    assert "Warung Jauh" not in page(as_(world.joko), url)
    assert "Warung Jauh" in page(as_(world.eko), url)


def test_nobody_is_written_down_too_early_or_after_its_end(session: Session, karang: Entity, joko: Actor) -> None:
    early = opened(joko, hours=5)
    with pytest.raises(Refused, match="tidak dicatat sekarang"):
        services.note_entity(early.pk, karang.pk, None, WHY, actor=joko)
    register.set_active(karang.pk, actor=joko, active=False)
    with pytest.raises(Refused, match="sudah diakhiri dalam daftar"):
        services.note_entity(session.pk, karang.pk, None, WHY, actor=joko)


def test_a_new_one_is_noted_on_the_way_and_the_page_comes_back(session: Session, world: World, as_: AsPerson) -> None:
    kanwil, back = world.office("kanwil").pk, f"/sesi/{session.pk}/hadir/komunitas"
    form = {"kind": "business", "name": "Koperasi Damai", "kanwil": kanwil, "place": "", "note": ""}
    answer = as_(world.joko).post(f"/peserta/komunitas/tambah?kembali={back}", form)
    assert answer["Location"] == f"{back}?entitas={Entity.objects.get().pk}"
    away = as_(world.joko).post("/peserta/komunitas/tambah?kembali=//jahat.example/x", form | {"name": "Lain"})
    assert away["Location"] == "/peserta/komunitas"


def test_a_number_of_nobody_is_refused_by_the_service_and_by_the_database(
    session: Session, karang: Entity, joko: Actor
) -> None:
    for came in (0, services.MOST_CAME + 1):
        with pytest.raises(Refused, match="antara 1 dan"):
            services.note_entity(session.pk, karang.pk, came, WHY, actor=joko)
    row = services.note_entity(session.pk, karang.pk, 1, WHY, actor=joko)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntityAttendance.objects.filter(pk=row.pk).update(came=0)
