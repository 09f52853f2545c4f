"""The search finds participants by name within reach, courses and sessions by title; whose names were shown is told."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kotaham.apps.dashboard.queries.search import find
from kotaham.apps.events.models import Event
from kotaham.apps.register.models import Member
from kotaham.apps.register.queries import searching
from kotaham.apps.register.services.adding import write_words
from tests.apps.classes.making import opened, raw_session
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.courses.making import a_course, member, nip, published
from tests.apps.dashboard.conftest import Ask
from tests.apps.dashboard.test_search import CARI, CONTROL, titles
from tests.cast import World


def enter(world: World, office: str, name: str, sequence: int = 0) -> Member:
    made = member(world.office(office), name, nip(sequence) if sequence else "")
    write_words(made)
    return made


@pytest.fixture
def people(world: World) -> dict[str, Member]:
    named = {"dinas": "Melati Sari", "dinas_social": "Sari Kenanga", "dinas_seberang": "Sari Seberang"}
    return {office: enter(world, office, name, number) for number, (office, name) in enumerate(named.items(), 1)}


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("eko", ["Sari Kenanga", "Sari Seberang", "Melati Sari"]),
        ("made", ["Sari Kenanga", "Sari Seberang", "Melati Sari"]),
        ("ani", ["Sari Kenanga", "Melati Sari"]),
        ("joko", ["Sari Kenanga", "Melati Sari"]),
        ("budi", ["Melati Sari"]),
        ("citra", ["Sari Seberang"]),
        ("nia", None),
        ("dewi", None),
        ("tono", None),
    ],
)
def test_participants_are_found_within_reach_only(
    world: World, actor: ActorOf, people: dict[str, Member], who: str, wanted: list[str] | None
) -> None:
    assert titles(find(actor(world.people[who]), "sari")).get("peserta") == wanted


def test_a_page_shows_no_foreign_participant_and_no_number(
    world: World, as_: AsPerson, people: dict[str, Member]
) -> None:
    page = as_(world.ani).get(CARI, {"q": "sari"}).text.partition('<div id="hasil"')[2]
    assert "Melati Sari" in page
    assert "Sari Seberang" not in page
    assert nip(1)[-3:] not in re.sub(r'href="[^"]*"', "", page), "addresses are random and may hold any digits"


def test_whose_name_was_shown_can_see_who_searched(world: World, as_: AsPerson, people: dict[str, Member]) -> None:
    as_(world.budi).get(CARI, {"q": "sari"})
    (read,) = Event.objects.filter(verb="register.read")
    assert (read.subject, read.person, read.why) == (str(people["dinas"].pk), world.budi.pk, "pencarian")


def test_the_sixth_is_neither_shown_nor_recorded_and_opens_the_list(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    for letter in "ABCDEF":
        enter(world, "dinas", f"Wangi {letter}")
    (group,) = find(actor(world.ani), "wangi")
    assert [line.title for line in group.lines] == [f"Wangi {letter}" for letter in "ABCDE"]
    as_(world.ani).get(CARI, {"q": "wangi"})
    assert Event.objects.filter(verb="register.read").count() == 5
    assert "Wangi F" in as_(world.ani).get(group.more).text


def test_a_number_finds_nobody_here_and_the_page_tells_where(
    world: World, as_: AsPerson, actor: ActorOf, people: dict[str, Member]
) -> None:
    page = as_(world.ani).get(CARI, {"q": nip(1)}).text
    assert "Melati Sari" not in page
    assert "Cari nomor di daftar peserta" in page
    enter(world, "dinas", "Warga 1990")
    assert "peserta" not in titles(find(actor(world.ani), "1990")), "what may be a number is not looked for at all"
    assert "Cari nomor" not in as_(world.dewi).get(CARI, {"q": nip(1)}).text, "who may not read the register"


def test_a_common_word_still_finds_as_many_as_a_glance_takes(
    world: World, actor: ActorOf, people: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMMON", 1)
    (group,) = find(actor(world.ani), "sari")
    assert len(group.lines) == 1
    assert titles(find(actor(world.ani), "kenanga sa"))["peserta"] == ["Sari Kenanga"]


def test_courses_and_sessions_are_found_by_title_by_who_may_see_them(world: World, actor: ActorOf) -> None:
    joko = actor(world.joko)
    published(joko, "melati")
    a_course(joko, "melati-draf")
    opened(joko, title="Temu Melati")
    raw_session(world.office("kanwil"), title="Draf Melati")
    own, foreign = titles(find(joko, "melati")), titles(find(actor(world.citra), "melati"))
    assert own["pelatihan"] == ["Pelatihan melati", "Pelatihan melati-draf"]
    assert sorted(own["sesi"]) == ["Draf Melati", "Temu Melati"]
    assert foreign["pelatihan"] == ["Pelatihan melati"]
    assert foreign["sesi"] == ["Temu Melati"]
    assert titles(find(actor(world.tono), "melati")) == {}


def test_the_list_of_sessions_is_narrowed_by_words_of_the_title(world: World, as_: AsPerson, actor: ActorOf) -> None:
    opened(actor(world.joko), title="Temu Melati")
    opened(actor(world.joko), title="Kelas Kenanga")
    page = as_(world.joko).get("/sesi", {"cari": "melati"}).text
    assert "Temu Melati" in page
    assert "Kelas Kenanga" not in page
    assert "Tidak ada sesi dengan judul itu" in as_(world.joko).get("/sesi", {"cari": "mawar"}).text


@pytest.mark.parametrize("name", ["ani", "intan", "eko", "made", "joko", "kartika", "budi"])
@pytest.mark.parametrize("text", ["budi", "budi sari wati"])
def test_a_search_that_finds_everywhere_asks_at_most_fifteen_queries(
    name: str, text: str, world: World, as_: AsPerson, actor: ActorOf, ask: Ask
) -> None:
    ask(actor(world.ani), world.office("dinas").pk, "Budidaya", days=3)
    enter(world, "dinas", "Sari Budi Wati")
    published(actor(world.joko), "budi-sari")
    opened(actor(world.joko), title="Budi sari wati", hours=timedelta(days=2).total_seconds() / 3600)
    browser = as_(world.people[name])
    browser.get(CARI, {"q": text})
    with CaptureQueriesContext(connection) as asked:
        browser.get(CARI, {"q": text})
    assert len([one for one in asked.captured_queries if not one["sql"].startswith(CONTROL)]) <= 15
