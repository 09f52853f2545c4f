"""Twenty clicks at once on the send side: one effect, and without the guard more than one."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Batch, Endorsement, Receipt, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules.endorsing import UNIT_HEAD, Mark
from kotaham.core.errors import Refused
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.river import GOOD, River, filled, in_state, open_round
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twenty_clicks_send_once(world: World) -> None:
    river = open_round(world)
    filled(river)
    pk, ani = river.cities["damai"], river.actor("ani")
    told = Notice.objects.count()
    got = at_once(lambda: services.send(pk, actor=ani))
    assert Counter(type(one).__name__ for one in got) == {"Receipt": 1, "Stale": CROWD - 1}, got
    assert Receipt.objects.count() == 1
    assert Event.objects.filter(verb="submissions.sent").count() == 1
    assert Notice.objects.count() == told + 3


def test_without_the_conditional_update_it_is_sent_more_than_once(world: World) -> None:
    """The control: look at the state, then write, as a service without the guard would do."""
    river = open_round(world)
    filled(river)
    pk, ani = river.cities["damai"], river.actor("ani")
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        found = Submission.objects.get(pk=pk)
        looked.wait()
        if found.state == "filling":
            with events.work(ani) as log:
                log.record("submissions.sent", found, holder=found.office_id)

    at_once(unguarded)
    assert Event.objects.filter(verb="submissions.sent").count() == CROWD


def test_what_was_sent_is_what_stands_though_others_save_at_that_moment(world: World) -> None:
    river = open_round(world, delegated=True)
    filled(river, ready=False)
    pk, ani, budi = river.cities["damai"], river.actor("ani"), river.actor("budi")
    turns = iter(range(CROWD))

    def act() -> object:
        turn = next(turns)
        if turn % 4 == 0:
            return services.send(pk, actor=ani)
        answer = river.answer("damai", "RK-1")
        said = services.Said({"number": str(turn)})
        return services.save_answer(pk, "RK-1", said, actor=budi, version=answer.version)

    got = at_once(act)
    assert all(not isinstance(one, Exception) or isinstance(one, Refused) for one in got), got
    receipt = Receipt.objects.get()
    assert receipt.facts == reads.facts_text(pk), "nothing was saved into what was sent"


def test_twenty_resends_are_one(world: World) -> None:
    river = open_round(world)
    in_state(river, "damai", "repair")
    pk, ani = river.cities["damai"], river.actor("ani")
    answer = river.answer("damai", "RK-1")
    services.save_answer(pk, "RK-1", services.Said({"number": "90"}), actor=ani, version=answer.version)
    at_once(lambda: services.resend(pk, actor=ani))
    assert Receipt.objects.count() == 2
    assert river.submission().state == "verifying"


def test_twenty_endorsements_are_one(world: World) -> None:
    river = open_round(world, delegated=True, endorsements=[UNIT_HEAD])
    filled(river)
    pk, budi, unit = river.cities["damai"], river.actor("budi"), world.office("dinas").pk
    services.propose(pk, actor=river.actor("ani"))
    seen = reads.digests(pk, [unit])[unit]
    got = at_once(lambda: services.endorse(pk, Mark(UNIT_HEAD, unit), actor=budi, digest=seen))
    assert Counter(type(one).__name__ for one in got) == {"Endorsement": 1, "Stale": CROWD - 1}, got
    assert Endorsement.objects.count() == 1


def batch_of(river: River) -> Callable[[], Batch]:
    pk, ani = river.cities["damai"], river.actor("ani")
    answer = river.answer("damai", "RK-1")
    changes = [(answer.pk, answer.version, {"number": "90"})]
    sealed = services.sealed(pk, "formulir.xlsx", "ab" * 32, changes, actor=ani)
    return lambda: services.apply_workbook(pk, sealed, actor=ani)


def test_twenty_clicks_take_a_file_in_once(world: World) -> None:
    river = open_round(world)
    filled(river, ready=False)
    got = at_once(batch_of(river))
    assert sum(isinstance(one, Batch) for one in got) == 1, got
    assert all(isinstance(one, Batch | Refused) for one in got), got
    assert Batch.objects.count() == 1
    assert river.answer("damai", "RK-1").value == {"number": "90"}


def test_twenty_clicks_undo_a_file_once(world: World) -> None:
    river = open_round(world)
    filled(river, ready=False)
    batch, ani = batch_of(river)(), river.actor("ani")
    version = river.answer("damai", "RK-1").version
    got = at_once(lambda: services.undo_workbook(river.cities["damai"], batch.pk, actor=ani))
    assert sum(isinstance(one, Stale) for one in got) == CROWD - 1, got
    answer = river.answer("damai", "RK-1")
    assert (answer.value, answer.version) == (GOOD["RK-1"], version + 1)
