"""Where statements go out to is read strictly, and nowhere is the default."""

from pathlib import Path

import pytest

from kotaham.config.environment import Misconfigured
from kotaham.config.profile import Profile
from kotaham.config.xapi import read_xapi

pytestmark = pytest.mark.no_database
HOME, REAL = Profile("embedded", Path("/tmp")), Profile("production", Path("/tmp"))
ADDRESS = "https://lrs.example.go.id/xapi"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENDPOINT", "KEY", "SECRET", "NAMES"):
        monkeypatch.delenv(f"KOTAHAM_XAPI_{name}", raising=False)
        monkeypatch.delenv(f"KOTAHAM_XAPI_{name}_FILE", raising=False)


def test_without_an_endpoint_it_is_off() -> None:
    assert read_xapi(REAL) == {"endpoint": "", "key": "", "secret": "", "names": False}


def test_the_key_and_the_secret_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("rahasia\n")
    monkeypatch.setenv("KOTAHAM_XAPI_ENDPOINT", f"{ADDRESS}/")
    monkeypatch.setenv("KOTAHAM_XAPI_KEY", "kotaham")
    monkeypatch.setenv("KOTAHAM_XAPI_SECRET_FILE", str(tmp_path / "secret"))
    assert read_xapi(REAL) == {"endpoint": ADDRESS, "key": "kotaham", "secret": "rahasia", "names": False}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("lrs.example.go.id", "tulis seperti https://"),
        ("https://a:b@lrs.example.go.id", "tanpa nama pengguna"),
        ("ftp://lrs.example.go.id", "tulis seperti https://"),
        ("http://lrs.example.go.id/xapi", "wajib https"),
        (ADDRESS, "wajib bila"),
    ],
)
def test_what_cannot_be_right_stops_the_start(address: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAHAM_XAPI_ENDPOINT", address)
    with pytest.raises(Misconfigured, match=words):
        read_xapi(REAL)


def test_another_program_on_this_machine_needs_no_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"ENDPOINT": "http://127.0.0.1:8080/xapi", "KEY": "k", "SECRET": "s", "NAMES": "1"}.items():
        monkeypatch.setenv(f"KOTAHAM_XAPI_{name}", value)
    assert read_xapi(REAL)["names"] is True
    assert read_xapi(HOME)["endpoint"] == "http://127.0.0.1:8080/xapi"
