"""The work on a list is killed at every step there is, and goes on: no row twice, none lost."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch, Before, Member, NameWord, Posting, Refusal, Staged
from kotaham.apps.register.services import importing
from kotaham.apps.register.services.importing import reading, receiving, taking, undoing
from tests.apps.jobs.test_races import at_once
from tests.apps.register.conftest import AddPerson, begin, line
from tests.cast import World

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [
    line(1, "Lama Satu", post="Baru"),
    line(2, "Lama Dua"),
    *(line(n) for n in range(3, 8)),
    line(3),
    line(9, number="1"),
]
WHOLE = {"rows": 9, "created": 5, "updated": 1, "unchanged": 1, "refused": 2}


class Killed(BaseException):
    """The process is gone; what is open rolls back, what is committed stays."""


@pytest.fixture(autouse=True)
def _small_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "FRAME", 2)
    monkeypatch.setattr(receiving, "PART", 2)
    monkeypatch.setattr(undoing, "SIZE", 2)


@pytest.fixture
def known(world: World, person: AddPerson) -> list[Member]:
    return [person(1, "Lama Satu", post="Lama"), person(2, "Lama Dua")]


def run_of(actor: Actor) -> Any:
    return SimpleNamespace(actor=actor, progress=lambda *_args: None, cancelled=lambda: False)


def until_done(work: Callable[[], None], wound: Callable[[int], None], most: int = 60) -> int:
    """Run work that is killed a step later every time, until it ends; return how often it was killed."""
    for step in range(most):
        wound(step)
        try:
            work()
        except Killed:
            continue
        wound(10**9)
        return step
    raise AssertionError("it never ends")


class Wounds:
    """Kills at the n-th call of any of the functions that move the work on, before or after it is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *places: tuple[Any, str]) -> None:
        self.left = -1
        for module, name in places:
            monkeypatch.setattr(module, name, self._wounded(getattr(module, name)))

    def _wounded(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            self._step()
            found = call(*args, **kwargs)
            self._step()
            return found

        return act

    def _step(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise Killed

    def at(self, step: int) -> None:
        """Kill at a step from now on."""
        self.left = step + 1


PLACES = {
    "read": [
        (queries, "load"),
        (queries, "refuse_twins"),
        (queries, "settle"),
        (reading, "_stage"),
        (receiving, "forget"),
    ],
    "take": [(queries, "take"), (taking, "_take_frame"), (taking, "_finish")],
    "undo": [(queries, "put_back"), (undoing, "_serve_again"), (undoing, "_name_again"), (undoing, "_finish")],
}


@pytest.fixture
def read_batch(ani: Actor, known: list[Member]) -> Batch:
    return begin(ani, *ROWS)


def counts(batch: Batch) -> dict[str, int]:
    batch.refresh_from_db()
    return {name: getattr(batch, name) for name in WHOLE}


def test_reading_goes_on_after_every_kill(ani: Actor, read_batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    wounds = Wounds(monkeypatch, *PLACES["read"])
    kills = until_done(lambda: importing.read(read_batch.pk, run_of(ani)), wounds.at)
    assert kills > 5
    read_batch.refresh_from_db()
    assert (read_batch.state, read_batch.rows, read_batch.refused) == ("preview", 9, 2)
    assert sorted(Staged.objects.values_list("row", flat=True)) == [2, 3, 4, 5, 6, 7, 8]
    assert sorted(Refusal.objects.values_list("row", flat=True)) == [9, 10]


def taken(batch: Batch, actor: Actor) -> Batch:
    importing.read(batch.pk, run_of(actor))
    batch.refresh_from_db()
    importing.approve(batch.pk, actor=actor, version=batch.version)
    return batch


def test_taking_goes_on_after_every_kill(ani: Actor, read_batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = taken(read_batch, ani)
    wounds = Wounds(monkeypatch, *PLACES["take"])
    kills = until_done(lambda: importing.take(batch.pk, run_of(ani)), wounds.at)
    assert kills > 5
    assert counts(batch) == WHOLE
    assert batch.state == "done"
    assert Member.objects.count() == 7
    assert Posting.objects.filter(ends=None).count() == 7
    assert NameWord.objects.count() == 14
    assert Before.objects.count() == 1
    assert not Staged.objects.exists()
    importing.take(batch.pk, run_of(ani))
    assert counts(batch) == WHOLE, "once more changes nothing"


def test_undoing_goes_on_after_every_kill(ani: Actor, read_batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = taken(read_batch, ani)
    importing.take(batch.pk, run_of(ani))
    batch.refresh_from_db()
    importing.ask_undo(batch.pk, "Keliru", actor=ani, version=batch.version)
    wounds = Wounds(monkeypatch, *PLACES["undo"])
    kills = until_done(lambda: importing.undo(batch.pk, run_of(ani)), wounds.at)
    assert kills > 3
    batch.refresh_from_db()
    assert (batch.state, batch.kept) == ("undone", 0)
    assert list(Member.objects.order_by("pk").values_list("name", "post")) == [("Lama Satu", "Lama"), ("Lama Dua", "")]
    assert Posting.objects.count() == 2
    assert NameWord.objects.count() == 4


def test_two_workers_at_one_list_take_every_row_once(ani: Actor, read_batch: Batch) -> None:
    """The second finds the frame done that the first was at, as after a lease that ran out."""
    batch = taken(read_batch, ani)
    first = taking._take_frame(batch.pk, ani)
    second = taking._take_frame(batch.pk, ani)
    assert first is not None
    assert second is not None
    assert second.taken > first.taken
    importing.take(batch.pk, run_of(ani))
    assert counts(batch) == WHOLE


def test_a_reader_that_is_too_slow_leaves_the_file_to_the_one_that_took_over(
    ani: Actor, read_batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(reading, "_stage", lambda *_args: False)
        importing.read(read_batch.pk, run_of(ani))
    importing.read(read_batch.pk, run_of(ani))
    read_batch.refresh_from_db()
    assert (read_batch.state, read_batch.rows) == ("preview", 9)


def test_workers_that_undo_one_list_at_once_put_everything_back(
    ani: Actor, person: AddPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    for which in range(12):
        person(which, f"Lama {which}", post="Lama")
    batch = taken(begin(ani, *(line(which, f"Lama {which}", post="Baru") for which in range(12))), ani)
    importing.take(batch.pk, run_of(ani))
    batch.refresh_from_db()
    importing.ask_undo(batch.pk, "Keliru", actor=ani, version=batch.version)
    assert at_once(lambda: importing.undo(batch.pk, run_of(ani)), 4) == [None] * 4
    batch.refresh_from_db()
    assert (batch.state, batch.kept) == ("undone", 0)
    assert set(Member.objects.values_list("post", flat=True)) == {"Lama"}


def test_work_that_stopped_for_good_is_resumed(ani: Actor, read_batch: Batch) -> None:
    with pytest.raises(Stale):
        importing.resume(read_batch.pk, actor=ani)
    Job.objects.filter(name=receiving.READ).update(state="failed")
    importing.resume(read_batch.pk, actor=ani)
    work_off()
    read_batch.refresh_from_db()
    assert read_batch.state == "preview"


def test_a_file_that_nobody_waits_for_is_thrown_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = receiving.folder() / "tertinggal.csv"
    stray.write_text("x")
    assert importing.sweep() == 0, "it may still be written"
    monkeypatch.setattr(receiving, "_ORPHANS", receiving._ORPHANS * -1)
    assert importing.sweep() == 1
    assert not stray.exists()
