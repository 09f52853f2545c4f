"""Emptying the database after a test that commits: the record refuses deletion, so its triggers step aside for that.

`conftest.py` of every folder whose tests commit imports the fixture.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

TRIGGERS = import_module("kotaham.apps.events.migrations.0002_append_only")


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
        vendor = connection.vendor
        return [*TRIGGERS.dropping(vendor), *statements, *TRIGGERS.creating(vendor)] if statements else statements

    flush.steps_aside = True  # type: ignore[attr-defined]
    operations.sql_flush = flush  # type: ignore[method-assign]
    yield
    operations.sql_flush = plain  # type: ignore[method-assign]
