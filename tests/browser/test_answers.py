"""Nothing that somebody types into an answer is lost: not when the line is cut, the tab dies or the sign-in ends."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from kotaham.apps.events.models import Event
from kotaham.apps.submissions.models import Answer
from tests.apps.river import River, open_round
from tests.browser import walking
from tests.browser.conftest import PATIENCE, House

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CODE, OTHER = "RK-1", "RK-3"
ADDRESS = re.compile(rf".*/laporan/\d+/indikator/{CODE}$")
CLOCK = re.compile(r"Tersimpan \d\d\.\d\d")
NOTHING = "Belum ada yang disimpan"
CUT = "Sambungan terputus"
FORGOTTEN = "() => Object.keys(localStorage).length === 0"  # the browser keeps nothing that was typed
Windows = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def round_of(house: House) -> River:
    """Give a round in which Budi's unit answers RK-1, RK-2 and RK-3."""
    return open_round(house.world, ["damai"], delegated=True)


@pytest.fixture
def river(round_of: River) -> River:
    """Give the round with nothing answered."""
    Answer.objects.filter(submission_id=round_of.cities["damai"]).update(
        value=None, note="", state=Answer.State.EMPTY, version=1, saved_at=None, saved_by=None
    )
    return round_of


@pytest.fixture
def windows(browser: Browser, browser_context_args: dict[str, Any], house: House) -> Iterator[Windows]:
    """Give browsers, each signed in as somebody; they are put away at the end."""
    opened: list[BrowserContext] = []

    def window(name: str, **more: Any) -> BrowserContext:
        opened.append(browser.new_context(**browser_context_args, **more))
        opened[-1].set_default_timeout(PATIENCE)
        if not Session.objects.exists():
            house.keys.clear()
        house.enter(opened[-1], house.world.people[name])
        return opened[-1]

    yield window
    for one in opened:
        one.close()


def url(house: House, river: River, code: str = CODE) -> str:
    """Return the address of an answer of Kota Damai."""
    return f"{house.url}{river.answer('damai', code).get_absolute_url()}"


def opened(window: BrowserContext, house: House, river: River, code: str = CODE) -> Page:
    """Open the page of an answer in a new tab."""
    page = window.new_page()
    page.goto(url(house, river, code))
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def typed(page: Page, text: str) -> None:
    """Type a figure in one go: what waits between two keys on a slow machine would be kept as a figure of its own."""
    page.locator("#angka").fill(text)


def drafts(page: Page) -> list[str]:
    """Return what the browser keeps of answers that the server has not acknowledged."""
    found: list[str] = page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('jawaban'))")
    return found


def saved(page: Page) -> None:
    """Wait until the page says that the answer is kept, and nothing of it is left over in the browser."""
    expect(page.locator("#live")).to_contain_text(CLOCK)
    expect(page.locator("#unsaved")).to_be_hidden()
    page.wait_for_function(FORGOTTEN)


def value(river: River, code: str = CODE) -> dict[str, Any] | None:
    """Return what the server keeps."""
    kept: dict[str, Any] | None = river.answer("damai", code).value
    return kept


def times_saved(river: River, code: str = CODE) -> int:
    """Tell how often an answer was kept, by the record."""
    return Event.objects.filter(verb="submissions.saved", subject=str(river.answer("damai", code).pk)).count()


def lose_the_first_reply(page: Page) -> None:
    """Let the server keep the first answer that is sent, and the browser never hear of it."""
    lost: list[Route] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route)
        assert "x-saved-version" in route.fetch(headers={**route.request.headers, "connection": "close"}).headers
        return route.abort("connectionreset")

    page.route(ADDRESS, lose)


def test_a_figure_typed_key_by_key_is_kept_as_it_stands_at_the_end(
    house: House, river: River, windows: Windows
) -> None:
    page = opened(windows("budi"), house, river)
    expect(page.locator("#state")).to_contain_text("Belum dijawab")
    page.locator("#angka").press_sequentially("96,5")
    saved(page)
    assert value(river) == {"number": "96.5"}
    expect(page.locator("#state")).to_contain_text("Sedang diisi")


