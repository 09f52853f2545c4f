"""The pages of the room: bounded questions to the database, both languages, only what the reader may open."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.gate.services import menu
from kotaham.apps.publication.urls import urlpatterns
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import Case
from tests.cast import World

MOST = 25


def questions(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return len(caught)


def test_every_page_asks_at_most_25_questions(case: Case, as_: AsPerson, world: World) -> None:
    one = case.filed()
    told = {
        ("ani", reverse("publication:choose", args=[case.report().pk])),
        ("ani", reverse("publication:object", args=[case.report().pk, "RK-2"])),
        ("ani", one.get_absolute_url()), ("wulan", one.get_absolute_url()),
        ("wulan", reverse("publication:objections")),
        ("eko", reverse("publication:round", args=[case.round])), ("eko", reverse("publication:decisions")),
    }  # fmt: skip
    found = {(who, url): questions(as_(world.people[who]), url) for who, url in told}
    assert {key: count for key, count in found.items() if count > MOST} == {}


def test_the_pages_of_a_decision_ask_at_most_25_questions(quick: Case, as_: AsPerson, world: World) -> None:
    draft = quick.drafted()
    names: dict[str, list[Any]] = {"decision": [], "row": ["99.71"], "freeze": []}
    found = {
        name: questions(as_(world.hadi), reverse(f"publication:{name}", args=[draft.pk, *more]))
        for name, more in names.items()
    }
    assert {key: count for key, count in found.items() if count > MOST} == {}


@pytest.mark.parametrize("name", ["objections", "decisions"])
def test_the_lists_speak_english(quick: Case, as_: AsPerson, world: World, name: str) -> None:
    world.gita.language = "en"
    world.gita.save()
    page = as_(world.gita).get(reverse(f"publication:{name}"), headers={"accept-language": "en"}).content.decode()
    assert "<h1" in page
    assert "Keputusan penilaian" not in page
    assert "Sanggahan yang menunggu" not in page


def test_the_link_to_the_stages_shows_only_to_those_who_may_open_it(quick: Case, as_: AsPerson, world: World) -> None:
    one = quick.frozen()
    url = reverse("publication:row", args=[one.pk, "99.71"])
    for person, is_shown in ((world.ani, True), (world.dewi, True), (world.citra, False), (world.nia, False)):
        assert ("Empat nilai berdampingan" in as_(person).get(url).content.decode()) is is_shown, person.name
        stages = as_(person).get(reverse("scores:city", args=[quick.report().pk]))
        assert (stages.status_code == 200) is is_shown, person.name


def test_the_menu_stands_where_the_address_begins(world: World) -> None:
    eko = actor_of_appointment(world.appointment("eko").pk)
    shown = {route.name: menu.shown(eko, f"publication:{route.name}") for route in urlpatterns}
    found = {route.name: [item["url"] for item in shown[route.name] if item["current"]] for route in urlpatterns}
    assert found == {route.name: [f"/{str(route.pattern).partition('/')[0]}"] for route in urlpatterns}
