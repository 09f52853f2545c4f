"""A whole installation beside the others: a PostgreSQL cluster with real durability, the server, the worker.

Its processes are real, and so are its settings: the production profile. Everything can be killed and started again.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("kotaham")
HOST = "ham.example.go.id"
PATIENCE = 120  # seconds; a shared machine is slow at times
BELOW_THE_CALLERS = range(20_000, 32_000)  # Linux gives its callers ports from 32,768 on
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody uses now, and that no call of a client is given: it is taken only much later."""
    while True:
        port = secrets.choice(BELOW_THE_CALLERS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def below(pid: int) -> list[int]:
    """Return the processes that a process has started, and those they have started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *below(child)]
    return found


def seconds_of(pids: Sequence[int]) -> float:
    """Return the seconds of processor that processes have used, with their ended children."""
    used = 0
    for pid in pids:
        with suppress(OSError):
            used += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
    return used / TICKS


def runs(pid: int, program: str) -> bool:
    """Tell whether a process runs this program; one that has ended since it was seen does not."""
    try:
        return program.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def is_alive(pid: int) -> bool:
    """Tell whether a process still runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


class Cluster:
    """A PostgreSQL of its own, with the durability that it has when nobody says anything."""

    def __init__(self) -> None:
        """Make it and start it."""
        self.folder = Path(tempfile.mkdtemp(prefix="kotaham-pg-"))
        self.port = free_port()
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        self.bin = programs[-1].parent if programs else Path(shutil.which("initdb") or "initdb").parent
        self.before: list[str] = []
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
            self.before = ["runuser", "-u", "postgres", "--"]
        self._run("initdb", "-A", "trust", "-U", "kotaham", "-E", "UTF8", "--locale=C.UTF-8", str(self.data))
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "kotaham", "kotaham")

    @property
    def data(self) -> Path:
        """The folder of the data."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        """The address of the database."""
        return f"postgres://kotaham@127.0.0.1:{self.port}/kotaham"

    @property
    def pid(self) -> int:
        """The number of the first process."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        """Start it, also after a kill: the memory it shared goes with its last process."""
        until = time.monotonic() + PATIENCE
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        log = self.folder / "log"
        while True:
            try:
                return self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(log), "-o", options, "start")
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def kill(self) -> None:
        """Kill -9 the first process and all that it has started."""
        pids = [self.pid, *below(self.pid)]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while any(map(is_alive, pids)):
            time.sleep(0.01)

    def close(self) -> None:
        """Stop it and leave nothing."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *words: str) -> None:
        command = [*self.before, str(self.bin / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)


class House:
    """The server and the worker on one database."""

    def __init__(self, folder: Path, url: str = "") -> None:
        """Name the folder of the data; without `url` the database is SQLite."""
        self.folder, self.port = folder, free_port()
        (folder / "data").mkdir(parents=True)
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.env = {
            **kept,
            "KOTAHAM_PROFILE": "production",
            "KOTAHAM_DATA": str(folder / "data"),
            "KOTAHAM_HEADS": str(folder / "heads"),
            "KOTAHAM_SECRET": "kotaham-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-uji-saja-jangan-dipakai",
            "KOTAHAM_HOSTS": HOST,
            "KOTAHAM_BEHIND_PROXY": "1",
            "EMAIL_URL": "dummymail://",
            "DJANGO_SETTINGS_MODULE": "kotaham.config.settings",
            **({"DATABASE_URL": url} if url else {}),
        }
        self.log = (folder / "log").open("ab")
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, *words: str) -> str:
        """Run a program to its end and return what it says."""
        done = subprocess.run(words, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done.stdout

    def start_server(self, *, worker: bool = False) -> None:
        """Start `kotaham serve`, with a worker beside it or without, and wait for its first answer."""
        self._start("server", "serve", "--port", str(self.port), *([] if worker else ["--no-worker"]))
        self.wait_for_answer()

    def start_worker(self) -> None:
        """Start `kotaham worker`."""
        self._start("worker", "worker")

    def _start(self, name: str, *words: str) -> None:
        self.processes[name] = subprocess.Popen(
            [PROGRAM, *words], env=self.env, cwd=ROOT, stdout=self.log, stderr=self.log
        )

    def wait_for_answer(self) -> None:
        """Wait until the service says that it can reach its database."""
        until = time.monotonic() + PATIENCE
        while True:
            answered = self._answers()
            if time.monotonic() > until or self.processes["server"].poll() is not None:  # somebody else may answer
                raise RuntimeError(f"no answer: {(self.folder / 'log').read_text()[-3000:]}")
            if answered:
                return
            time.sleep(0.05)

    def _answers(self) -> bool:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as asked:
            asked.request("GET", "/sehat", headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            return asked.getresponse().status == 200
        return False

    def server_processes(self) -> list[int]:
        """Return the processes that answer."""
        return below(self.processes["server"].pid)

    def kill(self, name: str) -> None:
        """Kill -9 one process, and bury it."""
        self.processes[name].kill()
        self.processes[name].wait()

    def close(self) -> None:
        """End everything."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.log.close()

    def fill(self, officers: int, cities: int, indicators: int) -> Path:
        """Fill the database; return the plan of who has what."""
        plan = self.folder / "plan.json"
        self.run(
            sys.executable,
            "-m",
            "tests.officers.filling",
            "fill",
            str(plan),
            str(officers),
            str(cities),
            str(indicators),
        )
        return plan

    def judge(self, plan: Path, heard: Path) -> dict[str, Any]:
        """Compare what was acknowledged with what is kept, and verify the chain of events."""
        found: dict[str, Any] = json.loads(
            self.run(sys.executable, "-m", "tests.officers.filling", "judge", str(plan), str(heard)).splitlines()[-1]
        )
        export = self.folder / "riwayat.jsonl"
        self.run(str(PROGRAM), "audit", "seal")
        self.run(str(PROGRAM), "audit", "export", "--overwrite", str(export))
        keys = [word for key in (self.folder / "data" / "keys").glob("head-*.pem") for word in ("--key", str(key))]
        heads = str(self.folder / "riwayat.heads.txt")
        told = self.run(str(PROGRAM), "audit", "verify", str(export), "--heads", heads, *keys)
        return {**found, "verified": told.splitlines()}


@contextmanager
def standing(folder: Path, *, postgres: bool) -> Iterator[tuple[House, Cluster | None]]:
    """Give a house, and the cluster it stands on; afterwards nothing of them is left running."""
    cluster = Cluster() if postgres else None
    try:
        house = House(folder, cluster.url if cluster else "")
        try:
            yield house, cluster
        finally:
            house.close()
    finally:
        if cluster:
            cluster.close()


def crowd(house: House, plan: Path, seconds: float, think: str, seed: int) -> "subprocess.Popen[bytes]":
    """Let the officers begin; what they hear is written to `heard.json` beside the plan when they have ended."""
    words = [str(plan), str(plan.with_name("heard.json")), str(house.port), str(seconds), think, str(seed)]
    return subprocess.Popen([sys.executable, "-m", "tests.officers.clients", *words], cwd=ROOT)
