"""Twenty at once: one mail, one digest, one address; and without the claim more."""

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from kotaham.apps.gate.services import Stale
from kotaham.apps.notices import services
from kotaham.apps.notices.models import Digest, Feed, Notice
from kotaham.apps.notices.services.mailing import _send
from tests.apps.conftest import ActorOf
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.notices.conftest import QUICK, Tell
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twenty_workers_mail_one_notice_once(world: World, tell: Tell) -> None:
    tell(kind=QUICK)
    pk = Notice.objects.get().pk
    got = at_once(lambda: services.send_notice(pk))
    assert sorted(map(str, got)) == ["False"] * (CROWD - 1) + ["True"]
    assert len(mail.outbox) == 1


def test_without_the_claim_twenty_workers_mail_it_twenty_times(world: World, tell: Tell) -> None:
    """The control: look whether it was mailed, then mail it."""
    tell(kind=QUICK)
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        notice = Notice.objects.select_related("person").get()
        looked.wait()
        if notice.mailed_at is None:
            _send(notice.person, [notice], "x", "")

    at_once(unguarded)
    assert len(mail.outbox) == CROWD


def test_twenty_workers_send_one_digest(world: World, tell: Tell) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 3, tzinfo=UTC), tick=False):
        tell()
    with time_machine.travel(datetime(2026, 11, 23, 1, tzinfo=UTC)):
        got = at_once(lambda: services.send_digest(world.ani.pk, date(2026, 11, 23)))
    assert sorted(map(str, got)) == ["False"] * (CROWD - 1) + ["True"]
    assert len(mail.outbox) == Digest.objects.count() == 1


def test_twenty_clicks_make_one_calendar_address(world: World, actor: ActorOf) -> None:
    ani = actor(world.ani)
    got = at_once(lambda: services.open_feed(actor=ani))
    assert sum(isinstance(found, Stale) for found in got) == CROWD - 1
    assert Feed.objects.count() == 1


def test_twenty_clicks_revoke_it_once(world: World, actor: ActorOf) -> None:
    ani = actor(world.ani)
    services.open_feed(actor=ani)
    pk = Feed.objects.get().pk
    got = at_once(lambda: services.revoke_feed(pk, actor=ani))
    assert sum(isinstance(found, Stale) for found in got) == CROWD - 1
