"""The board: its words, who sees which Kanwil, what a number opens, and the files."""

import io
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from kotaham.apps.classes import services as classes
from kotaham.apps.courses import services as courses
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.targets import services
from kotaham.apps.targets.models import Tally, Target
from kotaham.apps.targets.services import Wish
from tests.apps.certificates.making import a_version
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import member, nip
from tests.apps.targets.making import come, entity, held
from tests.cast import World

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
BOARD, PEOPLE, SET = "/capaian", "/capaian/orang", "/capaian/target/tetapkan"


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def streamed(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def a_target(world: World, eko: Actor, amount: int = 40) -> Target:
    wish = Wish(YEAR, world.office("kanwil").pk, "apparatus", amount, "Surat Rekaan 1", date(YEAR, 1, 1))
    return services.set_target(wish, actor=eko, edition=0)


@pytest.fixture
def counted(world: World, joko: Actor) -> None:
    """Two people at one session, one of them at another; one of the other Kanwil."""
    kanwil, dinas = world.office("kanwil"), world.office("dinas")
    sari, tuti = member(dinas, "Sari Contoh", number_tail="017"), member(dinas, "Tuti Contoh")
    far = member(world.office("dinas_seberang"), "Jauh Contoh")
    come(held(kanwil), sari, tuti, far, actor=joko)
    come(held(kanwil, "webinar"), sari, actor=joko)


@pytest.mark.usefixtures("counted")
def test_the_board_tells_targets_and_counts_and_makes_nothing_up(
    world: World, eko: Actor, as_: AsPerson, django_assert_max_num_queries: Any
) -> None:
    browser = as_(world.eko)
    page = words(browser.get(BOARD))
    assert "Sudah sejauh mana aparatur dijangkau" in page
    assert "belum ditetapkan" in page
    assert "tidak dihitung: target belum ditetapkan" in page
    assert "Belum ada: perlu enam minggu penuh sejak yang pertama dihitung." in page
    assert "Hitungan tahun ini belum pernah diperiksa" in page
    a_target(world, eko)
    with django_assert_max_num_queries(15):
        page = words(browser.get(BOARD))
    assert "jumlah target Kanwil yang sudah ditetapkan" in page
    assert "1 Kanwil belum" in page
    with django_assert_max_num_queries(15):
        page = words(browser.get(BOARD, {"kanwil": world.office("kanwil").pk}))
    assert "2 dari 40" in page
    assert "Dinas Kesehatan Kota Damai" in page
    assert browser.get(BOARD, {"kanwil": 10**9}).status_code == 404


@pytest.mark.usefixtures("counted")
def test_a_kanwil_sees_its_own_and_no_other(world: World, as_: AsPerson) -> None:
    other = world.office("kanwil_other")
    for path in (BOARD, PEOPLE, "/capaian/berkas", "/capaian/target"):
        answer = as_(world.intan).get(f"{path}?kanwil={other.pk}")
        content = streamed(answer) if answer.streaming else answer.content
        assert answer.status_code == 200
        assert other.name not in content.decode()
        assert "Jauh" not in content.decode()
    assert as_(world.ani).get(BOARD).status_code == 403


@pytest.mark.usefixtures("counted")
def test_a_number_opens_the_list_that_it_counts_with_masked_names(world: World, as_: AsPerson) -> None:
    browser, kanwil = as_(world.intan), world.office("kanwil").pk
    board = words(browser.get(BOARD))
    assert "ukuran=attendances" in board
    page = words(browser.get(f"{PEOPLE}?ukuran=attendances&kanwil={kanwil}&cara=webinar"))
    assert "Sari Contoh" not in page
    assert page.count("•••017") == 1
    assert "Webinar" in page
    for ask, rows in (("ukuran=persons", 2), ("ukuran=attendances", 3), ("cara=webinar", 0)):
        found = words(browser.get(f"{PEOPLE}?tahun={YEAR}&{ask}"))
        assert found.count('scope="row"') == rows, ask
    month = timezone.localdate().month
    assert words(browser.get(PEOPLE, {"bulan": month})).count('scope="row"') == 2
    assert words(browser.get(PEOPLE, {"bulan": month % 12 + 1})).count('scope="row"') == 0
    dinas = world.office("dinas").pk
    assert words(browser.get(f"{PEOPLE}?kantor={dinas}")).count('scope="row"') == 2
    assert words(browser.get(f"{PEOPLE}?kantor=0&ukuran=attendances")).count('scope="row"') == 0


@pytest.mark.usefixtures("counted")
def test_the_files_hold_what_the_board_says(world: World, eko: Actor, as_: AsPerson) -> None:
    a_target(world, eko)
    browser = as_(world.eko)
    text = streamed(browser.get("/capaian/berkas")).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Tahun,Kanwil,Kelompok,Bulan,Cara,Ukuran,Jumlah"
    assert f"{YEAR},Kanwil Contoh KENARI-KW99,Aparatur,,,Target,40" in lines
    month = timezone.localdate().month
    assert f"{YEAR},Kanwil Contoh KENARI-KW99,Aparatur,{month},Tatap muka,Hadir (orang),2" in lines
    book = load_workbook(io.BytesIO(streamed(browser.get("/capaian/berkas", {"bentuk": "xlsx"}))))
    assert [str(value) for value in next(iter(book.worksheets[0].values))] == lines[0].split(",")
    assert book.worksheets[0].max_row == len(lines)
    assert browser.get("/capaian/berkas", {"bentuk": "pdf"}).status_code == 404


def test_communities_are_counted_by_their_own_unit_and_who_came_along_is_told_apart(
    world: World, joko: Actor, as_: AsPerson, django_assert_max_num_queries: Any
) -> None:
    kanwil, browser = world.office("kanwil"), as_(world.intan)
    first, second = held(kanwil), held(kanwil, "webinar")
    karang = entity(kanwil, "Karang Contoh")
    for session, came in ((first, 30), (second, None)):
        classes.note_entity(session.pk, karang.pk, came, "Buku tamu", actor=joko)
    with django_assert_max_num_queries(15):
        page = words(browser.get(BOARD, {"kelompok": "community", "ukuran": "certified"}))
    own, _, every_group = page.partition("Setiap kelompok")
    assert "Hadir (komunitas)" in own
    for one in ("Hadir (orang)", "Diundang (orang)", "Bersertifikat", "Kantor saat dihitung", "belum dicatat"):
        assert one not in own, one
    assert "Hadir (orang)" in every_group
    assert "30 · pada 1 kehadiran tidak diketahui" in page
    for ask, rows in (("persons", 1), ("attendances", 2), ("attendances&cara=webinar", 1), ("persons&kantor=7", 0)):
        found = words(browser.get(f"{PEOPLE}?kelompok=community&ukuran={ask}"))
        assert found.count("Karang Contoh") == rows, ask
    assert "tidak diketahui" in words(browser.get(f"{PEOPLE}?kelompok=community&ukuran=attendances"))
    assert "Karang Contoh" not in words(browser.get(f"{PEOPLE}?kelompok=business&ukuran=attendances"))
    month, name = timezone.localdate().month, kanwil.short_name or kanwil.name
    lines = streamed(browser.get("/capaian/berkas")).decode("utf-8-sig").splitlines()
    for line in ("Tatap muka,Hadir (komunitas),1", "Tatap muka,Orang yang ikut datang (di luar hitungan),30",
                 "Webinar,Kehadiran tanpa banyaknya orang (kali),1"):  # fmt: skip
        assert f"{YEAR},{name},Komunitas,{month},{line}" in lines


def test_a_target_is_set_then_changed_with_a_reason_and_its_past_stays(world: World, as_: AsPerson) -> None:
    browser, kanwil = as_(world.eko), world.office("kanwil")
    path = f"{SET}?tahun={YEAR}&kelompok=apparatus&kanwil={kanwil.pk}"
    first = {"amount": "500", "basis": "Surat Rekaan 1", "valid_from": f"{YEAR}-01-01", "edition": "0"}
    assert browser.post(path, first).status_code == 302
    assert browser.post(path, first).status_code == 422  # the form of a change asks for a reason
    change = first | {"amount": "700", "reason": "Tambahan peserta", "edition": "1"}
    assert browser.post(path, change | {"valid_from": f"{YEAR + 1}-01-01"}).status_code == 422
    assert browser.post(path, change).status_code == 302
    assert browser.post(path, change).status_code == 409
    again = browser.post(path, change | {"edition": "2"})
    assert "Target itu sama dengan yang sudah ditetapkan." in again.content.decode()
    page = words(browser.get(path.replace("/tetapkan", "")))
    assert "500" in page
    assert "700" in page
    assert "Tambahan peserta" in page
    assert browser.post(path, change | {"amount": "", "edition": "2", "reason": "Ditarik"}).status_code == 302
    assert "belum ditetapkan" in words(browser.get(BOARD, {"kanwil": kanwil.pk}))
    events = Event.objects.filter(verb__in=("targets.set", "targets.changed")).order_by("seq")
    assert [event.verb for event in events] == ["targets.set", "targets.changed", "targets.changed"]
    assert {event.holder for event in events} == {kanwil.pk}
    assert as_(world.intan).post(path, change).status_code == 403
    assert browser.get(path.replace(f"kanwil={kanwil.pk}", f"kanwil={world.office('damai').pk}")).status_code == 404


def test_a_forecast_goes_on_from_the_last_weeks(world: World, eko: Actor, as_: AsPerson) -> None:
    last = YEAR - 1
    a_target(world, eko)
    page = words(as_(world.eko).get(BOARD, {"tahun": last}))
    assert "Tidak ada: tahun ini sudah berakhir." in page
    today = services.now()
    weeks = (today - date(YEAR, 1, 1)).days // 7
    if weeks < 6 or today > date(YEAR, 12, 24):
        return
    Tally.objects.bulk_create(
        Tally(year=YEAR, kind="week", kanwil_id=world.office("kanwil").pk, measure="persons", group="apparatus",
              span=week, count=10)
        for week in range(1, weeks + 1)
    )  # fmt: skip
    page = words(as_(world.eko).get(BOARD))
    assert "minggu penuh terakhir diteruskan" in page
    assert "sekitar" in page


def test_a_check_is_told_on_the_board(world: World, as_: AsPerson) -> None:
    services.check(YEAR, actor=system("targets.check"))
    assert "sama dengan catatan" in words(as_(world.intan).get(BOARD))
    Tally.objects.create(
        year=YEAR, kind="month", kanwil_id=0, measure="persons", group="apparatus", mode="", span=3, count=5
    )
    services.check(YEAR, actor=system("targets.check"))
    assert "1 angka tidak cocok dengan catatan" in words(as_(world.intan).get(BOARD))
    page = words(as_(world.eko).get("/capaian/pemeriksaan"))
    assert "Hadir (orang), Aparatur bulan 3: tersimpan 5, seharusnya 0" in page


def test_invitations_stand_by_the_way_of_their_session_and_those_to_courses_apart(
    world: World, eko: Actor, joko: Actor, as_: AsPerson
) -> None:
    kanwil, dinas = world.office("kanwil"), world.office("dinas")
    sari = member(dinas, "Sari Contoh", number=nip(1))
    tuti = member(dinas, "Tuti Contoh")
    classes.invite(held(kanwil, "webinar").pk, nip(1), actor=joko)
    courses.enrol_members(a_version(kanwil, needs={"modules": True}).pk, [sari.pk, tuti.pk], actor=eko, how="invited")
    page = words(as_(world.eko).get(BOARD))
    assert page.index(">Webinar<") < page.index(">Undangan ke pelatihan<")
    for way, rows, told in (("webinar", 1, "Webinar"), ("tanpa", 1, "Undangan ke pelatihan")):
        found = words(as_(world.eko).get(f"{PEOPLE}?ukuran=invited&cara={way}"))
        assert (found.count('scope="row"'), told in found) == (rows, True), way
