"""Answers saved at a steady rate against a served house: `kotaham serve` with the production settings.

Each save is a request of its own on a connection of its own, as behind the proxy, sent when its time has come whether
or not those before have been answered; its time counts from then. At the end the database is compared with what was
acknowledged.

Run as a program with the settings of the house (`training_saving.py PLAN PEOPLE`), it lets people begin the test.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

sys.path.insert(0, str(Path(__file__).parents[1]))

from training_limits import Book

from tests.officers.clients import ask
from tests.officers.house import House

LIMIT_MS, TAKERS, HOURS = 50, 400, 6
TOKEN = re.compile(rb'X-CSRFToken": "(\w+)"')


class Taker:
    """One person who sits the test."""

    def __init__(self, plan: Mapping[str, Any], mine: Mapping[str, Any], port: int) -> None:
        self.plan, self.mine, self.port = plan, mine, port
        self.cookies, self.token = {plan["cookie"]: mine["session"]}, ""

    def headers(self) -> dict[str, str]:
        return {
            "Host": self.plan["host"], "Origin": f"https://{self.plan['host']}", "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            "Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()),
        }  # fmt: skip

    def url(self, position: int) -> str:
        return f"/percobaan/{self.mine['attempt']}/soal/{position}"

    async def open(self) -> float:
        """Open the first question, which gives the token of the form."""
        reply = await ask(self.port, "GET", self.url(1), self.headers())
        if reply.status != 200 or not (found := TOKEN.search(reply.body)):
            raise SystemExit(f"{self.url(1)}: {reply.status} {reply.headers.get('location', '')}")
        self.cookies |= reply.cookies
        self.token = found[1].decode()
        return reply.ms

    async def save(self, number: int, due: float) -> tuple[float, int]:
        """Save an answer; return the milliseconds since it was due, and the status."""
        position = number % self.plan["questions"] + 1
        body = urlencode({"jawaban": str(1 + number % 4), "urutan": number + 1}).encode()
        extra = {
            "HX-Request": "true", "X-CSRFToken": self.token, "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        reply = await ask(self.port, "POST", self.url(position), self.headers() | extra, body)
        return (time.monotonic() - due) * 1000, reply.status


async def _crowd(plan: Mapping[str, Any], port: int, rate: float, seconds: float) -> tuple[list[float], list[int]]:
    """Open all forms, then save at the rate; return the times and the statuses."""
    takers = [Taker(plan, mine, port) for mine in plan["takers"]]
    for start in range(0, len(takers), 8):
        await asyncio.gather(*(one.open() for one in takers[start : start + 8]))
    begun, tasks = time.monotonic() + 0.5, []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        one = takers[number % len(takers)]
        tasks.append(asyncio.create_task(one.save(number // len(takers), due)))
    done = await asyncio.gather(*tasks)
    return [ms for ms, _status in done], [status for _ms, status in done]


def measure(book: Book, rate: float, seconds: float) -> None:
    """Serve, let people begin, save, compare."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "house", os.environ.get("DATABASE_URL", ""))
        house.env["KOTAHAM_DATA"] = os.environ["KOTAHAM_DATA"]
        house.env["PYTHONPATH"] = os.pathsep.join((str(Path(__file__).parents[1]), str(Path(__file__).parent)))
        with closing(house):
            plan_file = Path(folder) / "plan.json"
            house.run(sys.executable, str(Path(__file__)), str(plan_file), str(TAKERS))
            house.start_server()
            plan = json.loads(plan_file.read_text())
            times, codes = asyncio.run(_crowd(plan, house.port, rate, seconds))
        told = json.loads(house.run(sys.executable, str(Path(__file__)), str(plan_file)).splitlines()[-1])
    refused = sorted({code for code in codes if code != 200})
    if refused or told["kept"] != min(len(times), TAKERS * plan["questions"]):
        raise SystemExit(f"statuses other than 200: {refused}; kept {told['kept']} answers of {len(times)}")
    book.times(f"answer saved at {rate:g} a second", times, LIMIT_MS)


def begin(plan: Path, people: int) -> None:
    """Let people begin the test anew, and sign them in."""
    from django.conf import settings  # noqa: PLC0415 - the settings are those of the house
    from training_courses import ALL_AT_ONCE, SITTING  # noqa: PLC0415
    from training_people import MADE_FOR  # noqa: PLC0415

    from kotaham.apps.exams.models import Exam  # noqa: PLC0415
    from kotaham.apps.register.models import Member  # noqa: PLC0415

    exam = Exam.objects.get(version__course__code=ALL_AT_ONCE)
    emails = [f"peserta{number}{MADE_FOR}" for number in range(people)]
    rows = Member.objects.filter(account__email__in=emails).select_related("account").order_by("pk")
    takers = [_begun(exam, member) for member in rows]
    plan.write_text(json.dumps({
        "cookie": settings.SESSION_COOKIE_NAME, "host": settings.ALLOWED_HOSTS[0], "questions": SITTING,
        "takers": takers,
    }))  # fmt: skip


def _begun(exam: Any, member: Any) -> dict[str, Any]:
    """Enrol somebody and begin an attempt; one of an earlier run is put aside as expired."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from kotaham.apps.courses.models import Enrolment  # noqa: PLC0415
    from kotaham.apps.exams.models import Attempt, Form  # noqa: PLC0415

    place = {"office_id": member.office_id, "kanwil_id": member.kanwil_id}
    group = "public" if member.status == "other" else "apparatus"
    Enrolment.objects.get_or_create(
        version_id=exam.version_id, member=member, defaults={"state": "started", "how": "self", "group": group, **place}
    )
    now, before = timezone.now(), Attempt.objects.filter(exam=exam, member=member)
    before.filter(state="running").update(state="expired", ended_at=now)
    attempt = Attempt.objects.create(
        exam=exam, form=Form.objects.get(exam=exam, number=1), member=member, number=before.count() + 1,
        started_at=now, ends_at=now + timedelta(hours=HOURS), most=1, **place,
    )  # fmt: skip
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(member.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"attempt": attempt.pk, "session": client.cookies[settings.SESSION_COOKIE_NAME].value}


def kept(plan: Path) -> int:
    """Return how many answers are kept of the attempts of a plan."""
    from kotaham.apps.exams.models import Response  # noqa: PLC0415

    attempts = [one["attempt"] for one in json.loads(plan.read_text())["takers"]]
    return Response.objects.filter(attempt__in=attempts, value__isnull=False).count()


if __name__ == "__main__":
    django.setup()
    if len(sys.argv) > 2:
        begin(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        print(json.dumps({"kept": kept(Path(sys.argv[1]))}))
