"""A process of the service ends with the one that started it, also when that one has ended already."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.no_database


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can do that")
def test_a_worker_whose_server_has_ended_before_it_could_ask_ends_too() -> None:
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    done = subprocess.run([sys.executable, "-m", "kotaham.config.tied", str(ended.pid), "worker"], check=False)
    assert done.returncode == -signal.SIGTERM
