"""What is counted for a while, in the table of the cache: tries of passwords, of codes, of papers compared."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from kotaham.apps.gate.queries import counters
from kotaham.apps.gate.queries.counters import CounterTable

BACKEND = "kotaham.apps.gate.queries.counters.CounterTable"


@pytest.fixture
def tries(db: None) -> Any:
    """Give a table of its own."""
    with override_settings(CACHES={"default": {"BACKEND": BACKEND, "LOCATION": "tries"}}):
        call_command("createcachetable", verbosity=0)
        yield caches["default"]


def _old(tries: CounterTable, key: str) -> None:
    """Let an entry have run out a minute ago."""
    at = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(minutes=1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tries SET expires = %s WHERE cache_key = %s", [at, tries.make_key(key)])


def test_an_entry_is_kept_changed_counted_up_and_removed(tries: CounterTable) -> None:
    tries.set("a", [1.5], 60)
    tries.set("a", [2.5, 1.5], 60)
    tries.set("n", 1, None)
    assert (tries.get("a"), tries.incr("n"), tries.get("none")) == ([2.5, 1.5], 2, None)
    assert (tries.touch("a", 90), tries.touch("none", 90)) == (True, False)
    assert (tries.delete("a"), tries.delete("a"), tries.get("a")) == (True, False, None)


def test_who_comes_second_does_not_get_the_lock_until_it_is_given_back_or_has_run_out(tries: CounterTable) -> None:
    assert (tries.add("lock", True, 10), tries.add("lock", True, 10)) == (True, False)
    tries.delete("lock")
    assert tries.add("lock", True, 10)
    _old(tries, "lock")
    assert (tries.add("lock", True, 10), tries.add("lock", True, 10)) == (True, False)


def test_what_has_run_out_is_swept_and_no_counter_that_still_counts(
    tries: CounterTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(350):  # Django would have thrown away a third of these
        tries.set(f"k{number}", number, 60)
    _old(tries, "k7")
    monkeypatch.setattr(counters, "SWEEP", 1)
    tries.set("k350", 350, 60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM tries")
        assert cursor.fetchone()[0] == 350
    assert (tries.get("k0"), tries.get("k7"), tries.get("k350")) == (0, None, 350)


@pytest.mark.django_db(transaction=True)
def test_only_the_writes_of_counters_do_not_wait_for_the_disk(tries: CounterTable) -> None:
    lite = connection.vendor == "sqlite"
    name, wait, meanwhile = ("PRAGMA synchronous", 2, 1) if lite else ("synchronous_commit", "on", "on")

    def waits() -> int | str:
        with connection.cursor() as cursor:
            cursor.execute(name if lite else f"SHOW {name}")
            found: int | str = cursor.fetchone()[0]
            return found

    with connection.cursor() as cursor:
        before = waits()
        cursor.execute(f"{name} = FULL" if lite else f"SET {name} = on")
        tries.set("a", 1, 60)
        assert (waits(), tries.get("a")) == (wait, 1)
        with pytest.raises(ZeroDivisionError) as raised, counters._unhurried(connection):
            raise ZeroDivisionError(waits())
        assert (raised.value.args[0], waits()) == (meanwhile, wait)
        cursor.execute(f"{name} = {before}" if lite else f"RESET {name}")
        cursor.execute("DROP TABLE tries")
