"""Letters of a session carry the date that is known; a line is left only for whoever signs, and says so."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Session
from kotaham.apps.gate.services import Actor
from tests.apps.classes.making import opened
from tests.apps.classes.test_plan import FORM
from tests.apps.conftest import AsPerson
from tests.cast import World

HINT = "Diisi saat surat ditandatangani"


def text(raw: bytes) -> str:
    """Return the words of a paper."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages).split())


def test_the_invitation_carries_the_date_that_the_office_gave_it(
    joko: Actor, nia: Actor, world: World, as_: AsPerson
) -> None:
    row = opened(joko, letter="KW-12/2026", letter_day=date(2026, 11, 22))
    said = text(as_(world.joko).get(f"/sesi/{row.pk}/surat").content)
    assert "Tanggal: 22 November 2026" in said
    assert HINT not in said
    seat = services.register_own(row.pk, actor=nia)
    own = text(as_(world.nia).get(f"/sesi-saya/kursi/{seat.pk}/surat").content)
    assert "Tanggal: 22 November 2026" in own, "the same letter has the same date, whenever somebody takes it"


def test_a_letter_without_its_date_has_a_line_for_who_signs(joko: Actor, world: World, as_: AsPerson) -> None:
    row = opened(joko, letter="KW-13/2026")
    said = text(as_(world.joko).get(f"/sesi/{row.pk}/surat").content)
    assert HINT in said
    assert "Tanggal:" in said


def test_a_request_for_release_carries_the_day_on_which_it_is_made(
    session: Session, nia: Actor, world: World, as_: AsPerson, time_machine: Any
) -> None:
    Session.objects.filter(pk=session.pk).update(zone="Asia/Jayapura")
    seat = services.register_own(session.pk, actor=nia)
    client = as_(world.nia)
    time_machine.move_to(datetime(2026, 11, 22, 16, tzinfo=UTC), tick=False)  # the 23rd where the session is
    answer = client.post(f"/sesi-saya/kursi/{seat.pk}/izin", {"supervisor": "Ibu Atasan", "cara": "surat"})
    said = text(answer.content)
    assert "Tanggal: 23 November 2026" in said
    assert HINT not in said


@pytest.mark.once
def test_the_date_is_typed_beside_the_number_and_stays_when_the_session_is_changed(world: World, as_: AsPerson) -> None:
    browser = as_(world.joko)
    browser.post("/sesi/baru", {**FORM, "letter": "KW-14/2026", "letter_day": "2026-11-22"})
    row = Session.objects.get()
    assert row.letter_day == date(2026, 11, 22)
    assert 'value="2026-11-22"' in browser.get(f"/sesi/{row.pk}/ubah").content.decode()
