"""Fixtures of the targets."""

import pytest

from kotaham.apps.gate.services import Actor
from tests.apps.conftest import ActorOf
from tests.cast import World


@pytest.fixture
def eko(world: World, actor: ActorOf) -> Actor:
    """Give the administrator of the ministry."""
    return actor(world.eko)


@pytest.fixture
def intan(world: World, actor: ActorOf) -> Actor:
    """Give the head of the Kanwil."""
    return actor(world.intan)


@pytest.fixture
def joko(world: World, actor: ActorOf) -> Actor:
    """Give the trainer of the Kanwil."""
    return actor(world.joko)
