"""The rounds of the demonstration: told once, through the services, every city somewhere else on the river."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone, translation

from kotaham.apps.accounts.models import Person
from kotaham.apps.dashboard import services
from kotaham.apps.dashboard.rules import river_story as story
from kotaham.apps.events import queries as record
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.instruments.services import load_shelves
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import queries as publication
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores import queries as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.verification import queries as verifying
from kotaham.apps.verification.models import Check
from kotaham.core.dates import day
from tests.apps.conftest import AsPerson
from tests.apps.dashboard.conftest import the_six
from tests.apps.events.test_words import RAW

STATES = {
    "31.01": "filling", "31.71": "filling", "31.72": "endorsing", "31.73": "verifying", "31.74": "repair",
    "31.75": "validated",
}  # fmt: skip
# These quote the codes of the instrument, and the kind of a question that is true or false.
VALUES = ("submissions.saved", "verification.corrected", "exams.question-added")


@pytest.fixture(scope="module")
def _told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tell the whole story once for all tests that only look at it, and take it back after the last."""
    folders = {"EVIDENCE_FOLDER": tmp_path_factory.mktemp("bukti"), "HEADS_FOLDER": tmp_path_factory.mktemp("heads")}
    with django_db_blocker.unblock(), override_settings(DEMO=True, **folders), transaction.atomic():
        the_six()
        load_shelves()
        call_command("ensure_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(_told: None, db: None) -> None:
    """Give the whole story; what a test changes in it is taken back."""


def _report(told: story.Tells, code: str) -> Submission:
    return Submission.objects.get(round__title=told.title, place_code=code)


def test_the_six_cities_stand_in_six_places_of_the_river(told: None) -> None:
    now = Submission.objects.filter(round__title=story.NOW.title)
    assert dict(now.values_list("place_code", "state")) == STATES
    assert _report(story.NOW, "31.01").given == story.HALF
    barat = verifying.case_of(_report(story.NOW, "31.73").pk)
    assert barat is not None
    read = Counter(Check.objects.filter(answer__submission=barat.submission).values_list("slot", flat=True))
    assert 0 < read[2] < read[1] < len(barat.sample)
    asked = Answer.objects.filter(submission=_report(story.NOW, "31.74"), state="returned")
    assert set(asked.values_list("code", flat=True)) == set(story.ASKED)
    (objection,) = Objection.objects.all()
    assert (objection.state, objection.answer.code) == ("filed", story.OBJECTION[0])


def test_units_of_the_city_of_the_tutorial_are_at_different_points(told: None) -> None:
    answers = Answer.objects.filter(submission=_report(story.NOW, "31.71"))
    by_unit = {
        share.who: Counter(answers.filter(code__in=share.codes).values_list("state", flat=True))
        for share in story.SHARES
    }
    assert by_unit == {
        "budi": Counter(ready=2, draft=1, empty=3),
        "yuda": Counter(ready=5),
        "tari": Counter(empty=5),
    }
    assert len(set(answers.exclude(unit=None).values_list("unit_id", flat=True))) == len(story.SHARES)
    assert answers.filter(unit=None, state="empty").exists()


def test_last_year_is_decided_and_stands_beside_the_answers_of_this_year(told: None) -> None:
    before = Submission.objects.filter(round__title=story.BEFORE.title)
    assert set(before.values_list("state", flat=True)) == {"decided"}
    assert before.count() == len(story.CITIES)
    (decision,) = Decision.objects.all()
    assert decision.number == story.DECREE_NUMBER
    now = Round.objects.get(title=story.NOW.title)
    assert now.previous == Round.objects.get(title=story.BEFORE.title)


def test_the_trial_of_the_unfinished_instrument_has_rows_and_no_predicate_and_says_why(told: None) -> None:
    run = Run.objects.get(round__title=story.TRIAL.title)
    (result,) = scores.results(run)
    assert (run.state, result.predicate) == ("done", "")
    assert run.round.trial


def test_every_round_is_marked_as_made_up(told: None) -> None:
    assert list(Round.objects.values_list("demo", flat=True)) == [True, True, True]
    assert all(title.startswith("Contoh: ") for title in Round.objects.values_list("title", flat=True))


def test_each_step_was_taken_by_whom_it_belongs_to(told: None) -> None:
    who = {
        "submissions.delegated": {"city_coordinator"},
        "submissions.endorsed": {"province_coordinator"},
        "submissions.sent": {"city_coordinator"},
        "verification.concluded": {"kanwil_verifier"},
        "verification.announced": {"assessor"},
        "publication.filed": {"city_coordinator"},
        "publication.frozen": {"decision_maker"},
        "rounds.opened": {"ministry_admin"},
        "submissions.saved": {"city_coordinator", "unit_officer"},
    }
    found = {verb: set(Event.objects.filter(verb=verb).values_list("role", flat=True)) for verb in who}
    assert found == who


def test_everybody_opens_the_boards_and_the_reports_they_may_see(told: None, as_: AsPerson) -> None:
    for person in Person.objects.filter(demo=True):
        assert as_(person).get("/").status_code == 200
    ani = as_(Person.objects.get(email="ani@demo.example"))
    page = ani.get(_report(story.NOW, "31.71").get_absolute_url())
    assert "rekaan" in page.text
    assert submissions.answers(_report(story.NOW, "31.71").pk).exists()


def test_telling_a_second_time_looks_and_changes_nothing(told: None) -> None:
    events = Event.objects.count()
    with CaptureQueriesContext(connection) as asked:
        call_command("ensure_demo", stdout=StringIO())
    assert len(asked) <= 3
    services.tell()
    assert Event.objects.count() == events


def test_every_indicator_of_the_instrument_is_answered_by_the_story(told: None) -> None:
    version = instruments.by_ref(story.EXAMPLE)
    assert version is not None
    codes = {one.code for one in instruments.instrument_of(version).known_indicators}
    assert codes == set(story.ANSWERS) | set(story.BY_READERS)


def test_a_filed_objection_waits_for_the_centre_on_the_board(told: None, as_: AsPerson) -> None:
    board = f"/papan/{_report(story.NOW, '31.75').round_id}"
    page = as_(Person.objects.get(email="eko@demo.example")).get(board)
    (row,) = [one for one in page.context["blocks"] if "sanggahan" in str(one).lower()]
    assert "pusat" in str(row).lower()


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_raw_is_left_in_the_record_of_the_rounds(told: None, language: str) -> None:
    with translation.override(language):
        rows = record.told(list(Event.objects.exclude(verb__in=VALUES).order_by("seq")))
    assert len(rows) > 500
    for row in rows:
        said = [row.what, row.who, row.kind, row.subject, row.holder, *(f"{t}: {v}" for t, v in row.details)]
        assert not [one for one in said if RAW.search(one) and "perintah" not in one and "command" not in one], row


def test_pages_agree_on_the_last_day_for_objections(told: None, as_: AsPerson) -> None:
    report, tono = _report(story.NOW, "31.75"), as_(Person.objects.get(email="tono@demo.example"))
    last = day(timezone.localdate() + timedelta(days=story.NOW.days["object"]), "id")
    assert last in tono.get(report.get_absolute_url()).text
    assert last in tono.get(f"/penelaahan/{report.pk}/berdampingan").text


def test_a_decided_round_waits_for_nobody(told: None, as_: AsPerson) -> None:
    before = Round.objects.get(title=story.BEFORE.title)
    page = as_(Person.objects.get(email="eko@demo.example")).get(f"/keputusan/putaran/{before.pk}").text
    assert "Penilai pusat" not in page.split("<main")[1]
    assert story.DECREE_NUMBER in page


def _home(who: str, as_: AsPerson) -> tuple[str, dict[str, str]]:
    """Return the page of somebody's work: what is their turn, and every part of it by its name."""
    page = as_(Person.objects.get(email=f"{who}@demo.example")).get("/").text.split("<main")[1]
    parts = dict(re.findall(r'<section class="card" id="(\w+)"(.*?)</section>', page, re.DOTALL))
    return parts.get("mine", ""), parts


def test_a_report_that_waits_for_the_province_is_its_turn_everywhere(told: None, as_: AsPerson) -> None:
    report = _report(story.NOW, "31.72")
    mine, _parts = _home("kartika", as_)
    assert report.name in mine
    assert f"/laporan/{report.pk}/pengesahan" in mine
    own, parts = _home("citra", as_)
    assert story.NOW.title not in own
    assert f"Menunggu pengesahan: Provinsi {report.province}" in parts["others"]
    kartika = as_(Person.objects.get(email="kartika@demo.example"))
    assert "Provinsi" in _turn(kartika.get(report.get_absolute_url()).text)
    assert "Provinsi" in _turn(kartika.get(reverse("dashboard:board-city", args=[report.pk])).text)
    listed = kartika.get(reverse("submissions:list") + "?giliran=pengesahan")
    assert [row["submission"].pk for row in listed.context["rows"]] == [report.pk]


def _turn(page: str) -> str:
    return re.search(r"<dt>Giliran</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)[1]  # type: ignore[index]


def test_a_city_reads_one_last_day_for_objections_at_home_too(told: None, as_: AsPerson) -> None:
    last = day(timezone.localdate() + timedelta(days=story.NOW.days["object"]), "id")
    mine, parts = _home("tono", as_)
    assert last in mine
    assert re.search(rf"sampai {last}\.</a><span class=\"note\">{story.NOW.title}</span>", parts["news"])


def test_an_objection_counts_only_for_the_assessor_who_may_decide_it(told: None, as_: AsPerson) -> None:
    (objection,) = Objection.objects.all()
    assert str(objection) not in _home("gita", as_)[0]
    assert str(objection) in _home("wulan", as_)[0]
    for person in Person.objects.filter(demo=True):
        waits = publication.waiting_for(Actor(person=person.pk, name="", role="assessor"))
        behind = publication.before_the_answer(objection.submission, objection.answer)
        assert (objection.pk in waits) is (person.pk not in behind)


def test_who_has_sent_the_report_is_not_told_to_begin(told: None, as_: AsPerson) -> None:
    _mine, parts = _home("bayu", as_)
    assert "Ditelaah Kanwil: Kanwil" in parts["others"]


def test_a_notice_of_what_was_decided_waits_no_longer(told: None) -> None:
    asked = Notice.objects.filter(kind="publication.drafted", person__email="hadi@demo.example")
    assert asked
    assert not asked.filter(settled_at=None)


def test_a_unit_reads_its_own_last_day(told: None, as_: AsPerson) -> None:
    own = day(timezone.localdate() + timedelta(days=story.UNIT_DUE), "id")
    mine, parts = _home("budi", as_)
    assert own in mine
    assert own in parts["dates"]
    assert "berakhir" not in parts["dates"]
    budi = as_(Person.objects.get(email="budi@demo.example"))
    assert own in budi.get(_report(story.NOW, "31.71").get_absolute_url()).text
