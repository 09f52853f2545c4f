"""Conclude, assess, send back, announce; the values of every stage stand side by side."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.notices.models import Notice
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.models import BonusClaim
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.models import BonusReading, Reading
from kotaham.apps.verification.services import Words
from kotaham.apps.verification.services.letters import OwnWork
from kotaham.core.errors import Refused
from kotaham.core.facts import Quotient
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.verification.conftest import FIX, Sent, back, fix
from tests.apps.verification.conftest import Reading as Desk
from tests.cast import World

FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone


def url(reading: Desk, name: str) -> str:
    return reverse(f"verification:{name}", args=[reading.pk])


def test_an_unread_report_cannot_be_concluded_and_the_letter_counts_what_is_open(
    taken: Sent, as_: AsPerson, world: World
) -> None:
    reading = taken()
    reading.say("dewi", reading.sampled)
    reading.say("dewi", reading.others[0], back())
    reading.say("dewi", reading.others[1], Words("escalate", reason="Ragu."))
    answer = as_(world.dewi).post(url(reading, "conclude"))
    page = answer.content.decode()
    assert answer.status_code == 400
    for words in ("3 jawaban belum dibaca", "1 jawaban contoh menunggu pembaca kedua",
                  "1 jawaban menunggu kepala Kanwil", "1 pertanyaan yang belum dikirim"):  # fmt: skip
        assert words in page
    assert not Reading.objects.exists()


def test_concluding_brings_the_corrections_into_force_and_tells_the_centre(
    taken: Sent, as_: AsPerson, world: World
) -> None:
    reading = taken()
    code = reading.others[0]
    reading.say("dewi", code, fix(code))
    reading.read_through()
    assert as_(world.dewi).post(url(reading, "conclude")).status_code == 302
    assert reading.submission.state == "verified"
    assert reading.submission.verified_at is not None
    row = Reading.objects.get()
    assert (row.value, row.reason_code, row.by) == (FIX[code], "miscount", world.dewi)
    assert row.before == reading.river.answer("damai", code).value
    assert Notice.objects.filter(person=world.gita, kind="verification.concluded").count() == 1
    assert Event.objects.filter(verb="verification.corrected").count() == 1
    assert as_(world.dewi).post(url(reading, "conclude")).status_code in {400, 409}


def test_only_the_reader_or_the_head_concludes(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    reading.read_through()
    for person in (world.ani, world.oki, world.gita):
        assert as_(person).post(url(reading, "conclude")).status_code == 403
    assert as_(world.intan).post(url(reading, "conclude")).status_code == 302


def test_values_overlay_the_citys_answers_stage_by_stage(taken: Sent) -> None:
    reading = taken()
    code = "RK-2"
    assert code != reading.sampled
    reading.say("dewi", code, fix(code))
    reading.concluded().assessed()
    reading.say(
        "gita", code, Words("correct", {"numerator": "4", "denominator": "4800"}, "unsupported", "Satu kembar.")
    )
    reading.announced()
    answer = reading.river.answer("damai", code).pk
    assert queries.values([reading.pk], "verified") == {answer: FIX[code]}
    assert queries.values([reading.pk], "validated")[answer]["numerator"] == "4"
    assert queries.values([reading.pk], "final")[answer]["numerator"] == "4"
    for stage, deaths in (("verified", 5), ("validated", 4)):
        found = submissions.facts([reading.pk], queries.overlay([reading.pk], stage)).columns[code][0]
        assert found is not None
        assert isinstance(found.value, Quotient)
        assert found.value.numerator == deaths
    self_ = submissions.facts([reading.pk]).columns[code][0]
    assert self_ is not None
    assert isinstance(self_.value, Quotient)
    assert self_.value.numerator == 3


def test_the_centre_takes_a_verified_report_and_who_verified_it_may_not(
    taken: Sent, world: World, actor: ActorOf
) -> None:
    reading = taken().concluded()
    Appointment.objects.create(
        person=world.dewi, role="assessor", office=world.office("ministry"), starts=date(2020, 1, 1), basis="SK"
    )
    with pytest.raises(OwnWork) as refused:
        services.assess(reading.pk, actor=actor(world.dewi, "assessor"))
    assert "sudah Anda baca pada tahap" in refused.value.text()
    reading.assessed()
    assert reading.case.assessor == world.gita
    with pytest.raises(OwnWork):
        services.check(
            reading.pk, "RK-1", Words("accept"), actor=actor(world.wulan), edition=0,
            version=reading.river.answer("damai", "RK-1").version,
        )  # fmt: skip


def test_announcing_opens_the_days_for_objections_and_tells_the_city(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken().concluded().assessed().announced()
    submission = reading.submission
    assert submission.state == "validated"
    assert submission.objection_ends
    assert submission.validated_at
    ends = submission.objection_ends.astimezone(ZoneInfo("Asia/Jakarta"))
    days = (ends.date() - submission.validated_at.astimezone(ZoneInfo("Asia/Jakarta")).date()).days
    assert (days, ends.hour, ends.minute) == (14, 23, 59)
    notice = Notice.objects.get(person=world.ani, kind="verification.announced")
    assert notice.urgent
    assert notice.url == url(reading, "sides")
    assert as_(world.gita).post(url(reading, "validate")).status_code in {400, 409}


@given(
    moment=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    days=st.integers(0, 60),
    zone=st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
)
def test_objections_end_with_the_day_of_the_place(moment: datetime, days: int, zone: str) -> None:
    ends = services.objection_ends(moment, days, zone).astimezone(ZoneInfo(zone))
    assert (ends.date() - moment.astimezone(ZoneInfo(zone)).date()).days == days
    assert (ends.hour, ends.minute, ends.second) == (23, 59, 59)


def test_the_city_reads_the_stages_only_once_they_are_announced(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    code = reading.others[0]
    reading.say("dewi", code, fix(code, "ALASAN-KOREKSI"))
    reading.concluded().assessed()
    refused = as_(world.ani).get(url(reading, "sides"))
    assert refused.status_code == 403
    assert "belum disampaikan" in refused.content.decode()
    assert "ALASAN-KOREKSI" in as_(world.gita).get(url(reading, "sides")).content.decode()
    reading.announced()
    page = as_(world.ani).get(url(reading, "sides")).content.decode()
    assert "ALASAN-KOREKSI" in page
    assert "Dewi Danuarti" in page
    assert as_(world.citra).get(url(reading, "sides")).status_code == 404


def test_the_centre_sends_back_with_a_reason_and_the_marked_answer_is_read_anew(
    taken: Sent, as_: AsPerson, world: World
) -> None:
    reading = taken()
    first, second = reading.others[:2]
    reading.say("dewi", first, fix(first))
    reading.concluded().assessed()
    reading.say("gita", second, back("Lihat lagi rekapnya."))
    assert as_(world.gita).post(url(reading, "send-back"), {"back-reason": ""}).status_code == 400
    form = {"back-reason": "Satu jawaban perlu dibaca lagi."}
    assert as_(world.gita).post(url(reading, "send-back"), form).status_code == 302
    desk = reading.desk()
    assert reading.submission.state == "verifying"
    assert desk.by_code[second].standing == "open"
    assert desk.by_code[first].standing == "settled"
    assert Notice.objects.filter(person=world.dewi, kind="verification.sent-back").count() == 1
    reading.say("dewi", first)
    reading.say("dewi", second)
    reading.concluded()
    assert not Reading.objects.exists(), "the correction was taken back, and the history tells so"
    assert Event.objects.filter(verb="verification.uncorrected").count() == 1


def test_an_objection_that_was_granted_sets_the_final_value(taken: Sent, world: World) -> None:
    reading = taken().concluded().assessed().announced()
    answer = reading.river.answer("damai", "RK-1")
    wulan = reading.act("wulan")
    with events.work(wulan) as log:
        services.set_reading(answer, "final", {"number": "99"}, "objection", "Bukti baru cukup.", actor=wulan, log=log)
    assert queries.values([reading.pk], "final") == {answer.pk: {"number": "99"}}
    assert queries.values([reading.pk], "validated") == {}


def test_a_bonus_counts_only_as_far_as_it_is_recognised(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    BonusClaim.objects.create(submission_id=reading.pk, item="NT-1", points="3", saved_by=world.ani)
    assert queries.bonus_values([reading.pk], "verified") == {(reading.pk, "NT-1"): None}
    reading.read_through()
    with pytest.raises(Refused) as refused:
        services.conclude(reading.pk, actor=reading.act("dewi"))
    assert "1 nilai tambah belum dinilai" in refused.value.text()
    address = reverse("verification:bonus", args=[reading.pk, "NT-1"])
    assert as_(world.dewi).post(address, {"points": "4", "reason": "Lengkap."}).status_code == 400
    assert as_(world.dewi).post(address, {"points": "2,5", "reason": "Satu laman kurang."}).status_code == 302
    assert as_(world.ani).post(address, {"points": "3", "reason": "Ya."}).status_code == 403
    assert BonusReading.objects.get().points == "2.5"
    assert queries.bonus_values([reading.pk], "validated") == {(reading.pk, "NT-1"): "2.5"}
    with pytest.raises(Refused) as unclaimed:
        services.recognise(reading.pk, "NT-2", "1", "Ya.", actor=reading.act("dewi"))
    assert "tidak mengajukan nilai tambah" in unclaimed.value.text()


def test_pages_of_one_report_ask_few_questions_of_the_database(
    taken: Sent, as_: AsPerson, world: World, django_assert_max_num_queries: object
) -> None:
    reading = taken()
    client = as_(world.dewi)
    addresses = [url(reading, name) for name in ("case", "bulk", "questions", "sides", "minutes")]
    addresses += [reverse("verification:queue"), reverse("verification:agreement")]
    addresses += [reverse("verification:answer", args=[reading.pk, code]) for code in reading.others[:1]]
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(25):  # type: ignore[operator]
            assert client.get(address).status_code == 200, address
