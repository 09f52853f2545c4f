"""The bar and the menu are drawn once for the same reader, and never shown to another."""

import re

import pytest
from django.conf import settings

from kotaham.apps.gate.templatetags import frame
from tests.apps.conftest import AsPerson
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
