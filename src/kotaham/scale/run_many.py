"""The one port for heavy work: callers say what to do with each item, this module decides where it runs."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
OnDone = Callable[[int, int], None]

# Below this many items, starting processes (some tenths of a second each) costs more than it saves.
WORTH_PROCESSES = 64
CHUNKS_PER_WORKER = 8


def run_many(
    fn: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    on_done: OnDone | None = None,
) -> list[Result]:
    """Apply `fn` to every item and give the results in the order of the items.

    `workers=None` chooses: this process for small work, else one process a core. `workers=1` stays in this
    process; with more, `fn` and the items must be picklable (a function at the top of a module).
    `on_done(done, total)` is called in this process whenever more items are ready. The first error cancels
    what has not begun and is raised as it is.
    """
    todo = list(items)
    if workers is not None and workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    count = min(_chosen_workers(len(todo)) if workers is None else workers, max(len(todo), 1))
    if count == 1:
        return _run_here(fn, todo, on_done)
    return _run_in_processes(fn, todo, count, on_done)


def _chosen_workers(total: int) -> int:
    """Choose how many processes are worth their start."""
    return 1 if total < WORTH_PROCESSES else len(os.sched_getaffinity(0))


def _run_here(fn: Callable[[Item], Result], items: list[Item], on_done: OnDone | None) -> list[Result]:
    """Run in this process, one item after the other."""
    results = []
    for item in items:
        results.append(fn(item))
        if on_done:
            on_done(len(results), len(items))
    return results


def _run_chunk(fn: Callable[[Item], Result], items: list[Item]) -> list[Result]:
    """Run one chunk inside a worker process."""
    return [fn(item) for item in items]


def _run_in_processes(
    fn: Callable[[Item], Result], items: list[Item], workers: int, on_done: OnDone | None
) -> list[Result]:
    """Run in fresh processes, in chunks, so that a message carries more than one small item."""
    size = max(1, -(-len(items) // (workers * CHUNKS_PER_WORKER)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    # Never fork: a forked child inherits locks of threads it does not have.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("forkserver"))
    try:
        futures = [pool.submit(_run_chunk, fn, chunk) for chunk in chunks]
        _follow(futures, chunks, on_done)
        return [result for future in futures for result in future.result()]
    finally:
        pool.shutdown(cancel_futures=True)


def _follow(futures: list[Future[list[Result]]], chunks: list[list[Item]], on_done: OnDone | None) -> None:
    """Tell the progress as chunks end; raise the first error at once."""
    sizes = {future: len(chunk) for future, chunk in zip(futures, chunks, strict=True)}
    total, done, waiting = sum(sizes.values()), 0, set(futures)
    while waiting:
        ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in futures:
            if future in ready:
                future.result()
        done += sum(sizes[future] for future in ready)
        if on_done:
            on_done(done, total)
