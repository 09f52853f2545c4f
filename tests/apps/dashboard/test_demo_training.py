"""The training of the demonstration: told once, whole; learner and trainer find work on their page."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.accounts.services.demo import load_demo
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.courses.models import Course, Enrolment
from kotaham.apps.dashboard import services
from kotaham.apps.dashboard.rules import training_story as story
from kotaham.apps.dashboard.services import demo
from kotaham.apps.dashboard.services.demo_training import moment_of, tell_training
from kotaham.apps.events.models import Event
from kotaham.apps.exams.models import Attempt, Exam, Question
from kotaham.apps.gate.services import system
from kotaham.apps.instruments.services import load_shelves
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from kotaham.apps.register.models import Batch, Entity, Member, Pair
from kotaham.apps.targets import services as targets
from kotaham.apps.targets.models import Target
from kotaham.config.profile import Profile
from kotaham.core.errors import Refused
from kotaham.core.identity.number import Number, Status, read
from tests.apps.conftest import AsPerson
from tests.apps.dashboard.conftest import the_six

DOCS = Path(__file__).parents[3] / "docs"
PAGES = (DOCS / "tutorial" / "a-training.md", DOCS / "panduan" / "satu-pelatihan.md")
YEAR = slice(8, 12)  # of a NIP: the year of the appointment


@pytest.fixture(scope="module")
def _told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tell the training once for all tests that only look at it, and take it back after the last."""
    base = tmp_path_factory.mktemp("pelatihan")
    folders = {name: base / name for name in ("DATA", "EVIDENCE_FOLDER", "HEADS_FOLDER", "KEYS_FOLDER")}
    with django_db_blocker.unblock(), override_settings(DEMO=True, **folders), transaction.atomic():
        the_six()
        load_shelves()
        load_demo(actor=system("test"))
        tell_training(demo._cast(timezone.localdate()))
        work_off()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(_told: None, db: None) -> None:
    """Give the whole story; what a test changes in it is taken back."""


def test_the_register_has_people_a_pair_and_a_list_that_wait(told: None) -> None:
    assert not Job.objects.filter(state="failed").exists()
    assert Member.objects.count() == len(story.PEOPLE)
    assert Member.objects.exclude(account=None).count() == len(story.ACCOUNTS)
    assert set(Member.objects.values_list("status", flat=True)) == set(Status)
    (pair,) = Pair.objects.all()
    assert (pair.state, pair.first.name, pair.reasons) == ("open", story.TWINS[0].name, ["name-birth"])
    (batch,) = Batch.objects.all()
    assert (batch.state, batch.rows, batch.refused) == ("preview", len(story.LIST), 2)


def test_courses_sessions_tests_and_certificates_are_there(told: None) -> None:
    states = {row.title: (row.state, row.waiting > 0, row.present > 0) for row in Session.objects.all()}
    assert states == {
        story.OPENING.title: ("held", False, True), story.PAST.title: ("held", False, True),
        story.COMING.title: ("open", True, False), story.TALK.title: ("open", False, False),
    }  # fmt: skip
    assert Question.objects.filter(state="active").count() == 12
    assert dict(Exam.objects.values_list("title", "state")) == {
        story.FIRST_TEST: "closed", story.FINAL_TEST: "closed", story.OWN_TEST: "open",
    }  # fmt: skip
    known = {one.who: (one.before, one.after) for one in story.RESULTS}
    after = Attempt.objects.filter(exam__title=story.FINAL_TEST, member__account__email="tari@demo.example").get()
    assert (int(after.points or 0), after.passed) == (known["tari"][1], True)
    ways = Counter(Enrolment.objects.filter(version__course__code=story.WEBINAR.code).values_list("state", flat=True))
    assert ways["passed"] == Certificate.objects.count() > 5
    assert ways["failed"] == 1


def test_the_board_is_filled_and_equals_a_recount(told: None) -> None:
    assert Target.objects.count() == len(story.TARGETS)
    assert list(EntityAttendance.objects.values_list("came", flat=True)) == [one[2] for one in story.ENTITIES]
    row = targets.check(timezone.localdate().year, actor=system("targets.check"))
    assert (row.wrong, row.rows > 10) == (0, True)


def test_all_of_it_says_that_it_is_made_up(told: None) -> None:
    for rows in (Course, Session, Exam):
        assert [title for title in rows.objects.values_list("title", flat=True) if not title.startswith("Contoh")] == []
    for words in (*Member.objects.values_list("post", "agency"), *Entity.objects.values_list("name", "note")):
        assert "Contoh" in words[0]
        assert "ekaan" in words[1]


@pytest.mark.no_database
def test_no_number_can_be_that_of_somebody() -> None:
    listed = [(one[1].lower(), one[2]) for one in story.LIST if len(one[2]) == 18]
    told = [(one.status, one.number or story.number_of(place, one.status)) for place, one in enumerate(story.PEOPLE)]
    for status, number in [*told, *listed]:
        if status != "other":
            assert isinstance(read(number, Status(status), today=timezone.localdate()), Number)
            assert number.startswith("CONTOH") or int(number[YEAR]) == int(number[:4]) + 1


def test_telling_a_second_time_looks_and_changes_nothing(told: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_first_told", lambda: True)
    monkeypatch.setattr(demo, "rounds_told", lambda: True)
    events = Event.objects.count()
    assert services.is_told()
    services.tell()
    assert Event.objects.count() == events


def test_learner_and_trainer_find_what_to_do_on_their_page(told: None, as_: AsPerson) -> None:
    nia, joko = (as_(Person.objects.get(email=f"{name}@demo.example")) for name in ("nia", "joko"))
    page = nia.get("/").text
    for words in (story.SELF_PACED.title, story.OWN_TEST, story.TALK.title, "sudah terbit"):
        assert words in page
    assert story.WEBINAR.title in nia.get("/sertifikat/saya").text
    page = joko.get("/").text
    for words in (story.LIST_NAME, "8 baris, 2 ditolak", "1 pasangan", story.COMING.title):
        assert words in page
    assert "120" in joko.get("/capaian").text


def test_in_production_nothing_is_told(told: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PROFILE = Profile("production", settings.DATA)
    monkeypatch.setattr(demo, "_first_told", lambda: True)
    monkeypatch.setattr(demo, "rounds_told", lambda: True)
    monkeypatch.setattr(demo, "training_told", lambda: False)
    events = Event.objects.count()
    with pytest.raises(CommandError, match="hanya pada profil embedded"):
        call_command("ensure_demo", stdout=StringIO())
    with pytest.raises(Refused, match="demo"):
        services.tell()
    assert Event.objects.count() == events


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_tutorial_names_people_and_titles_that_exist(page: Path, told: None) -> None:
    text = " ".join(page.read_text("utf-8").split())
    known = {title for rows in (Course, Session, Exam) for title in rows.objects.values_list("title", flat=True)}
    named = set(re.findall(r"\*(Contoh: [^*]+)\*", text))
    assert len(named) > 3
    assert named <= known
    people = set(re.findall(r"\w+@demo\.example", text))
    assert Person.objects.filter(email__in=people).count() == len(people) == 4
    assert f"*{story.LIST_NAME}*" in text


@pytest.mark.no_database
def test_sessions_lie_on_working_days_before_and_after_whatever_the_day_of_loading() -> None:
    for number in range(4 * 366):
        today = date(2026, 1, 1) + timedelta(days=number)
        for one in (story.OPENING, story.PAST, story.COMING, story.TALK):
            day = moment_of(one.days, today).date()
            assert day.weekday() < 5
            assert (day < today) if one.days < 0 else (day > today)
