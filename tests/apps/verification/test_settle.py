"""The head of the Kanwil decides where the readers differ or one passed it on."""

import pytest
from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.verification import services
from kotaham.apps.verification.services import Words
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.verification.conftest import Reading, Sent, back, fix
from tests.cast import World

REASON = Words("accept", reason="Rekapnya saya lihat sendiri.")


def differing(taken: Sent) -> Reading:
    reading = taken()
    reading.say("dewi", reading.sampled)
    reading.say("oki", reading.sampled, fix(reading.sampled))
    return reading


def test_two_who_differ_go_to_the_head_who_is_told(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = differing(taken)
    assert reading.desk().by_code[reading.sampled].standing == "differs"
    assert Notice.objects.filter(person=world.intan, kind="verification.escalated").count() == 1
    page = as_(world.intan).get(reverse("verification:answer", args=[reading.pk, reading.sampled])).content.decode()
    assert "Putusan kepala Kanwil" in page
    assert "Rekap menunjukkan angka lain." in page


def test_the_head_decides_with_a_reason_and_both_readers_are_told(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = differing(taken)
    code = reading.sampled
    address = reverse("verification:settle", args=[reading.pk, code])
    form = {"verdict": "accept", "version": reading.river.answer("damai", code).version, "edition": 0}
    assert as_(world.intan).post(address, form).status_code == 422
    assert as_(world.intan).post(address, {**form, "reason": "Rekapnya saya lihat."}).status_code == 302
    assert reading.desk().by_code[code].standing == "settled"
    assert Event.objects.filter(verb="verification.settled").count() == 1
    assert Notice.objects.filter(kind="verification.settled").count() == 2
    assert as_(world.intan).post(address, {**form, "reason": "Lagi."}).status_code == 409


def test_readers_the_city_and_another_kanwil_do_not_decide(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = differing(taken)
    address = reverse("verification:settle", args=[reading.pk, reading.sampled])
    form = {"verdict": "accept", "version": 3, "edition": 0, "reason": "Ya."}
    for person in (world.dewi, world.oki, world.ani, world.eko, world.gita):
        assert as_(person).post(address, form).status_code == 403
    assert as_(world.seno).post(address, form).status_code == 404


def test_what_does_not_wait_for_the_head_cannot_be_decided(taken: Sent) -> None:
    reading = taken()
    with pytest.raises(Refused) as refused:
        reading.settle(reading.others[0], REASON)
    assert "tidak menunggu putusan kepala Kanwil" in refused.value.text()


def test_what_was_passed_on_by_one_reader_is_decided(taken: Sent) -> None:
    reading = taken()
    code = reading.others[0]
    reading.say("dewi", code, Words("escalate", reason="Rekapnya dua versi."))
    reading.settle(code, fix(code))
    assert reading.desk().by_code[code].standing == "settled"
    with pytest.raises(Stale):
        reading.settle(code, REASON)


def test_the_head_may_return_it_to_the_city(taken: Sent) -> None:
    reading = differing(taken)
    reading.settle(reading.sampled, back("Kirim rekap aslinya."))
    assert services.give_back(reading.pk, actor=reading.act("dewi")) == 1
    assert reading.submission.state == "repair"
