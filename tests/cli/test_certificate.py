"""`kotaham certificate check`: with public keys alone."""

from pathlib import Path

import pytest

from kotaham.core.badges.payload import sign, text_of
from kotaham.report.certificate import Paper, certificate_pdf
from tests.cli.running import run
from tests.core.badges.made import OTHER, SAID, SIGNER, SITE, record
from tests.core.badges.test_verdict import HELD

pytestmark = pytest.mark.no_database


@pytest.fixture
def key(tmp_path: Path) -> str:
    file = tmp_path / "kunci.pem"
    file.write_text(OTHER.pem + SIGNER.pem, "ascii")
    return str(file)


@pytest.mark.parametrize("held", HELD)
def test_a_file_or_a_text_is_checked(held: str, key: str, tmp_path: Path) -> None:
    file = tmp_path / "sertifikat"
    file.write_text(HELD[held], "utf-8")
    for given in (str(file), HELD[held]):
        ran = run("certificate", "check", given, "--key", key)
        assert "Tanda tangannya cocok." in ran.text
        assert SAID["name"] in ran.text
        assert "Apakah dicabut hanya diketahui penerbitnya" in ran.text


def test_a_forged_one_ends_with_1_and_says_so_in_both_languages(key: str) -> None:
    forged = record(name="Orang Lain")
    text = text_of(forged, sign(record(), SIGNER), SITE)
    assert "Tanda tangannya tidak cocok" in run("certificate", "check", text, "--key", key, code=1).errors
    assert "does not fit" in run("certificate", "check", text, "--key", key, "--lang", "en", code=1).errors


def test_one_that_has_expired_ends_with_1(key: str) -> None:
    old = record(expires="2020-01-01")
    ran = run("certificate", "check", text_of(old, sign(old, SIGNER), SITE), "--key", key, code=1)
    assert "masa berlakunya sudah lewat" in ran.text


def test_hours_that_nobody_set_are_told_as_not_set(key: str) -> None:
    bare = record(hours="")
    ran = run("certificate", "check", text_of(bare, sign(bare, SIGNER), SITE), "--key", key)
    assert "JP: belum ditetapkan" in ran.text


def test_a_file_without_a_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kunci.pem"
    file.write_text("bukan kunci", "utf-8")
    assert "tidak memuat kunci publik" in run("certificate", "check", "x", "--key", str(file), code=3).errors


@pytest.mark.slow
def test_the_pdf_itself_is_checked_by_the_code_it_holds(key: str, tmp_path: Path) -> None:
    file = tmp_path / "sertifikat.pdf"
    file.write_bytes(certificate_pdf(Paper(record().fields, HELD["code"], f"{SITE}/sertifikat/x")))
    ran = run("certificate", "check", str(file), "--key", key)
    assert SAID["name"] in ran.text
    file.write_bytes(b"%PDF-1.7 kosong")
    assert "bukan kode sertifikat" in run("certificate", "check", str(file), "--key", key, code=1).errors
