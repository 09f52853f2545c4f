"""People are found by any words of their names or by a whole number, within reach; who looked is on the record."""

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.register import queries, services
from kotaham.apps.register.models import Member
from kotaham.apps.register.queries import searching
from kotaham.core.policy import Reach
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World


@pytest.fixture
def people(person: AddPerson) -> dict[str, Member]:
    return {
        "sari": person(1, "Sari Dewi Lestari"),
        "dewa": person(2, "I Dewa Gede", office="damai"),
        "budi": person(3, "Budi Sarijaya", office="dinas_social"),
    }


def found(client: object, text: str) -> set[str]:
    call = client.post if services.like_number(text) else client.get  # type: ignore[attr-defined]
    page = call("/peserta", {"q": text}).content.decode()
    return {name for name in ("Sari Dewi Lestari", "I Dewa Gede", "Budi Sarijaya") if name in page}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sari", {"Sari Dewi Lestari", "Budi Sarijaya"}),
        ("dew sar", {"Sari Dewi Lestari"}),
        ("DÉWA", {"I Dewa Gede"}),
        ("lestari dewi sari", {"Sari Dewi Lestari"}),
        ("jaya", set()),
        ("", {"Sari Dewi Lestari", "I Dewa Gede", "Budi Sarijaya"}),
        (nip(2), {"I Dewa Gede"}),
        (f"{nip(2)[:8]} {nip(2)[8:14]} {nip(2)[14]} {nip(2)[15:]}", {"I Dewa Gede"}),
        (nip(2)[:-1] + "9", set()),
    ],
)
def test_what_is_typed_finds(
    world: World, as_: AsPerson, people: dict[str, Member], text: str, names: set[str]
) -> None:
    assert found(as_(world.ani), text) == names


@pytest.mark.parametrize("common", [0, 1])
def test_words_that_are_in_many_names_find_the_same(
    world: World, as_: AsPerson, people: dict[str, Member], monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    monkeypatch.setattr(searching, "COMMON", common)
    assert found(as_(world.ani), "sari") == {"Sari Dewi Lestari", "Budi Sarijaya"}
    assert found(as_(world.ani), "sari bu") == {"Budi Sarijaya"}
    assert found(as_(world.eko), "dew sari") == {"Sari Dewi Lestari"}


@pytest.mark.parametrize("who", ["eko", "ani"])
def test_names_that_begin_with_the_word_come_first_and_every_page_follows_the_one_before(
    world: World, person: AddPerson, actor: ActorOf, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """However common the word is, and wherever a page is cut."""
    names = [
        "Zul Sari",
        "Sari Zul",
        "Sarita",
        "Ani Sari Budi",
        "Budi",
        "Sari",
        "Sari Ani",
        "Sari",
        "Ani Sarijaya",
        "Sara",
    ]
    made = {person(number, name).pk: name for number, name in enumerate(names, start=1)}
    reach = Reach.ALL if who == "eko" else Reach.BELOW
    for text, keep in (("sari", "sari"), ("sari an", "an"), ("an sar", "sar")):
        ours = [pk for pk, name in made.items() if all(f" {w}" in f" {name.lower()}" for w in (*text.split(), keep))]
        first = text.split()[0]
        wanted = sorted(ours, key=lambda pk: (not made[pk].lower().startswith(first), made[pk].lower(), pk))
        for common in (0, 3, 5_000):
            monkeypatch.setattr(searching, "COMMON", common)
            rows = queries.search(actor(world.people[who]), reach, text)
            for size in (1, 2, 3, 7, 20):
                found = [row.pk for start in range(0, 12, size) for row in rows[start : start + size]]
                assert found == wanted, (text, common, size)


def test_everybody_finds_within_their_reach(world: World, as_: AsPerson, people: dict[str, Member]) -> None:
    everybody = {"Sari Dewi Lestari", "I Dewa Gede", "Budi Sarijaya"}
    assert found(as_(world.budi), "") == {"Sari Dewi Lestari"}
    assert found(as_(world.budi), nip(2)) == set()
    assert found(as_(world.citra), "") == set()
    for who in ("intan", "joko", "eko", "made"):
        assert found(as_(world.people[who]), "sari") == {"Sari Dewi Lestari", "Budi Sarijaya"}, who
        assert found(as_(world.people[who]), "") == everybody, who
    assert as_(world.dewi).get("/peserta").status_code == 403
    assert as_(world.nia).get("/peserta").status_code == 403


def test_the_list_shows_tails_and_records_whose_rows_were_read(
    world: World, as_: AsPerson, people: dict[str, Member]
) -> None:
    page = as_(world.ani).get("/peserta", {"q": "dewa"}).content.decode()
    assert "•••" + nip(2)[-3:] in page
    assert nip(2)[:15] not in page
    events = Event.objects.filter(verb="register.read")
    assert [event.subject for event in events] == [str(people["dewa"].pk)]


def test_a_number_is_never_left_in_an_address(world: World, as_: AsPerson, people: dict[str, Member]) -> None:
    client = as_(world.ani)
    for text in (nip(2), nip(2)[:9], nip(2)[:4]):
        assert client.post("/peserta", {"q": text}).status_code == 200, "answered at once, sent nowhere"
        assert client.get("/peserta", {"q": text}).headers["Location"] == "/peserta"
    assert client.post("/peserta", {"q": "I Dewa"}).headers["Location"] == "/peserta?q=I+Dewa"


def test_an_auditor_posts_a_number_too_and_writes_nothing_but_that_it_was_read(
    world: World, as_: AsPerson, people: dict[str, Member]
) -> None:
    client, before = as_(world.made), list(Member.objects.order_by("pk").values())
    last = Event.objects.latest("seq").seq
    assert client.get("/peserta", {"q": nip(2)}).headers["Location"] == "/peserta"
    assert "I Dewa Gede" in client.post("/peserta", {"q": nip(2)}).text
    assert '<form class="filters" method="post" action="/peserta"' in client.get("/peserta").text
    assert list(Member.objects.order_by("pk").values()) == before
    assert set(Event.objects.filter(seq__gt=last).values_list("verb", flat=True)) == {"register.read"}


def test_a_name_that_looks_like_a_pattern_is_only_a_name(
    world: World, as_: AsPerson, people: dict[str, Member]
) -> None:
    for text in ("%", "_", "'", '"', "\\", "sari%", "*", "100"):
        assert found(as_(world.ani), text) in (set(), {"Sari Dewi Lestari", "I Dewa Gede", "Budi Sarijaya"})


def test_a_list_costs_few_questions(
    world: World, as_: AsPerson, people: dict[str, Member], django_assert_max_num_queries: object
) -> None:
    client = as_(world.ani)
    client.get("/peserta")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get("/peserta", {"q": "sari"})


def test_numbers_are_whole_or_names(people: dict[str, Member]) -> None:
    assert services.number_of("1234")
    assert services.number_of("'19900309 201502 1 007")
    assert not services.number_of("123")
    assert not services.number_of("Sari 1990")
