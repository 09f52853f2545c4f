"""The public page and files: what is printed, no more; nothing is written; unknown is unknown."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.services.keys import signer, verifying
from kotaham.apps.certificates.services.papers import code_of
from kotaham.apps.courses.models import Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.core.badges import payload, verdict
from kotaham.core.badges.credential import read_jwt
from kotaham.core.badges.payload import Told
from kotaham.core.badges.verdict import Verdict
from tests.apps.certificates.making import a_member, an_enrolment, issued
from tests.cast import World

pytestmark = pytest.mark.django_db
NUMBER = "199003092015021007"


@pytest.fixture
def row(intan: Actor, version: Version, world: World) -> Certificate:
    an_enrolment(version, a_member(world.office("dinas"), "Sari Contoh", account=world.nia))
    issued(intan, version)
    return Certificate.objects.get()


@pytest.mark.parametrize(("language", "words"), [
    ("id", ("Sertifikat ini tercatat dan berlaku", "20 November 2026", "12,5", "Penanda tangan")),
    ("en", ("This certificate is on record and valid", "20 November 2026", "12.5", "Date of the certificate")),
])  # fmt: skip
def test_anybody_sees_what_is_printed(language: str, words: tuple[str, ...], row: Certificate) -> None:
    client = Client(headers={"accept-language": language})
    page = client.get(f"/sertifikat/{row.token}").content.decode()
    for one in (*words, "Sari Contoh", "•••007", "Dasar HAM Rekaan", "Intan Irawati", row.number):
        assert one in page
    assert NUMBER not in page


def test_the_page_asks_at_most_three_questions_and_writes_nothing(row: Certificate) -> None:
    events = Event.objects.count()
    client = Client()
    client.get(f"/sertifikat/{row.token}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/sertifikat/{row.token}").status_code == 200
    assert len(asked) <= 3, [one["sql"] for one in asked]
    assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in asked)
    assert Event.objects.count() == events


def test_an_unknown_code_is_unknown_whatever_it_looks_like(row: Certificate) -> None:
    tokens = ("A" * 26, "tidak-ada", row.token.lower(), row.token[:-1])
    answers = [Client().get(f"/sertifikat/{token}") for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    pages = [re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode()) for answer in answers]
    assert len({page.replace(token, "") for page, token in zip(pages, tokens, strict=True)}) == 1
    assert "Kode ini tidak tercatat di sini" in pages[0]


def test_the_short_address_of_the_code_leads_to_the_page(row: Certificate) -> None:
    answer = Client().get(f"/S/{row.token}")
    assert (answer.status_code, answer["Location"]) == (302, f"/sertifikat/{row.token}")


def test_the_code_on_the_paper_is_verified_with_the_public_key_file_alone(row: Certificate) -> None:
    answer = Client().get("/sertifikat/kunci")
    assert b"BEGIN PUBLIC KEY" in answer.content
    told = payload.check(code_of(row), verifying())
    assert isinstance(told, Told)
    assert (told.name, told.tail, told.token) == ("Sari Contoh", "007", row.token)


def test_the_same_file_is_the_same_and_another_is_another(row: Certificate) -> None:
    made, at = services.paper(row), f"/sertifikat/{row.token}"
    same = Client().post(at, {"file": SimpleUploadedFile("a.pdf", made)}).content.decode()
    assert "Sama persis" in same
    other = Client().post(at, {"file": SimpleUploadedFile("a.pdf", made[:-9] + b"x" * 9)}).content.decode()
    assert "Berbeda" in other
    assert "Pilih satu berkas" in Client().post(at, {}).content.decode()


def test_comparing_has_a_limit(row: Certificate) -> None:
    for _n in range(20):
        Client().post(f"/sertifikat/{row.token}", {"file": SimpleUploadedFile("a.pdf", b"x")})
    answer = Client().post(f"/sertifikat/{row.token}", {"file": SimpleUploadedFile("a.pdf", b"x")})
    assert "Terlalu banyak berkas" in answer.content.decode()


def test_the_list_of_statuses_and_the_issuer_are_for_programs(row: Certificate) -> None:
    answer = Client().get("/sertifikat/status/0")
    assert answer["Content-Type"] == "application/vc+jwt"
    assert "max-age=60" in answer["Cache-Control"]
    said = read_jwt(answer.content.decode(), verifying())
    assert said is not None
    assert Client().get("/sertifikat/status/4096").status_code == 404
    assert Client().get("/sertifikat/penerbit").json()["id"] == said["iss"]


def test_the_checker_holds_the_keys_and_asks_nobody(row: Certificate) -> None:
    page = Client().get("/sertifikat/periksa").content.decode()
    assert signer().name in page
    answer = Client().get("/sertifikat/periksa/berkas")
    file = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert signer().name in file
    assert "crypto.subtle.verify" in file
    assert "/* check.js */" not in file
    assert "fetch(" not in file


def test_old_certificates_verify_after_a_new_key(row: Certificate, settings: Any) -> None:
    keys = Path(settings.KEYS_FOLDER)
    assert len(services.public_pems()) == 1
    first = signer().name
    file = keys / "certificate-2.key"
    file.touch(mode=0o600)
    file.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert signer().name != first
    shown = services.check(row.token)
    assert shown is not None
    assert shown.whole


def test_the_learner_takes_the_badge_and_the_record_away(row: Certificate, world: World) -> None:
    client = Client()
    client.force_login(world.nia, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert row.number in client.get("/sertifikat/saya").content.decode()
    badge = client.get(f"/sertifikat/saya/{row.pk}/lencana").content.decode()
    record = client.get(f"/sertifikat/saya/{row.pk}/catatan").content.decode()
    assert client.get(f"/sertifikat/saya/{row.pk}/pdf").content.startswith(b"%PDF")
    for held in (badge, record):
        found = verdict.check(held, verifying())
        assert isinstance(found, Verdict)
        assert found.name == "Sari Contoh"
    assert json.loads(record)["record"]["fields"]["mask"].endswith("007")


def test_nobody_else_takes_it(row: Certificate, world: World) -> None:
    client = Client()
    client.force_login(world.tono, backend="allauth.account.auth_backends.AuthenticationBackend")
    for part in ("pdf", "lencana", "catatan"):
        assert client.get(f"/sertifikat/saya/{row.pk}/{part}").status_code == 404
        assert Client().get(f"/sertifikat/saya/{row.pk}/{part}").status_code == 302
