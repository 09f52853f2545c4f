"""Fixtures of certificates: keys of their own, the head of the Kanwil, a version that people have passed."""

from collections.abc import Iterator
from typing import Any

import pytest

from kotaham.apps.certificates.services import hooks
from kotaham.apps.courses.models import Version
from kotaham.apps.gate.services import Actor
from tests.apps.certificates.making import a_version
from tests.apps.conftest import ActorOf
from tests.cast import World


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.SITE = "https://kotaham.contoh.go.id"


@pytest.fixture
def intan(world: World, actor: ActorOf) -> Actor:
    """Give the head of the Kanwil."""
    return actor(world.intan)


@pytest.fixture
def version(world: World) -> Version:
    """Give a published version of the Kanwil with its hours set."""
    return a_version(world.office("kanwil"))


@pytest.fixture
def told() -> Iterator[dict[str, list[Any]]]:
    """Give what the rooms above are told, and nothing of what they do."""
    said: dict[str, list[Any]] = {"issued": [], "ended": []}
    kept = list(hooks._issued), list(hooks._ended)
    hooks._issued[:] = [lambda rows, _log: said["issued"].extend(rows)]
    hooks._ended[:] = [lambda enrolments, _why, _log: said["ended"].extend(enrolments)]
    yield said
    hooks._issued[:], hooks._ended[:] = kept
