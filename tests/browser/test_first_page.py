"""The first page is light, and works where scripts do not run."""

import gzip
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Browser, Page, expect

from tests.browser import walking
from tests.browser.conftest import House
from tests.cast import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
BUDGET = 250_000
PACKED = ("text/", "javascript", "svg", "json")


def weight(body: bytes, kind: str) -> int:
    """Return the bytes that travel: text is packed by the server, a font already is."""
    return len(gzip.compress(body, 6)) if any(word in kind for word in PACKED) else len(body)


def test_the_first_page_is_below_its_budget(page: Page, house: House) -> None:
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            sizes.__setitem__(
                answer.url.removeprefix(house.url), weight(answer.body(), answer.headers.get("content-type", ""))
            )
            if answer.status == 200
            else None
        ),
    )
    page.goto(f"{house.url}/masuk", wait_until="networkidle")
    assert any(path.endswith("kotaham.css") for path in sizes)
    assert any(path.endswith(".woff2") for path in sizes)
    assert sum(sizes.values()) < BUDGET, sizes


def test_nothing_comes_from_another_host(page: Page, house: House) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{house.url}/masuk", wait_until="networkidle")
    assert [url for url in asked if not url.startswith((house.url, "data:"))] == []


@pytest.fixture
def plain(browser: Browser, browser_context_args: dict[str, Any]) -> Any:
    """Give a page in which scripts do not run."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_signing_in_needs_no_script(plain: Page, house: House) -> None:
    EmailAddress.objects.create(user=house.world.ani, email=house.world.ani.email, verified=True, primary=True)
    plain.goto(f"{house.url}/masuk")
    plain.locator("input[name=login]").fill(house.world.ani.email)
    plain.locator("input[name=password]").fill(PASSWORD)
    plain.get_by_role("button", name="Masuk", exact=True).click()
    expect(plain.locator("summary.me")).to_be_visible()


def test_language_and_appearance_need_no_script(plain: Page, house: House) -> None:
    plain.goto(f"{house.url}/gaya")
    plain.get_by_role("button", name="English").click()
    expect(plain.locator("html")).to_have_attribute("lang", "en")
    plain.locator("header summary").last.click()
    plain.get_by_role("button", name="Dark").click()
    expect(plain.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_the_rooms_open_on_a_phone_without_a_script(
    browser: Browser, browser_context_args: dict[str, Any], house: House
) -> None:
    context = browser.new_context(
        **browser_context_args, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    house.enter(context, house.world.ani)
    page = context.new_page()
    page.goto(f"{house.url}/gaya")
    page.locator(".rooms-toggle > summary").click()
    expect(page.locator(".sheet-rooms a").first).to_be_visible()
    walking.picture(page, "ruang-terbuka-360")
    context.close()


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Page, house: House) -> None:
    house.enter(page.context, house.world.ani)
    page.goto(f"{house.url}/gaya")
    summary = page.locator("summary.me")
    summary.click()
    expect(page.locator("header details[data-menu][open]")).to_have_count(1)
    walking.picture(page, "menu-akun-1280")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("header details[data-menu][open]")).to_have_count(0)
    expect(summary).to_be_focused()


def test_the_page_prints_without_its_frame(page: Page, house: House) -> None:
    house.enter(page.context, house.world.ani)
    page.goto(f"{house.url}/gaya")
    page.emulate_media(media="print")
    expect(page.locator(".rooms")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
