"""The page of a piece of evidence asks little of the database, however much was done with it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from kotaham.apps.actions import services as actions
from kotaham.apps.evidence import services
from tests.apps.actions.conftest import Ask, ask  # noqa: F401 - a fixture
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence.making import piece_of
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_the_page_of_a_piece_in_use_asks_at_most_fifteen_times(
    world: World,
    as_: AsPerson,
    actor: ActorOf,
    ask: Ask,  # noqa: F811 - the fixture
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    piece = piece_of(world.office("dinas"))
    budi = actor(world.budi)
    piece_of(world.office("dinas"))  # the very same bytes
    for title in ("Satu", "Dua"):
        actions.prove(ask("in_progress", title=title).pk, actor=budi, evidence=piece.pk)
    services.amend(actor=budi, evidence=piece.pk, version=piece.version, draft=services.Draft(title="Laporan akhir"))
    for person in (world.budi, world.ani, world.eko):
        browser = as_(person)
        browser.get("/")
        with django_assert_max_num_queries(15):
            page = browser.get(f"/bukti/{piece.pk}")
        assert "Laporan akhir" in page.content.decode()
