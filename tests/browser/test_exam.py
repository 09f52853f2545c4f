"""A test is sat on a phone: without a line for a while, over a tab that dies, on another phone; no answer is lost."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Attempt, Exam, Response
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from kotaham.core.exams.drawing import Want
from kotaham.core.exams.question import Asked
from tests.apps.exams.conftest import a_member, a_version, asking, enrolled
from tests.browser.conftest import PATIENCE, House

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SENT = re.compile(r".*/soal/\d+$")
Windows = Callable[..., BrowserContext]
numbers = count(1)


def acting(house: House, name: str) -> Actor:
    return actor_of_appointment(house.world.appointment(name).pk, person=house.world.people[name].pk)


@pytest.fixture
def attempt(house: House) -> Attempt:
    """Give an attempt of Nia at a test of four questions that runs."""
    world, number, joko = house.world, next(numbers), acting(house, "joko")
    member = Member.objects.filter(account=world.nia).first() or a_member(world.nia, world.office("dinas"))
    version = a_version(world.office("kanwil"), f"tes-{number}")
    enrolled(member, version)
    topic = f"Topik {number}"
    for at in range(4):
        services.add(asking(number * 10 + at, Asked.SINGLE, topic), actor=joko, use=True)
    wish = services.Wish(version.pk, "post", f"Tes jauh {number}", 30, [Want(topic, "", 4)])
    exam = services.create(wish, actor=joko)
    services.open_exam(exam.pk, actor=joko, revision=1)
    return services.start(exam.pk, actor=acting(house, "nia"))


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


def sitting(window: BrowserContext, house: House, attempt: Attempt, position: int = 1) -> Page:
    page = window.new_page()
    with page.expect_response(re.compile(r".*/berkas$")):
        page.goto(f"{house.url}/percobaan/{attempt.pk}/soal/{position}")
    return page


def answers(attempt: Attempt) -> dict[int, Any]:
    return dict(Response.objects.filter(attempt=attempt).values_list("position", "value"))


def empty(page: Page) -> None:
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('kotaham.tes'))")


def test_a_choice_is_acknowledged_at_once(house: House, attempt: Attempt, windows: Windows) -> None:
    page = sitting(windows(), house, attempt)
    with page.expect_response(SENT):
        page.get_by_label("dua").check()
    expect(page.locator("form [data-saved]")).to_contain_text("Tersimpan")
    assert answers(attempt) == {1: "b"}
    expect(page.locator("[data-number='1']")).to_have_class(re.compile("is-answered"))
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_without_a_line_one_goes_on_and_everything_is_sent_later(
    house: House, attempt: Attempt, windows: Windows
) -> None:
    window = windows()
    page = sitting(window, house, attempt)
    window.set_offline(True)
    for _position in range(3):
        page.get_by_label("satu").check()
        page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.locator("h1")).to_contain_text("soal 4")
    expect(page.locator("#unsent")).to_contain_text("3 jawaban belum terkirim.")
    assert answers(attempt) == {}
    expect(page.locator("[data-number='3']")).to_have_text("3 sudah dijawab, belum terkirim")
    page.get_by_role("button", name="Simpan dan periksa").click()
    expect(page.locator("#unsent")).to_contain_text("menyerahkan tes memerlukan sambungan")
    expect(page.locator("h1")).to_contain_text("soal 4")
    window.set_offline(False)
    empty(page)
    assert answers(attempt) == {1: "a", 2: "a", 3: "a"}
    expect(page.locator("[data-number='3']")).to_have_text("3 sudah dijawab")
    page.get_by_role("button", name="Simpan dan periksa").click()
    expect(page.locator("h1")).to_contain_text("Serahkan")


def test_a_test_that_was_not_fetched_is_told_on_our_own_page(house: House, attempt: Attempt, windows: Windows) -> None:
    window = windows()
    page, words = window.new_page(), "Tes ini belum terunduh"
    page.goto(f"{house.url}/tes/saya")
    card = page.locator(f"#tes-{attempt.exam_id}")
    window.set_offline(True)
    card.get_by_role("link", name="Lanjutkan mengerjakan").click()
    expect(page.locator("#letter")).to_contain_text(words)
    expect(page.locator("#letter p")).to_be_focused()
    assert page.url.endswith("/tes/saya")
    window.set_offline(False)
    expect(page.locator("#letter")).not_to_contain_text(words)
    # Joined to a network that leads nowhere: the browser does not know of it, and the server does not answer.
    page.route(re.compile(r".*/dist/.*"), lambda route: route.abort())
    card.get_by_role("link", name="Lanjutkan mengerjakan").click()
    expect(page.locator("#letter")).to_contain_text(words)
    page.unroute(re.compile(r".*/dist/.*"))
    card.get_by_role("link", name="Lanjutkan mengerjakan").click()
    expect(page.locator("h1")).to_contain_text("soal 1")


def test_a_test_does_not_begin_without_a_line(house: House, attempt: Attempt, windows: Windows) -> None:
    services.submit(attempt.pk, actor=acting(house, "nia"))
    Exam.objects.filter(pk=attempt.exam_id).update(attempts=2)
    window = windows()
    page = window.new_page()
    page.goto(f"{house.url}/tes/saya")
    button = page.locator(f"#tes-{attempt.exam_id}").get_by_role("button", name="Coba lagi")
    window.set_offline(True)
    button.click()
    expect(page.locator("#letter")).to_contain_text("Tes ini belum terunduh")
    assert Attempt.objects.filter(exam=attempt.exam_id).count() == 1
    window.set_offline(False)
    button.click()
    expect(page.locator("h1")).to_contain_text("soal 1")
    assert Attempt.objects.filter(exam=attempt.exam_id).count() == 2


def test_a_question_that_was_not_fetched_keeps_the_page_and_the_answer(
    house: House, attempt: Attempt, windows: Windows
) -> None:
    window = windows()
    page, words = window.new_page(), "Soal ini belum terunduh"
    page.route(re.compile(r".*/berkas$"), lambda route: route.abort())
    page.goto(f"{house.url}/percobaan/{attempt.pk}/soal/1")
    window.set_offline(True)
    page.get_by_label("satu").check()
    for step in (page.get_by_role("button", name="Simpan dan lanjut"), page.locator("[data-number='3']")):
        step.click()
        expect(page.locator("#unsent")).to_contain_text(words)
        expect(page.locator("h1")).to_contain_text("soal 1")
    expect(page.get_by_label("satu")).to_be_checked()
    window.set_offline(False)
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.locator("h1")).to_contain_text("soal 2")
    assert answers(attempt) == {1: "a"}


def test_a_tab_that_dies_loses_nothing(house: House, attempt: Attempt, windows: Windows) -> None:
    window = windows()
    page = sitting(window, house, attempt)
    page.route(SENT, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("tiga").check()
    expect(page.locator("#unsent")).to_contain_text("1 jawaban belum terkirim.")
    page.close()
    assert answers(attempt) == {}
    again = window.new_page()
    again.goto(f"{house.url}/percobaan/{attempt.pk}/soal/2")
    empty(again)
    assert answers(attempt) == {1: "c"}


def test_another_phone_goes_on_with_what_was_said(house: House, attempt: Attempt, windows: Windows) -> None:
    page = sitting(windows(), house, attempt)
    with page.expect_response(SENT):
        page.get_by_role("radio", name="empat").check()
    other = sitting(windows(), house, attempt)
    expect(other.get_by_role("radio", name="empat")).to_be_checked()
    with other.expect_response(SENT):
        other.get_by_label("satu").check()
    page.locator("[data-number='2']").click()
    page.locator("[data-number='1']").click()
    empty(page)
    assert answers(attempt) == {1: "a"}


def test_handing_in_takes_the_last_answer_along(house: House, attempt: Attempt, windows: Windows) -> None:
    page = sitting(windows(), house, attempt, 4)
    page.get_by_label("satu").check()
    page.get_by_role("button", name="Simpan dan periksa").click()
    expect(page.locator("h1")).to_contain_text("Serahkan")
    expect(page.locator(".lead")).to_contain_text("3 soal belum dijawab.")
    page.get_by_role("button", name="Serahkan tes").click()
    expect(page.locator("h1")).to_contain_text("sudah selesai Anda kerjakan")
    attempt.refresh_from_db()
    assert attempt.state == "handed-in"
    assert attempt.points == 1


def test_an_ended_attempt_takes_no_more_and_says_so(house: House, attempt: Attempt, windows: Windows) -> None:
    page = sitting(windows(), house, attempt)
    services.submit(attempt.pk, actor=acting(house, "nia"))
    page.get_by_label("satu").check()
    expect(page.locator("#letter")).to_contain_text("sudah Anda serahkan")
    empty(page)
    page.wait_for_url(re.compile(r".*/hasil$"))
