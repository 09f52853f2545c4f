"""The worker beside the server is looked after, also when the server forks at the moment the worker starts."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kotaham.config import beside

pytestmark = pytest.mark.no_database
LONG = 60.0  # seconds; a shared machine is slow at times
ENDS_AT_ONCE = (sys.executable, "-c", "pass")


class Starts:
    """Counts the starts of the worker, and lets the first take the time another process needs to fork."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.again, self.forked = threading.Event(), threading.Event(), threading.Event()
        self._start = subprocess._fork_exec  # type: ignore[attr-defined]
        monkeypatch.setattr(subprocess, "_fork_exec", self._slowly)
        monkeypatch.setattr(beside, "GLANCE", 0.01)
        monkeypatch.setattr(beside, "RESTART", 0.01)

    def _slowly(self, *args: Any) -> Any:
        if self.begun.is_set():
            self.again.set()
        self.begun.set()
        self.forked.wait(0.5)
        return self._start(*args)


@contextmanager
def forked_meanwhile(starts: Starts) -> Iterator[int]:
    """Fork a process as soon as the worker begins to start; it does nothing and stays."""
    found: list[int] = []

    def fork() -> None:
        starts.begun.wait()
        pid = os.fork()
        if pid == 0:
            signal.pause()
            os._exit(0)
        found.append(pid)
        starts.forked.set()

    thread, worker = threading.Thread(target=fork), beside.Worker(ENDS_AT_ONCE)
    thread.start()
    worker.start()
    thread.join()
    try:
        yield found[0]
    finally:
        os.kill(found[0], signal.SIGKILL)
        os.waitpid(found[0], 0)
        worker.stop()


def test_a_worker_that_ends_is_replaced_though_the_server_forked_while_it_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts = Starts(monkeypatch)
    with forked_meanwhile(starts):
        assert starts.again.wait(LONG)


def test_without_waiting_for_each_other_the_end_of_the_worker_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what is forked meanwhile holds the pipe that tells that the worker has started."""
    monkeypatch.setattr(beside.Worker, "_start", lambda self: subprocess.Popen(self.command))
    starts = Starts(monkeypatch)
    with forked_meanwhile(starts):
        assert not starts.again.wait(1)
