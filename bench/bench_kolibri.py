"""The same work on our server and on Kolibri, an existing learning platform from PyPI, on the same machine.

Sign in, list the pieces with how far one is, open one piece, save how far one is: the same client, as many people and
pieces in both, each on the database it comes with (SQLite), each request on a connection of its own. Of Kolibri only
what its pages ask the server for is counted, without the pages themselves; ours are whole pages. One after the other,
so that neither takes the machine from the other.

    .venv/bin/python bench/bench_kolibri.py --people 10000

Kolibri is installed into an environment in a folder of its own, which is thrown away; KOTAHAM_KOLIBRI names an
environment that stays (a folder; made when it is not there). Ends with 1 when ours is slower in any step, with 0 and
the reason where Kolibri cannot be installed.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from kolibri_filling import PASSWORD
from training_limits import part

from tests.officers.clients import Reply, ask
from tests.officers.house import House, free_port

VERSION = "0.19.5"
TAKERS, RESOURCES, SAVES, AT_ONCE = 100, 20, 5, 4
STEPS = ("sign in", "list", "open", "save")
PATIENCE = 180
FIELD, TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"'), re.compile(rb'X-CSRFToken": "(\w+)"')
Times = defaultdict[str, list[float]]


class Learner:
    """One person with a browser; remembers cookies."""

    def __init__(self, port: int, number: int, extra: Mapping[str, str]) -> None:
        self.port, self.extra, self.cookies = port, dict(extra), dict[str, str]()
        self.extra["X-Forwarded-For"] = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"

    async def ask(self, method: str, url: str, body: Any = None, **more: str) -> Reply:
        """Ask once; fail when the answer is no success."""
        headers = {**self.extra, "Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()), **more}
        sent = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        reply = await ask(self.port, method, url, headers, sent)
        if reply.status >= 400:
            raise SystemExit(f"{method} {url}: {reply.status} {reply.body[:500]!r}")
        self.cookies |= reply.cookies
        return reply


async def in_kolibri(one: Learner, plan: Mapping[str, Any], number: int, times: Times) -> None:
    """Do the work in Kolibri, by what its pages ask for."""
    node = plan["nodes"][number % len(plan["nodes"])]
    said = {"username": plan["takers"][number], "password": plan["password"], "facility": plan["facility"]}
    times["sign in"].append((await one.ask("POST", "/api/auth/session/", said)).ms)
    token = {"X-CSRFToken": one.cookies.get("kolibri_csrftoken", "")}
    listed = await one.ask("GET", f"/api/content/contentnode/?parent={node['parent']}&max_results=50")
    times["list, the same for all"].append(listed.ms)
    # What its page of a topic asks for (TopicsPage, learner signed in): the pieces, and how far one is in each.
    begun_at, parent = time.perf_counter(), node["parent"]
    await asyncio.gather(
        one.ask("GET", f"/api/content/contentnode_tree/{parent}/"),
        one.ask("GET", f"/api/content/contentnodeprogress/{parent}/tree/"),
    )
    times["list"].append((time.perf_counter() - begun_at) * 1000)
    opened = await one.ask("GET", f"/api/content/contentnode/{node['id']}/")
    begin = {"node_id": node["id"], "content_id": node["content"], "channel_id": node["channel"], "kind": "document"}
    begun = await one.ask("POST", "/api/logger/trackprogress/", begin, **token)
    times["open"].append(opened.ms + begun.ms)
    session = json.loads(begun.body)["session_id"]
    for _ in range(SAVES):
        kept = {"progress_delta": 0.05, "time_spent_delta": 5.0}
        times["save"].append((await one.ask("PUT", f"/api/logger/trackprogress/{session}/", kept, **token)).ms)


async def in_ours(one: Learner, plan: Mapping[str, Any], number: int, times: Times) -> None:
    """Do the work in ours, by whole pages and the request that the script of a module sends."""
    mine, form = plan["takers"][number], {"Content-Type": "application/x-www-form-urlencoded"}
    page = await one.ask("GET", "/masuk")
    field = _found(FIELD, page)
    said = {"csrfmiddlewaretoken": field, "login": mine["email"], "password": PASSWORD}
    times["sign in"].append((await one.ask("POST", "/masuk", urlencode(said).encode(), **form)).ms)
    times["list"].append((await one.ask("GET", f"/belajar/{mine['enrolment']}")).ms)
    url = f"/belajar/{mine['enrolment']}/modul/{number % RESOURCES + 1}"
    opened = await one.ask("GET", url)
    times["open"].append(opened.ms)
    token = {"X-CSRFToken": _found(TOKEN, opened), "X-Requested-With": "belajar", **form}
    for place in range(SAVES):
        kept = urlencode({"tempat": 100 + 50 * place}).encode()
        times["save"].append((await one.ask("POST", f"{url}/kemajuan", kept, **token)).ms)


def _found(what: "re.Pattern[bytes]", page: Reply) -> str:
    match = what.search(page.body)
    if match is None:
        raise SystemExit(f"{page.status} without {what.pattern!r}: {page.headers}")
    return match[1].decode()


Work = Callable[[Learner, Mapping[str, Any], int, Times], Awaitable[None]]


async def crowd(work: Work, plan: Mapping[str, Any], port: int, extra: Mapping[str, str]) -> Times:
    """Let all do the work, a few at once; the first few only warm up."""
    times: Times = defaultdict(list)
    numbers = iter(range(len(plan["takers"])))

    async def seat() -> None:
        for number in numbers:
            found: Times = times if number >= AT_ONCE else defaultdict(list)
            await work(Learner(port, number, extra), plan, number, found)

    await asyncio.gather(*(seat() for _ in range(AT_ONCE)))
    return times


def install(folder: Path) -> Path | None:
    """Return the Python of an environment with Kolibri; None, with the reason told, where it cannot be had."""
    python = folder / "bin" / "python"
    if (folder / "bin" / "kolibri").exists():
        return python
    for words in ([sys.executable, "-m", "venv", str(folder)], [str(python), "-m", "pip", "install", "-q",
                  "--disable-pip-version-check", f"kolibri=={VERSION}"]):  # fmt: skip
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"Kolibri {VERSION} cannot be installed here: {' '.join(words)}\n{done.stderr[-2000:]}")
            return None
    return python


def kolibri(python: Path, folder: Path, people: int) -> Times:
    """Fill and serve Kolibri, and let all work."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = {**kept, "KOLIBRI_HOME": str(folder / "kolibri"), "KOLIBRI_NO_FILE_BASED_LOGGING": "1"}
    plan_file, log = folder / "kolibri.json", (folder / "kolibri.log").open("ab")
    words = [str(python), str(Path(__file__).with_name("kolibri_filling.py")), str(plan_file)]
    begun = time.perf_counter()
    done = subprocess.run(
        [*words, str(people), str(TAKERS), str(RESOURCES)], env=env, stdout=log, stderr=log, check=False
    )
    if done.returncode:
        raise SystemExit(f"Kolibri was not filled: {(folder / 'kolibri.log').read_text()[-3000:]}")
    print(f"Kolibri filled with {people} people in {time.perf_counter() - begun:.0f} s", flush=True)
    port = free_port()
    server = subprocess.Popen(
        [str(python.with_name("kolibri")), "start", "--foreground", f"--port={port}", f"--zip-port={free_port()}"],
        env=env, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _wait(port, server, folder / "kolibri.log")
        return asyncio.run(crowd(in_kolibri, json.loads(plan_file.read_text()), port, {"Host": f"127.0.0.1:{port}"}))
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        with suppress(OSError, HTTPException):
            if asyncio.run(ask(port, "GET", "/api/public/info/", {"Host": f"127.0.0.1:{port}"})).status == 200:
                return
        if time.monotonic() > until or server.poll() is not None:
            raise SystemExit(f"Kolibri does not answer: {log.read_text()[-3000:]}")
        time.sleep(0.5)


def ours(folder: Path, people: int) -> Times:
    """Fill and serve ours, and let all work."""
    house = House(folder / "ours")
    house.env["PYTHONPATH"] = os.pathsep.join((str(Path(__file__).parents[1]), str(Path(__file__).parent)))
    plan = folder / "ours.json"
    begun = time.perf_counter()
    words = (str(Path(__file__).with_name("training_beside.py")), str(plan), str(people), str(TAKERS), str(RESOURCES))
    house.run(sys.executable, *words)
    print(f"ours filled with {people} people in {time.perf_counter() - begun:.0f} s", flush=True)
    try:
        house.start_server()
        told = json.loads(plan.read_text())
        extra = {"Host": told["host"], "Origin": f"https://{told['host']}", "X-Forwarded-Proto": "https"}
        return asyncio.run(crowd(in_ours, told, house.port, extra))
    finally:
        house.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=int(10_000 * float(os.environ.get("KOTAHAM_BENCH", "1"))))
    people = parser.parse_args().people // 10 * 10
    folder = Path(tempfile.mkdtemp(prefix="kotaham-beside-"))
    try:
        python = install(Path(os.environ.get("KOTAHAM_KOLIBRI") or folder / "environment"))
        if python is None:
            return
        there, here = kolibri(python, folder, people), ours(folder, people)
    finally:
        shutil.rmtree(folder)
    slower = []
    for step in STEPS:
        mine, theirs = statistics.median(here[step]), statistics.median(there[step])
        slower += [step] if mine > theirs else []
        print(
            f"{step:8} ours half under {mine:6.1f} ms, 95 of 100 under {part(here[step], 0.95):6.1f} ms; Kolibri "
            f"{VERSION} {theirs:6.1f} ms, {part(there[step], 0.95):6.1f} ms; ratio {mine / theirs:.2f}"
        )
    half = statistics.median(there["list, the same for all"])
    print(f"Kolibri's list without how far one is, which is the same for all and comes from its memory: {half:.1f} ms")
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"SLOWER: {', '.join(slower)}" if slower else "at least as fast in every step")
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
