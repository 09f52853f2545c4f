"""A sealed or locked text stays: the services refuse, and the database does too; without its triggers it would not."""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import Version
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf
from tests.apps.instruments.conftest import Make, fresh
from tests.cast import World

pytestmark = pytest.mark.django_db
TRIGGERS = import_module("kotaham.apps.instruments.migrations.0002_sealed_stays")
CHANGES: tuple[dict[str, object], ...] = (
    {"content": "lain"}, {"title": "lain"}, {"slug": "lain"}, {"label": "9"}, {"file_sha256": "0" * 64},
    {"unknowns": 5}, {"indicators": 1},
)  # fmt: skip


def locked(version: Version, actor: Actor) -> Version:
    with events.work(actor) as log:
        return services.lock(version.pk, actor=actor, log=log)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("how", ["sealed", "locked"])
def test_the_database_refuses_to_change_what_stays(
    how: str, change: dict[str, object], example: Version, draft: Version, world: World, actor: ActorOf
) -> None:
    version = example if how == "sealed" else locked(draft, actor(world.people["eko"]))
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change)
    assert fresh(version).content == version.content


def test_the_database_refuses_to_unseal_to_unlock_and_to_delete(
    example: Version, draft: Version, world: World, actor: ActorOf
) -> None:
    locked(draft, actor(world.people["eko"]))
    for pk, change in (
        (example.pk, {"state": "draft"}),
        (example.pk, {"sealed_at": None}),
        (draft.pk, {"locked": False}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.filter(pk=pk).update(**change)
    for pk in (example.pk, draft.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.filter(pk=pk)._raw_delete("default")


def test_a_locked_draft_may_still_be_sealed(draft: Version, world: World, actor: ActorOf) -> None:
    locked(draft, actor(world.people["eko"]))
    review = services.offer(draft.pk, actor=actor(world.people["fajar"]))
    done = services.seal(draft.pk, actor=actor(world.people["hadi"]), reason="x", sha256=review.file_sha256)
    assert (done.locked, done.state) == (True, "sealed")


def test_locking_again_says_nothing(draft: Version, world: World, actor: ActorOf) -> None:
    eko = actor(world.people["eko"])
    assert locked(draft, eko).locked
    assert locked(draft, eko).locked


def test_without_the_triggers_the_database_would_take_it(example: Version) -> None:
    """The control: what refuses above are the triggers and nothing else."""
    connection.check_constraints()  # PostgreSQL changes no table while something is still to be checked
    with connection.cursor() as cursor:
        for statement in TRIGGERS.dropping(connection.vendor):
            cursor.execute(statement)
    try:
        assert Version.objects.filter(pk=example.pk).update(title="lain") == 1
    finally:
        Version.objects.filter(pk=example.pk).update(title=example.title)
        connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in TRIGGERS.creating(connection.vendor):
                cursor.execute(statement)


STEPS: dict[str, Callable[[Version, Actor, Actor], object]] = {
    "up": lambda row, writer, _other: services.move_indicator(row.pk, "RLS", -1, actor=writer, edition=row.edition),
    "down": lambda row, writer, _other: services.move_indicator(row.pk, "RLS", 1, actor=writer, edition=row.edition),
    "note": lambda row, writer, _other: services.rewrite(
        row.pk, f"# {row.edition}\n{row.content}", actor=writer, edition=row.edition
    ),
    "remove": lambda row, writer, _other: services.remove_indicator(
        row.pk, queries.instrument_of(row).known_indicators[-1].code, actor=writer, edition=row.edition
    ),
    "offer": lambda row, writer, _other: services.offer(row.pk, actor=writer),
    "back": lambda row, _writer, other: services.send_back(row.pk, actor=other, reason="lagi"),
    "seal": lambda row, _writer, other: services.seal(row.pk, actor=other, reason="x", sha256=row.file_sha256),
    "own": lambda row, writer, _other: services.seal(row.pk, actor=writer, reason="x", sha256=row.file_sha256),
    "lock": lambda row, _writer, other: locked(row, other),
    "drop": lambda row, writer, _other: services.drop(row.pk, actor=writer, reason="x"),
}


@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=14))
def test_no_sequence_of_steps_changes_a_text_that_stays(
    steps: list[str], shelves: dict[str, Version], draft_of: Make, world: World, actor: ActorOf
) -> None:
    writer, other = actor(world.people["fajar"]), actor(world.people["hadi"])
    source = shelves["kota-ham-data-terbuka@2026"]
    row = draft_of(source, f"9.{Version.objects.count()}.{abs(hash(tuple(steps))) % 10**8}")
    stays: str | None = None
    for step in steps:
        with suppress(Refused):
            STEPS[step](row, writer, other)
        row = fresh(row)
        assert stays in (None, row.content), step
        stays = row.content if row.fixed else stays
        assert not row.sealed_by_id or row.sealed_by_id != row.changed_by_id
    assert fresh(source).content == source.content
