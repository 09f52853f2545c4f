"""The HTML report in a real browser: silent, offline, accessible in light and dark, and never wider than the screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kotaham.report.html import write_html
from tests.report.print_sample import partial_origins, run

pytestmark = pytest.mark.slow

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PLACES = ("ringkasan", "11.01", "11.02", "metode")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("browser") / "report.html"
    write_html(path, run(30, origins=partial_origins(33, 30)), "id")
    return path.as_uri()


def opened(browser: Browser, width: int, scheme: Literal["light", "dark"] = "light", script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
    )
    return context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_silent_offline_accessible_and_fits(
    browser: Browser, report: str, place: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, width, scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{report}#{place}")
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert said == []
    assert {url.partition("#")[0] for url in asked} == {report}
    page.context.close()


def test_the_accessibility_check_sees_a_fault(browser: Browser) -> None:
    page = opened(browser, 360)
    page.set_content("<html lang=id><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")
    assert Axe().run(page).violations_count > 0
    page.context.close()


def test_a_city_has_a_page_of_its_own_by_its_address(browser: Browser, report: str) -> None:
    page = opened(browser, 1280)
    page.goto(report)
    expect(page.locator("[id='ringkasan']")).to_be_visible()
    expect(page.locator("[id='11.03']")).to_be_hidden()
    page.get_by_role("link", name="Kabupaten Contoh 2", exact=True).click()
    expect(page.locator("[id='11.03']")).to_be_visible()
    expect(page.locator("[id='ringkasan']")).to_be_hidden()
    page.go_back()
    expect(page.locator("[id='ringkasan']")).to_be_visible()
    page.context.close()


def test_the_table_is_searched_and_sorted(browser: Browser, report: str) -> None:
    page = opened(browser, 1280)
    page.goto(report)
    rows = page.locator("table.cities tbody tr")
    page.get_by_label("Cari daerah atau provinsi").fill("contoh 27")
    expect(page.locator("table.cities tbody tr:visible")).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 daerah ditampilkan")
    page.get_by_label("Cari daerah atau provinsi").fill("")
    page.get_by_role("button", name="Urutkan menurut Daerah").click()
    expect(rows.first).to_contain_text("Kabupaten Contoh 0")
    page.get_by_role("button", name="Urutkan menurut Daerah").click()
    expect(rows.first).to_contain_text("Kabupaten Contoh 29")
    page.get_by_role("button", name="Urutkan menurut Nilai akhir").click()
    expect(rows.last).to_contain_text("–")
    page.context.close()


def test_everything_can_be_read_without_a_script(browser: Browser, report: str) -> None:
    page = opened(browser, 1280, script=False)
    page.goto(f"{report}#11.01")
    expect(page.locator("[id='11.01'] h1")).to_have_text("Kabupaten Contoh 0")
    page.locator("[id='11.01'] details.trace summary").click()
    expect(page.locator("[id='11.01'] details.trace")).to_contain_text("Pasal 7")
    page.context.close()


def test_the_print_shows_every_city_on_a_page_of_its_own(browser: Browser, report: str, tmp_path: Path) -> None:
    page = opened(browser, 1280)
    page.goto(report)
    page.emulate_media(media="print")
    expect(page.locator("[id='11.01']")).to_be_visible()
    expect(page.locator("[id='metode']")).to_be_visible()
    expect(page.locator("[id='11.01'] .print-notice")).to_have_text(
        "Contoh, bukan peraturan. SEBAGIAN: 3 dari 33 baris ditolak."
    )
    assert page.locator("[id='11.01']").evaluate("one => getComputedStyle(one).breakBefore") == "page"
    page.context.close()
