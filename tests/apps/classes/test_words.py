"""The record of this room reads as sentences in both languages: no code is left in it."""

import time

import pytest
from django.utils import translation

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Attendance, Seat, Session
from kotaham.apps.classes.rules import code_of
from kotaham.apps.events import queries as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import services as register
from tests.apps.classes.making import guest, invitation
from tests.apps.courses.test_words import RAW
from tests.cast import World


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_raw_is_left_in_the_record(
    language: str, session: Session, nia: Actor, joko: Actor, world: World
) -> None:
    seat = services.register_own(session.pk, actor=nia)
    services.ask(seat.pk, "Ibu Atasan", actor=nia)
    services.check_in(session.pk, code_of(session.secret, session.pk, time.time()), actor=nia)
    services.void(session.pk, Attendance.objects.get().pk, "Bukan dia", actor=joko)
    services.give_up_own(seat.pk, actor=nia)
    karang = register.add_entity("community", "Karang Taruna", actor=joko, kanwil=world.office("kanwil").pk)
    there = services.note_entity(session.pk, karang.pk, 12, "Buku tamu", actor=joko)
    services.correct_entity(session.pk, there.pk, 15, "Dihitung ulang", actor=joko, seen=12)
    services.correct_entity(session.pk, there.pk, None, "Tidak yakin", actor=joko, seen=15)
    services.void_entity(session.pk, there.pk, "Salah catat", actor=joko)
    guest(world.office("dinas"))
    asked, path = invitation(session, 1, joko)
    services.answer_invitation(path.rpartition("/")[2], False, actor=Actor())
    Seat.objects.filter(pk=asked.pk).update(state="invited")
    services.withdraw(session.pk, asked.pk, actor=joko)
    services.move(session.pk, "cancel", actor=joko, reason="Aula rusak")
    with translation.override(language):
        told = events.told(list(Event.objects.filter(verb__startswith="classes.").order_by("seq")))
    assert len(told) == 15
    assert {"id": "Tautan pada undangan", "en": "Link of the invitation"}[language] in [
        value for row in told for _title, value in row.details
    ]
    assert "12" in [value for row in told for _title, value in row.details]
    for row in told:
        said = [row.what, row.kind, row.subject, *(f"{title}: {value}" for title, value in row.details)]
        assert not [one for one in said if RAW.search(one)], row
