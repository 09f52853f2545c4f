"""The calendar feed: a secret address, readable by calendar programs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services
from kotaham.apps.notices.models import Feed
from kotaham.apps.notices.services import Day, ical
from kotaham.apps.notices.services.feeds import hash_of
from kotaham.core.language import Say
from tests.apps.conftest import AsPerson
from tests.cast import World

SETTINGS = "/kotak-masuk/pengaturan"
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
Properties = list[tuple[str, str]]


def parsed(body: bytes) -> Properties:
    """Read a calendar as RFC 5545 says: unfold, split at the first colon, undo the escapes."""
    assert body.endswith(b"\r\n")
    lines = body.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert all(len(line) <= 75 for line in body.split(b"\r\n")), "a line is longer than 75 octets"
    return [(name.partition(";")[0], _unescaped(value)) for name, _colon, value in (x.partition(":") for x in lines)]


def _unescaped(text: str) -> str:
    signs, found = iter(text), []
    for sign in signs:
        following = next(signs) if sign == "\\" else sign
        found.append("\n" if sign == "\\" and following in "nN" else following)
    return "".join(found)


@pytest.fixture
def due(world: World) -> Iterator[None]:
    """Let one thing be due for Ani's office."""

    def source(actor: Actor) -> Iterator[Day]:
        if actor.office == world.office("damai").pk:
            yield Day("1@tests", Say("Kirim; tabel, lengkap", "Send; the table, whole"), date(2026, 12, 31), "/x/1")

    services.calendar_sources["tests"] = source
    yield
    del services.calendar_sources["tests"]


def opened(client: Client) -> str:
    """Make a feed and return its address as the page shows it."""
    page = client.post(reverse("notices:feed-open"), follow=True).content.decode()
    return page.partition('<code id="alamat-kalender">')[2].partition("</code>")[0].removeprefix("http://testserver")


def test_a_calendar_program_reads_ani_s_due_dates_without_signing_in(
    world: World, as_: AsPerson, client: Client, due: None
) -> None:
    answer = client.get(opened(as_(world.ani)))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    found = dict(parsed(answer.content))
    assert found["SUMMARY"] == "Kirim; tabel, lengkap"
    assert (found["DTSTART"], found["DTEND"]) == ("20261231", "20270101")
    assert found["URL"].endswith("/x/1")


def test_another_persons_calendar_does_not_show_it(world: World, as_: AsPerson, client: Client, due: None) -> None:
    assert "SUMMARY" not in dict(parsed(client.get(opened(as_(world.citra))).content))


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(world: World, as_: AsPerson) -> None:
    ani = as_(world.ani)
    secret = opened(ani).removeprefix("/kalender/").removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in ani.get(SETTINGS).content.decode()
    assert Feed.objects.get().secret_hash == hash_of(secret)
    assert not Event.objects.filter(data__contains=secret).exists()


def test_a_revoked_address_is_gone_at_once(world: World, as_: AsPerson, client: Client) -> None:
    ani = as_(world.ani)
    address = opened(ani)
    revoke = reverse("notices:feed-revoke", args=[Feed.objects.get().pk])
    assert as_(world.budi).post(revoke).status_code == 404
    assert ani.get(revoke).status_code == 405
    assert ani.post(revoke).status_code == 302
    assert client.get(address).status_code == 404
    assert ani.post(revoke).status_code == 409
    assert [event.verb for event in Event.objects.order_by("seq")] == ["notices.feed-opened", "notices.feed-revoked"]
    assert opened(ani) != address


def test_there_is_one_open_address_at_a_time(world: World, as_: AsPerson) -> None:
    ani = as_(world.ani)
    opened(ani)
    answer = ani.post(reverse("notices:feed-open"))
    assert answer.status_code == 409
    assert "Alamat kalender ini sudah berubah" in answer.content.decode()


def test_who_has_left_has_no_calendar_and_a_guess_finds_none(world: World, as_: AsPerson, client: Client) -> None:
    address = opened(as_(world.ani))
    world.ani.is_active = False
    world.ani.save()
    assert client.get(address).status_code == 404
    assert client.get("/kalender/tebakan.ics").status_code == 404


def test_a_role_that_ended_takes_its_days_out(world: World, as_: AsPerson, client: Client, due: None) -> None:
    address = opened(as_(world.ani))
    held = world.appointment("ani")
    held.ends = date(2021, 1, 1)
    held.save()
    assert "SUMMARY" not in dict(parsed(client.get(address).content))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


@given(st.lists(TEXTS, max_size=5))
def test_any_words_come_back_as_they_were(titles: list[str]) -> None:
    days = [Day(f"{n}@tests", Say(title, title), date(2026, 1, 1), "/x") for n, title in enumerate(titles)]
    found = parsed(ical.calendar(days, now=NOW, lang="id", site="https://kotaham.example"))
    shown = ["".join(sign for sign in title if sign.isprintable() or sign == " ") for title in titles]
    assert [value for name, value in found if name == "SUMMARY"] == shown
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[-1] == ("END", "VCALENDAR")
    assert sum(name == "BEGIN" for name, _value in found) == sum(name == "END" for name, _value in found)
