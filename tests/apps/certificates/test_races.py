"""Twenty at once: one effect for every verb."""

import threading
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate, Issue, Sequence
from kotaham.apps.certificates.services import Wish, issuing
from kotaham.apps.courses.models import Version
from kotaham.apps.credits.models import Line
from kotaham.apps.gate.services import Actor
from tests.apps.certificates.making import DAY, a_template, issued, learners
from tests.apps.jobs.test_races import CROWD, at_once
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(got: list[object]) -> Counter[str]:
    return Counter(type(found).__name__ for found in got)


def run_of(actor: Actor) -> Any:
    return SimpleNamespace(actor=actor, stopping=False, progress=lambda *_args: None, cancelled=lambda: False)


def test_twenty_workers_on_one_issue_give_one_certificate_each(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 25)
    issue = services.ask(Wish(version.pk, a_template(intan).pk, DAY), actor=intan)
    got = at_once(lambda: services.run_issue(issue.pk, run_of(intan)))
    assert kinds(got) == {"NoneType": CROWD}, got
    assert Certificate.objects.count() == 25
    assert Line.objects.count() == 25
    issue.refresh_from_db()
    assert issue.issued == 25


def test_twenty_askers_get_one_issue(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 3)
    template = a_template(intan)
    got = at_once(lambda: services.ask(Wish(version.pk, template.pk, DAY), actor=intan))
    assert kinds(got) == {"Issue": 1, "Stale": CROWD - 1}, got
    assert Issue.objects.count() == 1


def test_twenty_revocations_are_one_and_take_the_hours_back_once(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 1)
    issued(intan, version)
    row = Certificate.objects.get()
    got = at_once(lambda: services.revoke(row.pk, "Keliru.", actor=intan))
    assert kinds(got)["Certificate"] == 1, got
    assert Line.objects.filter(kind="reversed").count() == 1


def test_twenty_renewals_are_one(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 1)
    template = a_template(intan)
    issued(intan, version, template)
    row = Certificate.objects.get()
    got = at_once(lambda: services.renew(row.pk, template.pk, DAY, "Nama keliru.", actor=intan))
    assert kinds(got)["Certificate"] == 1, got
    assert Certificate.objects.filter(state="valid").count() == 1
    assert Certificate.objects.count() == 2


def test_twenty_frames_take_twenty_places(db: None) -> None:
    def act() -> int:
        with transaction.atomic():
            first = issuing.take(0)
            issuing.take(1)
            return first

    assert sorted(int(str(one)) for one in at_once(act)) == list(range(CROWD))


def test_without_the_hold_on_the_row_they_take_the_same_place(db: None) -> None:
    """The control: look where the count stands, then move it on."""
    Sequence.objects.create(name="status")
    looked = threading.Barrier(CROWD)

    def unguarded() -> int:
        first = Sequence.objects.get(name="status").next
        looked.wait()
        Sequence.objects.filter(name="status").update(next=first + 1)
        return first

    assert set(at_once(unguarded)) == {0}
