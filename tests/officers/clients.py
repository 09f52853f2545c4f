"""Officers who fill in: each opens the list, then page after page, types, thinks, and is saved while typing.

They keep to the rules of the script of the page: what has no answer yet is sent again, the very same first, then what
was typed meanwhile. Run as a program of its own: `python -m tests.officers.clients PLAN HEARD PORT SECONDS THINK
SEED`; THINK are the shortest and the longest pause, as in `3-8`.
"""

import asyncio
import json
import random
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

RETRY = (2.0, 5.0, 15.0, 30.0)  # as frontend/src/answers.js
PATIENCE = 60.0  # of the proxy in front
GRACE = 90.0  # seconds after the end in which what has no answer yet may still get one
SAVES = (3, 5)  # on one page
TOKEN = re.compile(rb'X-CSRFToken": "(\w+)"')
VERSION = re.compile(rb'name="versi" value="(\d+)"')


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes
    ms: float


@dataclass
class Heard:
    """What all officers saw."""

    acks: list[tuple[int, str, int]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)  # of the acks, in seconds from the begin
    begun: float = field(default_factory=time.monotonic)
    tries: list[tuple[int, str]] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    lists: list[float] = field(default_factory=list)
    failed: dict[str, int] = field(default_factory=dict)  # tries without acknowledgement, by what came in its place
    refused: list[str] = field(default_factory=list)  # what no try can mend
    unsettled: int = 0

    def fail(self, what: str) -> None:
        """Count a failure."""
        self.failed[what] = self.failed.get(what, 0) + 1


