"""Accept what is unsuspicious without reading it one by one."""

import pytest
from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale
from kotaham.apps.submissions.models import Answer
from kotaham.apps.verification import services
from kotaham.apps.verification.models import Check
from kotaham.apps.verification.services.letters import OwnWork
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.verification.conftest import Reading, Sent
from tests.cast import World


def url(reading: Reading) -> str:
    return reverse("verification:bulk", args=[reading.pk])


def ticks(reading: Reading, codes: list[str]) -> list[str]:
    return [f"{code}:{reading.river.answer('damai', code).version}" for code in codes]


def test_the_list_leaves_out_the_sample_and_the_suspicious(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken(proved=("RK-1", "RK-2", "RK-3", "RK-4"))
    listed = {row.answer.code for row in services.bulk(reading.desk())}
    assert listed == {"RK-1", "RK-2", "RK-3", "RK-4"} - {reading.sampled}
    page = as_(world.dewi).get(url(reading)).content.decode()
    assert "RK-5" not in page
    for code in listed:
        assert f'value="{code}:' in page


def test_ticked_answers_are_accepted_and_marked(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    wanted = reading.others[:3]
    answer = as_(world.dewi).post(url(reading), {"jawaban": ticks(reading, wanted), "setuju": "ya"})
    assert answer.status_code == 302
    assert Check.objects.filter(bulk=True, verdict="accept").count() == 3
    event = Event.objects.get(verb="verification.bulk-accepted")
    assert '"count":3' in event.data.replace(" ", "")
    assert as_(world.dewi).post(url(reading), {"jawaban": ticks(reading, wanted), "setuju": "ya"}).status_code == 409


def test_without_the_tick_nothing_is_accepted(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    answer = as_(world.dewi).post(url(reading), {"jawaban": ticks(reading, reading.others)})
    assert answer.status_code == 400
    assert "Kotak pernyataan belum dicentang" in answer.content.decode()
    assert not Check.objects.exists()


def test_what_changed_since_the_list_was_shown_stops_all_of_it(taken: Sent) -> None:
    reading = taken()
    versions = {code: reading.river.answer("damai", code).version for code in reading.others}
    versions[reading.others[0]] -= 1
    with pytest.raises(Stale):
        services.accept_many(reading.pk, versions, actor=reading.act("dewi"), confirmed=True)
    assert not Check.objects.exists()


@pytest.mark.parametrize("smuggled", ["sample", "suspicious"])
def test_neither_the_sample_nor_the_suspicious_can_be_smuggled_in(taken: Sent, smuggled: str) -> None:
    reading = taken(proved=("RK-1", "RK-2", "RK-3", "RK-4"))
    doubted = next(code for code in ("RK-5", "RK-6") if code != reading.sampled)
    code = reading.sampled if smuggled == "sample" else doubted
    with pytest.raises(Stale):
        services.accept_many(
            reading.pk, {code: reading.river.answer("damai", code).version}, actor=reading.act("dewi"), confirmed=True
        )


def test_nothing_chosen_is_told(taken: Sent) -> None:
    reading = taken()
    with pytest.raises(Refused) as refused:
        services.accept_many(reading.pk, {}, actor=reading.act("dewi"), confirmed=True)
    assert "Tidak ada jawaban yang dipilih" in refused.value.text()


def test_the_second_reader_and_others_may_not(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    versions = {code: reading.river.answer("damai", code).version for code in reading.others}
    with pytest.raises((OwnWork, Stale)):
        services.accept_many(reading.pk, versions, actor=reading.act("oki"), confirmed=True)
    form = {"jawaban": ticks(reading, reading.others), "setuju": "ya"}
    for person in (world.ani, world.budi, world.intan):
        assert as_(person).post(url(reading), form).status_code == 403
    assert not Check.objects.exists()


def test_the_centre_accepts_many_too(taken: Sent) -> None:
    reading = taken().concluded().assessed()
    versions = {row.answer.code: row.answer.version for row in services.bulk(reading.desk("validated"))}
    assert services.accept_many(reading.pk, versions, actor=reading.act("gita"), confirmed=True) == 6


def test_what_says_that_there_is_no_figure_is_read_one_by_one(taken: Sent) -> None:
    reading = taken(proved=("RK-1", "RK-2", "RK-3", "RK-4"))
    first, second, third = (code for code in ("RK-1", "RK-2", "RK-3", "RK-4") if code != reading.sampled)
    given = {first: {"missing": "Audit belum selesai."}, second: {"not_applicable": "Tidak ada wilayah pesisir."}}
    for code, value in given.items():
        Answer.objects.filter(submission_id=reading.pk, code=code).update(value=value)
    assert {row.answer.code for row in services.bulk(reading.desk())} == {third}


def test_the_history_says_as_whom_somebody_read(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    reading.say("dewi", reading.others[0])
    page = as_(world.dewi).get(reverse("verification:case", args=[reading.pk])).content.decode()
    assert "Dibaca sebagai: pembaca" in page
