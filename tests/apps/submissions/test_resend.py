"""Send the repaired answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds.models import Step
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer, Receipt
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, in_state, proved, set_days
from tests.cast import World


def url(river: River) -> str:
    return reverse("submissions:resend", args=[river.cities["damai"]])


def repaired(river: River, value: dict[str, str] | None = None, reply: str = "Sudah diperbaiki.") -> None:
    answer = river.answer("damai", "RK-1")
    said = services.Said(value or GOOD["RK-1"], reply=reply)
    services.save_answer(answer.submission_id, "RK-1", said, actor=river.actor("ani"), version=answer.version)


def test_every_question_must_be_answered_first(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "repair")
    ani = as_(world.ani)
    repaired(river, reply="")  # saved as it was: that is no answer
    answer = ani.post(url(river))
    assert answer.status_code == 422
    assert "Pertanyaan Kanwil yang belum dijawab: RK-1." in answer.content.decode()
    assert river.submission().state == "repair"
    assert Receipt.objects.count() == 1
    repaired(river, {"number": "90"}, reply="")
    assert ani.post(url(river)).status_code == 302
    assert river.submission().state == "verifying"
    assert not Answer.objects.filter(returned=True).exists()


def test_what_changed_back_to_what_was_sent_is_no_answer(world: World, river: River) -> None:
    in_state(river, "damai", "repair")
    repaired(river, {"number": "90"}, reply="")
    repaired(river, {"number": "96.50"}, reply="")
    with pytest.raises(Refused, match="RK-1"):
        services.resend(river.cities["damai"], actor=river.actor("ani"))
    proved(river, "damai", "RK-1")
    services.resend(river.cities["damai"], actor=river.actor("ani"))


def test_an_answer_that_stays_needs_only_its_reply(world: World, river: River) -> None:
    in_state(river, "damai", "repair")
    repaired(river, reply="Angkanya benar; rekapnya dilampirkan.")
    receipt = services.resend(river.cities["damai"], actor=river.actor("ani"))
    assert receipt.number == 2


def test_the_new_receipt_holds_the_new_answer_and_the_old_one_the_old(world: World, river: River) -> None:
    in_state(river, "damai", "repair")
    repaired(river, {"number": "90"})
    services.resend(river.cities["damai"], actor=river.actor("ani"))
    new, old = Receipt.objects.order_by("-number")
    assert '"RK-1":{"number":"90"}' in new.facts
    assert '"RK-1":{"number":"96.5"}' in old.facts
    assert new.digest != old.digest


def test_the_kanwil_is_told(world: World, river: River) -> None:
    in_state(river, "damai", "repair")
    repaired(river)
    Notice.objects.all().delete()
    services.resend(river.cities["damai"], actor=river.actor("ani"))
    assert set(Notice.objects.filter(kind="submissions.sent").values_list("person__name", flat=True)) == {
        world.dewi.name, world.oki.name, world.intan.name,
    }  # fmt: skip


def test_after_the_last_day_of_repair_it_is_too_late(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "repair")
    repaired(river)
    set_days(river, repair=timezone.localdate() - timedelta(days=2))
    answer = as_(world.ani).post(url(river))
    assert answer.status_code == 400
    assert "berakhir" in answer.content.decode()


def test_a_repair_need_not_wait_for_the_first_day_of_its_step(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "repair")
    repaired(river)
    in_a_week = timezone.localdate() + timedelta(days=7)
    Step.objects.filter(round=river.round, step="repair").update(opens=in_a_week, closes=in_a_week)
    assert as_(world.ani).post(url(river)).status_code == 302


def test_others_may_not_and_twice_is_told(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "repair")
    repaired(river)
    assert as_(world.dewi).post(url(river)).status_code == 403
    assert as_(world.citra).post(url(river)).status_code == 404
    assert as_(world.ani).get(url(river)).status_code == 405
    assert as_(world.ani).post(url(river)).status_code == 302
    assert as_(world.ani).post(url(river)).status_code == 409


def test_what_is_not_in_repair_is_not_resent(world: World, river: River, as_: AsPerson) -> None:
    assert as_(world.ani).post(url(river)).status_code == 400
