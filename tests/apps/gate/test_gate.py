"""The gate: closed by default, sign-in for strangers, a letter that names the rule, and numbers on every request."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from kotaham.apps.gate import checks
from kotaham.apps.gate.services import Actor, Group, Item, Stale, asking, demand, demand_for, reach_of, system
from kotaham.apps.offices.models import Office
from kotaham.apps.offices.queries import within
from kotaham.core.language import Say
from kotaham.core.policy import COLUMNS, Policy, Reach, Rule, read_policy
from tests.cast import World


def _rule(name: str, door: str, **cells: str) -> str:
    words = ",".join(cells.get(column, "") for column in COLUMNS)
    return f"{name},{door},,,mencoba {name},try {name},{words}"


HEAD = "rule,doors,subject,personal,title_id,title_en," + ",".join(COLUMNS)
TABLE = "\n".join(
    [
        HEAD,
        _rule("try.see", "GET try:thing", anon="", city_coordinator="own", kanwil_verifier="below", auditor="all"),
        _rule("try.change", "POST try:thing", city_coordinator="own"),
        _rule("try.open", "GET try:open", anon="all"),
        _rule("try.stale", "POST try:stale", person="all"),
        _rule("try.system", "", system="all"),
    ]
)


def thing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps([request.method, int(request.reach)]))  # type: ignore[attr-defined]


def stale(_request: HttpRequest) -> HttpResponse:
    raise Stale.of(Say("Tindak lanjut 7", "Follow-up 7"))


def forgotten(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page that nobody entered into the table")


app = (
    [path("thing", thing, name="thing"), path("open", thing, name="open"), path("stale", stale, name="stale")],
    "try",
)
urlpatterns = [path("", include(app, namespace="try")), path("forgotten", forgotten, name="forgotten")]


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[Policy]:
    """Stand a small house of four doors in the place of the real one."""
    small = read_policy([("try/policy.csv", TABLE)])
    asking.policy.cache_clear()
    monkeypatch.setattr(asking, "read_policy", lambda _tables: small)
    with override_settings(ROOT_URLCONF=__name__, LOGIN_URL="/akun/masuk"):
        yield small
    asking.policy.cache_clear()


def test_a_route_without_an_entry_opens_for_nobody(table: Policy, world: World, as_: Any) -> None:
    assert as_(world.eko).get("/forgotten").status_code == 405
    found = [message for message in checks.policy_is_whole() if message.id == "kotaham.E002"]
    assert [(message.id, message.msg) for message in found] == [
        ("kotaham.E002", "route forgotten has no entry in a policy table")
    ]


def test_a_door_without_a_route_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Policy({"a.b": Rule("a.b", (("GET", "nowhere:page"),), "", False, Say("a", "b"), {})})
    monkeypatch.setattr(checks, "policy", lambda: lost)
    words = [message.msg for message in checks.policy_is_whole() if message.id == "kotaham.E003"]
    assert words == ["policy names route nowhere:page, which does not exist"]


def test_an_entry_of_the_menu_that_has_no_door_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Item("nowhere:page", "Tak ada", icon="x", order=1, group=Group.WORK)
    monkeypatch.setattr(checks, "declared", lambda: [lost])
    words = [message.msg for message in checks.policy_is_whole() if message.id == "kotaham.E004"]
    assert words == ["the menu names nowhere:page, which has no door"]


def test_the_real_house_has_a_door_for_every_route() -> None:
    assert checks.policy_is_whole() == []


def test_a_stranger_is_sent_to_sign_in_and_comes_back(table: Policy, db: None) -> None:
    answer = Client().get("/thing?x=1")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/thing%3Fx%3D1")


def test_a_stranger_inside_a_part_of_a_page_is_sent_to_sign_in_too(table: Policy, db: None) -> None:
    answer = Client().get("/thing", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "next=/thing" in answer["HX-Redirect"]


def test_an_open_page_asks_nobody(table: Policy, db: None) -> None:
    assert json.loads(Client().get("/open").content) == ["GET", Reach.ALL]


def test_the_view_learns_how_far_its_rule_reaches(table: Policy, world: World, as_: Any) -> None:
    assert json.loads(as_(world.ani).get("/thing").content) == ["GET", Reach.OWN]
    assert json.loads(as_(world.dewi).get("/thing").content) == ["GET", Reach.BELOW]
    assert json.loads(as_(world.made).get("/thing").content) == ["GET", Reach.ALL]


def test_who_lacks_the_right_gets_a_letter_that_names_the_rule(table: Policy, world: World, as_: Any) -> None:
    answer = as_(world.dewi).post("/thing")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "mencoba try.change" in text
    assert "try.change" in text
    assert "Penelaah Kanwil" in text


def test_a_method_without_a_door_is_refused_for_everybody(table: Policy, world: World, as_: Any) -> None:
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        answer = as_(world.eko).generic(method, "/thing")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")


def test_asking_for_the_head_of_a_page_counts_as_reading(table: Policy, world: World, as_: Any) -> None:
    assert as_(world.ani).head("/thing").status_code == 200
    assert as_(world.eko).head("/thing").status_code == 403


def test_what_has_moved_on_is_answered_with_409_and_words(table: Policy, world: World, as_: Any) -> None:
    answer = as_(world.ani).post("/stale")
    assert answer.status_code == 409
    assert "Tindak lanjut 7 sudah berubah sejak halaman ini dibuka." in answer.content.decode()


def test_a_refused_form_leads_back_to_its_page_and_never_to_another_house(
    table: Policy, world: World, as_: Any
) -> None:
    ours, theirs = "http://testserver/thing", "https://jahat.example/thing"
    assert f'href="{ours}"' in as_(world.ani).post("/stale", headers={"Referer": ours}).content.decode()
    assert theirs not in as_(world.ani).post("/stale", headers={"Referer": theirs}).content.decode()


def test_every_answer_carries_the_number_of_its_request(table: Policy, db: None) -> None:
    first, second = Client().get("/open"), Client().get("/open")
    assert len(first["X-Request-Id"]) == 16
    assert first["X-Request-Id"] != second["X-Request-Id"]


def test_work_in_the_background_has_only_its_own_column(table: Policy) -> None:
    assert reach_of(system("events.seal_head"), "try.system") == Reach.ALL
    assert reach_of(system("events.seal_head"), "try.open") == Reach.NONE


def test_an_actor_without_a_role_has_only_what_every_person_has(table: Policy) -> None:
    nobody, person = Actor(), Actor(person=1)
    assert [reach_of(who, "try.stale") for who in (nobody, person)] == [Reach.NONE, Reach.ALL]


def test_a_service_asks_again(table: Policy) -> None:
    with pytest.raises(Exception, match=r"Anda tidak berwenang untuk: mencoba try\.change"):
        demand(Actor(person=1, role="auditor"), "try.change")


def test_what_may_be_seen_and_not_done_is_403_what_may_not_be_seen_does_not_exist(
    table: Policy, world: World, actor: Any
) -> None:
    ani = actor(world.ani)
    rows = Office.objects.all()

    def scope(who: Actor, reach: Reach) -> Any:
        return within(who, reach, at="")

    own = demand_for(ani, "try.change", rows.filter(pk=world.office("damai").pk), scope)
    assert own == world.office("damai")
    with pytest.raises(Http404):
        demand_for(ani, "try.change", rows.filter(pk=world.office("rukun").pk), scope, see="try.see")


def test_the_headers_of_every_answer_are_closed(db: None, rf: RequestFactory) -> None:
    answer = Client().get("/sehat")
    assert answer.json()["status"] == "ok"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_sign_that_no_database_keeps_is_refused_at_the_gate(table: Policy, db: None) -> None:
    answer = Client().get("/open?q=a%00b")
    assert answer.status_code == 400
    assert "tanda yang tidak dapat dibaca" in answer.content.decode()
