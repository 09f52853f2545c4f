"""The record in words: no raw code, no raw number; every room has said how what it notes reads."""

import ast
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

import kotaham
from kotaham.apps.actions.services.moving import PAST
from kotaham.apps.events import queries
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.events.queries.noting import word_for
from kotaham.apps.gate.services import Actor, Noted, system
from tests.apps.conftest import AsPerson
from tests.apps.dashboard.conftest import the_six
from tests.cast import World

pytestmark = pytest.mark.django_db
ActorOf = Callable[..., Actor]
ROOMS = Path(kotaham.__file__).parent / "apps"


def recordings() -> Iterator[tuple[str, set[str]]]:
    """Find every verb that is written as it stands, with the names noted beside it."""
    for file in sorted(ROOMS.glob("*/services/**/*.py")):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                yield from _recorded(function)


def _recorded(function: ast.FunctionDef) -> Iterator[tuple[str, set[str]]]:
    written = {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "record" or not call.args:
            continue
        data = next((word.value for word in call.keywords if word.arg == "data"), None)
        data = written.get(data.id) if isinstance(data, ast.Name) else data
        keys = data.keys if isinstance(data, ast.Dict) else []
        verb = call.args[0]
        if isinstance(verb, ast.Constant) and "." in str(verb.value):
            yield str(verb.value), {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def test_every_verb_that_a_room_records_has_words() -> None:
    found = {verb for verb, _names in recordings()} | {f"actions.{past}" for past in PAST.values()}
    assert len(found) > 40
    assert found - set(queries.verbs()) == set()


def test_everything_that_a_room_notes_beside_an_event_has_words() -> None:
    noted = [(verb, name) for verb, names in recordings() for name in sorted(names)]
    assert len(noted) > 40
    assert [pair for pair in noted if word_for(*pair) == Noted(pair[1])] == []


def test_a_name_that_no_room_has_told_of_is_found() -> None:
    assert word_for("offices.moved", "unheard") == Noted("unheard")
    assert word_for("nowhere.done", "unheard") == Noted("unheard")


def test_every_room_that_is_asked_for_names_answers() -> None:
    asked = [
        (kind, path) for room in apps.get_app_configs() for kind, path in getattr(room, "history_names", {}).items()
    ]
    assert len(asked) > 10
    for kind, _path in asked:
        assert queries.name_of(kind, 999_999), kind


def test_a_move_names_the_offices_and_not_their_numbers(world: World, actor: ActorOf) -> None:
    unit, old, new = world.office("dinas"), world.office("damai"), world.office("seberang")
    with events.work(actor(world.eko)) as log:
        data = {"fields": ["parent"], "old": old.pk, "new": new.pk, "offices": 1}
        log.record("offices.moved", unit, holder=unit.pk, data=data)
    (told,) = queries.told(list(queries.history("offices.office", unit.pk)))
    said = dict(told.details)
    assert said["Dari"] == old.name
    assert said["Ke"] == new.name
    assert said["Kantor yang ikut pindah"] == "1"


def test_a_kind_is_told_by_its_label_in_the_language_of_the_reader(world: World, actor: ActorOf) -> None:
    unit = world.office("dinas")
    with events.work(actor(world.eko)) as log:
        log.record("offices.created", unit, holder=unit.pk, data={"kind": "unit", "parent": unit.parent_id})
    rows = list(queries.history("offices.office", unit.pk))
    assert ("Jenis", "Perangkat daerah") in queries.told(rows)[0].details
    with translation.override("en"):
        assert queries.told(rows)[0].details[0][1] not in {"unit", "Perangkat daerah"}


def test_a_name_that_stays_is_not_told_as_a_change(world: World, actor: ActorOf) -> None:
    unit = world.office("dinas")
    with events.work(actor(world.eko)) as log:
        data = {"fields": ["short_name"], "old": unit.name, "new": unit.name}
        log.record("offices.renamed", unit, holder=unit.pk, data=data)
    (told,) = queries.told(list(queries.history("offices.office", unit.pk)))
    assert [title for title, _value in told.details] == ["Kolom"]
    assert "short_name" not in told.details[0][1]


def test_a_page_of_events_asks_each_room_once(world: World, actor: ActorOf, django_assert_max_num_queries: Any) -> None:
    for key in ("damai", "dinas", "seberang", "kanwil") * 3:
        office = world.office(key)
        with events.work(actor(world.eko)) as log:
            data = {"old": office.parent_id, "new": office.pk}
            log.record("offices.moved", office, holder=office.pk, data=data)
    rows = list(Event.objects.filter(verb="offices.moved"))
    with django_assert_max_num_queries(2):  # offices, people
        assert len(queries.told(rows)) == 12


def test_work_in_the_background_is_called_by_its_title() -> None:
    for name in ("events.seal_head", "load_offices"):
        with events.work(system(name)) as log:
            log.record("offices.loaded", ("offices.office", 1))
    told = [row.who for row in queries.told(list(Event.objects.order_by("seq")))]
    assert told == ["sistem (Menyegel catatan peristiwa)", "sistem (perintah load_offices)"]


def test_the_reason_of_a_read_is_told_in_the_language_of_the_reader(
    world: World, actor: ActorOf, as_: AsPerson
) -> None:
    events.record_read(actor(world.eko), "accounts.person", [world.ani.pk], "halaman orang", fields=("name",))
    with events.work(actor(world.eko)) as log:
        log.record("accounts.deactivated", world.ani, reason="halaman orang")
    client = as_(world.eko)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in ("/riwayat", f"/riwayat/accounts.person/{world.ani.pk}"):
        page = client.get(path).content.decode()
        assert page.count("page of a person") == 1, path
        assert page.count("halaman orang") == 1, path  # written by somebody, and so left as it is


@pytest.fixture
def story(db: None, settings: Any, tmp_path: Path) -> None:
    """Tell the story of the demonstration, on the smallest piece of the country that it needs."""
    settings.DEMO, settings.EVIDENCE_FOLDER = True, tmp_path
    the_six()
    call_command("ensure_demo", stdout=StringIO())


RAW = re.compile(r"\b[a-z]+(_[a-z]+)+\b|\b[a-z]+\.[a-z_-]+\b|\bTrue\b|\bNone\b|[{}\[\]]")


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_raw_is_left_in_the_story_of_the_demonstration(story: None, language: str) -> None:
    with translation.override(language):
        told = queries.told(list(Event.objects.order_by("seq")))
        names = {
            str(word.title) for room in apps.get_app_configs() for word in getattr(room, "history_words", {}).values()
        }
    assert len(told) > 30
    for row in told:
        said = [row.what, row.who, row.kind, row.subject, row.holder, *(f"{t}: {v}" for t, v in row.details)]
        assert not [one for one in said if RAW.search(one) and "perintah" not in one and "command" not in one], row
        assert {title for title, _value in row.details} <= names
