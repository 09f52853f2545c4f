"""A round that runs, with officers who are signed in; and afterwards, whether what was acknowledged is kept.

Run as a program of its own with the settings of the house that is tried: `python -m tests.officers.filling fill PLAN
OFFICERS CITIES INDICATORS`, later `... judge PLAN HEARD`. Everything is invented.
"""

import json
import logging
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

SINCE = date(2020, 1, 1)
UNITS, RIGHTS = 10, 10  # of a city; of the instrument
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEAD = """\
schema: 1
id: uji-serentak
version: "1"
language: id
title: Instrumen rekaan untuk uji serentak
nature: example
notice: Contoh, bukan peraturan.
subject: city
in_force: {from: 2020-01-01, to: null}
sources: {REKAAN: Rekaan untuk uji}
aggregation: {method: group_mean}
scale: 100
policies: {missing: {rule: incomplete}, not_applicable: {rule: lowers_maximum}, gap: {rule: flag}}
rounding: {decimals: 2}
predicates: {levels: [{code: baik, title: Baik, from: 80}], below: Kurang}
"""
INDICATOR = """\
  - code: {code}
    group: {group}
    title: Cakupan layanan nomor {number}
    help: Hitung yang dilayani pada masa data.
    unit: persen
    owners: [Dinas rekaan]
    evidence: [Rekap tahunan]
    direction: higher_better
    scoring:
      kind: bands
      bands: [{{from: 95, points: 10}}, {{from: 80, below: 95, points: 6}}, {{below: 80, points: 2}}]
      possible: {{from: 0, to: 100}}
"""


def instrument(indicators: int) -> str:
    """Write an instrument of so many percentages, spread over ten rights."""
    groups = "".join(f"  - {{code: H{n}, title: Hak {n}}}\n" for n in range(1, RIGHTS + 1))
    asked = "".join(
        INDICATOR.format(code=f"IND-{n + 1}", group=f"H{n * RIGHTS // indicators + 1}", number=n + 1)
        for n in range(indicators)
    )
    return f"{HEAD}groups:\n{groups}indicators:\n{asked}"


def fill(plan: Path, officers: int, cities: int, indicators: int) -> None:
    """Make the country, open the round, share the indicators out, sign everybody in; write down who has what."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)
    governments = _governments(cities)
    round_ = _open(governments, indicators)
    units = _units(governments[: -(-officers // UNITS)])
    _share(round_, units, indicators)
    told = [_sign_in(number, unit) for number, unit in enumerate(units[:officers])]
    plan.write_text(json.dumps({**_names(), "officers": told}))


def _governments(cities: int) -> list[Any]:
    from kotaham.apps.offices.models import RANKS, Office  # noqa: PLC0415
    from kotaham.apps.places.models import Place  # noqa: PLC0415

    Office.objects.create(kind="ministry", name="Kementerian Contoh", rank=RANKS["ministry"], valid_from=SINCE)
    found = []
    for at in range(-(-cities // 80)):
        province = Place.objects.create(
            code=f"{99 - at}", level="province", kind="provinsi", name=f"Provinsi {at + 1}", zone="Asia/Jakarta",
            valid_from=SINCE,
        )  # fmt: skip
        for number in range(min(80, cities - 80 * at)):
            place = Place.objects.create(
                code=f"{province.code}.{number + 11}", level="city", kind="kota", name=f"Kota {at + 1}-{number + 1}",
                parent=province, zone="Asia/Jakarta", valid_from=SINCE,
            )  # fmt: skip
            found.append(
                Office(kind="city", name=f"Pemerintah {place.name}", place=place, place_code=place.code,
                       province_code=province.code, city_code=place.code, rank=RANKS["city"], valid_from=SINCE)
            )  # fmt: skip
    return Office.objects.bulk_create(found)


def _open(governments: list[Any], indicators: int) -> Any:
    from django.utils import timezone  # noqa: PLC0415

    from kotaham.apps.events import services as events  # noqa: PLC0415
    from kotaham.apps.gate.services import system  # noqa: PLC0415
    from kotaham.apps.instruments.models import Version  # noqa: PLC0415
    from kotaham.apps.instruments.rules import described  # noqa: PLC0415
    from kotaham.apps.rounds.models import Participant, Round, Step  # noqa: PLC0415
    from kotaham.apps.submissions import services  # noqa: PLC0415

    now, today, text = timezone.now(), timezone.localdate(), instrument(indicators)
    held = Version.objects.create(**described(text).columns(), content=text, state="sealed", sealed_at=now)
    round_ = Round.objects.create(
        title="Putaran serentak", instrument=held, content_sha256=held.content_sha256, period="2025",
        period_end=date(2025, 12, 31), state="open", opened_at=now, sample_seed="0" * 64,
    )  # fmt: skip
    steps = ("fill", "submit", "verify", "repair", "validate", "object", "decide")
    days = {"opens": today - timedelta(days=30), "closes": today + timedelta(days=700)}
    Step.objects.bulk_create(Step(round=round_, step=step, **days) for step in steps)
    people = Participant.objects.bulk_create(
        Participant(
            round=round_, office=one, place_code=one.place_code, name=one.place.name, zone="Asia/Jakarta",
            province_code=one.province_code, province=one.place.parent.name,
        )
        for one in governments
    )  # fmt: skip
    with events.work(system("tests")) as log:
        services.start(round_, people, system("tests"), log)
    return round_


def _units(cities: Iterable[Any]) -> list[Any]:
    from kotaham.apps.offices.models import RANKS, Office  # noqa: PLC0415

    return Office.objects.bulk_create(
        Office(kind="unit", name=f"Dinas {number + 1} {city.place.name}", parent=city, place=city.place,
               place_code=city.place_code, province_code=city.province_code, city_code=city.city_code,
               rank=RANKS["unit"], valid_from=SINCE)
        for city in cities for number in range(UNITS)
    )  # fmt: skip


def _share(round_: Any, units: list[Any], indicators: int) -> None:
    """Give every unit of a city an equal part of the indicators."""
    from kotaham.apps.submissions.models import Answer  # noqa: PLC0415

    for number, unit in enumerate(units):
        part = number % UNITS
        first, last = part * indicators // UNITS, (part + 1) * indicators // UNITS
        rows = Answer.objects.filter(submission__round=round_, submission__office=unit.parent)
        rows.filter(position__gte=first, position__lt=last).update(unit=unit)


def _sign_in(number: int, unit: Any) -> dict[str, Any]:
    """Make an officer of a unit with a session, as signing in would; tell the answers that wait there."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from kotaham.apps.accounts.models import Appointment, Person  # noqa: PLC0415
    from kotaham.apps.gate.services import search_key  # noqa: PLC0415
    from kotaham.apps.submissions.models import Answer  # noqa: PLC0415

    name = f"Petugas {number + 1}"
    person = Person.objects.create(
        email=f"petugas{number + 1}@kotaham.example", name=name, name_key=search_key(name), password="!"
    )
    Appointment.objects.create(person=person, role="unit_officer", office=unit, starts=SINCE, basis="SK rekaan")
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(person, backend=BACKEND)
    rows = Answer.objects.filter(unit=unit).order_by("position")
    return {
        "person": person.pk,
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "answers": [{"pk": row.pk, "url": row.get_absolute_url()} for row in rows],
    }


