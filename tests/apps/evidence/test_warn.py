"""Offices are told before their evidence expires."""

from datetime import date, timedelta

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.evidence import services
from kotaham.apps.gate.services import system
from kotaham.apps.notices.models import Notice
from tests.apps.evidence.making import piece_of
from tests.cast import World

ON = date(2026, 11, 21)


@pytest.mark.parametrize(("ahead", "told"), [(31, 0), (30, 1), (29, 0), (7, 1), (1, 0), (0, 1), (-1, 0)])
def test_the_office_is_told_thirty_days_seven_days_and_on_the_last_day(world: World, ahead: int, told: int) -> None:
    piece_of(world.office("dinas"), title="Laporan", expires=ON + timedelta(days=ahead))
    assert services.warn(actor=system("evidence"), on=ON) == told
    assert [notice.person for notice in Notice.objects.all()] == [world.budi] * told, "a learner is not told"
    assert Event.objects.filter(verb="evidence.warned").count() == told


def test_withdrawn_evidence_warns_nobody(world: World) -> None:
    piece_of(world.office("dinas"), state="withdrawn", expires=ON)
    assert services.warn(actor=system("evidence"), on=ON) == 0
