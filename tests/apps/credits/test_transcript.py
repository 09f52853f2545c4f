"""The transcript: every line with its proof; who reads it is on the record."""

import io

import pytest
from pypdf import PdfReader

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.credits import services
from kotaham.apps.events.models import Event
from kotaham.apps.register.models import Member
from tests.apps.conftest import AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_the_page_tells_each_line_with_its_proof(
    certified: Certificate, sari: Member, world: World, as_: AsPerson
) -> None:
    page = as_(world.intan).get(f"/jp/peserta/{sari.ref}").content.decode()
    for words in ("Sari Contoh", certified.number, "Dasar HAM Rekaan", "12,5", f"/sertifikat/{certified.token}"):
        assert words in page
    assert Event.objects.filter(verb="register.read", subject=str(sari.pk), person=world.intan.pk).exists()


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_paper_says_the_same(lang: str, certified: Certificate, sari: Member) -> None:
    made = services.transcript(services.statement(sari, certified.day.year), lang)  # type: ignore[arg-type]
    text = " ".join(PdfReader(io.BytesIO(made)).pages[0].extract_text().split())
    for words in ("Sari Contoh", "•••007", certified.number, "12,5" if lang == "id" else "12.5"):
        assert words in text


def test_the_learner_reads_their_own(certified: Certificate, world: World, as_: AsPerson) -> None:
    browser = as_(world.nia)
    assert certified.number in browser.get("/jp/saya").content.decode()
    assert browser.get("/jp/saya/pdf", {"tahun": certified.day.year}).content.startswith(b"%PDF")
    assert browser.get("/jp").status_code == 403


def test_an_account_without_a_row_in_the_register_is_told_so(world: World, as_: AsPerson) -> None:
    browser = as_(world.tono)
    assert "belum terhubung dengan daftar peserta" in browser.get("/jp/saya").content.decode()
    assert browser.get("/jp/saya/pdf").status_code == 404


@pytest.mark.parametrize(("name", "sees"), [("ani", True), ("budi", True), ("joko", True), ("made", True),
                                            ("citra", False), ("seno", False), ("rini", False)])  # fmt: skip
def test_who_reads_whom(
    name: str, sees: bool, certified: Certificate, sari: Member, world: World, as_: AsPerson
) -> None:
    browser = as_(world.people[name])
    assert browser.get(f"/jp/peserta/{sari.ref}").status_code == (200 if sees else 404)
    page = browser.get(f"/jp?nama=sari&tahun={certified.day.year}").content.decode()
    assert ("Sari Contoh" in page) == sees
    assert ("12,5" in page) == sees
