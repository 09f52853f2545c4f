"""The frame of every page: language, appearance, letters, the style page."""

import re

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from kotaham.apps.events import services as events
from kotaham.apps.gate.middleware import letter
from kotaham.apps.gate.services import Forbidden, Stale, system
from kotaham.apps.gate.services.letters import FORBIDDEN, NO_ROLE
from kotaham.core.language import Say
from tests.apps.conftest import AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_the_style_page_is_whole_in_indonesian(client: Client) -> None:
    html = client.get("/gaya").content.decode()
    assert '<html lang="id">' in html
    assert "<h1>Bagian-bagian tampilan KotaHAM dan cara memakainya</h1>" in html
    assert "<title>Bagian-bagian tampilan KotaHAM dan cara memakainya · KotaHAM</title>" in html


def test_the_style_page_is_whole_in_english(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = client.get("/gaya").content.decode()
    assert '<html lang="en">' in html
    assert "<h1>The parts of KotaHAM&#x27;s pages and how to use them</h1>" in html.replace("&#39;", "&#x27;").replace(
        "KotaHAM's", "KotaHAM&#x27;s"
    )
    for word in ("Keadaan", "Giliran", "Belum ada nilai", "boleh kosong"):
        assert word not in html


@pytest.mark.parametrize(
    ("wanted", "attribute"), [("dark", ' data-bs-theme="dark"'), ("light", ' data-bs-theme="light"'), ("auto", "")]
)
def test_the_appearance_is_kept_without_a_script(client: Client, wanted: str, attribute: str) -> None:
    answer = client.post(reverse("gate:appearance"), {"appearance": wanted, "next": "/gaya"})
    assert (answer.status_code, answer["Location"]) == (302, "/gaya")
    assert f'<html lang="id"{attribute}>' in client.get("/gaya").content.decode()


def test_an_unknown_appearance_changes_nothing(client: Client) -> None:
    client.post(reverse("gate:appearance"), {"appearance": '"><b>'})
    assert '<html lang="id">' in client.get("/gaya").content.decode()


def test_a_cookie_made_by_hand_does_not_become_markup(client: Client) -> None:
    client.cookies["tampilan"] = "dark onload=x"
    assert '<html lang="id">' in client.get("/gaya").content.decode()


def test_the_appearance_leads_only_back_into_the_house(client: Client) -> None:
    answer = client.post(reverse("gate:appearance"), {"appearance": "dark", "next": "https://lain.example/"})
    assert answer["Location"] == "/"


def test_the_language_switches_without_a_script(client: Client) -> None:
    client.post(reverse("gate:language"), {"language": "en", "next": "/gaya"})
    assert '<html lang="en">' in client.get("/gaya").content.decode()


def test_a_page_that_does_not_exist_is_a_letter(client: Client) -> None:
    answer = client.get("/tidak-ada")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>Halaman ini tidak ditemukan</h1>" in html
    assert "Periksa alamatnya, atau cari dari beranda." in html
    assert "gate.not-found" in html


def test_missing_rights_name_the_rule_and_the_number_of_the_request(rf: RequestFactory) -> None:
    request = rf.get("/kantor")
    request.number = "abc123"  # type: ignore[attr-defined]
    problem = FORBIDDEN(title=Say("mengganti nama kantor", "rename an office"), rule="offices.rename", role=NO_ROLE)
    answer = letter(request, Forbidden(problem))
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Bagian ini tidak terbuka untuk peran Anda" in html
    assert "mengganti nama kantor" in html
    assert "gate.forbidden · offices.rename</code>" in html
    assert "Aturan" not in html
    assert "abc123" in html


def test_a_double_click_is_told_that_nothing_was_written_twice(rf: RequestFactory) -> None:
    html = letter(rf.post("/x"), Stale.of("Laporan")).content.decode()
    assert "Keadaannya sudah berubah" in html
    assert "tidak ada yang ditulis dua kali" in html


def test_htmx_gets_the_letter_alone(rf: RequestFactory) -> None:
    html = letter(rf.post("/x", headers={"HX-Request": "true"}), Stale.of("Laporan")).content.decode()
    assert "<html" not in html
    assert 'role="alert"' in html


def test_a_fault_of_ours_needs_neither_database_nor_session(
    rf: RequestFactory, django_assert_num_queries: object
) -> None:
    from kotaham.apps.gate.views.refusals import broken  # noqa: PLC0415 - the view alone

    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "Ada yang salah pada kami" in answer.content.decode()
    assert "fault of ours" in answer.content.decode()


def test_the_role_acted_in_is_shown_on_every_page(world: World, as_: AsPerson) -> None:
    html = as_(world.ani).get("/gaya").content.decode()
    assert "Koordinator kabupaten/kota" in html
    assert world.canary("damai") in html


def test_somebody_unknown_sees_no_menu_and_no_account(client: Client) -> None:
    html = client.get("/gaya").content.decode()
    assert 'class="rooms"' not in html
    assert "Keluar" not in html


def test_every_page_begins_with_a_way_past_the_menu(client: Client) -> None:
    html = client.get("/gaya").content.decode()
    first = re.search(r"<a [^>]+>", html)
    assert first
    assert 'href="#isi"' in first[0]
    assert 'id="isi"' in html


def test_the_styleguide_shows_the_history_of_ones_own_office(world: World, as_: AsPerson) -> None:
    with events.work(system("test")) as log:
        log.record("offices.renamed", world.office("damai"), holder=world.office("damai").pk, reason="alasan-damai")
    assert "alasan-damai" in as_(world.ani).get("/gaya").content.decode()
    assert "alasan-damai" not in as_(world.citra).get("/gaya").content.decode()
