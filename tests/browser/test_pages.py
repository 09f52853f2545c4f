"""Every page, on a phone and on a desk, in light and in dark: whole, readable, reachable by keyboard.

A page is loaded once, as on a desk, and then made narrow. What a page looks like does not depend on the database, so
on PostgreSQL only the first page of every room is walked: enough to see that the harness works there.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from kotaham.apps.gate import checks
from tests.apps import matrix
from tests.browser import walking
from tests.browser.conftest import House
from tests.browser.pages import NEEDS_MORE, Stop, firsts, stops

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ALL = list(stops())
STOPS = ALL if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else list(firsts(ALL))
LETTERS = {400, 404}  # of pages whose object is never there, such as the invitation of a forged address


@pytest.fixture(scope="module")
def contexts(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[dict[str, BrowserContext]]:
    """Keep one window for everybody who looks; tests fill it."""
    kept: dict[str, BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def window(
    stop: Stop,
    house: House,
    contexts: dict[str, BrowserContext],
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> Iterator[Page]:
    """Give a new page in the window of the one who looks."""
    if stop.viewer not in contexts:
        contexts[stop.viewer] = browser.new_context(**browser_context_args)
        if stop.viewer:
            house.enter(contexts[stop.viewer], house.world.people[stop.viewer])
    page = contexts[stop.viewer].new_page()
    yield page
    page.close()


def complaints_of(page: Page) -> list[str]:
    """Collect from now on what the console of a page complains about."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.mark.parametrize("stop", STOPS, ids=str)
def test_a_page_is_whole_at_every_width(stop: Stop, house: House, window: Page) -> None:
    wrong = complaints_of(window)
    resize(window, 1280)
    answer = window.goto(house.url + stop.path(house.world), wait_until="load")
    assert answer is not None
    allowed = {200, 401} | (LETTERS if stop.route in matrix.marked("ABSENT") else set())
    assert answer.status in allowed, window.locator("main").inner_text()  # 401 is the page of a sign-in that failed
    window.locator("html[data-ready]").wait_for(state="attached")
    look(window, stop, 1280, wrong)
    wrong += [f"keyboard: {text}" for text in walking.keyboard(window)]
    walking.darken(window)
    wrong += [f"dark: {text}" for text in walking.pale(window)]
    walking.lighten(window)
    resize(window, 360)
    window.evaluate("() => document.activeElement.blur()")  # no ring in the picture
    look(window, stop, 360, wrong)
    wrong += walking.violations(window)
    assert not wrong, "\n".join(wrong)


def resize(page: Page, width: int) -> None:
    """Give the window a width, and the height that goes with it."""
    page.set_viewport_size({"width": width, "height": walking.WIDTHS[width]})


def look(page: Page, stop: Stop, width: int, wrong: list[str]) -> None:
    """Keep a picture, and tell when the page is wider than the window."""
    walking.picture(page, f"{stop}-{width}")
    over = walking.overflow(page)
    wrong += [f"{width}: {over} px too wide"] if over > 0 else []


def test_the_house_has_pages_to_walk() -> None:
    assert len(ALL) >= 70
    assert set(NEEDS_MORE) <= set(checks.routes())


def test_a_page_that_cannot_be_read_is_found(page: Page) -> None:
    page.set_content(
        "<html lang=id><title>x</title><main><h1>Judul</h1>"
        "<p style='color:#bbb;background:#fff'>pucat</p><input></main>"
    )
    found = " ".join(walking.violations(page))
    assert "color-contrast" in found
    assert "label" in found


def test_a_trap_for_the_keyboard_is_found(page: Page) -> None:
    page.set_content(
        "<html lang=id><title>x</title><style>:focus{outline:none}</style>"
        "<a href='#1' tabindex=2>b</a><a href='#2' tabindex=1>a</a>"
    )
    found = " ".join(walking.keyboard(page))
    assert "jumps about" in found
    assert "no ring" in found
