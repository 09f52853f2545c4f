"""Who reads which report, what the pages say, and what waits on the page of somebody's work."""

import json
import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.services import progress
from kotaham.apps.submissions.services import boxes
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, filled, in_state, open_round, proved, set_days
from tests.cast import World


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("ani", {"damai"}),
        ("rini", {"rukun"}),
        ("dewi", {"damai", "rukun"}),
        ("intan", {"damai", "rukun"}),
        ("kartika", {"damai", "rukun"}),
        ("seno", {"seberang"}),
        ("eko", {"damai", "rukun", "seberang"}),
        ("gita", {"damai", "rukun", "seberang"}),
        ("made", {"damai", "rukun", "seberang"}),
    ],
)
def test_a_reader_finds_the_reports_within_reach(
    who: str, sees: set[str], world: World, river: River, as_: AsPerson
) -> None:
    browser = as_(world.people[who])
    page = browser.get("/laporan").content.decode()
    names = {"damai": "Kota Damai", "rukun": "Kota Rukun", "seberang": "Kota Seberang"}
    assert {city for city, name in names.items() if f">{name}<" in page} == sees
    for city, pk in river.cities.items():
        assert browser.get(f"/laporan/{pk}").status_code == (200 if city in sees else 404)


@pytest.mark.parametrize("who", ["nia", "lestari"])
def test_a_learner_and_a_reviewer_have_no_door(who: str, world: World, river: River, as_: AsPerson) -> None:
    assert as_(world.people[who]).get("/laporan").status_code == 403


def test_the_list_is_narrowed_by_state_and_name(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "rukun", "sent")
    browser = as_(world.eko)
    page = browser.get("/laporan?keadaan=sent").content.decode()
    assert ">Kota Rukun<" in page
    assert ">Kota Damai<" not in page
    assert ">Kota Damai<" in browser.get("/laporan?q=damai").content.decode()
    assert "Tidak ada yang cocok" in browser.get("/laporan?q=tidakada").content.decode()


def test_before_the_first_round_the_list_says_what_will_come(world: World, as_: AsPerson) -> None:
    assert "Belum ada laporan" in as_(world.ani).get("/laporan").content.decode()


def test_a_page_shows_where_it_stands_and_the_last_value(world: World, as_: AsPerson) -> None:
    before = open_round(world, title="Putaran 2024", period="2024")
    filled(before, "damai")
    river = open_round(world, previous=before.round)
    page = as_(world.ani).get(f"/laporan/{river.cities['damai']}/indikator/RK-1").content.decode()
    assert "Diisi kabupaten/kota" in page
    assert "Pengiriman oleh kabupaten/kota" in page
    assert "96,5 persen" in page
    other = as_(world.rini).get(f"/laporan/{river.cities['rukun']}/indikator/RK-1").content.decode()
    assert "belum ada" in other


def test_made_up_data_and_trials_are_marked_on_every_page(world: World, river: River, as_: AsPerson) -> None:
    Round.objects.filter(pk=river.round.pk).update(demo=True, trial=True)
    for path in ("", "/indikator/RK-1", "/bagikan", "/nilai-tambah"):
        page = as_(world.ani).get(f"/laporan/{river.cities['damai']}{path}").content.decode()
        assert "Data rekaan untuk peragaan" in page
        assert "Uji coba, tidak menghasilkan predikat resmi" in page


def test_the_pages_are_english_for_english_readers(world: World, river: River, as_: AsPerson) -> None:
    browser = as_(world.ani)
    browser.cookies["bahasa"] = "en"
    world.ani.language = "en"
    world.ani.save()
    page = browser.get(f"/laporan/{river.cities['damai']}/indikator/RK-1").content.decode()
    assert "Points if sent like this" in page
    assert "Poin bila dikirim" not in page


def test_what_waits_is_told_on_the_page_of_work(world: World, river: River, as_: AsPerson) -> None:
    found = {str(box.title): box for box in boxes.work_boxes(river.actor("budi"))}
    assert found["Indikator saya"].count == 3
    assert "Pertanyaan Kanwil" not in found
    found = {str(box.title): box for box in boxes.work_boxes(river.actor("ani"))}
    assert found["Laporan kota saya"].count == 1
    in_state(river, "damai", "repair")
    found = {str(box.title): box for box in boxes.work_boxes(river.actor("budi"))}
    assert (found["Indikator saya"].count, found["Pertanyaan Kanwil"].count) == (0, 1)
    found = {str(box.title): box for box in boxes.work_boxes(river.actor("ani"))}
    assert found["Pertanyaan Kanwil"].count == 1
    assert Notice.objects.filter(person=world.budi, kind="submissions.returned").count() == 1
    assert Notice.objects.filter(person=world.ani, kind="submissions.returned").count() == 1
    assert not Notice.objects.filter(person=world.yuda, kind="submissions.returned").exists()


def test_the_page_of_a_round_counts_within_reach(world: World, river: River) -> None:
    in_state(river, "rukun", "sent")
    told = {part.state: part.count for part in progress(river.round, river.actor("dewi"))}
    assert told == {"filling": 1, "sent": 1}
    assert boxes.owing(river.round.pk, "submit", [world.office("damai").pk, world.office("rukun").pk]) == {
        world.office("damai").pk
    }


