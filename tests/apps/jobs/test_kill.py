"""Workers that are killed: real processes, a real database of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

pytestmark = pytest.mark.slow
PATIENCE = 40  # seconds; a shared machine is slow at times


class House:
    """A database of its own, and processes that work on it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.signs = folder / "signs"
        self.signs.mkdir(parents=True)
        self.env = {**os.environ, "KOTAHAM_DATA": str(folder), "PROBE_SIGNS": str(self.signs)}
        if url:
            self.env["DATABASE_URL"] = url
        self.workers: list[subprocess.Popen[bytes]] = []
        self.run("kotaham.config", "migrate", "--skip-checks", "-v0")

    def run(self, module: str, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *words], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def probe(self, *words: str) -> str:
        return self.run("tests.apps.jobs.probe", *words)

    def look(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.probe("look"))
        return found

    def hire(self) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.apps.jobs.probe", "worker"], env=self.env, stderr=subprocess.DEVNULL
        )
        self.workers.append(worker)
        return worker

    def wait_for(self, sign: str) -> None:
        until = time.monotonic() + PATIENCE
        while not (self.signs / sign).exists():
            assert time.monotonic() < until, f"no sign {sign}"
            time.sleep(0.02)

    def wait_until_ended(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while True:
            found = self.look()
            if all(job["state"] in {"done", "failed", "cancelled"} for job in found["jobs"]):
                return found
            assert time.monotonic() < until, found

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def house(tmp_path: Path, lay: Callable[..., None]) -> Iterator[House]:
    """Give a house; on PostgreSQL a database that is dropped afterwards."""
    server_url = os.environ.get("DATABASE_URL", "")
    name = f"kill_{os.getpid()}_{time.monotonic_ns()}"
    if server_url:
        with psycopg.connect(make_conninfo(server_url), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}".encode())
    url = f"{server_url.rpartition('/')[0]}/{name}" if server_url else ""
    lay(tmp_path / "house", url)
    found = House(tmp_path / "house", url)
    yield found
    found.close()
    if server_url:
        with psycopg.connect(make_conninfo(server_url), autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.mark.parametrize(
    ("task", "effects"),
    [("whole", 1), ("guarded", 1), ("careless", 2)],
    ids=["one-transaction", "idempotent", "control-without-either"],
)
def test_work_of_a_killed_worker_runs_again_and_has_its_effect_once(house: House, task: str, effects: int) -> None:
    house.probe("enqueue", f"probe.{task}", "1")
    first = house.hire()
    house.wait_for(f"{task}-1")
    first.send_signal(signal.SIGKILL)
    first.wait()
    house.hire()
    house.wait_for(f"{task}-2")
    found = house.wait_until_ended()
    assert found["jobs"] == [{"name": f"probe.{task}", "state": "done", "attempt": 2, "lost": 1, "turn": 2}]
    assert found["effects"] == effects


def test_a_worker_told_to_stop_finishes_what_it_does(house: House) -> None:
    house.probe("enqueue", "probe.slow", "1")
    worker = house.hire()
    house.wait_for("slow-started")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE) == 0
    found = house.look()
    assert (found["jobs"][0]["state"], found["jobs"][0]["attempt"], found["effects"]) == ("done", 1, 1)
    assert found["alive"] == 0


def test_a_worker_told_twice_puts_its_work_back_and_stops_at_once(house: House) -> None:
    house.probe("enqueue", "probe.guarded", "1")
    worker = house.hire()
    house.wait_for("guarded-1")
    worker.send_signal(signal.SIGTERM)
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(timeout=0.5)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE) == 0
    (job,) = house.look()["jobs"]
    assert (job["state"], job["turn"], job["lost"]) == ("waiting", 2, 0)


def test_work_that_ignores_its_timeout_ends_its_worker_and_not_the_queue(house: House) -> None:
    house.probe("enqueue", "probe.deaf", "1")
    first = house.hire()
    house.wait_for("deaf-1")
    assert first.wait(timeout=PATIENCE) == -signal.SIGKILL
    house.hire()
    house.wait_for("deaf-2")
    assert house.wait_until_ended()["jobs"][0]["state"] == "done"
