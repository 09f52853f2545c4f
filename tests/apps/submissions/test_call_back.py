"""Call a sent report back, and say that the city does not take part."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events import queries as events
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds.models import Participant
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Receipt
from tests.apps.conftest import AsPerson
from tests.apps.river import River, in_state, sent, set_days
from tests.cast import World

WHY = {"call_back-reason": "Angka RK-1 keliru."}
NOT_US = {"withdraw-reason": "Belum siap tahun ini."}


def url(river: River, verb: str = "call-back") -> str:
    return reverse(f"submissions:{verb}", args=[river.cities["damai"]])


def test_ani_calls_it_back_before_anybody_began(world: World, river: River, as_: AsPerson) -> None:
    sent(river)
    answer = as_(world.ani).post(url(river), WHY, follow=True)
    assert "Laporan sekarang: Diisi kabupaten/kota." in answer.content.decode()
    assert river.submission().state == "filling"
    event = events.history("submissions.submission", river.cities["damai"])[0]
    assert (event.verb, event.why) == ("submissions.called-back", "Angka RK-1 keliru.")
    assert Notice.objects.filter(kind="submissions.moved", person=world.dewi).count() == 1


def test_sent_again_it_gets_the_next_number(world: World, river: River) -> None:
    sent(river)
    pk, ani = river.cities["damai"], river.actor("ani")
    services.call_back(pk, actor=ani, reason="Angka keliru.")
    receipt = services.send(pk, actor=ani)
    assert str(receipt) == f"LP-{pk:06}-2"
    assert Receipt.objects.count() == 2


def test_what_the_kanwil_has_begun_stays(world: World, river: River, as_: AsPerson) -> None:
    in_state(river, "damai", "verifying")
    answer = as_(world.ani).post(url(river), WHY)
    assert answer.status_code == 400
    assert "Kanwil sudah mulai menelaah laporan ini." in answer.content.decode()


def test_after_the_last_day_it_could_not_be_sent_again_so_it_stays(world: World, river: River, as_: AsPerson) -> None:
    sent(river)
    set_days(river, submit=timezone.localdate() - timedelta(days=2))
    assert as_(world.ani).post(url(river), WHY).status_code == 400
    assert river.submission().state == "sent"


def test_others_may_not_and_a_reason_is_wanted(world: World, river: River, as_: AsPerson) -> None:
    sent(river)
    assert as_(world.dewi).post(url(river), WHY).status_code == 403
    assert as_(world.citra).post(url(river), WHY).status_code == 404
    assert as_(world.ani).post(url(river), {"call_back-reason": ""}).status_code == 422
    assert as_(world.ani).get(url(river)).status_code == 405
    assert river.submission().state == "sent"


def test_the_second_click_is_told(world: World, river: River, as_: AsPerson) -> None:
    sent(river)
    ani = as_(world.ani)
    assert ani.post(url(river), WHY).status_code == 302
    assert ani.post(url(river), WHY).status_code == 409


def test_a_city_that_does_not_take_part_says_why_and_the_round_knows(world: World, river: River, as_: AsPerson) -> None:
    assert as_(world.ani).post(url(river, "withdraw"), NOT_US).status_code == 302
    assert river.submission().state == "withdrawn"
    row = Participant.objects.get(round=river.round, office=world.office("damai"))
    assert row.withdrawn_at is not None
    assert row.withdrawn_why == "Belum siap tahun ini."
    assert as_(world.ani).post(url(river, "withdraw"), NOT_US).status_code == 409


def test_what_was_sent_is_not_withdrawn(world: World, river: River, as_: AsPerson) -> None:
    sent(river)
    answer = as_(world.ani).post(url(river, "withdraw"), NOT_US)
    assert answer.status_code == 400
    assert "Tarik kembali" in answer.content.decode()
