"""Fixtures of the ledger: certificates are issued as they are in their room."""

from typing import Any

import pytest

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.courses.models import Version
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from tests.apps.certificates.making import a_member, a_version, an_enrolment, issued
from tests.apps.conftest import ActorOf
from tests.apps.evidence.making import piece_of
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
def sari(world: World) -> Member:
    """Give somebody of the health unit of Damai, with an account."""
    return a_member(world.office("dinas"), "Sari Contoh", account=world.nia)


@pytest.fixture
def certified(intan: Actor, version: Version, sari: Member) -> Certificate:
    """Give Sari's certificate."""
    an_enrolment(version, sari)
    issued(intan, version)
    return Certificate.objects.get()


@pytest.fixture
def proof(world: World) -> Evidence:
    """Give a piece of evidence of the health unit."""
    return piece_of(world.office("dinas"))
