"""Rooms above hear of events by their verbs, in the unit of work that records them."""

from collections import defaultdict
from collections.abc import Sequence

import pytest

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Heard, hearing
from kotaham.apps.gate.services import system

pytestmark = pytest.mark.django_db
ACTOR = system("uji")
THING = ("offices.office", 1)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[list[Heard]]:
    """Listen to one verb; give what each call was told."""
    told: list[list[Heard]] = []

    def hear(found: Sequence[Heard]) -> None:
        told.append(list(found))

    monkeypatch.setattr(hearing, "_by_verb", defaultdict(list))
    events.when_recorded(["uji.heard"], hear)
    events.when_recorded(["uji.heard"], hear)  # asking twice changes nothing
    return told


def test_a_room_hears_its_verbs_once_for_the_outermost_unit(heard: list[list[Heard]]) -> None:
    with events.work(ACTOR) as log:
        log.record("uji.heard", THING, data={"code": "a"})
        log.record("uji.other", THING)
        with events.work(ACTOR) as inner:
            inner.record("uji.heard", THING, data={"code": "b"})
        assert heard == []
    assert [[one.data for one in some] for some in heard] == [['{"code":"a"}', '{"code":"b"}']]


def test_what_is_undone_is_not_heard(heard: list[list[Heard]]) -> None:
    def undone(number: int) -> None:
        with events.work(ACTOR) as log:
            log.record("uji.heard", THING, data={"number": number})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone(1)
    with events.work(ACTOR) as log:
        with pytest.raises(RuntimeError):
            undone(2)
        log.record("uji.heard", THING, data={"number": 3})
    assert [[one.data for one in some] for some in heard] == [['{"number":3}']]