def test_evidence_hangs_on_an_answer_until_it_is_ready(world: World, river: River, as_: AsPerson) -> None:
    proved(river, "damai", "RK-3", by="dinas", title="Bukti lain")
    piece = Evidence.objects.get()
    url = f"/laporan/{river.cities['damai']}/indikator/RK-1"
    browser = as_(world.budi)
    given = {"evidence": piece.pk, "page": "", "paragraph": "Tabel 2", "quote": ""}
    assert browser.post(f"{url}/bukti", given).status_code == 302
    page = browser.get(url).content.decode()
    assert "Bukti lain" in page
    assert "Tabel 2" in page
    Revision.objects.update(pages=2)
    beyond = browser.post(f"{url}/bukti", {**given, "page": "999", "paragraph": "Tabel 9"})
    assert (beyond.status_code, "page" in beyond.context["proof_form"].errors) == (422, True)
    assert 'value="Tabel 9"' in beyond.content.decode()
    browser.post(url, {"versi": 1, "angka": "96", "lalu": "siap"})
    refused = browser.post(f"{url}/bukti", {**given, "paragraph": "Tabel 3"})
    assert refused.status_code == 400
    assert "buktinya tidak berubah lagi" in refused.content.decode()
    assert as_(world.yuda).post(f"{url}/bukti", given).status_code == 404
    assert as_(world.dewi).post(f"{url}/bukti", given).status_code == 403


def test_what_the_province_shares_proves_a_citys_answer_under_its_owners_name(
    world: World, river: River, as_: AsPerson
) -> None:
    proved(river, "rukun", "RK-6", by="province", title="Pergub rencana aksi")
    piece = Evidence.objects.get()
    url = f"/laporan/{river.cities['damai']}/indikator/RK-6"
    browser = as_(world.ani)
    assert "Pergub rencana aksi" not in browser.get(url).content.decode()
    Evidence.objects.update(shared=True)
    assert "Pergub rencana aksi (Pemerintah Provinsi Contoh" in browser.get(url).content.decode()
    browser.post(f"{url}/bukti", {"evidence": piece.pk, "page": "", "paragraph": "", "quote": ""})
    assert "Milik Pemerintah Provinsi Contoh" in browser.get(url).content.decode()


def test_bonus_points_are_claimed_within_their_limits(world: World, river: River, as_: AsPerson) -> None:
    url = f"/laporan/{river.cities['damai']}/nilai-tambah"
    browser = as_(world.ani)
    sent = {"poin-NT-1": "2,5", "catatan-NT-1": "Laman kota", "versi-NT-1": "0", "poin-NT-2": "", "versi-NT-2": "0"}
    assert browser.post(url, sent).status_code == 302
    assert 'value="2,5"' in browser.get(url).content.decode()
    for points, words in (("4", "0 sampai 3"), ("banyak", "angka saja")):
        wrong = browser.post(url, {**sent, "poin-NT-1": points})
        assert wrong.status_code == 422
        assert words in wrong.content.decode()
    assert browser.post(url, {**sent, "poin-NT-1": "1", "versi-NT-1": "9"}).status_code == 409
    assert browser.post(url, {**sent, "poin-NT-1": "", "versi-NT-1": "1"}).status_code == 302
    assert 'value="2,5"' not in browser.get(url).content.decode()
    assert as_(world.dewi).post(url, sent).status_code == 403
    assert as_(world.citra).post(url, sent).status_code == 404
    assert as_(world.ani).put(url).status_code == 405


def test_a_unit_sees_its_own_last_day_and_the_coordinator_that_of_the_report(
    world: World, river: River, as_: AsPerson
) -> None:
    today = timezone.localdate()
    set_days(river, fill=today + timedelta(days=3), submit=today + timedelta(days=9))
    url = f"/laporan/{river.cities['damai']}/indikator/RK-1"
    assert "Hari terakhir perangkat daerah Anda:" in as_(world.budi).get(url).content.decode()
    assert "Hari terakhir perangkat daerah Anda:" not in as_(world.ani).get(url).content.decode()


def test_the_history_names_what_was_chosen_and_ticked(river: River) -> None:
    filled(river, "damai")

    def told(code: str) -> str:
        rows = Event.objects.filter(verb="submissions.saved", subject=str(river.answer("damai", code).pk))
        return str(json.loads(rows.get().data)["new"])

    assert told("RK-4") == "Bekerja sama dengan lembaga lain"
    assert told("RK-5") == "Petugas terlatih; Nomor telepon menjawab 24 jam"


def test_what_the_instrument_holds_impossible_is_told_at_its_field(world: World, river: River, as_: AsPerson) -> None:
    answer = river.answer("damai", "RK-1")
    page = as_(world.ani).post(answer.get_absolute_url(), {"angka": "101", "versi": answer.version})
    assert page.status_code == 422
    assert 'aria-describedby="angka-error" autofocus' in page.content.decode()


def test_a_report_leads_to_its_scores_and_to_the_objection_where_they_exist(
    world: World, river: River, as_: AsPerson
) -> None:
    pk = river.cities["damai"]
    objecting = f'href="/sanggahan/laporan/{pk}"'
    assert objecting not in as_(world.ani).get(f"/laporan/{pk}").content.decode()
    in_state(river, "damai", "validated")
    page = as_(world.ani).get(f"/laporan/{pk}").content.decode()
    assert objecting in page
    assert 'href="/sanggahan"' in page, "the menu has the list of objections"
    assert objecting not in as_(world.dewi).get(f"/laporan/{pk}").content.decode()


def test_a_long_report_folds_right_by_right_the_unfinished_first(world: World, river: River, as_: AsPerson) -> None:
    filled(river, values={code: value for code, value in GOOD.items() if code < "RK-4"})
    with patch("kotaham.apps.submissions.views.filling.FEW", 3):
        page = as_(world.ani).get(f"/laporan/{river.cities['damai']}").content.decode()
    assert re.findall(r'class="fold"( open)?><summary><span class="fold-title">([^<]*)', page) == [
        (" open", "Hak atas rasa aman"), ("", "Hak atas kesehatan"),
    ]  # fmt: skip
