"""Tell people something."""

from datetime import date

import pytest
from django.db import transaction

from kotaham.apps.jobs.models import Job
from kotaham.apps.notices import services
from kotaham.apps.notices.models import Notice, Preference, QuietHours
from kotaham.core.language import Say
from tests.apps.notices.conftest import DAILY, DUE, FIRM, QUICK, QUIET, Tell
from tests.cast import World


def test_everybody_gets_one_row_however_often_they_are_named(world: World) -> None:
    people = [world.ani.pk, world.budi.pk, world.ani.pk]
    values = {"due": date(2026, 11, 21), "what": Say("laporan", "report")}
    assert services.notify(people, DAILY, DUE, values=values, url="/x", subject=("tests.thing", 7)) == 2
    notice = Notice.objects.get(person=world.budi)
    assert services.words_of(notice, "id") == "Tenggat 21 November 2026: laporan."
    assert services.words_of(notice, "en") == "Due 21 November 2026: report."
    assert (notice.subject_kind, notice.subject_id, notice.unread) == ("tests.thing", "7", True)


def test_who_has_left_is_told_nothing(world: World, tell: Tell) -> None:
    world.ani.is_active = False
    world.ani.save()
    assert tell("ani", "budi") == 1


def test_a_brace_in_a_value_stays_a_brace(world: World) -> None:
    services.notify([world.ani.pk], DAILY, Say("{what}", "{what}"), values={"what": "{due} {0} {x.__class__}"})
    assert services.words_of(Notice.objects.get(), "id") == "{due} {0} {x.__class__}"


def test_words_with_a_place_that_nothing_fills_fail_where_they_are_said(world: World) -> None:
    with pytest.raises(KeyError):
        services.notify([world.ani.pk], DAILY, DUE, values={"what": "x"})


def test_an_unknown_kind_is_an_error_of_the_program(world: World) -> None:
    with pytest.raises(services.UnknownKind, match=r"no notice kind 'tests\.other'"):
        services.notify([world.ani.pk], "tests.other", Say("a", "a"))


@pytest.mark.parametrize(
    ("kind", "urgent", "mail"),
    [(QUICK, False, "now"), (DAILY, False, "digest"), (DAILY, True, "now"), (QUIET, True, "none")],
)
def test_the_channel_of_the_kind_and_the_hurry_decide_about_mail(
    world: World, tell: Tell, kind: str, urgent: bool, mail: str
) -> None:
    tell(kind=kind, urgent=urgent)
    assert Notice.objects.get().mail == mail
    assert Job.objects.filter(name="notices.mail").count() == (mail == "now")


@pytest.mark.parametrize(("channel", "kind", "rows"), [("off", DAILY, 0), ("off", FIRM, 1), ("app", QUICK, 1)])
def test_the_choice_of_the_person_comes_first(world: World, tell: Tell, channel: str, kind: str, rows: int) -> None:
    Preference.objects.create(person=world.ani, kind=kind, channel=channel)
    assert tell(kind=kind) == rows
    assert not Notice.objects.exclude(mail="none").exists()


def test_in_quiet_hours_the_mail_waits_for_their_end(world: World, tell: Tell) -> None:
    QuietHours.objects.create(person=world.ani, starts="00:00", ends="23:59:59", zone="Asia/Jakarta")
    tell(kind=QUICK)
    notice = Notice.objects.get()
    assert notice.mail_at is not None
    assert notice.mail_at > notice.created_at
    assert not Job.objects.filter(name="notices.mail").exists()


def test_what_is_rolled_back_was_never_told(world: World, tell: Tell) -> None:
    class Undo(Exception):
        pass

    def tell_and_undo() -> None:
        with transaction.atomic():
            tell(kind=QUICK)
            raise Undo

    with pytest.raises(Undo):
        tell_and_undo()
    assert not Notice.objects.exists()
    assert not Job.objects.exists()


def test_a_thousand_people_are_told_with_few_questions(
    world: World, django_assert_max_num_queries: object, tell: Tell
) -> None:
    people = range(1, 1001)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        services.notify(people, DAILY, Say("a", "a"))
