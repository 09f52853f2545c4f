"""The list of people, one person, the address, and who read what."""

import pytest
from django.urls import reverse

from kotaham.apps.accounts import queries, rules
from kotaham.apps.accounts.models import Person
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import search_key
from kotaham.core.policy import Reach
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def names_on(as_: AsPerson, person: Person, **query: str) -> set[str]:
    """Return the mailboxes of the people whose names stand on the list that somebody sees."""
    html = as_(person).get(reverse("accounts:people"), query).content.decode()
    listed = html.split('id="people"')[1]
    return {one.email.partition("@")[0] for one in Person.objects.all() if f">{one.name}</a>" in listed}


def test_the_admin_sees_everybody(world: World, as_: AsPerson) -> None:
    assert names_on(as_, world.eko) == set(world.people)


def test_the_admin_and_the_auditor_see_every_role_of_everybody(world: World, as_: AsPerson) -> None:
    for name in ("eko", "made"):
        for route, args in (("accounts:people", []), ("accounts:person", [world.citra.pk])):
            html = as_(world.people[name]).get(reverse(route, args=args)).content.decode()
            assert world.canary("seberang") in html, (name, route)


def test_the_coordinator_sees_her_city_and_no_other(world: World, as_: AsPerson) -> None:
    assert names_on(as_, world.ani) == {"ani", "budi", "nia", "yuda"}


def test_the_verifier_sees_the_area_of_the_kanwil(world: World, as_: AsPerson) -> None:
    assert names_on(as_, world.dewi) == {
        *("dewi", "oki", "intan", "joko", "lestari", "kartika", "ani", "rini", "budi", "yuda", "nia")
    }


def test_an_officer_sees_the_own_office(world: World, as_: AsPerson) -> None:
    assert names_on(as_, world.budi) == {"budi", "nia"}


def test_a_learner_sees_no_list(world: World, as_: AsPerson) -> None:
    response = as_(world.nia).get(reverse("accounts:people"))
    assert response.status_code == 403
    assert "accounts.people" in response.content.decode()


def test_no_canary_of_another_city_is_on_the_list(world: World, as_: AsPerson) -> None:
    html = as_(world.ani).get(reverse("accounts:people")).content.decode()
    assert world.canary("dinas") in html
    for other in ("seberang", "dinas_seberang", "rukun", "kanwil"):
        assert world.canary(other) not in html.replace(world.canary("damai"), "")


def test_who_holds_a_second_role_elsewhere_shows_only_the_one_within_reach(world: World, as_: AsPerson) -> None:
    world.appointment("citra").__class__.objects.create(
        person=world.budi, role="learner", office=world.office("dinas_seberang"), starts="2020-01-01", basis="SK"
    )
    for route, args in (("accounts:people", []), ("accounts:person", [world.budi.pk])):
        html = as_(world.ani).get(reverse(route, args=args)).content.decode()
        assert "Budi Budiman" in html
        assert world.canary("dinas_seberang") not in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bud", {"budi"}),
        ("BUDI  b", {"budi"}),
        ("budiman", set()),
        ("budi@kotaham.example", {"budi"}),
        ("budi@", set()),
        ("%", set()),
    ],
)
def test_search_takes_the_beginning_of_a_name_or_a_whole_address(
    world: World, as_: AsPerson, text: str, found: set[str]
) -> None:
    assert names_on(as_, world.ani, q=text) == found


def test_the_two_ways_to_ask_for_people_find_the_same(world: World, actor: ActorOf) -> None:
    for person in world.people.values():
        one = actor(person)
        for reach in Reach:
            looked_up = Person.objects.filter(rules.people(one, reach)).values_list("pk", flat=True)
            gathered = Person.objects.filter(rules.few_people(one, reach)).values_list("pk", flat=True)
            assert set(looked_up) == set(gathered)


def test_search_finds_nobody_out_of_reach(world: World, actor: ActorOf) -> None:
    assert not queries.search(actor(world.ani), Reach.BELOW, "citra")
    assert not queries.search(actor(world.ani), Reach.BELOW, "citra@kotaham.example")


def test_the_list_masks_addresses(world: World, as_: AsPerson) -> None:
    assert "budi@kotaham.example" not in as_(world.ani).get(reverse("accounts:people")).content.decode()


