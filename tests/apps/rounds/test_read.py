"""Who reads which round, and what the pages show."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds import services
from kotaham.apps.rounds.services import hooks
from kotaham.apps.rounds.services.hooks import Part
from kotaham.core.language import Say
from tests.apps.conftest import AsPerson
from tests.apps.rounds.conftest import Prepare, draft_instrument, in_days
from tests.cast import World

READERS = ("eko", "fajar", "gita", "hadi", "made", "intan", "dewi", "joko", "lestari", "kartika", "ani", "budi", "yuda")
STRANGERS = ("citra", "rini", "seno")


@pytest.mark.parametrize("name", READERS)
def test_who_has_a_part_in_it_reads_a_round_that_runs(name: str, world: World, as_: AsPerson, opened: Prepare) -> None:
    round_, browser = opened(cities=("damai",)), as_(world.people[name])
    for page in ("", "/peserta", "/contoh"):
        assert browser.get(f"/putaran/{round_.pk}{page}").status_code == 200
    assert round_.title in browser.get("/putaran").content.decode()


@pytest.mark.parametrize("name", STRANGERS)
def test_for_everybody_else_it_does_not_exist(name: str, world: World, as_: AsPerson, opened: Prepare) -> None:
    round_, browser = opened(cities=("damai",)), as_(world.people[name])
    for page in ("", "/peserta", "/contoh"):
        assert browser.get(f"/putaran/{round_.pk}{page}").status_code == 404
    assert round_.title not in browser.get("/putaran").content.decode()


def test_a_learner_and_somebody_without_a_role_have_no_door(world: World, as_: AsPerson, opened: Prepare) -> None:
    round_ = opened()
    for name in ("nia", "tono"):
        assert as_(world.people[name]).get(f"/putaran/{round_.pk}").status_code == 403


@pytest.mark.parametrize(("name", "status"), [("eko", 200), ("made", 200), ("ani", 404), ("dewi", 404)])
def test_while_it_is_prepared_only_those_see_it_who_see_all(
    name: str, status: int, world: World, as_: AsPerson, prepared: Prepare
) -> None:
    round_ = prepared()
    assert as_(world.people[name]).get(f"/putaran/{round_.pk}").status_code == status


@pytest.mark.parametrize("name", ["ani", "dewi", "hadi", "made"])
def test_readers_find_no_door_that_changes(name: str, world: World, as_: AsPerson, opened: Prepare) -> None:
    round_, browser = opened(), as_(world.people[name])
    for page in ("ubah", "hari", "buka", "batalkan", "peserta/pilih", "peserta/tabel"):
        assert browser.get(f"/putaran/{round_.pk}/{page}").status_code == 403
    for page in ("hari", "buka", "batalkan", "peserta/semua", "peserta/lepas", "peserta/tambah", "peserta/tidak-ikut"):
        assert browser.post(f"/putaran/{round_.pk}/{page}").status_code == 403
    shown = browser.get(f"/putaran/{round_.pk}").content.decode()
    assert "/batalkan" not in shown
    assert "/ubah" not in shown


def test_the_page_tells_the_steps_whose_turn_it_is_and_what_comes_next(
    world: World, as_: AsPerson, opened: Prepare
) -> None:
    round_ = opened()
    page = as_(world.ani).get(f"/putaran/{round_.pk}").content.decode()
    assert "Berlaku untuk Kota Damai: sampai pukul 23.59 WIB pada hari terakhir." in page
    assert "Perangkat daerah, Kabupaten/kota" in page
    assert "30 hari lagi" in page
    assert "mulai 31 hari lagi" in page
    assert "23.59 WIT" in as_(world.citra).get(f"/putaran/{round_.pk}").content.decode()


def test_made_up_rounds_and_trials_say_so_on_every_page(
    world: World, as_: AsPerson, prepared: Prepare, eko: Actor
) -> None:
    round_ = prepared(version=draft_instrument(), trial=True)
    type(round_).objects.filter(pk=round_.pk).update(demo=True)
    services.open_round(round_.pk, actor=eko, reason="Uji.")
    browser = as_(world.ani)
    for page in ("", "/peserta", "/contoh"):
        shown = browser.get(f"/putaran/{round_.pk}{page}").content.decode()
        assert "Data rekaan untuk peragaan" in shown
        assert "Uji coba, tidak menghasilkan predikat resmi" in shown
    assert "Data rekaan untuk peragaan" in browser.get("/putaran").content.decode()


def test_the_numbers_of_the_room_above_are_shown_and_open_their_lists(
    world: World, as_: AsPerson, opened: Prepare, only_here: hooks.Hooks
) -> None:
    round_ = opened()
    hooks.progress_of(lambda _round, _actor: [Part("sent", Say("Terkirim", "Sent"), 2, "/laporan?keadaan=sent")])
    page = as_(world.eko).get(f"/putaran/{round_.pk}").content.decode()
    assert '<a href="/laporan?keadaan=sent">2</a>' in page
    assert "Terkirim" in page


def test_a_city_sees_its_own_row_and_the_ministry_all(world: World, as_: AsPerson, opened: Prepare) -> None:
    round_ = opened()
    own = as_(world.ani).get(f"/putaran/{round_.pk}/peserta").content.decode()
    assert "Kota Damai" in own
    assert "Kota Seberang" not in own
    assert "Kota Rukun" not in own
    assert "3 kabupaten/kota mengikuti" in as_(world.ani).get(f"/putaran/{round_.pk}").content.decode()
    every = as_(world.eko).get(f"/putaran/{round_.pk}/peserta").content.decode()
    assert all(name in every for name in ("Kota Damai", "Kota Seberang", "Kota Rukun"))


def test_empty_lists_tell_the_first_step(world: World, as_: AsPerson, prepared: Prepare) -> None:
    assert "Langkah pertama: pilih instrumen yang disegel." in as_(world.eko).get("/putaran").content.decode()
    assert "muncul di sini dan di kotak masuk Anda" in as_(world.ani).get("/putaran").content.decode()
    round_ = prepared(cities=())
    page = as_(world.eko).get(f"/putaran/{round_.pk}/peserta").content.decode()
    assert "Langkah pertama: pilih semua, satu provinsi, atau masukkan tabel kode." in page


def test_english_readers_read_english(world: World, as_: AsPerson, opened: Prepare) -> None:
    round_ = opened()
    world.eko.language = "en"
    world.eko.save()
    browser = as_(world.eko)
    for page in ("", "/peserta", "/contoh", "/perpanjang", "/batalkan"):
        shown = browser.get(f"/putaran/{round_.pk}{page}", headers={"accept-language": "en"}).content.decode()
        for word in ("Tahap", "Peserta", "Perpanjang", "Batalkan", "sampai", "hari lagi"):
            assert word not in shown.split("<main")[1].split("</main>")[0], (page, word)


@pytest.mark.parametrize("page", ["", "/peserta", "/contoh", "/perpanjang"])
def test_pages_ask_few_questions(
    page: str, world: World, as_: AsPerson, opened: Prepare, eko: Actor, django_assert_max_num_queries: Any
) -> None:
    round_ = opened()
    services.extend(round_.pk, "submit", in_days(40), actor=eko, reason="Banjir.", office=world.office("damai").pk)
    for name in ("eko", "intan") if page == "/perpanjang" else ("eko", "dewi", "ani", "budi"):
        browser = as_(world.people[name])
        browser.get("/putaran")
        with django_assert_max_num_queries(20):
            browser.get(f"/putaran/{round_.pk}{page}")


def test_the_list_asks_as_few_questions_for_many_rounds_as_for_one(
    world: World, as_: AsPerson, opened: Prepare
) -> None:
    browser = as_(world.eko)
    opened()
    browser.get("/putaran")
    with CaptureQueriesContext(connection) as one:
        browser.get("/putaran")
    for _ in range(4):
        opened()
    with CaptureQueriesContext(connection) as many:
        browser.get("/putaran")
    assert len(many) == len(one)
