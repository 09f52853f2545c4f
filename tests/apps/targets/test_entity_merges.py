"""Two communities that become one count as one, and two again as before; always as a recount says, whoever is first."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.register import queries as register_queries
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Entity
from kotaham.apps.targets import queries, services
from kotaham.core.errors import Refused
from tests.apps.targets.making import entity, held, retold, state, total, wrong
from tests.apps.targets.test_count import forgotten
from tests.cast import World

YEAR = timezone.localdate().year
Step = tuple[str, int, int]


def came(session: Session, one: Entity, actor: Actor, people: int | None = None) -> EntityAttendance:
    return classes.note_entity(session.pk, one.pk, people, "Buku tamu", actor=actor)


def merge(gone: Entity, kept: Entity, actor: Actor) -> None:
    register.merge_entities(kept.pk, gone.pk, "Ejaan lain", actor=actor)


def part(gone: Entity, actor: Actor) -> None:
    register.unmerge_entity(gone.pk, "Ternyata dua", actor=actor)


def rows() -> list[Any]:
    return list(EntityAttendance.objects.order_by("pk").values_list("pk", "entity", "session", "came", "void_at"))


@pytest.fixture
def pair(world: World) -> tuple[Entity, Entity]:
    kanwil = world.office("kanwil")
    return entity(kanwil, "Karang Taruna Damai"), entity(kanwil, "Karang Taruna Damay")


@pytest.mark.django_db
def test_merged_they_count_once_a_year_and_once_a_session_and_apart_again_as_before(
    world: World, joko: Actor, pair: tuple[Entity, Entity]
) -> None:
    kanwil = world.office("kanwil")
    (kept, gone), first, second = pair, held(kanwil), held(kanwil, "webinar")
    for session, one, people in ((first, gone, 9), (first, kept, 14), (second, gone, 5)):
        came(session, one, joko, people)
    before, records = state(YEAR), rows()
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (2, 3)
    merge(gone, kept, joko)
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 2)
    assert wrong(YEAR) == []
    assert queries.came_along(YEAR, None, "community").people == 14 + 5  # the nine are told, and not added
    assert services.check(YEAR, actor=system("targets.check")).wrong == 0
    part(gone, joko)
    assert (state(YEAR), rows()) == (before, records)


class Story:
    """Three communities and a few sessions, and everything that may happen to them."""

    def __init__(self, world: World, actor: Actor) -> None:
        kanwil = world.office("kanwil")
        self.actor = actor
        self.entities = [entity(kanwil, f"Komunitas {at}") for at in range(3)]
        self.sessions = [held(kanwil, mode) for mode in ("onsite", "webinar", "hybrid")]

    def visit(self, who: int, what: int) -> None:
        came(self.sessions[what], self.entities[who], self.actor, who or None)

    def void(self, who: int, what: int) -> None:
        row = EntityAttendance.objects.filter(void_at=None).order_by("pk")[who + what :].first()
        if row:
            classes.void_entity(row.session_id, row.pk, "Keliru", actor=self.actor)

    def merge(self, who: int, what: int) -> None:
        merge(self.entities[who], self.entities[(who + 1 + what % 2) % 3], self.actor)

    def part(self, who: int, _what: int) -> None:
        part(self.entities[who], self.actor)

    def retell(self, who: int, what: int) -> None:
        retold(self.sessions[what], ("webinar", "talkshow", "onsite")[who], self.actor)

    def tell(self, steps: Sequence[Step]) -> None:
        for verb, who, what in steps:
            with suppress(Refused):
                getattr(self, verb)(who, what)
            assert wrong(YEAR) == []


VERBS = ("visit", "visit", "visit", "void", "merge", "merge", "part", "retell")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.integers(0, 2)), min_size=4, max_size=14)


@pytest.mark.django_db
@settings(
    max_examples=16,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, gone=st.integers(0, 2), kept=st.integers(1, 2))
def test_whatever_happens_the_counts_equal_the_records_and_a_merge_undone_at_once_leaves_nothing(
    steps: list[Step], gone: int, kept: int, world: World, joko: Actor
) -> None:
    with forgotten():
        story = Story(world, joko)
        story.tell(steps)
        before, records = state(YEAR), rows()
        services.rebuild(YEAR, actor=system("targets.recount"))
        assert state(YEAR)[1] == before[1]
        with suppress(Refused):
            merge(story.entities[gone], story.entities[(gone + kept) % 3], joko)
            assert wrong(YEAR) == []
            part(story.entities[gone], joko)
        assert (state(YEAR), rows()) == (before, records)
        stood = {row.entity_id for row in EntityAttendance.objects.filter(void_at=None, entity__merged_into=None)}
        assert total(YEAR, "persons") == len(stood)
        assert stood <= set(register_queries.standing([one.pk for one in story.entities]).values())
