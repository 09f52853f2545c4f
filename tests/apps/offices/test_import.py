"""Units from a table: seen first, all faults at once, written whole or not at all."""

import json
import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kotaham.apps.offices.models import Office
from tests.apps.conftest import AsPerson
from tests.apps.offices.walking import last_event, text
from tests.cast import World

TABLE = """nama;nama singkat;jenis;induk;catatan
Dinas Pendidikan;Disdik;perangkat daerah;;
SMP Negeri 1;;unit pelayanan;Dinas Pendidikan;contoh
"""


@pytest.fixture
def url(world: World) -> str:
    return f"/kantor/{world.office('damai').pk}/tabel"


@pytest.fixture
def ani(world: World, as_: AsPerson) -> Client:
    return as_(world.ani)


def upload(content: str | bytes, name: str = "unit.csv") -> dict[str, SimpleUploadedFile]:
    return {"table": SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)}


def hidden(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'name="(rows|source)" value="([^"]*)"', page)}


def test_a_table_is_shown_first_and_written_on_the_second_step(world: World, ani: Client, url: str) -> None:
    before = Office.objects.count()
    page = text(ani.post(url, upload(TABLE)))
    assert "Tabel ini akan membuka 2 unit" in page
    assert Office.objects.count() == before
    assert ani.post(f"{url}/masukkan", hidden(page)).status_code == 302
    school = Office.objects.get(name="SMP Negeri 1")
    assert school.parent is not None
    assert (school.parent.name, school.kind, school.city_code) == ("Dinas Pendidikan", "service_unit", "99.71")
    event = last_event()
    assert (event.verb, event.holder, event.why) == ("offices.units-imported", world.office("damai").pk, "unit.csv")


def test_a_workbook_of_excel_is_read_too(ani: Client, url: str) -> None:
    book, data = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["Nama", "Jenis"], ["Dinas Pangan", "OPD"]):
        sheet.append(row)
    book.save(data)
    assert "Tabel ini akan membuka 1 unit" in text(ani.post(url, upload(data.getvalue(), "unit.xlsx")))


def test_a_second_click_opens_nothing_twice(ani: Client, url: str) -> None:
    fields = hidden(text(ani.post(url, upload(TABLE))))
    assert ani.post(f"{url}/masukkan", fields).status_code == 302
    count = Office.objects.count()
    assert ani.post(f"{url}/masukkan", fields).status_code == 302
    assert Office.objects.count() == count
    page = text(ani.post(url, upload(TABLE)))
    assert "Tabel ini akan membuka 0 unit" in page
    assert "sudah ada, dilewati" in page


def test_all_faults_are_told_at_once_with_their_rows_and_nothing_is_written(ani: Client, url: str) -> None:
    before = Office.objects.count()
    rows = [
        "nama,jenis,induk",
        ",unit,",
        f"{'a' * 201},unit,",
        "Dinas A,kecamatan,",
        "Dinas B,unit,Dinas Hantu",
        "Dinas C,,",
        "dinas c,,",
    ]
    rows += ["Posko,unit pelayanan,", "Loket,unit,Posko"]
    page = unescape(text(ani.post(url, upload("\n".join(rows)))))
    for words in (
        "Nama unit kosong.",
        "Isinya lebih dari 200 huruf.",
        "Jenis “kecamatan” tidak dikenal.",
        "Induk “Dinas Hantu” tidak ada",
        "“dinas c” sudah ada pada baris 6.",
        "Induk “Posko” adalah unit pelayanan.",
        "unit.csv, baris 2, kolom nama",
        "unit.csv, baris 4, kolom jenis",
    ):
        assert words in page
    assert Office.objects.count() == before


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("apa,saja\n1,2\n", "unit.csv", "tidak punya kolom nama"),
        ("nama\n", "unit.csv", "tidak memuat unit"),
        (b"\x00\x01", "unit.csv", "bukan teks"),
        (b"PK\x03\x04rusak", "unit.xlsx", "unit"),
        ("nama\n" + "".join(f"Dinas {n}\n" for n in range(2001)), "unit.csv", "lebih dari 2000 baris"),
    ],
)
def test_what_is_no_table_of_units_is_refused_in_words(
    ani: Client, url: str, content: str | bytes, name: str, words: str
) -> None:
    answer = ani.post(url, upload(content, name))
    assert answer.status_code == 400
    assert words in unescape(text(answer))


def test_rows_changed_by_hand_are_judged_again(ani: Client, url: str) -> None:
    bad = json.dumps([[2, "Dinas X", "", "kanwil", "", ""]])
    assert "Jenis “kanwil” tidak dikenal." in unescape(text(ani.post(f"{url}/masukkan", {"rows": bad, "source": "x"})))
    for rows in ("", "[]", "[[1]]", "{}", "[[1,2,3,4,5,6,7]]", "bukan", '"x"'):
        assert ani.post(f"{url}/masukkan", {"rows": rows, "source": "x"}).status_code == 400


def test_strangers_and_onlookers_are_turned_away(world: World, as_: AsPerson, url: str) -> None:
    for address, form in ((url, upload(TABLE)), (f"{url}/masukkan", {"rows": "[]", "source": ""})):
        assert as_(world.budi).post(address, form).status_code == 403
        assert as_(world.citra).post(address, form).status_code == 404
    assert as_(world.citra).get(url).status_code == 404


def test_a_stranger_with_good_rows_finds_nothing(world: World, as_: AsPerson, ani: Client, url: str) -> None:
    fields = hidden(text(ani.post(url, upload(TABLE))))
    assert as_(world.citra).post(f"{url}/masukkan", fields).status_code == 404
    assert not Office.objects.filter(name="Dinas Pendidikan").exists()
