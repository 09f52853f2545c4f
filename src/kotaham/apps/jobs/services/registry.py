"""The list of all tasks and schedules, filled by the `tasks.py` of every room when the program starts."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kotaham.apps.jobs.rules import Cron
from kotaham.core.language import Say

Work = TypeVar("Work", bound=Callable[..., None])
Id = int | str | bool | None


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of work: what to call, how patiently to repeat it, how long one attempt may last."""

    name: str
    work: Callable[..., None]
    title: Say
    retries: int
    backoff: tuple[int, ...]
    timeout: int
    priority: int
    whole: bool

    def accepts(self, ids: Mapping[str, Id]) -> None:
        """Raise TypeError when the work cannot be called with these ids."""
        inspect.signature(self.work).bind(None, **ids)


@dataclass(frozen=True, slots=True)
class Plan:
    """A task that repeats."""

    name: str
    cron: Cron


class UnknownTask(LookupError):
    """No room has registered a task of this name."""


_tasks: dict[str, Task] = {}
_plans: dict[str, Plan] = {}


def task(
    name: str,
    *,
    title: Say | None = None,
    retries: int = 3,
    backoff: Sequence[int] = (10, 60, 300),
    timeout: int = 600,
    priority: int = 0,
    whole: bool = False,
) -> Callable[[Work], Work]:
    """Register a function `work(run, *, ids...)` as the task `room.verb`. Running it twice must be harmless.

    A worker may be killed after the work is done and before that is written down; the work then runs again. So a task
    loads by id, calls one service, and that service moves a state once. `whole=True` is for short work that only
    writes to the database: the work and its mark of being done become one transaction, so its effect happens once.

    retries: attempts after the first, for exceptions only: a `Refused` is final and told to whoever asked.
    backoff: pauses in seconds; timeout: seconds of one attempt; priority: -100 to 100, higher first.
    """

    def register(work: Work) -> Work:
        if name in _tasks and _tasks[name].work is not work:
            raise ValueError(f"task {name!r} is registered twice")
        if "." not in name or retries < 0 or not backoff or min(backoff) < 0 or timeout < 1:
            raise ValueError(f"task {name!r}: a name is room.verb; retries, backoff and timeout are not negative")
        _tasks[name] = Task(name, work, title or Say(name, name), retries, tuple(backoff), timeout, priority, whole)
        return work

    return register


def schedule(name: str, *, cron: str, zone: str = "Asia/Jakarta") -> None:
    """Repeat a task without ids at the times of a cron line in a time zone; missed times are made up for once."""
    _plans[name] = Plan(name, Cron.read(cron, zone))


def task_of(name: str) -> Task:
    """Return a task by name, or say which names there are."""
    try:
        return _tasks[name]
    except KeyError:
        raise UnknownTask(f"no task {name!r}; registered are: {', '.join(sorted(_tasks)) or 'none'}") from None


def registered(name: str) -> Task | None:
    """Return a task by name; an upgrade may have taken it away while its work waited."""
    return _tasks.get(name)


def titles() -> Mapping[str, Say]:
    """Return the titles of all tasks by name."""
    return {name: found.title for name, found in sorted(_tasks.items())}


def plans() -> Mapping[str, Plan]:
    """Return all schedules by name; each must be of a registered task."""
    for name in _plans:
        task_of(name)
    return dict(_plans)


def forget(name: str) -> Any:
    """Take a task and its schedule off the list; tests that register their own clean up with this."""
    return _tasks.pop(name, None), _plans.pop(name, None)
