"""Two communities become one, or two again, while others write down that they were there: nothing is lost or twice."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import queries
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Entity
from tests.apps.targets.making import entity, held, retold, total, wrong
from tests.apps.targets.test_entity_merges import came, merge, part
from tests.apps.targets.test_races import Amid
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
YEAR = timezone.localdate().year


@pytest.fixture
def kept(world: World) -> Entity:
    return entity(world.office("kanwil"), "Karang Taruna Damai")


@pytest.fixture
def gone(world: World) -> Entity:
    return entity(world.office("kanwil"), "Karang Taruna Damay")


@pytest.fixture
def two(world: World, joko: Actor, kept: Entity, gone: Entity) -> tuple[Session, Session]:
    """Give two sessions; at the first were both names."""
    first, second = held(world.office("kanwil")), held(world.office("kanwil"), "webinar")
    for one in (kept, gone):
        came(first, one, joko)
    return first, second


def counts() -> tuple[int, int]:
    assert wrong(YEAR) == []
    return total(YEAR, "persons"), total(YEAR, "attendances")


def test_what_is_merged_while_it_is_noted_counts_for_what_stays(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    amid = Amid(monkeypatch, lambda: merge(gone, kept, joko))
    row = came(two[1], gone, joko)
    amid.end()
    assert counts() == (1, 2)
    row.refresh_from_db()
    assert row.entity_id == kept.pk


def test_what_is_noted_while_it_is_merged_counts_for_what_stays_and_comes_back_with_its_name(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    amid = Amid(monkeypatch, lambda: came(two[1], gone, joko))
    merge(gone, kept, joko)
    amid.end()
    assert counts() == (1, 2)
    part(gone, joko)
    assert counts() == (2, 3)
    assert EntityAttendance.objects.get(session=two[1]).entity_id == gone.pk


def test_without_holding_what_stands_an_attendance_is_lost_behind_the_name_that_went(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control; on SQLite there is one writer at a time anyhow."""
    look: Any = lambda pk: Entity.objects.get(pk=queries.standing([pk])[pk])  # noqa: E731 - it replaces a function
    monkeypatch.setattr(register, "hold_standing", look)
    amid = Amid(monkeypatch, lambda: came(two[1], gone, joko))
    merge(gone, kept, joko)
    amid.end()
    assert counts() == (1, 1 if connection.vendor == "postgresql" else 2)


def test_what_is_made_void_while_it_is_merged_counts_no_longer(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    moving = came(two[1], gone, joko)
    amid = Amid(monkeypatch, lambda: classes.void_entity(two[1].pk, moving.pk, "Salah catat", actor=joko))
    merge(gone, kept, joko)
    amid.end()
    assert counts() == (1, 1)


def test_what_is_merged_while_it_is_made_void_counts_no_longer(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = EntityAttendance.objects.get(session=two[0], entity=gone)
    amid = Amid(monkeypatch, lambda: merge(gone, kept, joko))
    classes.void_entity(two[0].pk, twice.pk, "Salah catat", actor=joko)
    amid.end()
    assert counts() == (1, 1)


def test_two_are_one_while_the_mode_of_their_session_is_corrected(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    came(two[1], gone, joko)
    amid = Amid(monkeypatch, lambda: merge(gone, kept, joko))
    retold(two[1], "talkshow", joko)
    amid.end()
    assert counts() == (1, 2)
    amid = Amid(monkeypatch, lambda: retold(two[0], "hybrid", joko))
    part(gone, joko)
    amid.end()
    assert counts() == (2, 3)


def test_what_is_noted_under_the_old_name_while_two_part_is_counted_once(
    joko: Actor, kept: Entity, gone: Entity, two: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(gone, kept, joko)
    amid = Amid(monkeypatch, lambda: part(gone, joko))
    came(two[1], gone, joko)
    amid.end()
    assert counts() == (2, 3)
    assert EntityAttendance.objects.get(session=two[1]).entity_id == gone.pk
