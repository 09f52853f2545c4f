"""Many at once: no gap, no fork; and the control that shows what the lock is for."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event, Head
from kotaham.apps.events.queries import chain
from kotaham.apps.events.services import seal, unit
from kotaham.apps.gate.services import Actor, system
from tests.append_only import TRIGGERS
from tests.apps.events.making import record, verified

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, ROUNDS = 20, 5


def at_once(doing: Callable[[int], None], threads: int = THREADS) -> list[Exception]:
    """Do something in many threads that start together; return what they raised."""
    start, raised = threading.Barrier(threads), list[Exception]()

    def run(number: int) -> None:
        try:
            start.wait()
            doing(number)
        except Exception as error:  # noqa: BLE001
            raised.append(error)
        finally:
            connection.close()

    running = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return raised


def append(number: int) -> None:
    for _ in range(ROUNDS):
        record(times=2, actor=Actor(person=number))


def test_twenty_threads_append_without_a_gap_or_a_fork() -> None:
    assert at_once(append) == []
    assert verified().fine
    assert Event.objects.count() == verified().last == THREADS * ROUNDS * 2
    assert Counter(Event.objects.values_list("person", flat=True)) == dict.fromkeys(range(THREADS), ROUNDS * 2)


def test_the_events_of_one_unit_stand_together() -> None:
    assert at_once(append) == []
    people = list(Event.objects.order_by("seq").values_list("person", flat=True))
    assert people[::2] == people[1::2]


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take away the lock, and what would stop the damage: the triggers and the key of the table."""
    if connection.vendor == "sqlite":
        yield  # the place of a writer is taken at BEGIN; there is nothing to take away
        return
    key = "events_event_pkey"
    with connection.cursor() as cursor:
        for statement in [*TRIGGERS.dropping("postgresql"), f"ALTER TABLE events_event DROP CONSTRAINT {key}"]:
            cursor.execute(statement)
    monkeypatch.setattr(chain, "lock", lambda: None)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM events_event")
        cursor.execute(f"ALTER TABLE events_event ADD CONSTRAINT {key} PRIMARY KEY (seq)")
        for statement in TRIGGERS.creating("postgresql"):
            cursor.execute(statement)


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_lock_the_chain_forks_on_postgresql() -> None:
    at_once(append)
    numbers = Counter(Event.objects.values_list("seq", flat=True))
    forked = any(many > 1 for many in numbers.values())
    assert forked == (connection.vendor == "postgresql")
    assert verified().fine != forked


def test_without_the_lock_the_database_still_refuses_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "lock", lambda: None)
    raised = at_once(append)
    assert all(isinstance(error, DatabaseError) for error in raised)
    assert verified().fine


def test_units_that_lock_rows_in_opposite_order_of_others_never_wait_for_the_chain_in_a_circle() -> None:
    """The chain is locked last: whoever holds it waits for nobody."""
    done = threading.Event()

    def slow(_number: int) -> None:
        with events.work(Actor(person=1)) as log:
            log.record("offices.renamed", ("offices.office", 1))
            done.wait(60 if connection.vendor == "postgresql" else 0.3)  # it works on while others append

    def quick(_number: int) -> None:
        record(actor=Actor(person=2))
        done.set()

    raised = at_once(lambda number: slow(number) if number == 0 else quick(number), 4)
    assert raised == []
    if connection.vendor == "postgresql":  # SQLite lets one unit in at a time
        assert Event.objects.get(person=1).seq > 1


def test_twenty_threads_that_ask_for_a_head_sign_once() -> None:
    record()
    assert at_once(lambda _number: services_seal()) == []
    assert Head.objects.count() == 1


def services_seal() -> None:
    seal.seal_head(system("events.seal_head"))


def test_a_unit_left_open_by_one_thread_takes_no_events_of_another() -> None:
    with events.work(Actor(person=1)) as log, transaction.atomic():
        log.record("offices.renamed", ("offices.office", 1))
        seen: list[object] = []
        thread = threading.Thread(target=lambda: seen.append(unit._open.get()))
        thread.start()
        thread.join()
    assert seen == [None]
