"""`kotaham audit verify` needs no database; `export` and `seal` hand over to the house."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kotaham.core.chain import Head
from tests.cli.running import run
from tests.core.test_chain import HEADS, KEY, LINES, PEM, head_of


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Write an export, its heads and the public key; return the words of the command."""
    (tmp_path / "riwayat.jsonl").write_bytes(b"".join(line + b"\n" for line in LINES))
    (tmp_path / "heads.txt").write_text("# disimpan oleh arsip\n\n" + "".join(f"{head.line}\n" for head in HEADS))
    (tmp_path / "head.pem").write_text(PEM)
    return [
        str(tmp_path / "riwayat.jsonl"),
        "--heads",
        str(tmp_path / "heads.txt"),
        "--key",
        str(tmp_path / "head.pem"),
    ]


def verify(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    """Run the command and return both streams, also of the program that it starts."""
    ran = run("audit", "verify", *words, code=code)
    told = capfd.readouterr()
    return told.out + ran.out, told.err + ran.err


def test_an_export_that_is_whole_is_told_in_both_languages(files: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    out, err = verify(capfd, *files)
    assert err == ""
    assert "UTUH: 40 kejadian berantai tanpa celah; 3 kepala bertanda tangan." in out
    assert "WHOLE: 40 events chained without a gap; 3 signed heads agree." in out
    assert re.search(r"Tanda tangan / signatures: 3 diperiksa dengan / checked with cryptography \d", out)


def test_a_tampered_export_is_told_event_by_event_and_ends_with_code_1(
    files: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    Path(files[0]).write_bytes(b"".join(line + b"\n" for line in LINES[:16] + LINES[17:35]))
    out, _err = verify(capfd, *files, code=1)
    assert "- kejadian / event 17: hilang / is missing" in out
    assert "- kejadian / event 36-40: dipotong: kepala bertanda tangan menghitungnya / was cut off" in out
    assert "BERUBAH: 2 hal pada 35 kejadian." in out


def test_without_heads_the_verifier_says_what_it_cannot_see(
    files: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    Path(files[0]).write_bytes(b"".join(line + b"\n" for line in LINES[:35]))
    out, _err = verify(capfd, files[0], "--chain-only")
    assert "TANPA kepala bertanda tangan" in out
    assert "Ekor yang dipotong atau ditulis ulang tidak terlihat." in out


def test_leaving_the_heads_out_must_be_said(files: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    _out, err = verify(capfd, files[0], code=2)
    assert "--chain-only" in err


def test_a_file_that_is_not_there_is_refused_in_words(files: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    _out, err = verify(capfd, "tidak-ada.jsonl", *files[1:], code=3)
    assert "tidak-ada.jsonl" in err


@pytest.mark.parametrize(
    ("which", "content", "words"),
    [
        (2, "bukan kepala\n", "heads.txt:1: bukan kepala riwayat / no head of the record"),
        (2, "# kosong\n", "tidak memuat kepala / holds no head"),
        (4, "bukan kunci", "bukan kunci publik Ed25519 (PEM)"),
        (4, PEM.replace("MCow", "MCox"), "bukan kunci publik Ed25519 (PEM)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_code_3(
    files: list[str], capfd: pytest.CaptureFixture[str], which: int, content: str, words: str
) -> None:
    Path(files[which]).write_text(content)
    _out, err = verify(capfd, *files, code=3)
    assert words in err


def alone(*words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the verifier as an outsider does, with nothing of ours installed."""
    program = Path(__file__).parents[2] / "src/kotaham/apps/events/data/verify_events.py"
    environment = {"PATH": os.environ["PATH"] if path is None else path}
    command = [sys.executable, "-I", "-S", str(program), *words]  # -S: no packages, hence no cryptography
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_an_outsider_needs_nothing_but_python_and_openssl(files: list[str]) -> None:
    told = alone(*files)
    assert (told.returncode, told.stderr) == (0, "")
    assert "1 diperiksa dengan / checked with OpenSSL 3" in told.stdout


def test_openssl_sees_a_forged_head_too(files: list[str]) -> None:
    forged = HEADS[2].line[:-4] + ("0000" if HEADS[2].line[-4:] != "0000" else "1111")
    Path(files[2]).write_text(f"{HEADS[0].line}\n{forged}\n")
    told = alone(*files)
    assert told.returncode == 1
    assert "- kejadian / event 40: kepala ini tidak ditandatangani kunci yang diberikan" in told.stdout
    assert "2 diperiksa dengan / checked with OpenSSL" in told.stdout


def test_without_openssl_and_cryptography_the_verifier_says_what_it_needs(files: list[str]) -> None:
    told = alone(*files, path="")
    assert told.returncode == 2
    assert "perlu openssl 3 atau paket cryptography" in told.stderr


def test_openssl_checks_only_the_heads_that_no_later_good_one_vouches_for(files: list[str]) -> None:
    many = [head_of(LINES, count) for count in range(1, 41)]
    Path(files[2]).write_text("".join(f"{head.line}\n" for head in many))
    assert "1 diperiksa dengan / checked with OpenSSL" in alone(*files).stdout
    newer = Head(40, many[-1].digest, "2026-11-22T00:00:00.000000Z", many[-1].key)
    signed = Head(newer.count, newer.digest, newer.time, newer.key, KEY.sign(newer.message))
    Path(files[2]).write_text(f"{many[-1].line}\n{signed.line}\n")
    assert alone(*files).returncode == 0


@pytest.mark.slow
def test_export_and_seal_work_from_the_command_line(tmp_path: Path, lay: Callable[..., None]) -> None:
    environment = {**os.environ, "KOTAHAM_DATA": str(tmp_path / "data")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)

    def kotaham(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("kotaham"))]
        return subprocess.run([*command, *words], capture_output=True, text=True, check=False, env=environment)

    lay(tmp_path / "data")
    (tmp_path / "data").mkdir(exist_ok=True)
    assert kotaham("manage", "migrate", "--skip-checks", "-v0").returncode == 0
    sealed = kotaham("audit", "seal")
    assert sealed.stdout.startswith("kotaham-head/1 0 ")
    file = tmp_path / "riwayat.jsonl.gz"
    assert kotaham("audit", "export", str(file)).returncode == 0
    again = kotaham("audit", "export", str(file), "--lang", "en")
    assert again.returncode == 3
    assert "exists already" in again.stderr
    told = kotaham(
        "audit",
        "verify",
        str(file),
        "--heads",
        str(tmp_path / "riwayat.heads.txt"),
        "--key",
        str(tmp_path / "riwayat.keys.pem"),
    )
    assert told.returncode == 0
    assert "UTUH: 1 kejadian" in told.stdout
