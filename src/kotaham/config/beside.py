"""The background worker that stands beside the server of `kotaham serve`: one that dies is replaced."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

GLANCE, RESTART = 0.5, 2.0  # seconds between two looks at the worker, and before a dead one is replaced
WORK_SECONDS = 30  # so long the worker may finish what it does
COMMAND = (sys.executable, "-m", "kotaham.config.tied", str(os.getpid()), "worker")

# A process that is forked while another is being started takes a copy of the pipe on which the starting one is waited
# for, and the wait then lasts as long as the copy: the end of the worker would never be seen. So the server's forks and
# the worker's start wait for each other.
_ONE_START = threading.Lock()


def _wait_for_the_start() -> None:
    _ONE_START.acquire()


def _go_on() -> None:
    _ONE_START.release()


os.register_at_fork(before=_wait_for_the_start, after_in_parent=_go_on, after_in_child=_go_on)


class Worker(threading.Thread):
    """Keeps a background worker beside the server: one that dies is replaced."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        """Name the command that is kept running; nothing is started yet."""
        super().__init__(name="worker", daemon=True)
        self.command = command
        self.quiet = threading.Event()

    def run(self) -> None:
        """Look after one worker after the other; this thread outlives them, since they are tied to it."""
        process = None  # a server that cannot take its address stops before there is a worker
        while not self.quiet.is_set():
            process = self._start()
            while process.poll() is None and not self.quiet.wait(GLANCE):
                pass
            self.quiet.wait(RESTART if process.poll() is not None else 0)
        if process is not None:
            process.send_signal(signal.SIGTERM)
            process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        with _ONE_START:
            return subprocess.Popen(self.command)  # noqa: S603 - a command of the house

    def stop(self) -> None:
        """Let the worker finish what it does."""
        self.quiet.set()
        if self.is_alive():
            self.join(timeout=WORK_SECONDS)