def _names() -> dict[str, Any]:
    from django.conf import settings  # noqa: PLC0415

    return {"cookie": settings.SESSION_COOKIE_NAME, "host": settings.ALLOWED_HOSTS[0]}


def judge(plan: Path, heard: Path) -> dict[str, Any]:
    """Compare what was acknowledged with answers and events.

    `heard` holds acks [answer, value, version] and tries [answer, value]; each value was typed only once.
    """
    from kotaham.apps.events.models import Event  # noqa: PLC0415
    from kotaham.apps.submissions.models import Answer, Submission  # noqa: PLC0415

    said = json.loads(heard.read_text())
    pks = [row["pk"] for officer in json.loads(plan.read_text())["officers"] for row in officer["answers"]]
    answers = {row.pk: row for row in Answer.objects.filter(pk__in=pks)}
    kept: dict[int, list[str]] = defaultdict(list)
    for subject, data in Event.objects.filter(verb="submissions.saved").order_by("seq").values_list("subject", "data"):
        kept[int(subject)].append(json.loads(data)["new"].replace(",", "."))
    tried = {(pk, value) for pk, value in said["tries"]}
    found: dict[str, Any] = {"events": sum(map(len, kept.values())), "acknowledged": 0}
    found["lost"] = [
        [pk, value, version] for pk, value, version in said["acks"] if kept[pk][version - 2 : version - 1] != [value]
    ]
    found["acknowledged"] = len({(pk, version) for pk, _value, version in said["acks"]})
    found["doubled"] = [pk for pk, values in kept.items() if len(set(values)) != len(values)]
    found["invented"] = [[pk, value] for pk, values in kept.items() for value in values if (pk, value) not in tried]
    found["parted"] = [  # an answer that is not what its last event says, or counts other saves than there are events
        pk for pk, row in answers.items()
        if row.version != len(kept[pk]) + 1 or (row.value or {}).get("number") != next(reversed(kept[pk]), None)
    ]  # fmt: skip
    given: dict[int, int] = defaultdict(int)
    for row in answers.values():
        given[row.submission_id] += row.value is not None
    rows = Submission.objects.filter(pk__in=given)
    found["miscounted"] = [row.pk for row in rows if row.given != given[row.pk]]
    return found


def main() -> None:
    """Do what the words say."""
    logging.disable(logging.WARNING)
    django.setup()
    if sys.argv[1] == "fill":
        fill(Path(sys.argv[2]), *map(int, sys.argv[3:6]))
    else:
        print(json.dumps(judge(Path(sys.argv[2]), Path(sys.argv[3]))))


if __name__ == "__main__":
    main()
