"""Given away: files with the exact field names, JSON by a token; every read is on the record."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.credits import services
from kotaham.apps.credits.models import Access
from kotaham.apps.credits.rules import EMPTY, FIELDS
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused
from tests.apps.certificates.making import a_member, a_version, an_enrolment, issued
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
NAMES = (
    "instansiId,institusiPenyelenggara,jenisDiklatId,jenisKursus,jenisKursusSertipikat,jumlahJam,lokasiId,namaKursus,"
    "nomorSertipikat,pnsOrangId,tahunKursus,tanggalKursus,tanggalSelesaiKursus"
)


def get(token: str, **query: Any) -> Any:
    return Client().get("/api/jp", query, headers={"authorization": f"Bearer {token}"})


@pytest.fixture
def access(intan: Actor) -> tuple[Access, str]:
    return services.make_access("Sistem kepegawaian rekaan", offices.today() + timedelta(days=30), actor=intan)


def test_the_field_names_are_those_of_the_national_record() -> None:
    assert ",".join(FIELDS) == NAMES


def test_a_csv_has_them_and_leaves_empty_what_nobody_knows(certified: Certificate, intan: Actor) -> None:
    rows = services.exportable(2026, 0, "Unggah ke sistem kepegawaian.", actor=intan)
    text = services.export_csv(rows).decode("utf-8-sig")
    assert text.splitlines()[0] == NAMES
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["jumlahJam"], row["tanggalKursus"], row["tanggalSelesaiKursus"]) == ("12.5", "01-11-2026", "10-11-2026")
    assert row["nomorSertipikat"] == certified.number
    assert {name for name, value in row.items() if not value} == set(EMPTY)


def test_a_workbook_says_whose_they_are_and_why_columns_are_empty(certified: Certificate, intan: Actor) -> None:
    rows = services.exportable(2026, 0, "Unggah.", actor=intan)
    book = load_workbook(io.BytesIO(services.export_xlsx(rows, "id")))
    assert book.sheetnames == ["Kursus", "Pencocokan", "Keterangan"]
    assert [cell.value for cell in book["Kursus"][1]] == list(FIELDS)
    assert [cell.value for cell in book["Pencocokan"][2]][:3] == [2, "Sari Contoh", "007"]
    assert {row[0].value for row in book["Keterangan"].iter_rows(min_row=2)} == set(EMPTY)


def test_text_never_becomes_a_formula(intan: Actor, world: World) -> None:
    version = a_version(world.office("kanwil"))
    type(version.course).objects.filter(pk=version.course_id).update(title="=1+1")
    an_enrolment(version, a_member(world.office("dinas"), "=cmd()"))
    issued(intan, version)
    rows = services.exportable(2026, 0, "Unggah.", actor=intan)
    assert "'=1+1" in services.export_csv(rows).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(services.export_xlsx(rows, "id")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_an_export_wants_its_reason_and_records_whose_hours_went_out(certified: Certificate, intan: Actor) -> None:
    with pytest.raises(Refused, match="Alasan masih kosong"):
        services.exportable(2026, 0, " ", actor=intan)
    services.exportable(2026, 0, "Unggah triwulan.", actor=intan)
    event = Event.objects.filter(verb="register.read", subject=str(certified.member_id)).latest("seq")
    assert event.why == "ekspor JP: Unggah triwulan."
    assert json.loads(event.data)["fields"] == ["name", "number_tail"]


def test_an_export_holds_the_own_area_only(certified: Certificate, world: World, actor: ActorOf) -> None:
    assert list(services.exportable(2026, 0, "x", actor=actor(world.seno))) == []
    assert len(services.exportable(2026, 0, "x", actor=actor(world.budi))) == 1
    with pytest.raises(Forbidden):
        services.exportable(2026, 0, "x", actor=actor(world.made))


def test_a_program_reads_by_its_token(certified: Certificate, access: tuple[Access, str]) -> None:
    answer = get(access[1], tahun=2026)
    (one,) = answer.json()["records"]
    assert one["record"]["nomorSertipikat"] == certified.number
    assert set(one["record"]) == set(FIELDS)
    assert answer.json()["next"] is None
    assert answer["Cache-Control"] == "no-store"
    event = Event.objects.filter(verb="register.read", subject=str(certified.member_id)).latest("seq")
    assert (event.system, event.office) == (f"credits.access-{access[0].pk}", access[0].office_id)
    assert json.loads(event.data)["fields"] == ["number_tail"]


def test_only_the_digest_of_a_token_is_kept(access: tuple[Access, str]) -> None:
    row, token = access
    assert token not in str(vars(Access.objects.get(pk=row.pk)))
    assert row.tail == token[-4:]


def test_a_program_reads_the_people_of_its_office_only(
    certified: Certificate, world: World, actor: ActorOf, access: tuple[Access, str]
) -> None:
    ends = offices.today() + timedelta(days=1)
    for name, count in (("citra", 0), ("ani", 1), ("seno", 0), ("eko", 1)):
        _row, token = services.make_access("x", ends, actor=actor(world.people[name]))
        assert len(get(token, tahun=2026).json()["records"]) == count, name


def test_a_token_that_ended_was_revoked_or_never_was_learns_nothing(
    access: tuple[Access, str], intan: Actor, time_machine: Any
) -> None:
    row, token = access
    for wrong in ("", "khm_x", token + "x", token[:-1]):
        assert get(wrong).status_code == 401
    assert get(token).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert get(token).status_code == 401
    time_machine.move_to(timezone.now() - timedelta(days=31))
    assert get(token).status_code == 200
    services.revoke_access(row.pk, actor=intan)
    assert get(token).status_code == 401


def test_a_token_has_a_limit_for_each_minute(access: tuple[Access, str]) -> None:
    codes = [get(access[1]).status_code for _n in range(61)]
    assert codes == [200] * 60 + [429]


def test_the_pages_walk(certified: Certificate, world: World, as_: AsPerson) -> None:
    browser = as_(world.intan)
    ends = (offices.today() + timedelta(days=5)).isoformat()
    page = browser.post("/jp/akses", {"name": "Program rekaan", "ends": ends}).content.decode()
    assert "Salin token ini sekarang" in page
    row = Access.objects.get()
    again = browser.get("/jp/akses").content.decode()
    assert "Salin token ini sekarang" not in again
    assert "Akses dicabut" in browser.post(f"/jp/akses/{row.pk}/cabut", follow=True).content.decode()
    assert browser.post(f"/jp/akses/{row.pk}/cabut").status_code == 409
    answer = browser.post("/jp/ekspor", {"year": "2026", "shape": "csv", "reason": "Unggah."})
    assert answer["Content-Disposition"] == 'attachment; filename="jp-2026.csv"'
    assert browser.post("/jp/ekspor", {"year": "2026", "shape": "csv"}).status_code == 422
    assert as_(world.made).get("/jp/ekspor").status_code == 403