def test_saved_is_said_only_after_the_server_has_said_so(house: House, river: River, windows: Windows) -> None:
    page = opened(windows("budi"), house, river)
    held: list[Route] = []
    page.route(ADDRESS, lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    with page.expect_request(lambda request: request.method == "POST"):
        typed(page, "96,5")
    page.wait_for_function("() => document.querySelector('form[data-saving]')")
    expect(page.locator("#live")).to_contain_text(NOTHING)
    assert len(drafts(page)) == 1
    assert value(river) is None
    held[0].continue_()
    saved(page)
    assert value(river) == {"number": "96.5"}
    at = river.answer("damai", CODE).saved_at
    assert at is not None
    told = at.astimezone(ZoneInfo(house.world.place("damai").zone)).strftime("%H.%M")
    expect(page.locator("#live")).to_contain_text(f"Tersimpan {told} WIB")


def test_a_cut_line_is_told_and_what_was_typed_goes_out_when_it_is_back(
    house: House, river: River, windows: Windows
) -> None:
    window = windows("budi")
    page, before = opened(window, house, river), times_saved(river)
    window.set_offline(True)
    typed(page, "91")
    expect(page.locator("#unsaved")).to_contain_text(f"1 perubahan belum tersimpan. {CUT}")
    expect(page.locator("#live")).to_contain_text(NOTHING)
    assert len(drafts(page)) == 1
    walking.picture(page, "jawaban-terputus-1280")
    window.set_offline(False)
    saved(page)
    assert value(river) == {"number": "91"}
    assert times_saved(river) == before + 1


def test_a_closed_tab_offers_what_was_typed_and_each_step_is_kept_once(
    house: House, river: River, windows: Windows
) -> None:
    window = windows("budi")
    page, before = opened(window, house, river), times_saved(river)
    window.set_offline(True)
    typed(page, "88,25")
    expect(page.locator("#unsaved")).to_contain_text(CUT)  # the figure was sent, and nobody knows whether it arrived
    page.locator("[name=catatan]").fill("Rekap Desember menyusul.")
    page.close()
    window.set_offline(False)
    again = opened(window, house, river)
    expect(again.locator("#angka")).to_have_value("88,25")
    expect(again.locator("[name=catatan]")).to_have_value("Rekap Desember menyusul.")
    saved(again)
    assert (value(river), river.answer("damai", CODE).note) == ({"number": "88.25"}, "Rekap Desember menyusul.")
    assert times_saved(river) == before + 2  # the figure, then the figure with its note
    again.reload()
    expect(again.locator("#unsaved")).to_be_hidden()


def test_a_choice_and_a_reason_come_back_as_well(house: House, river: River, windows: Windows) -> None:
    window = windows("budi")
    page = opened(window, house, river, OTHER)
    window.set_offline(True)
    page.locator("details.answer-aside summary").click()
    page.get_by_label("Alasan", exact=True).fill("Layanan dijalankan provinsi.")
    page.get_by_label("Tidak berlaku bagi daerah ini").check()
    expect(page.locator("#unsaved")).to_contain_text(CUT)
    page.close()
    window.set_offline(False)
    again = opened(window, house, river, OTHER)
    expect(again.get_by_label("Tidak berlaku bagi daerah ini")).to_be_checked()
    expect(again.get_by_label("Alasan", exact=True)).to_have_value("Layanan dijalankan provinsi.")
    saved(again)
    assert value(river, OTHER) == {"not_applicable": "Layanan dijalankan provinsi."}


def test_a_reply_that_never_came_is_no_quarrel_with_oneself(house: House, river: River, windows: Windows) -> None:
    window = windows("budi")
    page, before = opened(window, house, river), times_saved(river)
    lose_the_first_reply(page)
    typed(page, "90")
    expect(page.locator("#unsaved")).to_contain_text(CUT)
    assert value(river) == {"number": "90"}
    saved(page)
    expect(page.locator("#conflict")).to_be_empty()
    assert times_saved(river) == before + 1
    typed(page, "92")
    page.wait_for_function("() => Object.keys(localStorage).length === 0 && !document.querySelector('[data-saving]')")
    saved(page)
    assert value(river) == {"number": "92"}


def test_what_is_typed_after_a_lost_reply_is_no_quarrel_either(house: House, river: River, windows: Windows) -> None:
    page = opened(windows("budi"), house, river)
    lose_the_first_reply(page)
    typed(page, "90")
    expect(page.locator("#unsaved")).to_contain_text(CUT)
    typed(page, "93")
    saved(page)
    assert value(river) == {"number": "93"}
    expect(page.locator("#conflict")).to_be_empty()


def test_what_the_server_cannot_read_stays_with_a_word_beside_it(house: House, river: River, windows: Windows) -> None:
    window = windows("budi")
    page = opened(window, house, river)
    typed(page, "1.234")
    expect(page.locator("#wrong")).to_contain_text("Belum tersimpan")
    expect(page.locator("#unsaved")).to_contain_text("Ada isian yang belum dapat disimpan")
    walking.picture(page, "jawaban-ditolak-1280")
    assert walking.violations(page) == []
    assert value(river) is None
    page.reload()
    expect(page.locator("#angka")).to_have_value("1.234")
    expect(page.locator("#wrong")).to_contain_text("Belum tersimpan")
    typed(page, "12,34")
    saved(page)
    expect(page.locator("#wrong")).to_be_empty()
    assert value(river) == {"number": "12.34"}


@pytest.mark.parametrize(("press", "kept"), [("Simpan isian saya", "91"), ("Pakai yang tersimpan", "90")])
def test_two_tabs_on_one_answer_show_both_values_and_ask(
    house: House, river: River, windows: Windows, press: str, kept: str
) -> None:
    window = windows("budi")
    one, two = opened(window, house, river), opened(window, house, river)
    typed(one, "90")
    saved(one)
    typed(two, "91")
    expect(two.locator("#conflict")).to_contain_text("90")
    expect(two.locator("#conflict")).to_contain_text("91")
    expect(two.locator("#unsaved")).to_contain_text("pilih salah satu")
    assert value(river) == {"number": "90"}
    assert walking.violations(two) == []
    walking.picture(two, f"jawaban-dua-tab-{kept}-1280")
    two.locator("#conflict").get_by_text(press).click()
    expect(two.locator("#conflict")).to_be_empty()
    saved(two)
    expect(two.locator("#angka")).to_have_value(kept)
    assert value(river) == {"number": kept}


def test_two_tabs_without_a_line_keep_what_each_of_them_shows(house: House, river: River, windows: Windows) -> None:
    window = windows("budi")
    one, two = opened(window, house, river), opened(window, house, river)
    window.set_offline(True)
    typed(one, "90")
    expect(one.locator("#unsaved")).to_contain_text(CUT)
    typed(two, "91")
    expect(two.locator("#unsaved")).to_contain_text(CUT)
    window.set_offline(False)
    page = two
    for _turn in range(PATIENCE // 50):  # whoever came second is asked
        page = two if page is one else one
        if page.locator("#conflict .letter").count():
            break
        page.wait_for_timeout(50)
    shown = page.locator("#angka").input_value()
    other = two if page is one else one
    assert value(river) == {"number": other.locator("#angka").input_value()}
    expect(page.locator("#conflict")).to_contain_text(shown)
    page.locator("#conflict").get_by_text("Simpan isian saya").click()
    saved(page)
    assert value(river) == {"number": shown}


def test_somebody_elses_value_is_never_written_over(house: House, river: River, windows: Windows) -> None:
    budi, ani = opened(windows("budi"), house, river), opened(windows("ani"), house, river)
    typed(ani, "70")
    saved(ani)
    typed(budi, "80")
    expect(budi.locator("#conflict")).to_contain_text("Ani Andayani")
    assert value(river) == {"number": "70"}
    budi.close()
    assert value(river) == {"number": "70"}


def test_a_sign_in_that_ended_loses_nothing(house: House, river: River, windows: Windows) -> None:
    window = windows("budi")
    page = opened(window, house, river)
    cookies = window.cookies()
    window.clear_cookies()
    typed(page, "77")
    expect(page.locator("#unsaved")).to_contain_text("Anda perlu masuk lagi")
    expect(page.locator("#live")).to_contain_text(NOTHING)
    window.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(f"{house.url}/indikator-saya")
    expect(page.locator("#unsaved")).to_be_hidden()
    page.wait_for_function(FORGOTTEN)
    assert value(river) == {"number": "77"}


def test_what_one_typed_is_not_sent_in_the_name_of_the_next(house: House, river: River, windows: Windows) -> None:
    window = windows("budi")
    page = opened(window, house, river)
    window.set_offline(True)
    typed(page, "66")
    expect(page.locator("#unsaved")).to_contain_text(CUT)
    page.close()
    window.clear_cookies()
    window.set_offline(False)
    house.enter(window, house.world.ani)
    ani = opened(window, house, river)
    expect(ani.locator("#angka")).to_have_value("")
    expect(ani.locator("#unsaved")).to_be_hidden()
    assert value(river) is None
    house.enter(window, house.world.budi)
    again = opened(window, house, river)
    saved(again)
    kept = river.answer("damai", CODE)
    assert (kept.value, kept.saved_by_id) == ({"number": "66"}, house.world.budi.pk)


def test_leaving_at_once_loses_nothing(house: House, river: River, windows: Windows) -> None:
    page = opened(windows("budi"), house, river)
    typed(page, "55")
    page.get_by_role("link", name="Berikutnya").click()
    expect(page.locator("h1")).to_contain_text("Angka kematian ibu")
    page.wait_for_function(FORGOTTEN)
    expect(page.locator("#unsaved")).to_be_hidden()
    assert value(river) == {"number": "55"}


def test_a_server_that_stumbles_is_asked_again(house: House, river: River, windows: Windows) -> None:
    page = opened(windows("budi"), house, river)
    answers = [503, 502]

    def stumble(route: Route) -> None:
        if route.request.method == "POST" and answers:
            return route.fulfill(status=answers.pop(), body="<h1>Bad gateway</h1>")
        return route.continue_()

    page.route(ADDRESS, stumble)
    typed(page, "44")
    expect(page.locator("#unsaved")).to_contain_text(CUT)
    saved(page)
    assert value(river) == {"number": "44"}
    assert not answers


def test_what_the_server_refuses_for_good_shows_its_letter(house: House, river: River, windows: Windows) -> None:
    page = opened(windows("budi"), house, river)
    Answer.objects.filter(pk=river.answer("damai", CODE).pk).update(state=Answer.State.READY)
    typed(page, "33")
    expect(page.locator("#letter")).to_contain_text("siap")
    expect(page.locator("#unsaved")).to_contain_text("Server menolak")
    expect(page.locator("#angka")).to_have_value("33")
    assert len(drafts(page)) == 1
    assert value(river) is None


def test_the_button_keeps_what_was_typed_before_the_script_could(house: House, river: River, windows: Windows) -> None:
    page = opened(windows("budi"), house, river)
    typed(page, "98")
    page.get_by_role("button", name="Simpan dan nyatakan siap").click()
    expect(page.locator(".message").first).to_contain_text("dinyatakan siap")
    page.wait_for_function(FORGOTTEN)
    expect(page.locator("#unsaved")).to_be_hidden()
    assert value(river) == {"number": "98"}
    assert river.answer("damai", CODE).state == Answer.State.READY


def test_without_scripts_the_form_keeps_it_too(house: House, river: River, windows: Windows) -> None:
    page = windows("budi", java_script_enabled=False).new_page()
    page.goto(url(house, river))
    page.locator("#angka").fill("96,5")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".message").first).to_contain_text(CLOCK)
    assert value(river) == {"number": "96.5"}
    page.locator("#angka").fill("1.234")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".errorlist")).to_be_visible()
    expect(page.locator("#angka")).to_have_value("1.234")
    assert value(river) == {"number": "96.5"}
