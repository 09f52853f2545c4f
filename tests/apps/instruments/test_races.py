"""Twenty at once: one effect for every verb, and without the guard more than one."""

import threading
from collections import Counter

import pytest

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.instruments import services
from kotaham.apps.instruments.models import Version
from tests.apps.conftest import ActorOf
from tests.apps.instruments.conftest import fresh
from tests.apps.jobs.test_races import CROWD, at_once
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twenty_seals_are_one(draft: Version, world: World, actor: ActorOf) -> None:
    review = services.offer(draft.pk, actor=actor(world.people["fajar"]))
    hadi = actor(world.people["hadi"])
    got = at_once(lambda: services.seal(draft.pk, actor=hadi, reason="x", sha256=review.file_sha256))
    assert Counter(type(found).__name__ for found in got) == {"Version": 1, "Stale": CROWD - 1}, got
    assert Event.objects.filter(verb="instruments.sealed").count() == 1


def test_twenty_edits_of_one_edition_keep_one(draft: Version, world: World, actor: ActorOf) -> None:
    fajar, numbers = actor(world.people["fajar"]), iter(range(CROWD))

    def edit() -> Version:
        text = f"# {next(numbers)}\n{draft.content}"
        return services.rewrite(draft.pk, text, actor=fajar, edition=draft.edition)

    got = at_once(edit)
    assert Counter(type(found).__name__ for found in got) == {"Version": 1, "Stale": CROWD - 1}, got
    assert fresh(draft).edition == draft.edition + 1
    assert Event.objects.filter(verb="instruments.edited").count() == 1


def test_twenty_drafts_of_one_name_are_one(world: World, actor: ActorOf) -> None:
    fajar = actor(world.people["fajar"])
    got = at_once(
        lambda: services.make_blank(
            actor=fajar, slug="perda", label="1", title="T", nature="regulation", rights=["Hak hidup"]
        )
    )
    assert Counter(type(found).__name__ for found in got) == {"Version": 1, "Refused": CROWD - 1}, got


def test_without_the_edition_twenty_edits_overwrite_each_other(draft: Version, world: World, actor: ActorOf) -> None:
    """The control: look at the edition, then write, as a service without the guard would do."""
    fajar, looked = actor(world.people["fajar"]), threading.Barrier(CROWD)

    def unguarded() -> None:
        found = Version.objects.get(pk=draft.pk)
        looked.wait()
        if found.edition == draft.edition:
            with events.work(fajar) as log:
                Version.objects.filter(pk=draft.pk).update(edition=found.edition + 1)
                log.record("instruments.edited", found, holder=found.office_id)

    at_once(unguarded)
    assert Event.objects.filter(verb="instruments.edited").count() == CROWD
