"""Reports come in, are taken and get their readers."""

from datetime import date

import pytest
from django.urls import reverse

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.events import queries as events
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.verification import services
from kotaham.apps.verification.rules import Standing
from kotaham.apps.verification.services import Words
from kotaham.apps.verification.services.letters import OwnWork
from kotaham.core.errors import Refused
from tests.apps import river as rivers
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.verification.conftest import Reading, Sent
from tests.cast import World


def url(reading: Reading, name: str = "take") -> str:
    return reverse(f"verification:{name}", args=[reading.pk])


def test_a_report_that_was_sent_has_a_case_of_the_kanwil_with_its_sample(sent: Sent, world: World) -> None:
    reading = sent()
    case = reading.case
    assert case.office == world.office("kanwil")
    assert len(case.sample) == 1, "ten percent of six, rounded up"
    assert case.risk == len(case.doubts)


def test_an_answer_without_evidence_makes_a_report_riskier(sent: Sent) -> None:
    reading = sent(proved=("RK-1",))
    assert reading.case.risk == 5
    assert reading.case.doubts["RK-2"][0][0] == "no-evidence"


def test_dewi_takes_a_report_and_becomes_its_reader(sent: Sent, as_: AsPerson, world: World) -> None:
    reading = sent()
    assert as_(world.dewi).post(url(reading)).status_code == 302
    assert reading.submission.state == "verifying"
    assert reading.case.reader == world.dewi
    assert events.history("verification.case", reading.pk)[0].verb == "verification.taken"


def test_the_head_and_the_city_may_not_take_and_citra_does_not_see_it(sent: Sent, as_: AsPerson, world: World) -> None:
    reading = sent()
    assert as_(world.intan).post(url(reading)).status_code == 403
    assert as_(world.ani).post(url(reading)).status_code == 403
    assert as_(world.citra).post(url(reading)).status_code in {403, 404}


def test_a_verifier_of_another_kanwil_does_not_find_it(sent: Sent, as_: AsPerson, world: World) -> None:
    reading = sent(city="seberang")
    assert as_(world.dewi).post(url(reading)).status_code == 404
    assert as_(world.dewi).get(url(reading, "case")).status_code == 404


def test_what_is_taken_already_is_told_to_the_second_click(sent: Sent, as_: AsPerson, world: World) -> None:
    reading = sent()
    as_(world.dewi).post(url(reading))
    assert as_(world.dewi).post(url(reading)).status_code == 409
    assert as_(world.dewi).get(url(reading)).status_code == 405


def test_who_sent_or_filled_it_in_cannot_take_it_in_another_role(sent: Sent, world: World, actor: ActorOf) -> None:
    """Ani holds two roles: she sent the report, and now verifies for the Kanwil."""
    reading = sent()
    held = Appointment.objects.create(
        person=world.ani, role="kanwil_verifier", office=world.office("kanwil"), starts=date(2020, 1, 1), basis="SK"
    )
    ani = actor(world.ani, held.role)
    with pytest.raises(OwnWork) as refused:
        services.take(reading.pk, actor=ani)
    assert "Anda ikut mengisi, mengesahkan, atau mengirim" in refused.value.text()
    with pytest.raises(OwnWork):
        services.read_second(reading.pk, actor=ani)
    assert held.person not in services.eligible(reading.case)


