"""The search over all rooms: by right, grouped, at most five lines each; whose data were shown is recorded."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.dashboard.queries.search import Group, find
from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.gate.services import search_key
from kotaham.apps.offices.models import Office
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.dashboard.conftest import Ask
from tests.cast import World

CARI = "/cari"
CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def titles(groups: list[Group]) -> dict[str, list[str]]:
    """Return what was found, by group."""
    return {group.key: [line.title for line in group.lines] for group in groups}


def test_a_stranger_must_sign_in(client: Client, db: None) -> None:
    assert client.get(CARI, {"q": "ani"}).status_code == 302


def test_the_search_is_never_sent_as_a_form_that_writes(world: World, as_: AsPerson) -> None:
    assert as_(world.ani).post(CARI, {"q": "ani"}).status_code == 405


def test_one_word_finds_people_offices_and_follow_ups(world: World, actor: ActorOf, ask: Ask) -> None:
    ask(actor(world.ani), world.office("dinas").pk, "Budidaya toga")
    found = titles(find(actor(world.ani), "budi"))
    assert found == {"orang": ["Budi Budiman"], "tindak-lanjut": ["Budidaya toga"]}


def test_an_office_is_found_by_any_part_of_its_name_and_a_place_by_its_code(world: World, actor: ActorOf) -> None:
    assert world.office("dinas").name in titles(find(actor(world.ani), "kesehatan kota damai"))["kantor"]
    assert titles(find(actor(world.ani), "99.71"))["wilayah"] == ["Kota Damai"]


def test_evidence_is_found_by_its_title_within_reach_only(world: World, actor: ActorOf) -> None:
    for office in ("dinas", "dinas_seberang"):
        Evidence.objects.create(
            holder=world.office(office), title=f"Laporan {office}", kind="file", created_at=timezone.now()
        )
    assert titles(find(actor(world.ani), "laporan"))["bukti"] == ["Laporan dinas"]
    assert titles(find(actor(world.citra), "laporan"))["bukti"] == ["Laporan dinas_seberang"]


@pytest.mark.parametrize("text", ["kenari", "budi", "dinas", "kota", "ani"])
def test_no_search_of_another_city_shows_a_canary_of_damai(
    text: str, world: World, as_: AsPerson, actor: ActorOf, ask: Ask
) -> None:
    ask(actor(world.ani), world.office("dinas").pk, f"Kota dinas kenari budi ani {world.canary('damai')}")
    page = as_(world.citra).get(CARI, {"q": text}).text
    for office in ("damai", "dinas", "dinas_social", "puskesmas"):
        assert world.canary(office) not in page
    assert "Budi Budiman" not in page


def test_the_control_of_the_canaries_its_own_city_does_show_them(world: World, as_: AsPerson) -> None:
    assert world.canary("dinas") in as_(world.ani).get(CARI, {"q": "kenari"}).text


def test_five_are_shown_and_the_sixth_opens_the_list(world: World, as_: AsPerson, actor: ActorOf) -> None:
    names = [f"Zulaikha {letter}" for letter in "ABCDEF"]
    Person.objects.bulk_create(
        Person(email=f"z{number}@x.example", name=name, name_key=search_key(name)) for number, name in enumerate(names)
    )
    (group,) = find(actor(world.eko), "zulai")
    assert [line.title for line in group.lines] == names[:5]
    assert group.more == "/orang?q=zulai"
    assert len(group.read) == 5
    assert names[5] in as_(world.eko).get(group.more).text


def test_exactly_five_are_all_there_is(world: World, actor: ActorOf) -> None:
    parent = world.office("damai")
    Office.objects.bulk_create(
        Office(kind="partner", name=f"Wadah {number}", parent=parent, city_code="99.71", rank=6) for number in range(5)
    )
    (group,) = find(actor(world.ani), "wadah")
    assert len(group.lines) == 5
    assert group.more == ""


def test_an_address_is_masked_and_only_a_whole_one_finds(world: World, as_: AsPerson, actor: ActorOf) -> None:
    page = as_(world.ani).get(CARI, {"q": "budi@kotaham.example"}).text
    assert "Budi Budiman" in page
    assert "budi@kotaham.example" not in page.partition('<div id="hasil"')[2]
    assert "b•••@kotaham.example" in page
    assert titles(find(actor(world.ani), "budi@kotaham")) == {}


def test_whose_name_was_shown_can_see_who_searched(world: World, as_: AsPerson) -> None:
    as_(world.ani).get(CARI, {"q": "budi"})
    (read,) = Event.objects.filter(verb="accounts.read", subject=str(world.budi.pk))
    assert (read.person, read.why) == (world.ani.pk, "pencarian")


def test_a_search_that_shows_nobody_records_nothing(world: World, as_: AsPerson) -> None:
    as_(world.ani).get(CARI, {"q": "99.71"})
    assert not Event.objects.filter(verb="accounts.read").exists()


@pytest.mark.parametrize("text", ["", " ", "a", "  b  "])
def test_less_than_two_letters_are_not_searched(text: str, world: World, as_: AsPerson, actor: ActorOf) -> None:
    assert find(actor(world.ani), text.strip()) == []
    page = as_(world.ani).get(CARI, {"q": text})
    assert page.status_code == 200
    assert ("Tulis sedikitnya 2 huruf." in page.text) is bool(text.strip())


@pytest.mark.parametrize("text", ["%", "100%_", "'; DROP TABLE", "<script>alert(1)</script>", "é" * 100, "TL-"])
def test_strange_words_are_searched_like_others_and_never_become_markup(text: str, world: World, as_: AsPerson) -> None:
    page = as_(world.ani).get(CARI, {"q": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_nothing_found_says_how_to_search(world: World, as_: AsPerson) -> None:
    page = as_(world.ani).get(CARI, {"q": "qqqq"}).text
    assert "Tidak ada yang cocok dengan “qqqq”" in page
    assert "Nama orang dicari dari hurufnya yang pertama" in page


def test_live_results_are_the_same_lines_without_the_page_around_them(world: World, as_: AsPerson) -> None:
    part = as_(world.ani).get(CARI, {"q": "budi"}, headers={"HX-Request": "true", "HX-Target": "hasil"}).text
    assert "Budi Budiman" in part
    assert "<html" not in part


def test_somebody_without_a_role_finds_places_and_nothing_else(world: World, actor: ActorOf) -> None:
    assert titles(find(actor(world.tono), "damai")).keys() == {"wilayah"}


@pytest.mark.parametrize("name", ["ani", "intan", "eko", "made"])
def test_a_search_asks_at_most_fifteen_queries(
    name: str, world: World, as_: AsPerson, actor: ActorOf, ask: Ask
) -> None:
    ask(actor(world.ani), world.office("dinas").pk, "Budidaya", days=3)
    browser = as_(world.people[name])
    browser.get(CARI, {"q": "budi"})
    with CaptureQueriesContext(connection) as asked:
        browser.get(CARI, {"q": "budi"})
    assert len([one for one in asked.captured_queries if not one["sql"].startswith(CONTROL)]) <= 15
