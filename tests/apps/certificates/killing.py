"""Kill processes that issue certificates; then ask whether anybody has two, nobody is without, no number is missing.

Run by `test_real_kills.py`: `python -m tests.apps.certificates.killing 24`, with the environment of
`tests/apps/killing.py`.
"""

import json
import sys
from collections import Counter
from typing import Any
from uuid import uuid4

import django

from tests.apps.evidence.killing import acknowledge, in_child
from tests.apps.killing import Killer, asked, chain_is_whole, dies_at, told_of, warm

FRAME, PEOPLE = 3, 100


def prepare() -> None:
    """Make the tables and the cast."""
    from django.core.management import call_command  # noqa: PLC0415

    from tests import cast  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    acknowledge(cast.build().appointment("intan").pk)


def begun(appointment: int) -> int:
    """Let people pass a course and ask for their certificates; all that is counted before is counted right."""
    from kotaham.apps.gate.services import system  # noqa: PLC0415
    from kotaham.apps.offices.models import Office  # noqa: PLC0415
    from kotaham.apps.targets import services as targets  # noqa: PLC0415
    from tests.apps.certificates.making import DAY, a_version, learners  # noqa: PLC0415

    version = a_version(Office.objects.get(name__startswith="Kanwil Contoh"))
    learners(version, Office.objects.get(name__startswith="Dinas Kesehatan Kota Damai"), PEOPLE)
    targets.rebuild(DAY.year, actor=system("targets.recount"))
    ask(appointment, version.pk)
    return version.pk


def ask(appointment: int, version: int) -> None:
    """Ask for the certificates of a version."""
    from kotaham.apps.accounts.services import actor_of_appointment  # noqa: PLC0415
    from kotaham.apps.certificates import services  # noqa: PLC0415
    from kotaham.apps.certificates.services import Wish  # noqa: PLC0415
    from tests.apps.certificates.making import DAY, a_template  # noqa: PLC0415

    actor = actor_of_appointment(appointment)
    services.ask(Wish(version, a_template(actor, uuid4().hex).pk, DAY), actor=actor)


def asked_again(appointment: int, version: int) -> None:
    """Ask anew for what has cost three workers, as people do: the issue before ends where it stands."""
    from kotaham.apps.certificates.services import letters  # noqa: PLC0415
    from kotaham.core.errors import Refused  # noqa: PLC0415

    try:
        ask(appointment, version)
    except Refused as refused:
        if tuple(refused.codes) != (letters.NOBODY.code,):
            raise


def over(version: int) -> bool:
    """Tell whether no issue of a version runs any more."""
    from kotaham.apps.certificates.models import Issue  # noqa: PLC0415

    return not Issue.objects.filter(version=version, state__in=("waiting", "running")).exists()


def wrong_with(turns: int) -> dict[str, Any]:
    """Return everything in which certificates, hours, counts and the record are not what they must be."""
    from kotaham.apps.certificates.models import Certificate, Issue, Sequence  # noqa: PLC0415
    from kotaham.apps.courses.models import Enrolment  # noqa: PLC0415
    from kotaham.apps.credits.models import Line  # noqa: PLC0415
    from tests.apps.certificates.making import DAY  # noqa: PLC0415
    from tests.apps.targets.making import total, wrong  # noqa: PLC0415

    people = turns * PEOPLE
    rows = Certificate.objects.order_by("status_index")
    made = Counter(rows.values_list("issue", flat=True))
    due = {
        "enrolments": (sorted(rows.values_list("enrolment", flat=True)), _all(Enrolment, "pk")),
        "indices": (list(rows.values_list("status_index", flat=True)), list(range(people))),
        "numbers": (len(set(rows.values_list("number", flat=True))), people),
        "next": (Sequence.objects.get().next, people),
        "hours": (_all(Line, "certificate"), _all(Certificate, "pk")),
        "issued": ({row.pk: row.issued for row in Issue.objects.all() if row.issued}, dict(made)),
        "told": (sum(one["count"] for one in told_of("certificates.issued")), people),
        "credited": (sum(one["count"] for one in told_of("credits.earned")), people),
        "certified": (total(DAY.year, "certified"), people),
        "recount": (wrong(DAY.year), []),
        "chain": (chain_is_whole(), True),
    }
    return {name: [str(there)[:300], str(wanted)[:300]] for name, (there, wanted) in due.items() if there != wanted}


def _all(model: Any, name: str) -> list[int]:
    return sorted(model.objects.values_list(name, flat=True))


def careless() -> None:
    """Work as if certificates were not written in one transaction with their hours and counts: die between the two."""
    from kotaham.apps.certificates.services import issuing  # noqa: PLC0415
    from kotaham.apps.jobs.services import work_off  # noqa: PLC0415

    dies_at(issuing, "_tell", before=True)
    work_off()


def main() -> None:
    """Kill as often as asked; print one line of JSON."""
    django.setup()
    from kotaham.apps.certificates.services import issuing  # noqa: PLC0415
    from tests.apps.certificates import making  # noqa: F401, PLC0415 - loaded once
    from tests.apps.targets import making as counting  # noqa: F401, PLC0415

    warm()
    issuing.frame.__kwdefaults__["most"] = FRAME  # type: ignore[index]
    killer, turn = Killer(int(sys.argv[1])), 0
    intan = in_child(prepare)[0][0][0]
    while killer.killed < killer.wanted:
        version, turn = asked(lambda: begun(intan)), turn + 1
        killer.finish("issuing", lambda: over(version), lambda: asked_again(intan, version))  # noqa: B023 - called now
    wrong = asked(lambda: wrong_with(turn))
    last = asked(lambda: begun(intan))
    in_child(careless)
    Killer(0).finish("issuing", lambda: over(last), lambda: None)
    found = {"kills": killer.killed, "back": killer.back, "again": killer.again, "issues": turn, "wrong": wrong}
    print(json.dumps(found | {"control": asked(lambda: wrong_with(turn + 1))}))


if __name__ == "__main__":
    main()
