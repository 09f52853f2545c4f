"""Officers fill in while parts of the house are killed: nothing acknowledged is lost, nothing is kept twice."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.officers.house import PATIENCE, Cluster, House, below, crowd, is_alive, runs, standing
from tests.officers.killing import Killer

pytestmark = pytest.mark.slow
OFFICERS, CITIES, INDICATORS = 20, 3, 20
WHOLE: dict[str, list[object]] = {"lost": [], "doubled": [], "invented": [], "parted": [], "miscounted": []}
Standing = tuple[House, Cluster | None]
Lived = tuple[dict[str, Any], dict[str, Any]]  # what the officers heard; what was found afterwards


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Give a house of its own: on a PostgreSQL of its own where the tests run on PostgreSQL, else on SQLite."""
    with standing(tmp_path_factory.mktemp("kills") / "house", postgres=bool(os.environ.get("DATABASE_URL"))) as found:
        yield found


def live_through(ground: Standing, kills: list[str], seconds: float) -> Lived:
    """Let officers fill in while parts are killed; return what they heard, and what was found afterwards."""
    house, cluster = ground
    plan = house.fill(OFFICERS, CITIES, INDICATORS)
    house.start_server()
    house.start_worker()
    officers = crowd(house, plan, seconds, "0.2-0.6", seed=4)
    killer = Killer(house, cluster, random.Random(4))
    try:
        time.sleep(3)  # so that everybody is at work when the first kill comes
        killer.run(kills, seconds - 5)
        assert officers.wait(timeout=seconds + PATIENCE * 2) == 0
    finally:
        officers.kill()
        officers.wait()
    assert killer.kills == {name: kills.count(name) for name in kills}
    heard = plan.with_name("heard.json")
    return json.loads(heard.read_text()), house.judge(plan, heard)


@pytest.fixture(scope="module")
def lived(ground: Standing) -> Lived:
    """Let every part be killed once; return what the officers heard, and what was found afterwards."""
    kills = ["one_server_process", "worker", "first_of_server"]
    if ground[1]:
        kills.insert(2, "database")
    return live_through(ground, kills, seconds=16)


def test_kills_of_every_part_lose_nothing_that_was_acknowledged(
    lived: Lived,
) -> None:
    heard, found = lived
    assert heard["refused"] == []
    assert heard["unsettled"] == 0
    assert heard["failed"], "the kills must have been felt"
    assert found["acknowledged"] > OFFICERS, "and the work must have gone on"
    assert {name: found[name] for name in WHOLE} == WHOLE
    assert found["events"] >= found["acknowledged"]
    assert found["verified"][0].startswith("UTUH")


def test_the_judge_sees_what_is_lost_doubled_and_invented(ground: Standing, lived: Lived, tmp_path: Path) -> None:
    """The control: the same house, and officers who claim what never was."""
    plan = ground[0].folder / "plan.json"
    heard: dict[str, Any] = json.loads(json.dumps(lived[0]))
    pk, value, version = heard["acks"][-1]
    heard["acks"][-1] = [pk, "1.5", version]
    heard["tries"] = [one for one in heard["tries"] if one != [pk, value]]
    false = tmp_path / "heard.json"
    false.write_text(json.dumps(heard))
    found = ground[0].judge(plan, false)
    assert found["lost"] == [[pk, "1.5", version]]
    assert found["invented"] == [[pk, value]]


@pytest.mark.usefixtures("lived")
def test_the_processes_that_answer_end_with_the_one_that_started_them(ground: Standing) -> None:
    house = ground[0]
    answering = house.server_processes()
    assert len(answering) == 2
    for pid in answering:
        os.kill(pid, signal.SIGSTOP)  # one that waits for itself or for its callers does not come to its end either
    house.kill("server")
    until = time.monotonic() + PATIENCE
    while any(map(is_alive, answering)):
        assert time.monotonic() < until
        time.sleep(0.05)
    house.start_server()
    assert set(house.server_processes()).isdisjoint(answering)


@pytest.mark.once  # it asks nothing of the database
def test_a_worker_that_is_killed_is_replaced_by_the_server_it_stands_beside(tmp_path: Path) -> None:
    with standing(tmp_path / "house", postgres=False) as (house, _cluster):
        house.fill(1, 1, 10)
        house.start_server(worker=True)
        first = worker_of(house, 0)
        os.kill(first, signal.SIGKILL)
        assert worker_of(house, first) != first


def worker_of(house: House, other_than: int) -> int:
    """Return the worker beside the server, as soon as there is another than this one."""
    until = time.monotonic() + PATIENCE
    while True:
        for pid in below(house.processes["server"].pid):
            if pid != other_than and runs(pid, "kotaham.config.tied"):
                return pid
        assert time.monotonic() < until, "no worker came"
        time.sleep(0.05)
