"""Send a report to the Kanwil."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events import queries as events
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds.models import Round
from kotaham.apps.submissions.models import Receipt
from kotaham.apps.submissions.queries import sending as reads
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, filled, open_round, proved, set_days
from tests.cast import World


def url(river: River, name: str = "send", city: str = "damai") -> str:
    return reverse(f"submissions:{name}", args=[river.cities[city]])


def ready(world: World) -> River:
    river = open_round(world)
    filled(river)
    return river


def test_ani_sends_a_complete_report_and_gets_a_receipt(world: World, as_: AsPerson) -> None:
    river = ready(world)
    answer = as_(world.ani).post(url(river), follow=True)
    page = answer.content.decode()
    assert "Laporan dikirim. Nomor tanda terima" in page
    submission = river.submission()
    assert (submission.state, submission.sent_by) == ("sent", world.ani)
    receipt = Receipt.objects.get(submission=submission)
    assert str(receipt) in page
    assert receipt.digest == reads.digest_of(receipt.facts) == reads.digest_of(reads.facts_text(submission.pk))
    assert receipt.answered == 6


def test_the_receipt_lists_every_proof(world: World, as_: AsPerson) -> None:
    river = ready(world)
    piece = proved(river, "damai", "RK-1")
    as_(world.ani).post(url(river))
    receipt = Receipt.objects.get()
    assert receipt.evidence == [["RK-1", piece.pk, 1, ""]]


def test_holes_must_be_ticked_one_by_one(world: World, as_: AsPerson) -> None:
    river = open_round(world)
    filled(river, values={**GOOD, "RK-3": None, "RK-4": {"missing": "Belum didata"}})
    ani = as_(world.ani)
    answer = ani.post(url(river), {"kosong": ["RK-3"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Yang kosong belum dikonfirmasi: RK-4." in page
    assert river.submission().state == "filling"
    assert ani.post(url(river), {"kosong": ["RK-3", "RK-4"]}).status_code == 302
    assert river.submission().state == "sent"


def test_dewi_and_budi_may_not_and_for_citra_it_does_not_exist(world: World, as_: AsPerson) -> None:
    river = open_round(world, delegated=True)
    filled(river)
    assert as_(world.dewi).post(url(river)).status_code == 403
    assert as_(world.budi).post(url(river)).status_code == 403
    assert as_(world.citra).post(url(river)).status_code == 404
    assert river.submission().state == "filling"


def test_a_second_click_is_told(world: World, as_: AsPerson) -> None:
    river, ani = ready(world), as_(world.ani)
    assert ani.post(url(river)).status_code == 302
    assert ani.post(url(river)).status_code == 409
    assert Receipt.objects.count() == 1


def test_get_sends_nothing(world: World, as_: AsPerson) -> None:
    assert as_(world.ani).get(url(ready(world))).status_code == 405


def test_after_the_last_day_the_letter_says_who_may_extend(world: World, as_: AsPerson) -> None:
    river = ready(world)
    set_days(river, submit=timezone.localdate() - timedelta(days=2))
    answer = as_(world.ani).post(url(river))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "berakhir" in page
    assert "perpanjang" in page.lower()
    assert river.submission().state == "filling"


def test_a_cancelled_round_takes_nothing(world: World, as_: AsPerson) -> None:
    river = ready(world)
    Round.objects.filter(pk=river.round.pk).update(state="cancelled")
    assert as_(world.ani).post(url(river)).status_code == 400
    assert river.submission().state == "filling"


def test_it_is_written_down_and_the_kanwil_is_told(world: World, as_: AsPerson) -> None:
    river = ready(world)
    as_(world.ani).post(url(river))
    verbs = [event.verb for event in events.history("submissions.submission", river.cities["damai"])]
    assert {"submissions.sent", "submissions.receipted"} <= set(verbs)
    told = Notice.objects.filter(kind="submissions.sent").values_list("person__name", flat=True)
    assert set(told) == {world.dewi.name, world.oki.name, world.intan.name}


def test_the_database_refuses_to_change_a_receipt(world: World, as_: AsPerson) -> None:
    river = ready(world)
    as_(world.ani).post(url(river))
    for change in (lambda: Receipt.objects.update(answered=1), lambda: Receipt.objects.all().delete()):
        with pytest.raises(DatabaseError, match="tanda terima"), transaction.atomic():
            change()


def test_nobody_saves_into_a_report_that_was_sent(world: World, as_: AsPerson) -> None:
    river, ani = ready(world), as_(world.ani)
    ani.post(url(river))
    answer = river.answer("damai", "RK-1")
    late = ani.post(reverse("submissions:answer", args=[answer.submission_id, "RK-1"]), {"angka": "1", "versi": "9"})
    assert late.status_code in {400, 409, 422}
    assert river.answer("damai", "RK-1").value == GOOD["RK-1"]
