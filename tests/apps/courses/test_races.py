"""Twenty at once: one enrolment, one module done, one pass counted."""

from collections.abc import Sequence

import pytest

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import Happened
from tests.apps.jobs.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def errors(got: Sequence[object]) -> list[object]:
    return [one for one in got if isinstance(one, Exception)]


def test_twenty_lists_at_once_enrol_everybody_once(version: Version, joko: Actor, sari: Member) -> None:
    got = at_once(lambda: services.enrol_members(version.pk, [sari.pk], actor=joko))
    assert errors(got) == []
    assert Enrolment.objects.filter(version=version).count() == 1
    assert Event.objects.filter(verb="courses.enrolled").count() == 1


def test_twenty_phones_at_once_finish_a_course_once(own: Enrolment, nia: Actor, counted: list[Happened]) -> None:
    got = at_once(lambda: services.save_progress(own.pk, 1, actor=nia, place=5, done=True))
    real = [one for one in errors(got) if getattr(one, "status", 0) != 409]
    assert real == []
    own.refresh_from_db()
    assert (own.state, own.done) == ("passed", 1)
    assert sorted(one.measure for one in counted) == ["finished", "passed"]
