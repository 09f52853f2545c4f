"""Fixtures of the queue: tasks that only the tests know, forgotten again after each test."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar, cast

import pytest

from kotaham.apps.jobs.services import registry

Work = TypeVar("Work", bound=Callable[..., object])


class Register(Protocol):
    """The decorator `task`, for one test."""

    def __call__(self, name: str, **options: Any) -> Callable[[Work], Work]:
        """Register a task."""


@pytest.fixture
def register() -> Iterator[Register]:
    """Give `task` for the length of one test."""
    names: list[str] = []

    def task(name: str, **options: Any) -> Callable[[Work], Work]:
        names.append(name)
        return cast("Callable[[Work], Work]", registry.task(name, **options))

    yield task
    for name in names:
        registry.forget(name)
