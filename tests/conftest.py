"""Settings of the whole test suite."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import migrated, spread

# Shared machines are slow at times: a deadline would judge the neighbour, not the code. In CI the same
# examples come every time, so that a red run can be repeated.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long ones first; refuse a test that says it touches no database and asks for one."""
    spread.in_order(items)
    wrong = [one.nodeid for one in items if one.get_closest_marker("no_database") and _asks_for_database(one)]
    if wrong:
        raise pytest.UsageError(f"marked no_database, and asks for one: {', '.join(wrong)}")


def _asks_for_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what every test needs: looking through it again takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep files together that prepare much at once."""
    return spread.scheduler(config, log)


@pytest.fixture(scope="session", autouse=True)
def delete_output_dir() -> None:
    """Keep the pictures of pages; the browser plugin would empty test-results at the start of every run."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Start from the migrated database of an earlier run: the migrations take longer than most files of tests."""
    with migrated.copied(_kept(request)):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> None:
    """Keep the migrated database for the runs to come."""
    with django_db_blocker.unblock():
        migrated.keep(_kept(request))


@pytest.fixture
def lay(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Give what begins a database of its own for other processes: `lay(data_folder, url)`."""
    return partial(migrated.lay, _kept(request))


def _kept(request: pytest.FixtureRequest) -> Path:
    return request.config.cache.mkdir("migrated")
