"""Fixtures of the courses."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.courses.services import Proof
from kotaham.apps.courses.services.hooks import hooks
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import Happened
from kotaham.apps.register.services import hooks as register_hooks
from tests.apps.conftest import ActorOf
from tests.apps.courses.making import member, published
from tests.cast import World


@pytest.fixture
def joko(world: World, actor: ActorOf) -> Actor:
    """Give the trainer of the Kanwil."""
    return actor(world.joko)


@pytest.fixture
def nia(world: World, actor: ActorOf) -> Actor:
    """Give a learner who is in the register."""
    member(world.office("dinas"), "Nia Nuraini", account=world.nia)
    return actor(world.nia)


@pytest.fixture
def version(joko: Actor) -> Version:
    """Give a published version that asks for its modules."""
    return published(joko)


@pytest.fixture
def own(version: Version, nia: Actor) -> Enrolment:
    """Give Nia's enrolment."""
    return services.join(version.pk, actor=nia)


@pytest.fixture
def counted() -> Iterator[list[Happened]]:
    """Give what is told to those who keep tallies."""
    told: list[Happened] = []
    kept = list(register_hooks._counters)
    register_hooks._counters.clear()
    register_hooks.when_counted(lambda happened, _log: told.extend(happened))
    yield told
    register_hooks._counters[:] = kept


@pytest.fixture
def proofs() -> Iterator[dict[str, dict[int, int]]]:
    """Give proofs that a test may set: need, then enrolment, then amount (3: the final test is lost for good)."""
    said: dict[str, dict[int, int]] = {"attendance": {}, "pre": {}, "post": {}}
    kept = dict(hooks.proofs)

    def call(need: str) -> Callable[[Sequence[int]], Mapping[int, Proof]]:
        return lambda ids: {pk: Proof(1 if n == 3 else n, n == 3) for pk, n in said[need].items() if pk in ids}

    hooks.proofs.update({need: call(need) for need in said})
    yield said
    hooks.proofs.clear()
    hooks.proofs.update(kept)


@pytest.fixture
def sari(world: World) -> Member:
    """Give somebody of the health unit of Damai."""
    return member(world.office("dinas"))
