"""The demonstration: told once, whole, by whom each step belongs to; refused where it is none."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from kotaham.apps.accounts.models import Person
from kotaham.apps.accounts.queries import DEMO_PEOPLE, demo_table
from kotaham.apps.actions.models import Action
from kotaham.apps.dashboard import services
from kotaham.apps.dashboard.rules import river_story as story
from kotaham.apps.dashboard.rules.story import EVIDENCE, FOLLOW_UPS
from kotaham.apps.dashboard.services import demo_river
from kotaham.apps.dashboard.services.paper import paper
from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.instruments.services import load_shelves
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds.models import Round
from kotaham.config.profile import Profile
from tests.apps.conftest import AsPerson


def test_everybody_finds_work_on_their_page_after_the_story_is_told(jakarta: None, as_: AsPerson) -> None:
    call_command("ensure_demo", stdout=StringIO())
    assert set(Action.objects.values_list("state", flat=True)) == {
        "open",
        "in_progress",
        "claimed",
        "accepted",
        "cancelled",
    }
    assert Action.objects.count() == len(FOLLOW_UPS)
    assert Evidence.objects.count() == len(EVIDENCE)
    assert Person.objects.filter(demo=True).count() == len(DEMO_PEOPLE)
    assert Notice.objects.exists()
    for person in Person.objects.filter(demo=True):
        assert as_(person).get("/").status_code == 200
    ani = Person.objects.get(email="ani@demo.example")
    assert "Contoh: Siapkan bahan rapat koordinasi" in as_(ani).get("/").text


def test_all_of_it_says_that_it_is_an_example(jakarta: None) -> None:
    call_command("ensure_demo", stdout=StringIO())
    for rows in (Action.objects, Evidence.objects):
        assert [title for title in rows.values_list("title", flat=True) if not title.startswith("Contoh: ")] == []


def test_each_step_is_recorded_as_done_by_its_own_person(jakarta: None) -> None:
    call_command("ensure_demo", stdout=StringIO())
    (accepted,) = Event.objects.filter(verb="actions.accepted", subject=str(_numbered(3)))
    (claimed,) = Event.objects.filter(verb="actions.claimed", subject=str(_numbered(3)))
    assert (accepted.role, claimed.role) == ("city_coordinator", "unit_officer")


def _numbered(number: int) -> int:
    return Action.objects.get(source_kind="dashboard.demo", source_id=str(number)).pk


def test_a_second_start_only_looks(jakarta: None) -> None:
    call_command("ensure_demo", stdout=StringIO())
    events = Event.objects.count()
    with CaptureQueriesContext(connection) as asked:
        call_command("ensure_demo", stdout=StringIO())
    assert len(asked) == 5  # the first story; the last round and the training, each with the instrument it needs
    assert Event.objects.count() == events


def test_a_story_that_breaks_off_leaves_nothing_behind(jakarta: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object, **__: object) -> None:
        raise RuntimeError("listrik padam")

    monkeypatch.setattr("kotaham.apps.actions.services.cancel", break_off)
    monkeypatch.setitem(services.demo.VERBS, "cancel", break_off)
    with pytest.raises(RuntimeError, match="listrik padam"):
        services.tell()
    assert not services.is_told()
    assert not Person.objects.filter(demo=True).exists()
    assert not Evidence.objects.exists()


def test_a_round_that_breaks_off_leaves_nothing_of_itself_and_is_told_the_next_time(
    jakarta: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: Any, **__: Any) -> None:
        raise RuntimeError("listrik padam")

    call_command("ensure_demo", stdout=StringIO())  # an earlier version knew the people, and no rounds
    assert not Round.objects.exists()
    load_shelves()
    assert not services.is_told()
    monkeypatch.setattr(demo_river, "STORIES", [(story.TRIAL, demo_river.STORIES[-1][1])])
    monkeypatch.setattr("kotaham.apps.scores.services.make", break_off)
    with pytest.raises(RuntimeError, match="listrik padam"):
        services.tell()
    assert not Round.objects.exists()
    monkeypatch.undo()
    monkeypatch.setattr(demo_river, "STORIES", [(story.TRIAL, demo_river.STORIES[-1][1])])
    services.tell()
    assert (services.is_told(), Round.objects.count()) == (True, 1)


@pytest.mark.parametrize("spoiled", ["demo", "production"])
def test_outside_a_demonstration_the_command_refuses(spoiled: str, jakarta: None, settings: Any) -> None:
    if spoiled == "demo":
        settings.DEMO = False
    else:
        settings.PROFILE = Profile("production", settings.DATA)
    with pytest.raises(CommandError, match="KOTAHAM_DEMO=1 hanya pada profil embedded"):
        call_command("ensure_demo")
    assert not Person.objects.filter(demo=True).exists()


def test_the_table_of_sign_ins_has_a_line_for_everybody() -> None:
    lines = demo_table()
    assert len(lines) == len(DEMO_PEOPLE) + 1
    assert any("ani@demo.example" in line for line in lines)


def test_the_papers_of_the_story_are_readable_pdfs(tmp_path: Any) -> None:
    file = tmp_path / "kertas.pdf"
    file.write_bytes(paper(("JUDUL (contoh)", r"garis \ miring")))
    (page,) = PdfReader(file).pages
    assert page.extract_text().strip().split("\n") == ["JUDUL (contoh)", r"garis \ miring"]