def test_after_the_last_day_taking_is_refused_with_the_day(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    rivers.set_days(reading.river, verify=date(2026, 1, 5))
    with pytest.raises(Refused) as refused:
        services.take(reading.pk, actor=actor(world.dewi))
    assert "5 Januari 2026" in refused.value.text()
    assert "perpanjangan" in refused.value.text()


def test_the_head_assigns_two_readers_who_are_told(sent: Sent, world: World, as_: AsPerson) -> None:
    reading = sent()
    form = {"reader": world.dewi.pk, "second": world.oki.pk, "version": reading.case.version}
    assert as_(world.intan).post(url(reading, "assign"), form).status_code == 302
    assert (reading.case.reader, reading.case.second) == (world.dewi, world.oki)
    for person in (world.dewi, world.oki):
        assert Notice.objects.filter(person=person, kind="verification.assigned").count() == 1
    assert as_(world.intan).post(url(reading, "assign"), form).status_code == 409


def test_one_person_is_not_both_readers(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    with pytest.raises(Refused) as refused:
        services.assign(
            reading.pk, actor=actor(world.intan), reader=world.dewi.pk, second=world.dewi.pk,
            version=reading.case.version,
        )  # fmt: skip
    assert "dua pembaca adalah dua orang" in refused.value.text()


def test_the_reader_cannot_become_the_second_reader(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    services.take(reading.pk, actor=actor(world.dewi))
    with pytest.raises(Forbidden):
        services.read_second(reading.pk, actor=actor(world.dewi))


def test_the_place_of_the_second_reader_is_taken_once(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    services.take(reading.pk, actor=actor(world.dewi))
    services.read_second(reading.pk, actor=actor(world.oki))
    with pytest.raises(Stale):
        services.read_second(reading.pk, actor=actor(world.oki))


def test_only_verifiers_of_this_kanwil_can_be_assigned(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    with pytest.raises(OwnWork):
        services.assign(
            reading.pk, actor=actor(world.intan), reader=world.gita.pk, second=None, version=reading.case.version
        )


def test_a_kanwil_with_one_verifier_is_told_that_the_sample_stays_open(sent: Sent, world: World, as_: AsPerson) -> None:
    reading = sent()
    Appointment.objects.filter(person=world.oki).delete()
    as_(world.dewi).post(url(reading))
    page = as_(world.dewi).get(url(reading, "case")).content.decode()
    assert "belum punya penelaah kedua" in page
    assert "mintalah admin mengundang penelaah kedua" in page


def test_the_work_page_tells_readers_what_waits(sent: Sent, world: World, actor: ActorOf) -> None:
    reading = sent()
    assert [box.count for box in services.work_boxes(actor(world.dewi))] == [0, 1]
    services.take(reading.pk, actor=actor(world.dewi))
    assert [box.count for box in services.work_boxes(actor(world.dewi))] == [1, 0]
    assert [box.count for box in services.work_boxes(actor(world.intan))] == [0, 0]
    assert list(services.work_boxes(actor(world.ani))) == []


def test_the_work_page_tells_the_head_what_is_theirs_to_decide(taken: Sent, world: World, actor: ActorOf) -> None:
    reading = taken()
    intan, decided = actor(world.intan), Words("accept", reason="Rekap kedua yang berlaku.")

    def waits() -> list[str]:
        return [line.note for line in list(services.work_boxes(intan))[1].lines]

    reading.say("dewi", reading.sampled, Words("escalate", reason="Rekapnya dua versi."))
    assert waits() == [], "the other reader has not said anything of it yet"
    reading.say("oki", reading.sampled)
    reading.say("dewi", reading.others[0], Words("escalate", reason="Rekapnya dua versi."))
    reading.say("dewi", reading.others[1])
    assert waits() == ["2 jawaban menunggu putusan Anda"]
    assert reading.desk().count(Standing.DIFFERS, Standing.ESCALATED) == 2
    reading.settle(reading.sampled, decided)
    assert waits() == ["1 jawaban menunggu putusan Anda"]
    reading.settle(reading.others[0], decided)
    assert waits() == []


def test_the_queue_shows_the_riskier_report_first(world: World, as_: AsPerson) -> None:
    river = rivers.open_round(world)
    rivers.filled(river, "damai")
    for code in rivers.CODES:
        rivers.proved(river, "damai", code)
    rivers.in_state(river, "damai", "sent", fill=False)
    rivers.sent(river, "rukun")
    page = as_(world.dewi).get(reverse("verification:queue")).content.decode()
    assert page.index("Kota Rukun") < page.index("Kota Damai")
    assert "6 jawaban" in page
