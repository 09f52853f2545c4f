"""Somebody without an account answers an invitation by its link, on their phone; whoever invited sees how."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.classes import services
from kotaham.apps.classes.models import Session
from kotaham.apps.courses.models import Version
from kotaham.apps.gate.services import Actor
from tests.apps.classes.making import guest, invitation, wish
from tests.apps.courses.making import nip, published
from tests.browser.conftest import PATIENCE, House
from tests.browser.desks import PHONE, Desks

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def desks(house: House, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Desks]:
    """Give the desks of those who are in the story."""
    windows: list[BrowserContext] = []

    def window() -> BrowserContext:
        windows.append(browser.new_context(**browser_context_args))
        windows[-1].set_default_timeout(PATIENCE)
        return windows[-1]

    yield Desks(house, window, story="undangan")
    for one in windows:
        one.close()


def session_of(joko: Actor) -> Session:
    """Prepare a hybrid session of a course with hours and one seat, with its registration open."""
    version = published(joko)
    Version.objects.filter(pk=version.pk).update(hours="3", hours_basis="SK rekaan")
    talks = [services.Talk("Ibu Contoh", "Kepala Kanwil", "Hak yang dilayani puskesmas")]
    asked = wish(48, title="HAM dalam pelayanan publik", mode="hybrid", link="https://zoom.example/j/777", capacity=1,
                 letter="KW-12/2026", version=version.pk)  # fmt: skip
    return services.move(services.plan(asked, talks, actor=joko).pk, "open", actor=joko)


@pytest.mark.once
def test_an_invitation_is_answered_on_the_phone_and_the_list_shows_it(house: House, desks: Desks) -> None:
    joko = actor_of_appointment(house.world.appointment("joko"))
    session = session_of(joko)
    dinas = house.world.office("dinas")
    for which in (1, 2, 3):
        guest(dinas, which, "sari@contoh.example" if which == 3 else "")
    (_first, path), (_second, other), _third = [invitation(session, which, joko) for which in (1, 2, 3)]
    phone = desks.of("", PHONE)
    phone.open(path)
    phone.look("belum-dijawab", "Undangan: HAM dalam pelayanan publik", keys=True)
    phone.press("Terima undangan")
    phone.told("Anda menerima undangan ini")
    phone.look("diterima")
    phone.reads("https://zoom.example/j/777")
    phone.open(other)
    phone.look("penuh")
    phone.press("Terima dan masuk daftar tunggu")
    phone.look("menunggu")
    phone.reads("urutan 1")
    phone.open(path)
    phone.press("Saya tidak jadi hadir")
    phone.told("Anda menolak undangan ini")
    phone.open(other)
    phone.reads("Terdaftar")
    desk = desks.of("joko")
    desk.open(f"/sesi/{session.pk}/peserta")
    desk.reads("dijawab lewat tautan undangan")
    desk.unfold("Tarik undangan")
    desk.look("daftar")
    desk.press("Tarik undangan ini")
    desk.told("Undangan ditarik")
    services.move(session.pk, "cancel", actor=joko, reason="Aula rusak karena banjir")
    phone.page.goto(f"{house.url}{other}")
    phone.look("dibatalkan", "Undangan ini tidak perlu dijawab lagi")
    phone.page.goto(f"{house.url}/jawab/{nip(1)}")
    phone.look("tidak-dikenal", "Undangan tidak dapat dibuka")
    assert not desks.wrong, "\n".join(desks.wrong)
