"""A worker that is killed inside a run: afterwards the run is made once, whole, and equal to a calculation made now."""

import json
import signal
import subprocess
import sys
from typing import Any

import pytest

from tests.apps.jobs.test_kill import House, house  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow
PROGRAM = "tests.apps.scores.killing"


def hire(house: House, place: str) -> subprocess.Popen[bytes]:  # noqa: F811
    worker = subprocess.Popen(
        [sys.executable, "-m", PROGRAM, "worker", place], env=house.env, stderr=subprocess.DEVNULL
    )
    house.workers.append(worker)
    return worker


def look(house: House) -> dict[str, Any]:  # noqa: F811
    found: dict[str, Any] = json.loads(house.run(PROGRAM, "look"))
    return found


@pytest.mark.parametrize("place", ["scored", "amid-the-rows"])
def test_a_run_whose_worker_is_killed_is_made_once_and_whole(house: House, place: str) -> None:  # noqa: F811
    house.run(PROGRAM, "prepare")
    first = hire(house, place)
    house.wait_for(place)
    first.send_signal(signal.SIGKILL)
    first.wait()
    before = look(house)
    assert (before["run"], before["results"], before["made"]) == ("waiting", 0, 0)  # no half of it
    house.look = lambda: look(house)  # type: ignore[method-assign]
    hire(house, "nowhere")
    found = house.wait_until_ended()
    (job,) = found["jobs"]
    assert job["state"] == "done"
    assert job["lost"] >= 1  # on a machine that is very busy the next worker may seem lost, too
    assert (found["run"], found["results"], found["made"], found["equal"]) == ("done", 2, 1, True)
