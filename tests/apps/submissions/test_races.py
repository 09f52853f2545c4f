"""Twenty at once: one save is kept and nothing is lost; without the guard all of them write over each other."""

import threading
from collections import Counter
from itertools import count
from typing import Any

import pytest
from django.db.models import F

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer, Nudge, Submission
from kotaham.apps.submissions.rules import KANWIL
from kotaham.core.errors import Refused
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.river import River, in_state
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twenty_saves_of_one_version_keep_one(river: River) -> None:
    pk, budi, numbers = river.cities["damai"], river.actor("budi"), count(50)
    got = at_once(
        lambda: services.save_answer(pk, "RK-1", services.Said({"number": str(next(numbers))}), actor=budi, version=1)
    )
    kinds = Counter(type(found).__name__ for found in got)
    assert kinds == {"Answer": 1, "Conflict": CROWD - 1}, got
    answer = river.answer("damai", "RK-1")
    assert answer.version == 2
    assert Event.objects.filter(verb="submissions.saved").count() == 1
    assert river.submission().given == 1


def test_twenty_times_the_same_words_are_one_save(river: River) -> None:
    pk, budi = river.cities["damai"], river.actor("budi")
    got = at_once(lambda: services.save_answer(pk, "RK-1", services.Said({"number": "90"}), actor=budi, version=1))
    assert all(isinstance(found, Answer | services.Conflict) for found in got), got
    assert river.answer("damai", "RK-1").value == {"number": "90"}
    assert Event.objects.filter(verb="submissions.saved").count() == 1
    assert river.submission().given == 1


def test_without_the_version_twenty_saves_write_over_each_other(river: River) -> None:
    """The control: look, then write, as a service without the guard would do."""
    pk, budi = river.answer("damai", "RK-1").pk, river.actor("budi")
    looked, numbers = threading.Barrier(CROWD), count(50)

    def unguarded() -> None:
        found = Answer.objects.get(pk=pk)
        looked.wait()
        if found.version == 1:
            with events.work(budi) as log:
                value = {"number": str(next(numbers))}
                Answer.objects.filter(pk=pk).update(value=value, version=F("version") + 1)
                log.record("submissions.saved", found, holder=found.unit_id)

    at_once(unguarded)
    assert river.answer("damai", "RK-1").version == CROWD + 1


def test_saves_of_different_answers_at_once_are_all_kept_and_counted(river: River) -> None:
    pk, ani = river.cities["damai"], river.actor("ani")
    turns = iter(range(CROWD))
    values: dict[str, dict[str, Any]] = {
        "RK-1": {"number": "90"},
        "RK-3": {"yes": True},
        "RK-4": {"choice": "a"},
        "RK-5": {"checked": []},
    }

    def save() -> object:
        code = list(values)[next(turns) % len(values)]
        return services.save_answer(pk, code, services.Said(values[code]), actor=ani, version=1)

    got = at_once(save)
    assert all(isinstance(found, Answer | services.Conflict) for found in got), got
    assert {code: river.answer("damai", code).value for code in values} == values
    assert river.submission().given == len(values)


def test_a_save_and_the_sending_never_pass_each_other(river: River) -> None:
    """Whatever comes first: an answer that the report was sent without is not kept."""
    in_state(river, "damai", "sent")
    pk, ani = river.cities["damai"], river.actor("ani")
    Submission.objects.filter(pk=pk).update(state="filling")
    Answer.objects.filter(submission_id=pk).update(state="draft", version=1)
    seen: list[object] = []

    def save() -> object:
        return services.save_answer(pk, "RK-1", services.Said({"number": "42"}), actor=ani, version=1)

    def send() -> object:
        with events.work(ani) as log:
            moved = services.move(pk, "send", actor=ani, log=log, parties=["city"])
            seen.append(Answer.objects.get(submission_id=pk, code="RK-1").value)
            return moved

    turns = iter([send, *[save] * 9])
    got = at_once(lambda: next(turns)(), crowd=10)  # noqa: PLW0108 - each thread takes its own turn
    assert all(isinstance(found, Answer | Submission | Stale | Refused) for found in got), got
    assert seen == [river.answer("damai", "RK-1").value], "what stands now is what was sent"


def test_twenty_clicks_share_out_once(world: World, river: River) -> None:
    pk, ani, unit = river.cities["damai"], river.actor("ani"), world.office("dinas_social").pk
    got = at_once(lambda: services.delegate(pk, ["RK-1"], actor=ani, unit=unit))
    assert all(isinstance(found, Submission | Stale) for found in got), got
    assert river.answer("damai", "RK-1").unit_id == unit
    assert Event.objects.filter(verb="submissions.delegated").count() == 1
    assert Notice.objects.filter(kind="submissions.delegated").count() == 1


def test_twenty_reminders_at_once_are_one(world: World, river: River) -> None:
    pk, ani, unit = river.cities["damai"], river.actor("ani"), world.office("dinas").pk
    got = at_once(lambda: services.remind(pk, unit, actor=ani))
    assert Counter(type(found).__name__ for found in got) == {"Submission": 1, "Refused": CROWD - 1}, got
    assert Nudge.objects.count() == Notice.objects.filter(kind="submissions.nudged").count() == 1


def test_twenty_clicks_move_a_report_once(river: River) -> None:
    in_state(river, "damai", "sent")
    pk, dewi = river.cities["damai"], river.actor("dewi")

    def take() -> object:
        with events.work(dewi) as log:
            return services.move(pk, "take", actor=dewi, log=log, parties=[KANWIL])

    got = at_once(take)
    assert Counter(type(found).__name__ for found in got) == {"Submission": 1, "Stale": CROWD - 1}, got
    assert Event.objects.filter(verb="submissions.taken").count() == 1
