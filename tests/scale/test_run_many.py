"""run_many: the same results in the same order, wherever the work runs."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.scale import run_many
from kotaham.scale.run_many import CHUNKS_PER_WORKER, WORTH_PROCESSES


def double(number: int) -> int:
    return 2 * number


def own_process(_: int) -> int:
    return os.getpid()


def refuse_seven(number: int) -> int:
    if number == 7:
        raise LookupError("seven is refused")
    return number


def leave_a_mark(path: Path) -> None:
    if path.name == "0000":
        raise LookupError("the first item is refused")
    hashlib.pbkdf2_hmac("sha256", b"some", b"work", 10_000)
    path.touch()


@given(st.lists(st.integers(), max_size=200))
def test_results_come_in_the_order_of_the_items(items: list[int]) -> None:
    assert run_many(double, items, workers=1) == [2 * item for item in items]


@pytest.mark.parametrize("total", [2, 15, 16, 17, 1000])
def test_processes_give_the_same_results_in_the_same_order(total: int) -> None:
    assert run_many(double, range(total), workers=2) == run_many(double, range(total), workers=1)


def test_processes_are_other_processes() -> None:
    assert os.getpid() not in run_many(own_process, range(20), workers=2)


def test_small_work_stays_in_this_process() -> None:
    assert set(run_many(own_process, range(WORTH_PROCESSES - 1))) == {os.getpid()}


def test_no_items_give_no_results() -> None:
    assert run_many(double, [], workers=4) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_the_progress_ends_at_the_total_and_never_goes_back(workers: int) -> None:
    seen: list[tuple[int, int]] = []
    run_many(double, range(50), workers=workers, on_done=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (50, 50)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_one_item_is_raised_as_it_is(workers: int) -> None:
    with pytest.raises(LookupError, match="seven is refused"):
        run_many(refuse_seven, range(40), workers=workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_cancels_the_rest(workers: int, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:04}" for number in range(400)]
    with pytest.raises(LookupError, match="the first item"):
        run_many(leave_a_mark, paths, workers=workers)
    unfinished_chunk = len(paths) // (workers * CHUNKS_PER_WORKER)
    assert len(list(tmp_path.iterdir())) < len(paths) - unfinished_chunk


@pytest.mark.parametrize("workers", [0, -1])
def test_fewer_than_one_worker_is_refused(workers: int) -> None:
    with pytest.raises(ValueError, match="workers must be at least 1"):
        run_many(double, [1], workers=workers)
