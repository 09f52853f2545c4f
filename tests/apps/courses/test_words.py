"""The record of this room reads as sentences in both languages: no code is left in it."""

import re

import pytest
from django.utils import translation

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.events import queries as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from tests.cast import World

RAW = re.compile(r"\b[a-z]+(_[a-z]+)+\b|\b[a-z]+\.[a-z_-]+\b|\bTrue\b|\bNone\b|[{}\[\]]")


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_raw_is_left_in_the_record(
    language: str, own: Enrolment, nia: Actor, joko: Actor, world: World
) -> None:
    services.save_progress(own.pk, 1, actor=nia, done=True)
    services.retire(own.version_id, actor=joko, reason="Diganti")
    with translation.override(language):
        told = events.told(list(Event.objects.filter(verb__startswith="courses.").order_by("seq")))
    assert len(told) > 8
    for row in told:
        said = [row.what, row.kind, row.subject, *(f"{title}: {value}" for title, value in row.details)]
        assert not [one for one in said if RAW.search(one)], row
