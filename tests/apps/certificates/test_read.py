"""Who reads which certificate; reading names is on the record."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.courses.models import Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from tests.apps.certificates.making import issued, learners
from tests.apps.conftest import AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(intan: Actor, version: Version, world: World) -> Certificate:
    learners(version, world.office("dinas"), 3)
    issued(intan, version)
    found = Certificate.objects.order_by("pk").first()
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["eko", "made", "intan", "joko", "kartika", "ani", "budi"])
def test_who_has_to_do_with_the_person_reads_it(name: str, row: Certificate, world: World, as_: AsPerson) -> None:
    browser = as_(world.people[name])
    assert row.number in browser.get("/sertifikat").content.decode()
    page = browser.get(f"/sertifikat/nomor/{row.pk}").content.decode()
    assert row.record_sha256 in page
    assert browser.get(f"/sertifikat/nomor/{row.pk}/pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["citra", "seno", "rini", "yuda"])
def test_for_others_it_is_not_there(name: str, row: Certificate, world: World, as_: AsPerson) -> None:
    browser = as_(world.people[name])
    assert row.number not in browser.get("/sertifikat").content.decode()
    for part in ("", "/pdf", "/catatan"):
        assert browser.get(f"/sertifikat/nomor/{row.pk}{part}").status_code == 404


def test_a_number_leads_straight_to_its_certificate(row: Certificate, world: World, as_: AsPerson) -> None:
    answer = as_(world.intan).get("/sertifikat", {"nomor": row.number})
    assert answer["Location"] == f"/sertifikat/nomor/{row.pk}"
    page = as_(world.intan).get("/sertifikat", {"nomor": "0/X"}).content.decode()
    assert "Tidak ada sertifikat bernomor itu" in page


def test_every_name_that_is_shown_is_on_the_record(row: Certificate, world: World, as_: AsPerson) -> None:
    as_(world.intan).get("/sertifikat")
    reads = Event.objects.filter(verb="register.read", person=world.intan.pk)
    assert set(reads.values_list("subject", flat=True)) == {
        str(member) for member in Certificate.objects.values_list("member", flat=True)
    }


@pytest.mark.slow
def test_a_page_of_papers_is_taken_away_as_one_file(row: Certificate, world: World, as_: AsPerson) -> None:
    answer = as_(world.intan).get("/sertifikat/paket")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(archive.namelist()) == 3
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
    reads = Event.objects.filter(verb="register.read", person=world.intan.pk, why="paket PDF sertifikat")
    assert reads.count() == 3
    with zipfile.ZipFile(io.BytesIO(as_(world.seno).get("/sertifikat/paket").content)) as archive:
        assert archive.namelist() == []


def test_the_list_asks_few_questions(row: Certificate, world: World, as_: AsPerson) -> None:
    browser = as_(world.intan)
    browser.get("/sertifikat")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/sertifikat")
    assert len(asked) <= 22, [one["sql"][:90] for one in asked]


def test_a_learner_has_no_list(world: World, as_: AsPerson) -> None:
    assert as_(world.nia).get("/sertifikat").status_code == 403
    assert "Belum ada sertifikat" in as_(world.nia).get("/sertifikat/saya").content.decode()
