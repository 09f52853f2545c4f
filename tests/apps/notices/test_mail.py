"""What e-mail does: at once, once a day, never twice."""

from datetime import UTC, date, datetime, time, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from kotaham.apps.notices import services
from kotaham.apps.notices.models import Digest, Notice, QuietHours
from kotaham.apps.notices.rules import ZONES, mail_not_before, morning
from kotaham.core.language import Say
from tests.apps.notices.conftest import DAILY, QUICK, QUIET, Tell
from tests.cast import World

EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08.00 WIB, 10.00 WIT
YESTERDAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def days_before(tell: Tell, *names: str, **more: object) -> None:
    with time_machine.travel(YESTERDAY, tick=False):
        tell(*names, **more)


def test_what_is_urgent_is_mailed_at_once_to_its_reader_alone(world: World, tell: Tell) -> None:
    tell(kind=DAILY, urgent=True, url="/kotak-masuk")
    assert services.send_notice(Notice.objects.get().pk)
    (letter,) = mail.outbox
    assert letter.to == [world.ani.email]
    assert letter.subject == "Kabar: isi"
    assert "Yth. Ani Andayani," in str(letter.body)
    assert "http://127.0.0.1:8000/kotak-masuk" in str(letter.body)
    assert "Berhenti menerima surel" in str(letter.body)
    assert isinstance(letter, EmailMultiAlternatives)
    assert "<li>" in str(letter.alternatives[0][0])
    assert letter.extra_headers["List-Unsubscribe"].endswith("/kotak-masuk/pengaturan>")


def test_the_letter_is_in_the_language_of_its_reader(world: World, tell: Tell) -> None:
    world.ani.language = "en"
    world.ani.save()
    tell(kind=QUICK)
    services.send_notice(Notice.objects.get().pk)
    assert "Dear Ani Andayani," in str(mail.outbox[0].body)


def test_a_second_run_sends_nothing(world: World, tell: Tell) -> None:
    tell(kind=QUICK)
    pk = Notice.objects.get().pk
    assert [services.send_notice(pk), services.send_notice(pk)] == [True, False]
    assert len(mail.outbox) == 1


def test_when_the_server_refuses_it_is_tried_again(world: World, tell: Tell) -> None:
    tell(kind=QUICK)
    pk = Notice.objects.get().pk
    with (
        mock.patch.object(EmailMultiAlternatives, "send", side_effect=OSError("451")),
        pytest.raises(OSError, match="451"),
    ):
        services.send_notice(pk)
    assert services.send_notice(pk)
    assert len(mail.outbox) == 1


def test_what_a_killed_worker_left_is_not_mailed_twice_but_told_next_morning(world: World, tell: Tell) -> None:
    days_before(tell, kind=QUICK)
    Notice.objects.update(claimed_at=YESTERDAY)
    assert not services.send_notice(Notice.objects.get().pk)
    with time_machine.travel(EIGHT, tick=False):
        assert services.send_digest(world.ani.pk, date(2026, 11, 23))
    assert len(mail.outbox) == 1


def test_the_round_of_the_outbox_takes_what_waited_for_quiet_hours(world: World, tell: Tell) -> None:
    QuietHours.objects.create(person=world.ani, starts=time(9), ends=time(12), zone="Asia/Jakarta")
    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), tick=False):  # 10.00 WIB
        tell(kind=QUICK)
    assert services.send_outbox(datetime(2026, 11, 22, 4, 59, tzinfo=UTC)) == 0
    assert services.send_outbox(datetime(2026, 11, 22, 5, 0, tzinfo=UTC)) == 1
    assert services.send_outbox(datetime(2026, 11, 22, 5, 5, tzinfo=UTC)) == 1, "found again, until it is mailed"
    assert Job.objects.filter(name="notices.mail").count() == 1, "and queued once"


def test_the_digest_gathers_a_day_in_one_letter(world: World, tell: Tell) -> None:
    days_before(tell, words="Satu")
    days_before(tell, words="Dua")
    days_before(tell, words="Tanpa surel", kind=QUIET)
    with time_machine.travel(EIGHT, tick=False):
        assert services.send_digest(world.ani.pk, date(2026, 11, 23))
        assert not services.send_digest(world.ani.pk, date(2026, 11, 23))
    (letter,) = mail.outbox
    assert letter.subject == "Ringkasan harian KotaHAM: 2 hal"
    assert "Satu: isi" in str(letter.body)
    assert "Dua: isi" in str(letter.body)
    assert "Tanpa surel" not in str(letter.body)
    assert Notice.objects.filter(mailed_at=None).count() == 1


