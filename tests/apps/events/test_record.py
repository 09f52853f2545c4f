"""Recording: changes and their events are written together, in one chain."""

import pytest
import time_machine
from django.db import connection, transaction

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.events.queries import chain
from kotaham.apps.gate.services import Actor, system
from kotaham.core.errors import Refused
from tests.apps.events.making import ANI, OFFICE, record, verified

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_which_subject_when_why_and_from_where() -> None:
    with time_machine.travel("2026-11-21T23:15:00.000001+07:00", tick=False), events.work(ANI) as log:
        log.record("offices.renamed", OFFICE, holder=3, reason="Salah ketik", data={"fields": ["name"]})
    event = Event.objects.get()
    who = (event.person, event.role, event.appointment, event.office, event.system)
    assert who == (7, "city_coordinator", 70, 3, "")
    assert (event.verb, event.kind, event.subject, event.holder) == ("offices.renamed", "offices.office", "3", 3)
    assert (event.why, event.origin, event.request) == ("Salah ketik", "10.0.0.7", "req-1")
    assert event.data == '{"fields":["name"]}'
    assert event.at.isoformat() == "2026-11-21T16:15:00.000001+00:00"


def test_work_in_the_background_is_named() -> None:
    record(actor=system("notices.digest", "job-5"))
    event = Event.objects.get()
    assert (event.person, event.role, event.system, event.request) == (None, "", "notices.digest", "job-5")


def test_events_are_numbered_from_one_without_gaps_and_chained() -> None:
    for _ in range(3):
        record(times=2)
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert verified().fine


def test_all_events_of_a_unit_carry_one_moment() -> None:
    record(times=3)
    assert len(set(Event.objects.values_list("at", flat=True))) == 1


def test_a_model_instance_is_named_by_its_kind_and_number() -> None:
    record()
    with events.work(ANI) as log:
        log.record("events.shown", Event.objects.get())
    assert (Event.objects.get(seq=2).kind, Event.objects.get(seq=2).subject) == ("events.event", "1")


def test_something_that_is_not_saved_yet_is_refused() -> None:
    with pytest.raises(Refused, match=r"names? nothing|tidak menyebut hal yang tersimpan"), events.work(ANI) as log:
        log.record("events.shown", Event())


def test_a_unit_that_raises_writes_no_event() -> None:
    with pytest.raises(ZeroDivisionError), events.work(ANI) as log:  # noqa: PT012 - the order is what is tested
        log.record("offices.renamed", OFFICE)
        raise ZeroDivisionError
    assert not Event.objects.exists()
    record()
    assert verified().last == 1


def test_an_inner_unit_joins_the_outer_one() -> None:
    with events.work(ANI) as outer:
        outer.record("offices.renamed", OFFICE)
        with events.work(system("jobs.sweep")) as inner:
            inner.record("jobs.swept", ("jobs.job", 1))
        assert not Event.objects.exists()
        outer.record("offices.closed", OFFICE)
    rows = Event.objects.order_by("seq").values_list("verb", "system")
    assert list(rows) == [("offices.renamed", ""), ("jobs.swept", "jobs.sweep"), ("offices.closed", "")]


def test_an_inner_unit_that_raises_takes_its_events_along_when_the_outer_one_goes_on() -> None:
    with events.work(ANI) as outer:
        outer.record("offices.renamed", OFFICE)
        try:
            with events.work(ANI) as inner:
                inner.record("offices.closed", OFFICE)
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        outer.record("offices.moved", OFFICE)
    assert list(Event.objects.order_by("seq").values_list("verb", flat=True)) == ["offices.renamed", "offices.moved"]


def test_recording_outside_a_unit_is_refused_in_words() -> None:
    with events.work(ANI) as log:
        pass
    with pytest.raises(Refused, match=r"dicatat di luar satuan kerja.*di dalam blok events\.work"):
        log.record("offices.renamed", OFFICE)


def test_a_unit_without_events_writes_nothing() -> None:
    with events.work(ANI):
        pass
    assert not Event.objects.exists()


def test_the_lock_on_the_chain_is_taken_only_at_the_end_of_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(chain, "lock", lambda: order.append("lock"))
    with events.work(ANI) as log:
        log.record("offices.renamed", OFFICE)
        order.append("work")
    assert order == ["work", "lock"]


def test_a_read_is_recorded_once_for_each_person_shown() -> None:
    events.record_read(ANI, "accounts.person", [5, 6, 5], why="Daftar orang", fields=["email"])
    rows = Event.objects.order_by("seq").values_list("verb", "kind", "subject", "why", "data")
    read = ("accounts.read", "accounts.person")
    assert list(rows) == [(*read, one, "Daftar orang", '{"fields":["email"]}') for one in ("5", "6")]


def test_a_read_of_nobody_writes_nothing() -> None:
    events.record_read(ANI, "accounts.person", [])
    assert not Event.objects.exists()


def test_signs_that_no_database_keeps_are_left_out_of_the_reason() -> None:
    with events.work(ANI) as log:
        log.record("offices.renamed", OFFICE, reason="a\x00b\ud800c “é” 😀")
    assert Event.objects.get().why == "abc “é” 😀"
    assert verified().fine


def test_what_is_read_back_has_the_digest_that_was_written() -> None:
    with events.work(Actor(person=2**40, origin="2001:db8::1")) as log:
        log.record("offices.renamed", ("offices.office", "31.71"), holder=2**50, data={"old": "Kota Ä", "n": [1, None]})
    assert verified().fine


@pytest.mark.django_db(transaction=True)
def test_a_unit_is_written_when_it_is_committed_for_real() -> None:
    record()
    assert not connection.in_atomic_block
    assert verified().last == 1


@pytest.mark.django_db(transaction=True)
def test_a_transaction_around_the_unit_takes_the_events_along_when_it_is_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - the order is what is tested
        record()
        raise ZeroDivisionError
    assert not Event.objects.exists()
