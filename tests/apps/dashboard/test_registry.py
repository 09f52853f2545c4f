"""Rooms add boxes to "Pekerjaan saya" by naming them; the page knows none of them."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from kotaham.apps.dashboard.queries import work
from kotaham.apps.gate.services import Actor, Box, Line, Section
from kotaham.apps.gate.services.boxes import MANY
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World


def courses(actor: Actor) -> Iterator[Box]:
    """Stand for a later room: two courses for whoever asks, and a list that is empty."""
    lines = [Line("Kelas dasar HAM", "/kelas/1", note="Kanwil Contoh"), Line("<b>Kelas lanjut</b>", "/kelas/2")]
    yield Box(Section.MINE, "Pelatihan saya", "mortarboard", "/kelas", lines, len(lines))
    yield Box(Section.OTHERS, "Tidak ada apa-apa", "mortarboard", "/kelas", [], 0)


def crowd(actor: Actor) -> Iterator[Box]:
    """Stand for a room with more than anybody counts."""
    lines = [Line(f"Hal {number}", "/hal") for number in range(MANY + 1)]
    yield Box(Section.MINE, "Hal", "list-check", "/hal", lines, len(lines))


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the room of offices declare the box of courses."""
    room = apps.get_app_config("offices")
    monkeypatch.setattr(room, "work_boxes", (f"{__name__}.courses",), raising=False)
    find = {f"{__name__}.courses": courses}
    monkeypatch.setattr(work, "import_string", lambda name: find.get(name) or import_string(name))
    work.sources.cache_clear()
    yield
    work.sources.cache_clear()


def test_a_declared_box_stands_on_the_page_with_its_number_and_list(
    declared: None, world: World, as_: AsPerson
) -> None:
    page = as_(world.nia).get("/").text
    assert "2 hal menunggu Anda" in page
    assert '<a class="tally-link" href="/kelas"><b>2</b>' in page
    assert '<a href="/kelas/1">Kelas dasar HAM</a>' in page


def test_words_of_a_box_never_become_markup(declared: None, world: World, as_: AsPerson) -> None:
    page = as_(world.nia).get("/").text
    assert "&lt;b&gt;Kelas lanjut&lt;/b&gt;" in page
    assert "<b>Kelas lanjut</b>" not in page


def test_an_empty_box_is_not_shown(declared: None, world: World, actor: ActorOf) -> None:
    parts = work.parts_of(actor(world.nia))
    assert [box.title for box in parts[Section.MINE].boxes] == ["Pelatihan saya"]
    assert parts[Section.OTHERS].boxes == []


def test_more_than_ninety_nine_are_told_as_such(world: World, as_: AsPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "sources", lambda: [crowd])
    page = as_(world.nia).get("/").text
    assert "Lebih dari 99 hal menunggu Anda" in page
    assert "<b>99+</b>" in page
    assert "Lihat semua (lebih dari 99)" in page


def test_every_declared_box_can_be_found() -> None:
    assert len(work.sources()) >= 5