def test_what_came_after_seven_waits_for_tomorrow(world: World, tell: Tell) -> None:
    days_before(tell, words="Kemarin")
    with time_machine.travel(EIGHT, tick=False):
        tell(words="Baru saja")
        services.send_digest(world.ani.pk, date(2026, 11, 23))
    assert "Baru saja" not in str(mail.outbox[0].body)
    with time_machine.travel(EIGHT + timedelta(days=1), tick=False):
        services.send_digest(world.ani.pk, date(2026, 11, 24))
    assert "Baru saja" in str(mail.outbox[1].body)


def test_each_zone_has_its_own_seven_o_clock(world: World, tell: Tell) -> None:
    days_before(tell, "ani", "citra")  # Citra's office lies in Jayapura
    seven_in_jayapura = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    assert services.queue_digests(seven_in_jayapura - timedelta(minutes=1)) == 0
    assert services.queue_digests(seven_in_jayapura) == 1
    assert Job.objects.get(name="notices.digest-one").ids == {"person": world.citra.pk, "day": "2026-11-23"}
    assert services.queue_digests(EIGHT) == 2, "asked again, the queue knows the key"
    assert Job.objects.filter(name="notices.digest-one").count() == 2


def test_whoever_had_the_digest_is_not_asked_again(world: World, tell: Tell) -> None:
    days_before(tell)
    Digest.objects.create(person=world.ani, day=date(2026, 11, 23))
    assert services.queue_digests(EIGHT) == 0


def test_a_digest_that_comes_a_day_late_is_left_to_the_next_one(world: World, tell: Tell) -> None:
    days_before(tell)
    with time_machine.travel(EIGHT + timedelta(days=1), tick=False):
        assert not services.send_digest(world.ani.pk, date(2026, 11, 23))
    assert not mail.outbox


def test_the_digest_gives_its_claim_back_when_the_server_refuses(world: World, tell: Tell) -> None:
    days_before(tell)
    with time_machine.travel(EIGHT, tick=False):
        with (
            mock.patch.object(EmailMultiAlternatives, "send", side_effect=OSError("451")),
            pytest.raises(OSError, match="451"),
        ):
            services.send_digest(world.ani.pk, date(2026, 11, 23))
        assert services.send_digest(world.ani.pk, date(2026, 11, 23))


def test_more_than_fifty_are_a_number_and_a_link(world: World, tell: Tell) -> None:
    for number in range(53):
        days_before(tell, words=f"Hal {number}")
    with time_machine.travel(EIGHT, tick=False):
        services.send_digest(world.ani.pk, date(2026, 11, 23))
    assert "dan 3 hal lagi di kotak masuk." in str(mail.outbox[0].body)


def test_the_worker_sends_it(world: World, tell: Tell) -> None:
    tell(kind=QUICK)
    work_off()
    assert len(mail.outbox) == 1


def test_a_title_of_several_lines_cannot_add_a_header(world: World) -> None:
    from_a_form = "Baik\r\nBcc: lain@contoh.example"
    services.notify([world.ani.pk], QUICK, Say("{x}", "{x}"), values={"x": from_a_form})
    services.send_notice(Notice.objects.get().pk)
    assert mail.outbox[0].subject == "Baik Bcc: lain@contoh.example"
    assert mail.outbox[0].bcc == []


MOMENTS = st.integers(0, 366 * 86400).map(lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second))
CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0))


@given(MOMENTS, CLOCKS, CLOCKS, st.sampled_from(ZONES))
def test_mail_leaves_at_the_first_moment_that_is_not_quiet(now: datetime, starts: time, ends: time, zone: str) -> None:
    moment = mail_not_before(now, starts, ends, zone)
    assert now <= moment < now + timedelta(days=1)
    assert not _quiet(moment, starts, ends, zone)
    if moment > now:
        assert _quiet(now, starts, ends, zone)
        assert _quiet(moment - timedelta(seconds=1), starts, ends, zone)


def _quiet(moment: datetime, starts: time, ends: time, zone: str) -> bool:
    """Say it as differently as can be: minutes since the start, on a circle of a day."""
    clock = moment.astimezone(ZoneInfo(zone)).time()
    day = 86400_000_000

    def micro(t: time) -> int:
        return ((t.hour * 60 + t.minute) * 60 + t.second) * 1_000_000 + t.microsecond

    return (micro(clock) - micro(starts)) % day < (micro(ends) - micro(starts)) % day


@given(MOMENTS, st.sampled_from(ZONES))
def test_the_morning_is_seven_by_the_clock_of_the_zone(now: datetime, zone: str) -> None:
    local = now.astimezone(ZoneInfo(zone))
    found = morning(now, zone)
    assert (found is None) == (local.hour < 7)
    if found:
        assert (found[0], found[1].astimezone(ZoneInfo(zone)).time()) == (local.date(), time(7))
