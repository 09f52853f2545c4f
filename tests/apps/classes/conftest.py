"""Fixtures of the sessions."""

import pytest

from kotaham.apps.classes.models import Session
from kotaham.apps.gate.services import Actor
from tests.apps.classes.making import opened
from tests.apps.courses.conftest import counted, joko, nia, sari, version  # noqa: F401 - fixtures


@pytest.fixture
def session(joko: Actor) -> Session:  # noqa: F811 - the fixture above
    """Give a session that begins in half an hour, with its registration open."""
    return opened(joko)
