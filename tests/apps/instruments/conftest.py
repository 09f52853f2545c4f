"""Fixtures of instruments: the shelves in the register, and a small draft of Fajar's."""

from collections.abc import Callable

import pytest

from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import Version
from tests.apps.conftest import ActorOf
from tests.cast import World

Make = Callable[..., Version]


@pytest.fixture
def shelves(world: World) -> dict[str, Version]:
    """Give the versions that came with the program, by name."""
    services.load_shelves()
    return {row.ref: row for row in Version.objects.all()}


@pytest.fixture
def example(shelves: dict[str, Version]) -> Version:
    """Give the sealed example with its 34 indicators."""
    return shelves["kota-ham-contoh@2026"]


@pytest.fixture
def draft_of(world: World, actor: ActorOf) -> Make:
    """Make a copy of a version as a draft of Fajar's."""

    def make(source: Version, label: str = "2027") -> Version:
        return services.make_copy(source.pk, actor=actor(world.people["fajar"]), slug=source.slug, label=label)

    return make


@pytest.fixture
def draft(example: Version, draft_of: Make) -> Version:
    """Give a complete draft: a copy of the example."""
    return draft_of(example)


@pytest.fixture
def blank(world: World, actor: ActorOf) -> Version:
    """Give a draft with two rights and nothing else."""
    return services.make_blank(
        actor=actor(world.people["fajar"]),
        slug="perda-kota-damai",
        label="2026",
        title="Kriteria Kota Damai",
        nature="regulation",
        rights=["Hak hidup", "Hak atas rasa aman"],
    )


def fresh(version: Version) -> Version:
    """Read a version again."""
    return queries.get(version.pk)
