"""Every page, on a phone and on a desk, in light and in dark: whole, readable, reachable by keyboard.

A page is loaded once, in the dark on a desk, and then made light and narrow. What stands around all pages is walked
with the first page of every room. What a page looks like does not depend on the database: this runs on SQLite alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from kotaham.apps.gate import checks
from tests.apps import matrix
from tests.browser import walking
from tests.browser.conftest import House
from tests.browser.pages import NEEDS_MORE, Stop, firsts, stops

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ALL = list(stops())
FIRSTS = set(firsts(ALL))
LETTERS = {400, 404}  # of pages whose object is never there, such as the invitation of a forged address


@pytest.fixture(scope="module")
def windows() -> Iterator[dict[str, Page]]:
    """Keep one page for everybody who looks; tests fill it."""
    kept: dict[str, Page] = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def window(
    stop: Stop, house: House, windows: dict[str, Page], browser: Browser, browser_context_args: dict[str, Any]
) -> Page:
    """Give the page of the one who looks, as on a desk in the dark."""
    if stop.viewer not in windows:
        context = browser.new_context(**browser_context_args)
        if stop.viewer:
            house.enter(context, house.world.people[stop.viewer])
        windows[stop.viewer] = context.new_page()
    page = windows[stop.viewer]
    page.evaluate("() => document.body?.replaceChildren()")  # what is no longer looked at is not laid out again
    page.emulate_media(color_scheme="dark")
    resize(page, 1280)
    return page


@contextmanager
def complaints_of(page: Page, complaints: list[str]) -> Iterator[None]:
    """Collect what the console of a page complains about."""

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            complaints.append(message.text)

    def broken(error: Error) -> None:
        complaints.append(str(error))

    page.on("console", listen)
    page.on("pageerror", broken)
    yield
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", broken)


@pytest.mark.once
@pytest.mark.parametrize("stop", ALL, ids=str)
def test_a_page_is_whole_at_every_width(stop: Stop, house: House, window: Page) -> None:
    part = "body" if stop in FIRSTS else "main"
    wrong: list[str] = []
    with complaints_of(window, wrong):
        answer = window.goto(house.url + stop.path(house.world), wait_until="load")
        assert answer is not None
        allowed = {200, 401} | (LETTERS if stop.route in matrix.marked("ABSENT") else set())
        assert answer.status in allowed, window.locator("main").inner_text()  # 401: of a sign-in that failed
        window.locator("html[data-ready]").wait_for(state="attached")
        wrong += too_wide(window, 1280)
        wrong += [f"keyboard: {text}" for text in walking.keyboard(window, part)]
        wrong += [f"dark: {text}" for text in walking.pale(window, part)]
        for width in (1280, 360) if walking.PICTURES else (360,):
            window.emulate_media(color_scheme="light")
            resize(window, width)
            window.evaluate("() => document.activeElement.blur()")  # no ring in the picture
            walking.picture(window, f"{stop}-{width}")
        wrong += too_wide(window, 360)
        wrong += walking.violations(window)
    assert not wrong, "\n".join(wrong)


def resize(page: Page, width: int) -> None:
    """Give the window a width, and the height that goes with it."""
    page.set_viewport_size({"width": width, "height": walking.WIDTHS[width]})


def too_wide(page: Page, width: int) -> list[str]:
    """Tell when the page is wider than the window."""
    over = walking.overflow(page)
    return [f"{width}: {over} px too wide"] if over > 0 else []


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


@pytest.mark.parametrize("part", ["body", "main"])
def test_a_trap_for_the_keyboard_is_found(page: Page, part: str) -> None:
    page.set_content(
        "<html lang=id><title>x</title><style>:focus{outline:none}</style>"
        "<main><a href='#1' tabindex=2>b</a><a href='#2' tabindex=1>a</a></main>"
    )
    found = " ".join(walking.keyboard(page, part))
    assert "jumps about" in found or "not reached" in found
    assert "no ring" in found


def test_a_picture_is_kept_where_somebody_asks_for_it(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "SCREENS", tmp_path)
    for wanted in (False, True):
        monkeypatch.setattr(walking, "PICTURES", wanted)
        walking.picture(page, "x")
        assert (tmp_path / "x.png").exists() is wanted
