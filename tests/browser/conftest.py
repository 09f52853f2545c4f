"""A real browser before the real house: Debian's Chromium, the cast of the tests, no network."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from kotaham.apps.accounts.models import Person
from tests import cast
from tests.append_only import _triggers_step_aside_for_flush  # noqa: F401 - a fixture

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs beside the ORM in one thread

PATIENCE = 30_000  # milliseconds that a page may take on a machine that does much else; a wait ends as soon as it can
expect.set_options(timeout=PATIENCE)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --lang=id"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of the system."""
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": QUIET.split()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Read Indonesian, keep still."""
    return {**browser_context_args, "locale": "id-ID", "reduced_motion": "reduce", "timezone_id": "Asia/Jakarta"}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Addresses are whole here; the plugin's own fixture warns under this pytest."""
    return ""


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Forget what earlier tests counted against the rate limits."""
    cache.clear()


@pytest.fixture
def _django_db_helper() -> None:
    """Roll nothing back after a test, as the plugin's own fixture would: `house` keeps the database and empties it."""


@dataclass(frozen=True)
class House:
    """A house that runs: its address, the cast in it, and the ways in."""

    url: str
    world: cast.World
    keys: dict[str, str] = field(default_factory=dict)

    def enter(self, context: BrowserContext, person: Person) -> None:
        """Sign a person in without the form: the cookie of one session is put into the browser."""
        if person.email not in self.keys:
            client = Client()
            client.force_login(person, backend=BACKEND)
            self.keys[person.email] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": self.keys[person.email], "url": self.url}])


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, _triggers_step_aside_for_flush: None) -> Iterator[House]:  # noqa: F811
    """Give a running house with the cast, once for all tests of a module: emptying it after each would take longest."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        yield House(server.url, cast.build())
        server.stop()
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connections.close_all()  # beside Playwright's loop they are others than those that the plugin closes at the end
