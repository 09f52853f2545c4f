"""Emptying the database after a test that commits: some tables refuse deletion, so their triggers step aside for that.

`conftest.py` of every folder whose tests commit imports the fixture. The triggers are found by themselves: every
migration module of a room that says `creating(vendor)` and `dropping(vendor)`.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

TRIGGERS = import_module("kotaham.apps.events.migrations.0002_append_only")


@cache
def trigger_modules() -> tuple[ModuleType, ...]:
    """Return the migration modules of all rooms that make triggers."""
    found = []
    for room in apps.get_app_configs():
        if not room.name.startswith("kotaham.apps."):
            continue
        package = import_module(f"{room.name}.migrations") if (room.path and _has_migrations(room.path)) else None
        for module in iter_modules(package.__path__) if package else ():
            one = import_module(f"{room.name}.migrations.{module.name}")
            if hasattr(one, "creating") and hasattr(one, "dropping"):
                found.append(one)
    return tuple(found)


def _has_migrations(folder: str) -> bool:
    return any(module.name == "migrations" for module in iter_modules([folder]))


@pytest.fixture(autouse=True, scope="session")
def _triggers_step_aside_for_flush() -> Iterator[None]:
    """Wrap what Django does to empty all tables."""
    operations = type(connection.ops)
    plain = operations.sql_flush
    if getattr(plain, "steps_aside", False):  # two folders of one run import this; once is enough
        yield
        return

    def flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        statements = plain(self, *args, **kwargs)
        if not statements:
            return statements
        vendor = connection.vendor
        away = [line for one in reversed(trigger_modules()) for line in one.dropping(vendor)]
        back = [line for one in trigger_modules() for line in one.creating(vendor)]
        return [*away, *statements, *back]

    flush.steps_aside = True  # type: ignore[attr-defined]
    operations.sql_flush = flush  # type: ignore[method-assign]
    yield
    operations.sql_flush = plain  # type: ignore[method-assign]
