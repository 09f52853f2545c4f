"""The page "Pekerjaan saya": what waits for whom, and a first step where nothing does."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kotaham.apps.actions import services as acts
from kotaham.apps.actions.models import Action
from kotaham.apps.dashboard.rules import STEPS, step_of
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import policy, system
from kotaham.apps.jobs.services import enqueue
from kotaham.apps.notices.models import Notice
from kotaham.core.policy import ROLES
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.dashboard.conftest import Ask, in_days
from tests.cast import World

HOME = "/"
TALLY = re.compile(r'<a class="tally-link" href="([^"]+)"><b>(\d+)\+?</b><span>([^<]+)</span>')


def tally(page: str) -> dict[str, tuple[int, str]]:
    """Return the numbers on top of the page: words -> number and address."""
    return {words: (int(number), unescape(url)) for url, number, words in TALLY.findall(page)}


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    answer = client.get(HOME)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/")


def test_the_page_cannot_be_written_to(world: World, as_: AsPerson) -> None:
    assert as_(world.ani).post(HOME).status_code == 405


@pytest.mark.parametrize("role", list(ROLES))
def test_every_role_finds_a_first_step_that_it_may_take(role: str, world: World, as_: AsPerson) -> None:
    browser = as_(world.with_role(role))
    page = browser.get(HOME)
    assert page.status_code == 200
    assert "Tidak ada yang menunggu Anda saat ini" in page.text
    step = step_of(role)
    assert step.button.id in page.text
    assert browser.get(reverse(step.route)).status_code == 200


def test_somebody_without_a_role_is_told_how_to_get_one(world: World, as_: AsPerson) -> None:
    page = as_(world.tono).get(HOME)
    assert page.status_code == 200
    assert "belum memegang peran" in page.text
    assert reverse("accounts:roles") in page.text


def test_every_step_is_open_to_its_role_in_the_policy() -> None:
    doors = policy().doors
    assert set(STEPS) == set(ROLES)
    closed = [role for role, step in STEPS.items() if not doors[("GET", step.route)].reach(("anon", "person", role))]
    assert closed == []


def test_the_first_step_goes_when_there_is_work(world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    ask(actor(world.dewi), world.office("damai").pk, "Susun daftar")
    page = as_(world.ani).get(HOME).text
    assert "1 hal menunggu Anda" in page
    assert "Susun daftar" in page
    assert "Langkah pertama" not in page


def test_what_i_asked_for_waits_for_its_owner_who_is_named(
    world: World, as_: AsPerson, actor: ActorOf, ask: Ask
) -> None:
    ask(actor(world.ani), world.office("dinas").pk, "Kirim notulen")
    page = as_(world.ani).get(HOME).text
    assert tally(page).keys() >= {"Menunggu pihak lain"}
    assert "Kirim notulen" in page
    assert world.office("dinas").name in page


def _one_of_each(world: World, actor: ActorOf, ask: Ask) -> None:
    """Give Ani two things to do, one to accept, one late, and one that waits for Budi."""
    city, unit = world.office("damai").pk, world.office("dinas").pk
    ask(actor(world.dewi), city, "Susun daftar")
    late = ask(actor(world.dewi), city, "Kirim jadwal")
    Action.objects.filter(pk=late.pk).update(due=in_days(-4))
    ask(actor(world.ani), unit, "Lengkapi aduan")
    done = ask(actor(world.ani), unit, "Unggah laporan")
    acts.take(done.pk, actor=actor(world.budi))
    acts.claim(done.pk, actor=actor(world.budi), note="Sudah dikirim lewat surat.")


def test_every_number_opens_the_list_that_it_counts(world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    _one_of_each(world, actor, ask)
    browser = as_(world.ani)
    page = browser.get(HOME).text
    numbers = tally(page)
    assert {words: number for words, (number, _url) in numbers.items()} == {
        "Giliran saya": 3,
        "Terlambat": 1,
        "Menunggu pihak lain": 1,
        "Kabar belum dibaca": Notice.objects.filter(person=world.ani, unread=True).count(),
    }
    titles = set(Action.objects.values_list("title", flat=True))
    for words, expected in (("Terlambat", {"Kirim jadwal"}), ("Menunggu pihak lain", {"Lengkapi aduan"})):
        listed = browser.get(numbers[words][1]).text
        main = listed.partition("<main")[2]
        assert {title for title in titles if title in main} == expected
    assert numbers["Giliran saya"][1] == "#mine"  # two lists, both below
    assert 'id="mine"' in page


def test_the_boxes_of_one_part_each_open_their_own_list(world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    city = world.office("damai").pk
    for number in range(7):
        ask(actor(world.dewi), city, f"Pekerjaan {number}")
    page = as_(world.ani).get(HOME).text
    assert "Lihat semua (7)" in page
    assert page.count("Pekerjaan 6") <= 1  # the seventh stands in the list, and maybe among the notices


def test_nothing_of_other_offices_appears(world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    _one_of_each(world, actor, ask)
    page = as_(world.citra).get(HOME).text
    assert tally(page) == {}
    for office in ("damai", "dinas", "kanwil"):
        assert world.canary(office) not in page


def test_work_in_the_background_is_shown_to_whoever_asked(world: World, as_: AsPerson, actor: ActorOf) -> None:
    with events.work(actor(world.ani)):
        enqueue("notices.outbox", actor=actor(world.ani))
    assert "Pekerjaan latar saya" in as_(world.ani).get(HOME).text
    assert "Pekerjaan latar saya" not in as_(world.budi).get(HOME).text


@pytest.mark.parametrize("name", ["ani", "intan", "eko", "budi", "made", "tono", "joko"])
def test_the_page_asks_at_most_twenty_queries(name: str, world: World, as_: AsPerson, actor: ActorOf, ask: Ask) -> None:
    _one_of_each(world, actor, ask)
    browser = as_(world.people[name])
    browser.get(HOME)
    with CaptureQueriesContext(connection) as asked:
        browser.get(HOME)
    assert len(asked) <= 20


def test_my_history_has_an_address_that_is_easy_to_remember(world: World, as_: AsPerson) -> None:
    answer = as_(world.tono).get("/riwayat-saya")
    assert answer.status_code == 302
    assert as_(world.tono).get(answer["Location"]).status_code == 200


def test_the_page_speaks_english(world: World, as_: AsPerson) -> None:
    browser = as_(world.ani)
    browser.cookies["bahasa"] = "en"
    page = browser.get(HOME).text
    assert "Nothing waits for you at the moment" in page
    assert step_of("city_coordinator").button.en in page


def test_work_of_the_house_itself_has_no_page() -> None:
    assert policy().rules["dashboard.work"].reach(system("x").columns) == 0