def test_everybody_else_shown_on_a_list_is_recorded_as_read(world: World, as_: AsPerson) -> None:
    as_(world.ani).get(reverse("accounts:people"))
    read = Event.objects.filter(verb="accounts.read", kind="accounts.person", person=world.ani.pk)
    assert {int(row.subject) for row in read} == {world.budi.pk, world.nia.pk, world.yuda.pk}


@pytest.mark.parametrize("route", ["accounts:person", "accounts:contact"])
def test_looking_at_oneself_is_no_read_of_personal_data(world: World, as_: AsPerson, route: str) -> None:
    assert as_(world.ani).get(reverse(route, args=[world.ani.pk])).status_code == 200
    assert not Event.objects.filter(verb="accounts.read").exists()


def test_control_the_same_page_of_somebody_else_is(world: World, as_: AsPerson) -> None:
    as_(world.ani).get(reverse("accounts:person", args=[world.budi.pk]))
    assert Event.objects.filter(verb="accounts.read", subject=str(world.budi.pk)).exists()


def test_the_reason_of_a_read_is_told_in_english(world: World, as_: AsPerson) -> None:
    ani = as_(world.ani)
    ani.get(reverse("accounts:contact", args=[world.budi.pk]))
    ani.cookies["bahasa"] = "en"
    html = ani.get(reverse("events:mine")).content.decode()
    assert "opened the e-mail address" in html
    assert "melihat surel" not in html


def test_opening_an_address_is_recorded_as_its_own_act(world: World, as_: AsPerson) -> None:
    html = as_(world.ani).get(reverse("accounts:contact", args=[world.budi.pk])).content.decode()
    event = Event.objects.filter(subject=str(world.budi.pk)).latest("seq")
    assert "budi@kotaham.example" in html
    assert (event.verb, event.why, "email" in event.data) == ("accounts.read", "melihat surel", True)


def test_who_may_see_but_not_write_to_is_refused_the_address(world: World, as_: AsPerson) -> None:
    assert as_(world.budi).get(reverse("accounts:contact", args=[world.nia.pk])).status_code == 403


@pytest.mark.parametrize("route", ["accounts:person", "accounts:contact", "accounts:appoint"])
def test_a_stranger_does_not_exist(world: World, as_: AsPerson, route: str) -> None:
    response = as_(world.citra).get(reverse(route, args=[world.budi.pk]))
    assert response.status_code == 404
    assert "Budi" not in response.content.decode()


def test_budi_sees_who_read_his_data(world: World, as_: AsPerson) -> None:
    as_(world.ani).get(reverse("accounts:person", args=[world.budi.pk]))
    html = as_(world.budi).get(reverse("accounts:readers", args=[world.budi.pk])).content.decode()
    assert "Ani Andayani" in html
    assert "halaman orang" in html


def test_who_reads_the_own_data_is_not_a_reader(world: World, as_: AsPerson) -> None:
    as_(world.budi).get(reverse("accounts:people"))
    html = as_(world.budi).get(reverse("accounts:readers", args=[world.budi.pk])).content.decode()
    assert "Belum ada yang membuka data ini" in html


def test_a_colleague_does_not_see_who_read_budis_data(world: World, as_: AsPerson) -> None:
    assert as_(world.ani).get(reverse("accounts:readers", args=[world.budi.pk])).status_code == 404


def test_the_page_of_a_person_offers_only_what_the_reader_may_do(world: World, as_: AsPerson) -> None:
    address = reverse("accounts:person", args=[world.budi.pk])
    end = reverse("accounts:end", args=[world.appointment("budi").pk])
    assert end in as_(world.ani).get(address).content.decode()
    assert end not in as_(world.dewi).get(address).content.decode()


def test_the_list_asks_the_database_a_bounded_number_of_times(
    world: World, as_: AsPerson, django_assert_max_num_queries: object
) -> None:
    Person.objects.bulk_create(
        Person(email=f"x{n}@kotaham.example", name=f"Xena {n:03}", name_key=search_key(f"Xena {n:03}"))
        for n in range(120)
    )
    client = as_(world.eko)
    client.get(reverse("accounts:people"))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        html = client.get(reverse("accounts:people"), {"hal": "2"}).content.decode()
    assert "Xena" in html


@pytest.mark.parametrize("route", ["accounts:people", "accounts:roles"])
def test_a_wrong_method_has_no_door(world: World, as_: AsPerson, route: str) -> None:
    assert as_(world.eko).post(reverse(route)).status_code == 405
