"""The list of offices and the page of one, by right."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kotaham.apps.offices.models import Contact, Office
from tests.apps.conftest import AsPerson
from tests.apps.offices.walking import text
from tests.cast import World


@pytest.fixture
def ani(world: World, as_: AsPerson) -> Client:
    return as_(world.ani)


def test_the_list_shows_what_lies_within_reach_and_nothing_else(world: World, ani: Client) -> None:
    page = text(ani.get("/kantor"))
    for name in ("damai", "dinas", "dinas_social", "puskesmas"):
        assert world.office(name).name in page
    for name in ("rukun", "seberang", "dinas_rukun", "kanwil_other", "partner"):
        assert world.canary(name) not in page


def test_the_ministry_sees_all(world: World, as_: AsPerson) -> None:
    page = text(as_(world.eko).get("/kantor"))
    assert all(office.name in page for office in world.offices.values())


def test_a_stranger_finds_nothing_and_somebody_without_a_role_is_turned_away(world: World, as_: AsPerson) -> None:
    assert as_(world.citra).get(f"/kantor/{world.office('damai').pk}").status_code == 404
    assert as_(world.tono).get("/kantor").status_code == 403


@pytest.mark.parametrize(
    ("query", "found", "absent"),
    [
        ("q=sosial", "dinas_social", "puskesmas"),
        ("jenis=service_unit", "puskesmas", "dinas_social"),
        ("wilayah=99.71", "puskesmas", "rukun"),
        ("wilayah=99.71&q=kesehatan", "dinas", "dinas_social"),
    ],
)
def test_the_list_is_narrowed_by_words_kind_and_place(
    world: World, ani: Client, query: str, found: str, absent: str
) -> None:
    page = text(ani.get(f"/kantor?{query}"))
    assert world.office(found).name in page
    assert world.office(absent).name not in page


@pytest.mark.parametrize("query", ["q=%25", "q=_", "wilayah=98", "q=tidakada", "jenis=bukan"])
def test_what_matches_nothing_or_is_no_filter_does_not_break_the_list(ani: Client, query: str) -> None:
    assert ani.get(f"/kantor?{query}").status_code == 200


def test_closed_offices_are_shown_only_when_asked(world: World, ani: Client) -> None:
    office = world.office("dinas_social")
    Office.objects.filter(pk=office.pk).update(valid_to="2024-01-01")
    assert office.name not in text(ani.get("/kantor"))
    assert office.name in text(ani.get("/kantor?tutup=on"))


def test_the_page_of_an_office_tells_where_it_stands(world: World, ani: Client) -> None:
    Contact.objects.create(office=world.office("province"), title="Kepala Biro Hukum", phone="(021) 999")
    page = text(ani.get(f"/kantor/{world.office('damai').pk}"))
    assert world.office("province").name in page
    assert "Kepala Biro Hukum · (021) 999" in " ".join(page.split())
    assert f'href="/kantor/{world.office("province").pk}"' not in page  # above one's reach: named, not opened
    assert world.office("dinas").name in page
    assert world.office("puskesmas").name in page


def test_a_kanwil_shows_its_area_with_certainty_and_source(world: World, as_: AsPerson) -> None:
    page = text(as_(world.dewi).get(f"/kantor/{world.office('kanwil').pk}"))
    assert "Provinsi Contoh" in page
    assert "tertulis di sumber" in page
    assert "rekaan untuk uji" in page


def test_only_who_may_change_sees_the_buttons(world: World, as_: AsPerson) -> None:
    url = f"/kantor/{world.office('damai').pk}"
    assert "/perbaiki" in text(as_(world.ani).get(url))
    assert "/perbaiki" not in text(as_(world.dewi).get(url))


@pytest.mark.parametrize("who", ["eko", "ani", "dewi"])
def test_pages_ask_the_database_at_most_15_times(
    world: World, as_: AsPerson, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(world.people[who])
    for url in ("/kantor", f"/kantor/{world.office('damai').pk}"):
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200


def test_english_readers_read_english(ani: Client) -> None:
    ani.cookies["bahasa"] = "en"
    assert "Offices that you may see" in text(ani.get("/kantor"))
