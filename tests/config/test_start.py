"""Whether an installation starts at all: asked of the real program, with an environment of its own."""

import http.client
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.officers.house import free_port

pytestmark = [pytest.mark.slow, pytest.mark.once]  # programs of their own: the database of the tests is not asked
LONG = "kotaham-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-uji-saja-jangan-dipakai"

ENDED_BY_FORCE = 120  # seconds; long, so that a slow machine is not mistaken for a process that waits for itself
PATIENT = (
    "import django\n"
    "django.setup()\n"
    "from kotaham.config.management.commands import serve\n"
    f"serve.STOP_SECONDS = {ENDED_BY_FORCE}\n"
    "from kotaham.config.__main__ import main\n"
    "main()\n"
)


def ask(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the house with nothing in its environment but these variables."""
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", **variables}
    return subprocess.run(
        [sys.executable, "-m", "kotaham.config", *command], env=env, text=True, capture_output=True, check=False
    )


def production(tmp_path: Path) -> dict[str, str]:
    """Return all that a real installation must say."""
    return {
        "KOTAHAM_PROFILE": "production",
        "KOTAHAM_DATA": str(tmp_path / "data"),
        "KOTAHAM_SECRET": LONG,
        "KOTAHAM_HOSTS": "ham.example.go.id",
        "KOTAHAM_HEADS": str(tmp_path / "elsewhere"),
        "EMAIL_URL": "smtp+tls://pos:rahasia@mail.example.go.id:587",
        "DATABASE_URL": "postgres://ham:rahasia@127.0.0.1:1/kotaham",
    }


def test_a_whole_production_installation_passes_every_check(tmp_path: Path) -> None:
    told = ask("check", "--deploy", "--fail-level", "WARNING", **production(tmp_path))
    assert told.returncode == 0, told.stderr
    assert "no issues" in told.stdout


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"KOTAHAM_SECRET": ""}, "KOTAHAM_SECRET (atau KOTAHAM_SECRET_FILE): wajib"),
        ({"KOTAHAM_SECRET": "short"}, "KOTAHAM_SECRET: kurang dari 50 huruf."),
        ({"KOTAHAM_DATA": ""}, "KOTAHAM_DATA: wajib pada profil production."),
        ({"KOTAHAM_HOSTS": ""}, "KOTAHAM_HOSTS: wajib pada profil production"),
        ({"KOTAHAM_DEBUG": "1"}, "KOTAHAM_DEBUG: tidak boleh pada profil production."),
        ({"KOTAHAM_PROFILE": "prod"}, "KOTAHAM_PROFILE=prod: tidak dikenal"),
    ],
)
def test_production_that_lacks_something_ends_with_one_sentence(
    change: dict[str, str], words: str, tmp_path: Path
) -> None:
    told = ask("check", **{**production(tmp_path), **change})
    assert told.returncode == 1
    assert told.stderr.startswith(words)
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "data").exists()


def test_production_does_not_start_with_demo_people(tmp_path: Path) -> None:
    variables = production(tmp_path) | {"KOTAHAM_DEMO": "1"}
    del variables["DATABASE_URL"]
    told = ask("serve", "--port", "1", "--no-worker", **variables)
    assert told.returncode == 1
    assert "kotaham.E010" in told.stderr
    assert "KOTAHAM_DEMO is on in production." in told.stderr
    assert "HINT: Unset KOTAHAM_DEMO" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "data" / "kotaham.sqlite3").exists()


def test_nothing_in_the_environment_is_enough_to_start(tmp_path: Path) -> None:
    told = ask("check", KOTAHAM_DATA=str(tmp_path / "data"))
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o777 == 0o600


def browser_at(port: int, house: subprocess.Popen[str]) -> http.client.HTTPConnection:
    """Connect as soon as somebody answers, a moment after the banner."""
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while house.poll() is None:
        try:
            browser.connect()
        except ConnectionRefusedError:
            continue
        return browser
    raise AssertionError("The service ended before it answered.")


def test_ctrl_c_stops_the_service_while_a_browser_is_connected(tmp_path: Path) -> None:
    """A terminal sends it to every process at once, so a server process must not be told twice."""
    port = free_port()
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", "KOTAHAM_DATA": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "kotaham.config.settings"
    command = [sys.executable, "-c", PATIENT, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True) as house:
        try:
            assert house.stdout is not None
            assert any("answers at" in line for line in house.stdout)
            with closing(browser_at(port, house)) as browser:
                browser.request("GET", "/masuk")
                assert browser.getresponse().read()
                os.killpg(house.pid, signal.SIGINT)
                assert house.wait(timeout=ENDED_BY_FORCE / 2) == 0
        finally:
            if house.poll() is None:
                os.killpg(house.pid, signal.SIGKILL)
