"""Many count at once: the tallies equal a recount, whoever comes, leaves or is merged at the same moment."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import Attendance, Session
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Tally
from kotaham.apps.targets.queries import Cell
from tests.apps.courses.making import member
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.targets.making import come, entity, held, join_up, total, void, wrong
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    settings.KEYS_FOLDER = tmp_path / "keys"


@pytest.fixture
def kept(world: World) -> Member:
    return member(world.office("dinas"), "Sari Satu")


@pytest.fixture
def gone(world: World) -> Member:
    return member(world.office("dinas"), "Sari Dua")


def test_twenty_at_once_in_the_same_cell_are_all_counted(world: World, joko: Actor) -> None:
    pairs = [(held(world.office("kanwil")), member(world.office("dinas"), f"Orang {n}")) for n in range(CROWD)]
    turn = iter(pairs)

    def act() -> None:
        session, person = next(turn)
        come(session, person, actor=joko)

    assert at_once(act) == [None] * CROWD
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (CROWD, CROWD)
    assert wrong(YEAR) == []


def test_without_one_statement_to_add_they_overwrite_each_other(db: None) -> None:
    """The control: look at the number, then write the next."""
    cell = Tally.objects.create(year=YEAR, kind="month", measure="persons", group="apparatus", span=1)
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        count = Tally.objects.get(pk=cell.pk).count
        looked.wait()
        Tally.objects.filter(pk=cell.pk).update(count=count + 1)

    assert at_once(unguarded) == [None] * CROWD
    cell.refresh_from_db()
    assert cell.count == 1


class Amid:
    """Does something after somebody was counted and before that is committed; it may have to wait for the commit."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, other: Callable[[], object]) -> None:
        self.got: list[object] = []
        self._other = threading.Thread(target=self._do, args=(other,))
        self._done = threading.Event()
        self._begun, write = False, queries.write

        def written(changes: Mapping[Cell, int]) -> None:
            write(changes)
            self._begin()

        monkeypatch.setattr(queries, "write", written)

    def _do(self, other: Callable[[], object]) -> None:
        try:
            other()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.got.append(error)
        finally:
            connection.close()
            self._done.set()

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        self._other.start()
        if connection.vendor == "postgresql":
            while not self._done.wait(0.01) and not self._waits():
                pass

    @staticmethod
    def _waits() -> bool:
        """Tell whether somebody waits for this connection; other tests on the same server wait for theirs."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid()=ANY(pg_blocking_pids(pid))"
            )
            return bool(cursor.fetchone()[0])

    def end(self) -> None:
        """Let the other end, and see that nothing went wrong."""
        self._other.join()
        assert self.got == []


@pytest.fixture
def two(world: World, joko: Actor, gone: Member) -> tuple[Session, Session]:
    """Give two sessions; at the first, one person was there."""
    first, second = held(world.office("kanwil")), held(world.office("kanwil"), "webinar")
    come(first, gone, actor=joko)
    return first, second


def leave(first: Session, joko: Actor) -> None:
    void(first.pk, Attendance.objects.get(session=first).pk, "Salah orang", actor=joko)


def test_who_leaves_one_session_while_coming_to_another_stays_counted(
    joko: Actor, gone: Member, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    amid = Amid(monkeypatch, lambda: leave(two[0], joko))
    come(two[1], gone, actor=joko)
    amid.end()
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 1)
    assert wrong(YEAR) == []


def test_who_is_merged_while_coming_is_counted_once(
    joko: Actor, eko: Actor, kept: Member, gone: Member, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    come(two[0], kept, actor=joko)
    amid = Amid(monkeypatch, lambda: join_up(gone, kept, eko))
    come(two[1], gone, actor=joko)
    amid.end()
    assert total(YEAR, "persons") == 1
    assert wrong(YEAR) == []


def test_who_comes_while_being_merged_is_counted_once(
    joko: Actor, eko: Actor, kept: Member, gone: Member, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    amid = Amid(monkeypatch, lambda: come(two[1], gone, actor=joko))
    join_up(gone, kept, eko)
    amid.end()
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 1)
    assert wrong(YEAR) == []


def test_a_community_that_leaves_one_session_while_coming_to_another_stays_counted(
    world: World, joko: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, karang = held(world.office("kanwil")), held(world.office("kanwil")), entity(world.office("kanwil"))
    row = classes.note_entity(first.pk, karang.pk, None, "Buku tamu", actor=joko)
    amid = Amid(monkeypatch, lambda: classes.void_entity(first.pk, row.pk, "Salah catat", actor=joko))
    classes.note_entity(second.pk, karang.pk, None, "Buku tamu", actor=joko)
    amid.end()
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 1)
    assert wrong(YEAR) == []


def test_without_being_alone_who_takes_back_overlooks_who_just_came(
    joko: Actor, gone: Member, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control; on SQLite there is one writer at a time anyhow."""
    monkeypatch.setattr(queries, "alone", queries.enter)
    amid = Amid(monkeypatch, lambda: leave(two[0], joko))
    come(two[1], gone, actor=joko)
    amid.end()
    assert bool(wrong(YEAR)) == (connection.vendor == "postgresql")
    with transaction.atomic():
        queries.fill(YEAR)
        queries.replace(YEAR, queries.recounted(YEAR))
    assert wrong(YEAR) == []
