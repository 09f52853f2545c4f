"""The database itself refuses to change, delete or fork the record; without its triggers it would not."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from kotaham.apps.events.models import Event, Head
from tests.append_only import TRIGGERS
from tests.apps.events.making import lines, record, verified

pytestmark = pytest.mark.django_db

COLUMNS = (
    "seq, at, person, role, appointment, office, system, verb, kind, subject, holder, why, origin, request, data, prev,"
    " digest"
)
COPY = COLUMNS.replace("seq", "{seq}", 1)
BOTH = [
    "UPDATE events_event SET why = 'x'",
    "UPDATE events_event SET why = 'x' WHERE seq = 2",
    "UPDATE events_event SET person = NULL WHERE person = 7",
    "UPDATE events_event SET seq = seq + 100",
    "UPDATE events_event SET seq = 9 WHERE seq = 3",
    "UPDATE events_event SET digest = prev WHERE seq IN (SELECT MAX(seq) FROM events_event)",
    "UPDATE events_event SET at = '2020-01-01 00:00:00+00:00'",
    "DELETE FROM events_event",
    "DELETE FROM events_event WHERE seq = 2",
    "DELETE FROM events_event WHERE seq = (SELECT MAX(seq) FROM events_event)",
    "UPDATE events_head SET line = ''",
    "DELETE FROM events_head",
    "DELETE FROM events_head WHERE count = 3",
    f"INSERT INTO events_event ({COLUMNS}) SELECT {COPY.format(seq=0)} FROM events_event WHERE seq = 1",
    f"INSERT INTO events_event ({COLUMNS}) SELECT {COPY.format(seq=99)} FROM events_event WHERE seq = 3",
    f"INSERT INTO events_event ({COLUMNS}) SELECT {COPY.format(seq=4)} FROM events_event WHERE seq = 3",
    "INSERT INTO events_event SELECT * FROM events_event WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET why = 'x'",
]
SQLITE = [
    f"INSERT OR REPLACE INTO events_event ({COLUMNS}) SELECT {COLUMNS} FROM events_event WHERE seq = 2",
    f"REPLACE INTO events_event ({COLUMNS}) SELECT {COLUMNS} FROM events_event WHERE seq = 3",
    "UPDATE OR REPLACE events_event SET seq = 1 WHERE seq = 2",
    "REPLACE INTO events_head SELECT * FROM events_head",
    "WITH old AS (SELECT 2 AS n) DELETE FROM events_event WHERE seq IN (SELECT n FROM old)",
]
POSTGRESQL = [
    "TRUNCATE events_event",
    "TRUNCATE events_event, events_head RESTART IDENTITY CASCADE",
    "TRUNCATE events_head",
    "WITH gone AS (DELETE FROM events_event WHERE seq = 2 RETURNING seq) SELECT * FROM gone",
    "MERGE INTO events_event e USING (SELECT 2 AS n) o ON e.seq = o.n WHEN MATCHED THEN DELETE",
    "SET LOCAL session_replication_role = replica; DELETE FROM events_event WHERE seq = 2",
]
ATTEMPTS = [*BOTH, *(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)]


@pytest.fixture(autouse=True)
def _three_events_and_a_head() -> None:
    record(times=3)
    Head.objects.create(at=Event.objects.latest("seq").at, count=3, digest="d", key="k", line="kotaham-head/1")


def attempt(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def without_triggers() -> None:
    with connection.cursor() as cursor:
        for statement in TRIGGERS.dropping(connection.vendor):
            cursor.execute(statement)  # the test is rolled back at its end, and that brings them back


def state() -> tuple[list[bytes], list[str]]:
    return lines(), list(Head.objects.order_by("id").values_list("line", flat=True))


def test_there_are_at_least_twenty_attempts() -> None:
    assert len(ATTEMPTS) >= 20


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_the_database_refuses_in_words(sql: str) -> None:
    before = state()
    with pytest.raises(DatabaseError, match="riwayat hanya bertambah") as refused:
        attempt(sql)
    assert "the record" in str(refused.value)
    assert state() == before


@pytest.mark.usefixtures("without_triggers")
@pytest.mark.parametrize("sql", ATTEMPTS)
def test_control_without_the_triggers_the_same_attempt_changes_the_record(sql: str) -> None:
    before, refused = state(), ""
    try:
        attempt(sql)
    except DatabaseError as error:
        refused = str(error)
    if refused:  # only another guard, such as the key, stands in the way
        assert "riwayat hanya bertambah" not in refused
        assert "INSERT" in sql or "seq" in sql
    else:
        assert state() != before or "REPLACE" in sql  # replaced by an equal row: the old one was deleted all the same


@pytest.mark.parametrize("how", ["update", "delete", "save"])
def test_the_models_cannot_change_the_record_either(how: str) -> None:
    event = Event.objects.get(seq=2)
    event.why = "x"
    doing: dict[str, Callable[[], object]] = {
        "update": lambda: Event.objects.filter(seq=2).update(why="x"),
        "delete": lambda: Event.objects.filter(seq=2).delete(),
        "save": event.save,
    }
    with pytest.raises(DatabaseError, match="riwayat hanya bertambah"), transaction.atomic():
        doing[how]()
    assert verified().fine


def test_the_record_goes_on_growing_after_a_refusal() -> None:
    with pytest.raises(DatabaseError):
        attempt("DELETE FROM events_event")
    record()
    assert verified().last == 4
