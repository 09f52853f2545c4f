"""Twenty at once: one line, one decision; and without the constraint more than one."""

import threading
from collections import Counter

import pytest
from django.db import connection

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.services import Issued
from kotaham.apps.credits import services
from kotaham.apps.credits.models import Claim, Line
from kotaham.apps.credits.services.crediting import credit
from kotaham.apps.events import services as events
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from tests.append_only import trigger_modules
from tests.apps.conftest import ActorOf
from tests.apps.credits.making import wish
from tests.apps.jobs.test_races import CROWD, at_once
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def said(row: Certificate) -> Issued:
    return Issued(
        row.pk, row.enrolment_id, row.member_id, row.version_id, row.version.course_id, "x", "x", row.number, row.day,
        None, None, row.hours,
    )  # fmt: skip


def test_a_certificate_is_credited_once_by_twenty_threads(certified: Certificate, intan: Actor) -> None:
    (module,) = (one for one in trigger_modules()
                 if one.__name__.startswith("kotaham.apps.credits."))  # fmt: skip
    with connection.cursor() as cursor:
        for statement in module.dropping(connection.vendor):
            cursor.execute(statement)
    Line.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in module.creating(connection.vendor):
            cursor.execute(statement)
    one = said(certified)

    def act() -> None:
        with events.work(intan) as log:
            credit([one], log)

    assert set(at_once(act)) == {None}
    assert Line.objects.count() == 1


def test_looking_first_and_then_writing_would_credit_it_more_than_once(certified: Certificate, sari: Member) -> None:
    """The control: the same race without the constraint of a certificate."""
    looked = threading.Barrier(CROWD)
    claims = [
        Claim.objects.create(
            member=sari, office_id=sari.office_id or 0, title="x", organiser="x", number=str(n), hours=1,
            began=certified.day, ended=certified.day, proof=1, by_id=certified.issue.by_id if certified.issue else 0,
        )
        for n in range(CROWD)
    ]  # fmt: skip

    def unguarded() -> None:
        there = Line.objects.filter(member=sari, kind="recognised").exists()
        claim = claims[looked.wait()]
        if not there:
            Line.objects.create(member=sari, year=2026, hours=1, kind="recognised", claim=claim, title="x")

    at_once(unguarded)
    assert Line.objects.filter(kind="recognised").count() == CROWD


def test_twenty_decisions_are_one(intan: Actor, sari: Member, proof: Evidence, world: World, actor: ActorOf) -> None:
    claim = services.ask(sari.ref, wish(proof.pk), actor=actor(world.budi))
    got = at_once(lambda: services.decide(claim.pk, "accept", "Ya.", actor=intan))
    assert Counter(type(one).__name__ for one in got) == {"Claim": 1, "Stale": CROWD - 1}, got
    assert Line.objects.count() == 1