async def ask(port: int, method: str, url: str, headers: dict[str, str], body: bytes = b"") -> Reply:
    """Ask once, on a connection of its own as the proxy does."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        lines = [f"{method} {url} HTTP/1.1", *(f"{name}: {text}" for name, text in headers.items())]
        lines += ["Connection: close", f"Content-Length: {len(body)}", "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        raw = await reader.read(-1)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    return _read(raw, (time.perf_counter() - begun) * 1000)


def _read(raw: bytes, ms: float) -> Reply:
    head, end, body = raw.partition(b"\r\n\r\n")
    if not end:
        raise HTTPException("no whole answer")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in lines:
        name, _colon, text = line.partition(": ")
        if name.lower() == "set-cookie":
            key, _is, value = text.partition(";")[0].partition("=")
            cookies[key.strip()] = value
        headers[name.lower()] = text
    if len(body) < int(headers.get("content-length", 0)):
        raise HTTPException("cut off")
    return Reply(int(first.split()[1]), headers, cookies, body, ms)


class Officer:
    """One person at one screen."""

    def __init__(
        self, plan: dict[str, Any], mine: dict[str, Any], port: int, heard: Heard, dice: random.Random
    ) -> None:
        """Take what belongs to the officer."""
        self.plan, self.mine, self.port, self.heard, self.dice = plan, mine, port, heard, dice
        self.cookies = {plan["cookie"]: mine["session"]}
        self.token = ""
        self.typed = 0
        self.until = 0.0
        self.think = (3.0, 8.0)

    async def work(self, seconds: float, think: tuple[float, float]) -> None:
        """Fill in until the time is over."""
        self.until, self.think = time.monotonic() + seconds, think
        await asyncio.sleep(self.dice.uniform(0, think[1]))
        await self.open("/indikator-saya", self.heard.lists)
        order = list(self.mine["answers"])
        self.dice.shuffle(order)
        at = 0
        while self.is_on:
            await self.fill_in(order[at % len(order)])
            at += 1

    @property
    def is_on(self) -> bool:
        """Whether there is time left."""
        return time.monotonic() < self.until

    async def pause(self) -> None:
        """Think."""
        await asyncio.sleep(self.dice.uniform(*self.think))

    async def fill_in(self, answer: dict[str, Any]) -> None:
        """Open one page and type there a few times."""
        await self.pause()
        page = await self.open(answer["url"], self.heard.pages)
        if page is None:
            return
        found, version = TOKEN.search(page.body), VERSION.search(page.body)
        if not found or not version:
            self.heard.refused.append(f"{answer['url']}: no form")
            return
        self.token, edition = found[1].decode(), int(version[1])
        for _ in range(self.dice.randint(*SAVES)):
            await self.pause()
            if not self.is_on:
                return
            settled = await self.save(answer, edition)
            if settled is None:
                return
            edition = settled

    def type_in(self) -> str:
        """Return a percentage that this officer has never typed before."""
        self.typed += 1
        return f"{self.dice.randint(10, 99)}.{self.typed:04}1"

    async def open(self, url: str, times: list[float]) -> Reply | None:
        """Open a page; like a person, try again when it does not come."""
        while self.is_on:
            try:
                reply = await asyncio.wait_for(ask(self.port, "GET", url, self.headers()), PATIENCE)
            except (OSError, HTTPException, TimeoutError) as error:
                self.heard.fail(f"page {type(error).__name__}")
            else:
                if reply.status == 200:
                    times.append(reply.ms)
                    self.cookies |= reply.cookies
                    return reply
                if reply.status < 500:
                    self.heard.refused.append(f"GET {url}: {reply.status}")
                    return None
                self.heard.fail(f"page {reply.status}")
            await asyncio.sleep(RETRY[0])
        return None

    def headers(self) -> dict[str, str]:
        """Return what the browser and the proxy send."""
        return {
            "Host": self.plan["host"],
            "Origin": f"https://{self.plan['host']}",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            "Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()),
        }

    async def save(self, answer: dict[str, Any], version: int) -> int | None:
        """Send what was typed until it is acknowledged; return the edition, None when it was refused."""
        sent = newest = self.type_in()
        tries = 0
        while time.monotonic() < self.until + GRACE:
            edition = await self.post(answer, sent, version)
            if edition == 0:
                return None
            if edition is not None:
                if sent == newest:
                    return edition
                sent, version, tries = newest, edition, 0
                continue
            await asyncio.sleep(RETRY[min(tries, len(RETRY) - 1)])
            tries += 1
            if self.is_on and self.dice.random() < 0.5:
                newest = self.type_in()  # the person goes on typing while the line is down
        self.heard.unsettled += 1
        return None

    async def post(self, answer: dict[str, Any], value: str, version: int) -> int | None:
        """Send once; return the edition that was acknowledged, None for no answer, 0 for a refusal."""
        pk, words = answer["pk"], {"angka": value.replace(".", ","), "cara": "value", "catatan": "", "versi": version}
        extra = {
            "HX-Request": "true", "X-CSRFToken": self.token, "Content-Type": "application/x-www-form-urlencoded"
        }  # fmt: skip
        self.heard.tries.append((pk, value))
        try:
            body = urlencode(words).encode()
            reply = await asyncio.wait_for(
                ask(self.port, "POST", answer["url"], self.headers() | extra, body), PATIENCE
            )
        except (OSError, HTTPException, TimeoutError) as error:
            self.heard.fail(f"save {type(error).__name__}")
            return None
        edition = reply.headers.get("x-saved-version")
        if reply.status == 200 and edition:
            self.heard.saves.append(reply.ms)
            self.heard.moments.append(time.monotonic() - self.heard.begun)
            self.heard.acks.append((pk, value, int(edition)))
            return int(edition)
        if reply.status >= 500:
            self.heard.fail(f"save {reply.status}")
            return None
        self.heard.refused.append(f"POST {answer['url']} {value} at {version}: {reply.status}")
        return 0


async def crowd(plan: dict[str, Any], port: int, seconds: float, think: tuple[float, float], seed: int) -> Heard:
    """Let all officers work at once."""
    heard = Heard()
    people = [
        Officer(plan, mine, port, heard, random.Random(f"{seed}/{number}"))
        for number, mine in enumerate(plan["officers"])
    ]
    await asyncio.gather(*(one.work(seconds, think) for one in people))
    return heard


def main() -> None:
    """Read the plan, work, write down what was heard."""
    plan, heard, port, seconds, think, seed = sys.argv[1:7]
    low, _to, high = think.partition("-")
    found = asyncio.run(
        crowd(json.loads(Path(plan).read_text()), int(port), float(seconds), (float(low), float(high)), int(seed))
    )
    Path(heard).write_text(json.dumps(vars(found)))


if __name__ == "__main__":
    main()
