"""Kill -9 parts of a house at random moments while officers work, and start again what a supervisor would."""

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.officers.house import Cluster, House

RESTART = 2.0  # seconds, as RestartSec of the units in deploy/systemd


@dataclass
class Killer:
    """Kills, and counts what it killed."""

    house: House
    cluster: Cluster | None
    dice: random.Random
    kills: dict[str, int] = field(default_factory=dict)

    def one_server_process(self) -> None:
        """Kill one of the processes that answer; the server itself starts another."""
        os.kill(self.dice.choice(self.house.server_processes()), signal.SIGKILL)

    def whole_server(self) -> None:
        """Kill the server with all its processes, as the kernel does when memory ends."""
        pids = self.house.server_processes()
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.house.kill("server")
        time.sleep(RESTART)
        self.house.start_server()

    def first_of_server(self) -> None:
        """Kill the first process of the server alone; those it has started end by themselves."""
        self.house.kill("server")
        time.sleep(RESTART)
        self.house.start_server()

    def worker(self) -> None:
        """Kill the worker."""
        self.house.kill("worker")
        time.sleep(RESTART)
        self.house.start_worker()

    def database(self) -> None:
        """Kill the database with all its processes."""
        assert self.cluster
        self.cluster.kill()
        time.sleep(RESTART)
        self.cluster.start()

    def run(self, names: list[str], seconds: float) -> None:
        """Kill in this order, at random moments spread over so many seconds."""
        begun, part = time.monotonic(), seconds / len(names)
        for number, name in enumerate(names):
            at = begun + part * (number + self.dice.uniform(0.1, 0.6))
            time.sleep(max(0.0, at - time.monotonic()))
            print(f"{time.monotonic() - begun:6.1f} s: kill -9 {name}", flush=True)
            getattr(self, name)()
            self.kills[name] = self.kills.get(name, 0) + 1
