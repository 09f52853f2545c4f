"""The page for a supervisor: the web, the database, the queue."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from kotaham.apps.jobs.models import Job, Worker

pytestmark = pytest.mark.django_db


def due(minutes: int) -> Job:
    return Job.objects.create(name="events.seal_head", next_at=timezone.now() - timedelta(minutes=minutes))


def test_with_nothing_to_do_the_queue_is_well_though_nobody_works(client: Client) -> None:
    answer = client.get("/sehat")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert (answer.json()["queue"], answer.json()["queue_waits_seconds"]) == ("ok", 0)


def test_work_that_waits_while_nobody_works_is_told_and_the_web_still_answers(client: Client) -> None:
    due(5)
    answer = client.get("/sehat")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["queue"], answer.json()["queue_workers"]) == ("ok", "stuck", 0)
    assert answer.json()["queue_waits_seconds"] >= 300


def test_work_that_waits_for_busy_workers_is_no_alarm(client: Client) -> None:
    due(5)
    Worker.objects.create(name="one", host="here", pid=1)
    assert (client.get("/sehat").json()["queue"], client.get("/sehat").json()["queue_workers"]) == ("ok", 1)


def test_a_worker_is_counted_as_long_as_its_lease_lasts(client: Client, settings: Any) -> None:
    due(5)
    Worker.objects.create(name="one", host="here", pid=1, beat_at=timezone.now() - timedelta(seconds=60))
    assert client.get("/sehat").json()["queue"] == "stuck"
    settings.JOBS_LEASE = 120
    assert client.get("/sehat").json()["queue"] == "ok"


def test_without_its_database_the_service_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "ensure_connection", lost)
    answer = client.get("/sehat")
    assert answer.status_code == 503
    assert answer.json()["status"] == "no-database"


def test_it_tells_no_names(client: Client) -> None:
    Worker.objects.create(name="secret-host-1", host="secret-host", pid=1)
    assert set(client.get("/sehat").json()) == {"status", "version", "queue", "queue_waits_seconds", "queue_workers"}
