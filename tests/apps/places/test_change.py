"""Recording a change of a place by hand: what it would do, then the change with its event."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.offices.models import Office
from kotaham.apps.places import queries, services
from kotaham.apps.places.models import PlaceChange
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

URL = "/wilayah/perubahan"
BASE = {"on": "2026-01-02", "basis": "UU 1/2026", "reason": "Surat 5/2026"}


def form(what: str, before: str, after: str = "", new_name: str = "", **more: str) -> dict[str, str]:
    return {**BASE, "what": what, "before": before, "after": after, "new_name": new_name, **more}


def record(client: Client, *args: str, **more: str) -> object:
    return client.post(URL, {**form(*args, **more), "step": "record"})


def test_a_change_is_shown_first_and_nothing_is_written(world: World, as_: AsPerson) -> None:
    before = Event.objects.count()
    answer = as_(world.eko).post(URL, form("rename", "99.71", new_name="Kota Tenteram"))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Periksa akibat perubahan wilayah ini" in html
    assert "berganti nama menjadi Kota Tenteram" in html
    assert queries.once("99.71").name == world.places["damai"].name  # type: ignore[union-attr]
    assert (PlaceChange.objects.count(), Event.objects.count()) == (0, before)


def test_a_new_name_is_recorded_with_reason_and_basis(world: World, as_: AsPerson) -> None:
    old = world.places["damai"].name
    answer = as_(world.eko).post(URL, {**form("rename", "99.71", new_name="Kota Tenteram"), "step": "record"})
    assert (answer.status_code, answer["Location"]) == (302, "/wilayah/99.71")
    (change,) = PlaceChange.objects.all()
    assert (change.what, change.old_name, change.new_name, change.basis) == (
        "rename",
        old,
        "Kota Tenteram",
        "UU 1/2026",
    )
    event = Event.objects.get(verb="places.changed")
    assert event.why == "Surat 5/2026"
    assert json.loads(event.data)["basis"] == "UU 1/2026"


def test_a_new_code_ends_the_old_one_and_the_offices_follow(world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    assert "tidak berlaku lagi" in client.post(URL, form("recode", "99.71", "99.79")).content.decode()
    record(client, "recode", "99.71", "99.79")
    assert queries.get("99.71") is None
    assert queries.get("99.79").name == world.places["damai"].name  # type: ignore[union-attr]
    office = Office.objects.get(pk=world.office("damai").pk)
    assert (office.place_code, office.city_code) == ("99.79", "99.79")
    assert Event.objects.filter(verb="offices.loaded").count() == 1


def test_a_split_makes_the_new_place_and_its_government(world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    shown = client.post(URL, form("split", "99.71", "99.78", "Kota Damai Timur")).content.decode()
    assert "Kota Damai Timur (99.78, kota) dibuat" in shown
    assert queries.once("99.78") is None
    record(client, "split", "99.71", "99.78", "Kota Damai Timur")
    made = queries.get("99.78")
    assert made is not None
    assert made.valid_from == date(2026, 1, 2)
    assert Office.objects.filter(place=made, kind="city").count() == 1
    assert queries.get("99.71") is not None


def test_a_merger_ends_the_place_that_goes(world: World, as_: AsPerson) -> None:
    record(as_(world.eko), "merge", "99.71", "99.72")
    gone = queries.once("99.71")
    assert gone is not None
    assert gone.valid_to == date(2026, 1, 2)


def test_the_second_click_is_told(world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    record(client, "split", "99.71", "99.78", "Kota Damai Timur")
    answer = client.post(URL, {**form("split", "99.71", "99.78", "Kota Damai Timur"), "step": "record"})
    assert answer.status_code == 409
    assert PlaceChange.objects.count() == 1
    assert Event.objects.filter(verb="places.changed").count() == 1


@pytest.mark.parametrize("who", ["ani", "budi", "dewi", "intan"])
def test_nobody_but_the_ministry_admin_may(world: World, as_: AsPerson, who: str) -> None:
    client = as_(world.people[who])
    assert client.get(URL).status_code == 403
    assert client.post(URL, {**form("merge", "99.71", "99.72"), "step": "record"}).status_code == 403
    assert "Catat perubahan wilayah" not in client.get("/wilayah/99.71").content.decode()


def test_a_stranger_is_led_to_sign_in(client: Client, db: None) -> None:
    assert client.get(URL).status_code == 302


def test_the_page_of_a_place_leads_the_admin_to_the_form(world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    assert f"{URL}?kode=99.71" in client.get("/wilayah/99.71").content.decode()
    assert 'value="99.71"' in client.get(f"{URL}?kode=99.71").content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (form("rename", "99.71"), "Isi nama barunya."),
        (form("merge", "99.71"), "Isi kode sesudahnya."),
        (form("merge", "9971", "99.72"), "id_before"),
        (form("merge", "99.71", "99.72", basis=""), "id_basis"),
        (form("merge", "99.71", "99.72", reason=""), "id_reason"),
    ],
)
def test_what_is_missing_is_told_at_its_field(world: World, as_: AsPerson, said: dict[str, str], words: str) -> None:
    answer = as_(world.eko).post(URL, said)
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (("merge", "99.71", "99.75", ""), "99.75"),
        (("split", "99.71", "99.78", ""), "99.78"),
        (("split", "99.71", "88.71", "Kota Jauh"), "88"),
        (("merge", "99.71", "99", ""), "tidak setingkat"),
        (("merge", "99.71", "99.71", ""), "tetap sama"),
        (("rename", "99.71", "", "Kota Damai"), "tetap sama"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    world: World, actor: ActorOf, wish: tuple[str, str, str, str], words: str
) -> None:
    said = services.Wish(*wish, date(2026, 1, 2), "UU 1/2026")
    for act in (
        lambda: services.preview_change(said, actor=actor(world.eko)),
        lambda: services.change_place(said, actor=actor(world.eko), reason="x"),
    ):
        with pytest.raises(Refused, match=words):
            act()
    assert PlaceChange.objects.count() == 0


def test_a_change_that_lies_ahead_is_refused(world: World, actor: ActorOf) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = services.Wish("merge", "99.71", "99.72", "", on=tomorrow, basis="UU 1/2026")
    with pytest.raises(Refused, match="baru berlaku"):
        services.change_place(said, actor=actor(world.eko), reason="x")


def test_a_change_without_a_reason_is_refused(world: World, actor: ActorOf) -> None:
    said = services.Wish("merge", "99.71", "99.72", "", on=date(2026, 1, 2), basis="UU 1/2026")
    with pytest.raises(Refused, match="Alasan perubahan kosong"):
        services.change_place(said, actor=actor(world.eko), reason=" ")
