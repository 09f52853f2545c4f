"""The bar and the menu are drawn once for the same reader, and never shown to another."""

import re

import pytest
from django.conf import settings
from django.template import Context
from django.test import Client
from django.utils import translation

from kotaham.apps.gate.services import Group, menu
from kotaham.apps.gate.templatetags import frame, look
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_each_reader_has_a_bar_of_their_own(world: World, as_: AsPerson) -> None:
    frame._drawn.cache_clear()
    people = (world.ani, world.budi, world.eko, world.ani)
    pages = {person: as_(person).get("/akun").content.decode() for person in people}
    for person, html in pages.items():
        assert [one.name for one in people[:3] if f'class="sheet-title">{one.name}<' in html] == [person.name]
    assert frame._drawn.cache_info().misses == 3
    assert frame._drawn.cache_info().hits == 1


def test_what_differs_from_page_to_page_is_filled_in_each_time(world: World, as_: AsPerson) -> None:
    client = as_(world.ani)
    first, again = (client.get('/akun?a=1&b="><script>').content.decode() for _ in range(2))
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', html)) for html in (first, again)]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]
    assert first.count('name="next" value="/akun?a=1&amp;b=%22%3E%3Cscript%3E"') >= 2
    assert not re.search(r"(token|back|rooms)-[0-9a-f]{32}", first)
    assert first.count('aria-label="Ruang kerja"') == 3
    assert first.count('class="room"') % 2 == 0


def test_language_look_and_place_in_the_menu_are_those_of_the_request(world: World, as_: AsPerson) -> None:
    client = as_(world.ani)
    client.get("/kantor")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.cookies["tampilan"] = "dark"
    offices, people = (client.get(url).content.decode() for url in ("/kantor", "/orang"))
    assert 'value="dark" aria-pressed="true"' in offices
    assert 'aria-label="Work rooms"' in offices or 'aria-label="Ruang kerja"' not in offices
    assert re.findall(r'href="(/\w+)" aria-current="true"', offices) == ["/kantor"] * 2
    assert re.findall(r'href="(/\w+)" aria-current="true"', people) == ["/orang"] * 2


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("joko", "Cari orang, peserta, pelatihan, sesi, kantor, atau tempat"),
        ("oki", "Cari orang, pelatihan, sesi, kantor, atau tempat"),
        ("nia", "Cari kantor atau tempat"),
    ],
)
def test_the_field_of_the_search_names_what_the_reader_finds_and_nothing_else(
    world: World, as_: AsPerson, name: str, named: str
) -> None:
    html = as_(world.people[name]).get("/cari").content.decode()
    assert html.count(f'placeholder="{named}"') == 2
    assert f'for="search">{named}<' in html


def entries(*sizes: tuple[Group, int], current: int = 0) -> Context:
    """Make a menu with so many entries under each heading."""
    groups = [group for group, size in sizes for _one in range(size)]
    drawn = [
        {"url": f"/u{at}", "title": f"Isi {at}", "icon": "bell", "group": group, "current": at == current}
        for at, group in enumerate(groups)
    ]
    return Context({"menu": drawn})


def headings(html: str) -> list[tuple[str, bool]]:
    """Return the headings of a drawn menu, and whether each is unfolded."""
    found = re.findall(r'<details class="room-group"( open)?><summary>([^<]+)<', html)
    return [(words, bool(is_open)) for is_open, words in found]


def test_a_menu_of_seven_entries_is_one_list_and_a_longer_one_has_headings() -> None:
    assert headings(frame.rooms(entries((Group.WORK, 3), (Group.LEARNING, 4)))) == []
    assert headings(frame.rooms(entries((Group.LEARNING, 9)))) == [], "one heading above everything says nothing"
    drawn = frame.rooms(entries((Group.WORK, 3), (Group.LEARNING, 5)))
    assert headings(drawn) == [("Pekerjaan", True), ("Belajar", True)]
    assert drawn.count('class="room"') == 8
    assert [words for words, _open in headings(drawn)] == re.findall(r'<ul aria-label="([^"]+)">', drawn)


def test_a_long_menu_unfolds_the_daily_work_and_the_heading_of_the_page() -> None:
    many = ((Group.WORK, 3), (Group.ASSESSMENT, 9), (Group.TRAINING, 9))
    found = [headings(frame.rooms(entries(*many, current=at))) for at in (0, 5, 20)]
    unfolded = [[words for words, is_open in one if is_open] for one in found]
    assert unfolded == [["Pekerjaan", "Penilaian"], ["Pekerjaan", "Penilaian"], ["Pekerjaan", "Pelatihan HAM"]]
    assert {len(one) for one in found} == {3}, "a heading without entries is not there"


def test_the_headings_speak_the_language_of_the_reader() -> None:
    many = entries((Group.WORK, 4), (Group.SYSTEM, 4))
    frame.rooms(many)
    with translation.override("en"):
        assert [words for words, _open in headings(frame.rooms(many))] == ["Work", "System"]


def test_every_role_finds_its_entries_together_under_their_headings(world: World, as_: AsPerson) -> None:
    for person in (world.eko, world.ani, world.budi):
        html = as_(person).get("/kantor").content.decode()
        shown = [words for words, _open in headings(html)]
        assert shown == [*dict.fromkeys(shown)] * 2, person.name  # once on the left, once in the bar of phones
        assert ("Organisasi", True) in headings(html)


def test_each_entry_that_a_room_declares_has_a_heading() -> None:
    assert {item.group for item in menu.declared()} == set(Group)


def test_the_page_to_sign_in_names_what_needs_no_account(client: Client) -> None:
    page = client.get("/masuk").content.decode()
    assert menu.doorstep()
    for one in menu.doorstep():
        assert f'href="{one["url"]}"' in page
        assert client.get(one["url"]).status_code == 200


def test_a_page_links_to_no_closed_door(world: World, actor: ActorOf) -> None:
    for url in ("/putaran/2/nilai", "/laporan?putaran=2&keadaan=filling"):
        assert look.door_opens(url, actor(world.eko))
        assert not look.door_opens(url, actor(world.budi))
    assert not look.door_opens("", actor(world.eko))
    assert not look.door_opens("/tidak/ada", actor(world.eko))
