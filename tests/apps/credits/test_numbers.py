"""Who may open full numbers takes them out with the hours, told to each person; nobody else is offered them."""

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, asking
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Member
from kotaham.core.policy import Reach
from tests.apps.certificates.making import an_enrolment, issued
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import nip
from tests.cast import World

pytestmark = pytest.mark.django_db
ASKED = {"year": "2026", "shape": "xlsx", "reason": "Unggah triwulan."}


@pytest.fixture
def numbered(intan: Actor, version: Any, world: World, actor: ActorOf) -> Member:
    """Give somebody with a number who was certified."""
    wish = register.Wish(name="Sari Contoh", status="pns", number=nip(1), office=world.office("dinas").pk)
    member = register.add(wish, actor=actor(world.ani))
    an_enrolment(version, member)
    issued(intan, version)
    return member


def matching(answer: Any) -> list[list[Any]]:
    """Return the sheet of people of a file that was sent."""
    book = load_workbook(io.BytesIO(answer.content))
    return [[cell.value for cell in row] for row in book["Pencocokan"].iter_rows()]


def read(member: Member) -> Event:
    """Return the last record that somebody was read."""
    return Event.objects.filter(verb="register.read", subject=str(member.pk)).latest("seq")


def test_the_sheet_holds_whole_numbers_as_text_and_each_person_learns_of_it(
    numbered: Member, world: World, as_: AsPerson
) -> None:
    before = Event.objects.filter(verb="register.read", subject=str(numbered.pk)).count()
    answer = as_(world.intan).post("/jp/ekspor", {**ASKED, "full": "on"})
    heads, row = matching(answer)
    assert heads == ["Baris", "Nama", "Akhir nomor", "Kantor", "Nomor lengkap"]
    assert (row[1], row[2], row[4]) == ("Sari Contoh", nip(1)[-3:], nip(1))
    assert answer["Cache-Control"] == "no-store"
    event = read(numbered)
    assert (event.why, json.loads(event.data)["fields"]) == (
        "ekspor JP: Unggah triwulan.", ["name", "number_tail", "number"],
    )  # fmt: skip
    assert Event.objects.filter(verb="register.read", subject=str(numbered.pk)).count() == before + 1
    assert nip(1) not in event.data


def test_without_the_tick_the_sheet_holds_the_end_of_the_number(numbered: Member, world: World, as_: AsPerson) -> None:
    browser = as_(world.intan)
    assert "Sertakan nomor lengkap" in browser.get("/jp/ekspor").content.decode()
    heads, row = matching(browser.post("/jp/ekspor", ASKED))
    assert (len(heads), row[2], len(row)) == (4, nip(1)[-3:], 4)
    assert json.loads(read(numbered).data)["fields"] == ["name", "number_tail"]


def test_who_may_not_open_numbers_is_not_offered_them_and_is_refused(
    numbered: Member, world: World, as_: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asking.reach_of
    closed = lambda who, rule: Reach.NONE if rule == "register.reveal" else asked(who, rule)  # noqa: E731
    for module in ("kotaham.apps.gate.services.asking", "kotaham.apps.credits.views.giving"):
        monkeypatch.setattr(f"{module}.reach_of", closed)
    browser, told = as_(world.intan), Event.objects.count()
    assert "Sertakan nomor lengkap" not in browser.get("/jp/ekspor").content.decode()
    for shape in ("xlsx", "csv"):
        answer = browser.post("/jp/ekspor", {**ASKED, "shape": shape, "full": "on"})
        assert answer.status_code == 403
        assert nip(1).encode() not in answer.content
    assert not Event.objects.filter(seq__gt=told, verb="register.read").exists()
    assert len(matching(browser.post("/jp/ekspor", ASKED))[0]) == 4


def test_people_beyond_the_reach_of_the_register_keep_their_numbers(
    numbered: Member, world: World, as_: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asking.reach_of
    near = lambda who, rule: Reach.OWN if rule == "register.reveal" else asked(who, rule)  # noqa: E731
    monkeypatch.setattr(asking, "reach_of", near)
    browser, found = as_(world.intan), []
    for office in ("dinas", "kanwil"):
        Member.objects.filter(pk=numbered.pk).update(office=world.office(office))
        _heads, row = matching(browser.post("/jp/ekspor", {**ASKED, "full": "on"}))
        found.append((row[1], row[2], row[4], json.loads(read(numbered).data)["fields"][2:]))
    tail = nip(1)[-3:]
    assert found == [("Sari Contoh", tail, "", []), ("Sari Contoh", tail, nip(1), ["number"])]


def test_a_csv_has_no_room_for_numbers(numbered: Member, world: World, as_: AsPerson) -> None:
    answer = as_(world.intan).post("/jp/ekspor", {**ASKED, "shape": "csv", "full": "on"})
    assert answer.status_code == 422
    assert "CSV tidak menyebut orang" in answer.content.decode()
    answer = as_(world.intan).post("/jp/ekspor", {**ASKED, "reason": "", "full": "on"})
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()
