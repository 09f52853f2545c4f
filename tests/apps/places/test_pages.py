"""The pages of places, as a reader meets them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kotaham.apps.gate.services import system
from kotaham.apps.places.models import Place
from kotaham.apps.places.services import load_changes, load_places, packaged, read_places
from tests.apps.conftest import AsPerson
from tests.cast import World

SYSTEM = system("test")
Html = str


@pytest.fixture
def country(world: World) -> None:
    load_places(read_places(packaged(["province", "city"])), actor=SYSTEM)


@pytest.fixture
def ani(world: World, as_: AsPerson) -> Client:
    return as_(world.ani)


def page(client: Client, url: str) -> Html:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def words(html: Html) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/wilayah").status_code == 302


@pytest.mark.usefixtures("country")
def test_the_map_has_a_tile_for_every_city_and_a_list_beside_it(ani: Client) -> None:
    html = page(ani, "/wilayah")
    tiles = re.findall(r'<a href="/wilayah/(\d\d\.\d\d)" tabindex="-1"><rect', html)
    assert len(tiles) == len(set(tiles)) == 514
    assert "<title>Kota Sabang (11.72)</title>" in html
    assert html.count("tile-administratif") == 7  # Jakarta's six and the key
    provinces = Place.objects.filter(level="province", code__lt="97")
    assert all(f'href="{reverse("places:detail", args=[place.code])}">{place.name}<' in html for place in provinces)
    assert "ODbL 1.0" in html


@pytest.mark.usefixtures("country")
def test_the_map_counts_what_is_there(ani: Client) -> None:
    assert "Indonesia terdiri dari 40 provinsi dan 517 kabupaten/kota" in words(page(ani, "/wilayah"))  # with the cast


def test_an_empty_house_says_what_to_do_first(world: World, as_: AsPerson) -> None:
    client = as_(world.tono)
    Place.objects.update(valid_to=date(2021, 1, 1))
    html = words(page(client, "/wilayah"))
    assert "Wilayah Indonesia belum dimuat" in html
    assert "load_places" in html


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("text", "found"), [("bogor", "Kota Bogor"), ("32.7", "Kota Bandung"), ("  papua   selatan ", "Papua Selatan")]
)
def test_a_search_finds_by_part_of_the_name_and_by_code(ani: Client, text: str, found: str) -> None:
    assert found in page(ani, f"/wilayah?q={text}")


@pytest.mark.usefixtures("country")
def test_a_search_without_result_tells_what_to_try(ani: Client) -> None:
    assert "Tidak ada wilayah yang cocok" in page(ani, "/wilayah?q=atlantis")
    assert "Tidak ada wilayah yang cocok" in page(ani, "/wilayah?q=%25")  # a sign of LIKE is a sign like any other


@pytest.mark.usefixtures("country")
def test_a_place_shows_codes_time_and_what_is_not_known(ani: Client) -> None:
    html = words(page(ani, "/wilayah/31.71"))
    assert "Kota Administrasi Jakarta Pusat" in html
    assert "Kode BPS belum diketahui" in html
    assert "WIB Keppres 41/1987" in html
    assert "wilayah administrasi, bukan daerah otonom" in html


@pytest.mark.usefixtures("country")
def test_a_province_lists_its_cities(ani: Client) -> None:
    html = page(ani, "/wilayah/32")
    assert "Kota Bogor" in html
    assert "Kabupaten/kota di dalamnya" in html
    assert "Kota Bandung" in page(ani, "/wilayah/32/anak")


@pytest.mark.usefixtures("country")
def test_a_code_out_of_force_points_to_the_present_one(ani: Client, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("p") / "c.csv"
    file.write_text("what,on,basis,before,after\nrecode,2022-11-11,UU 14/2022,91.01,93.01\n", "utf-8")
    load_changes(file, actor=SYSTEM)
    html = words(page(ani, "/wilayah/91.01"))
    assert "Kode 91.01 tidak berlaku lagi sejak 11 November 2022." in html
    assert "Sekarang: 93.01 Kabupaten Merauke." in html


@pytest.mark.parametrize("code", ["77", "7", "31.7", "abc", "31%2F71"])
def test_what_is_no_place_is_not_found(ani: Client, code: str) -> None:
    assert ani.get(f"/wilayah/{code}").status_code == 404


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("url", ["/wilayah", "/wilayah?q=kota", "/wilayah/32", "/wilayah/32.71", "/wilayah/32/anak"])
def test_a_page_asks_the_database_at_most_15_times(
    ani: Client, url: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        page(ani, url)


@pytest.mark.usefixtures("country")
def test_english_readers_read_english(ani: Client) -> None:
    ani.cookies["bahasa"] = "en"
    assert "Indonesia has 40 provinces and 517 kabupaten/kota" in words(page(ani, "/wilayah"))


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_places_take_no_other_method(ani: Client, method: str) -> None:
    assert getattr(ani, method)("/wilayah").status_code == 405


def test_a_city_of_jakarta_is_called_an_administrative_one(world: World, as_: AsPerson) -> None:
    Place.objects.filter(code="99.71").update(autonomous=False)
    client = as_(world.eko)
    page = client.get("/wilayah/99.71").content.decode()
    assert "Kota administrasi berkode 99.71" in page
    assert "wilayah administrasi, bukan daerah otonom" in page
    inside = client.get("/wilayah/99").content.decode()
    assert "Kota administrasi" in inside
    assert "Kabupaten/kota</div>" not in inside
