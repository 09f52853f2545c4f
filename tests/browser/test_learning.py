"""No progress of a learner is lost: not when the line is cut or the tab dies; another phone goes on."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Module, Programme, Progress, Version
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from tests.apps.courses.making import member, published
from tests.browser.conftest import PATIENCE, House

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
SENT = re.compile(r".*/kemajuan$")
LONG = "\n\n".join(f"Alinea rekaan nomor {n}, tentang hak atas pelayanan." for n in range(120))
Windows = Callable[..., BrowserContext]
numbers = count(1)


def acting(house: House, name: str) -> Actor:
    return actor_of_appointment(house.world.appointment(name).pk, person=house.world.people[name].pk)


@pytest.fixture
def own(house: House) -> Enrolment:
    """Give a course of two modules that Nia takes, the first a long one."""
    if not Member.objects.exists():
        member(house.world.office("dinas"), "Nia Nuraini", account=house.world.nia)
    joko = acting(house, "joko")
    course = f"jauh-{next(numbers)}"
    assert Programme.objects.count() <= 1
    version = Version.objects.get(course=make(joko, course), state="published")
    return services.join(version.pk, actor=acting(house, "nia"))


def make(joko: Actor, code: str) -> int:
    version = published(joko, code)
    made = services.next_version(version.course_id, actor=joko)
    first = Module.objects.get(version=made, position=1)
    wish = services.ModuleWish("text", "Bab satu", LONG)
    services.change_module(first.pk, wish, actor=joko, edition=Version.objects.get(pk=made.pk).edition)
    services.publish(made.pk, actor=joko, edition=Version.objects.get(pk=made.pk).edition)
    services.retire(version.pk, actor=joko, reason="Diganti")
    return version.course_id


@pytest.fixture
def windows(browser: Browser, browser_context_args: dict[str, Any], house: House) -> Iterator[Windows]:
    """Give phones on which Nia is signed in; they are put away at the end."""
    opened: list[BrowserContext] = []

    def window() -> BrowserContext:
        opened.append(browser.new_context(**browser_context_args, viewport={"width": 360, "height": 740}))
        opened[-1].set_default_timeout(PATIENCE)
        if not Session.objects.exists():
            house.keys.clear()
        house.enter(opened[-1], house.world.nia)
        return opened[-1]

    yield window
    for one in opened:
        one.close()


def lesson(window: BrowserContext, house: House, own: Enrolment) -> Page:
    page = window.new_page()
    page.goto(f"{house.url}/belajar/{own.pk}/modul/1")
    page.locator("[data-learn]").wait_for()
    return page


NOTHING_WAITS = "() => !Object.keys(localStorage).some((key) => key.includes('belajar'))"


def read_to_the_middle(page: Page) -> None:
    page.evaluate("() => window.scrollTo({ top: document.body.scrollHeight / 2 })")


def kept(own: Enrolment) -> Progress | None:
    return Progress.objects.filter(enrolment=own).first()


def test_the_place_is_kept_and_another_phone_goes_on_there(house: House, own: Enrolment, windows: Windows) -> None:
    page = lesson(windows(), house, own)
    with page.expect_response(SENT):
        read_to_the_middle(page)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('belajar'))")
    row = kept(own)
    assert row is not None
    assert 200 < row.place < 900
    other = lesson(windows(), house, own)
    other.wait_for_function("() => window.scrollY > 300")


def test_a_cut_line_keeps_what_is_done_and_sends_it_when_it_is_back(
    house: House, own: Enrolment, windows: Windows
) -> None:
    window = windows()
    page = lesson(window, house, own)
    window.set_offline(True)
    page.get_by_role("button", name="Selesai, ke modul berikutnya").click()
    expect(page.locator("#learning")).to_contain_text("1 kemajuan menunggu dikirim.")
    assert kept(own) is None
    with page.expect_response(SENT):  # by itself, as soon as the line is back
        window.set_offline(False)
    expect(page.locator("#learning")).to_be_hidden()
    row = kept(own)
    assert row is not None
    assert row.done_at is not None


def test_a_tab_that_dies_loses_nothing(house: House, own: Enrolment, windows: Windows) -> None:
    window = windows()
    page = lesson(window, house, own)
    page.route(SENT, lambda route: route.abort())
    page.get_by_role("button", name="Selesai, ke modul berikutnya").click()
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.includes('belajar'))")
    page.close()
    assert kept(own) is None
    again = window.new_page()
    with again.expect_response(SENT):
        again.goto(f"{house.url}/belajar/{own.pk}")
    again.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('belajar'))")
    row = kept(own)
    assert row is not None
    assert row.done_at is not None


def test_a_reply_that_was_lost_is_asked_again_and_counts_once(house: House, own: Enrolment, windows: Windows) -> None:
    page = lesson(windows(), house, own)
    lost: list[bool] = []
    again: list[Any] = []  # what is asked again before it was seen that something waits

    def lose(route: Any) -> None:
        if lost:
            again.append(route)
            return
        lost.append(True)
        route.fetch(headers={**route.request.headers, "connection": "close"})
        route.abort("connectionreset")

    page.route(SENT, lose)
    page.get_by_role("button", name="Selesai, ke modul berikutnya").click()
    page.wait_for_function("() => document.getElementById('learning').hidden === false")
    page.unroute(SENT)
    for route in again:
        route.continue_()
    page.wait_for_function("() => document.getElementById('learning').hidden")
    page.wait_for_function(NOTHING_WAITS)  # the next module may note at once that it was opened
    own.refresh_from_db()
    assert (own.done, lost) == (1, [True])


def test_the_pages_of_a_learner_fit_a_phone(house: House, own: Enrolment, windows: Windows) -> None:
    page = windows().new_page()
    for address in ("/belajar", "/belajar/katalog", f"/belajar/{own.pk}", f"/belajar/{own.pk}/modul/1", "/sesi-saya"):
        page.goto(house.url + address)
        wide: int = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, address


def test_without_script_a_module_is_finished_by_a_plain_form(
    house: House, own: Enrolment, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    house.enter(context, house.world.nia)
    page = context.new_page()
    page.goto(f"{house.url}/belajar/{own.pk}/modul/1")
    page.get_by_role("button", name="Selesai, ke modul berikutnya").click()
    expect(page).to_have_url(re.compile(rf".*/belajar/{own.pk}/modul/2$"))
    context.close()
    row = kept(own)
    assert row is not None
    assert row.done_at is not None
