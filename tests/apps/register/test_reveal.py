"""A full number is opened with a reason, shown once, and the person sees who opened it."""

import pytest

from kotaham.apps.accounts.models import Person
from kotaham.apps.events.models import Event
from kotaham.apps.register.models import Member
from tests.apps.conftest import AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World


def test_a_reason_opens_the_number_once(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1, email="sari@contoh.id")
    client = as_(world.ani)
    answer = client.post(f"/peserta/{member.ref}/nomor", {"why": "Mencocokkan SK"})
    assert nip(1) in answer.content.decode()
    assert "sari@contoh.id" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert nip(1) not in client.get(f"/peserta/{member.ref}").content.decode()
    event = Event.objects.get(verb="register.read", why="Mencocokkan SK")
    assert event.subject == str(member.pk)
    assert nip(1) not in event.data


def test_without_a_reason_nothing_opens(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1)
    answer = as_(world.ani).post(f"/peserta/{member.ref}/nomor", {"why": " "})
    assert answer.status_code == 422
    assert nip(1) not in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("made", 403), ("dewi", 403), ("nia", 403), ("citra", 404), ("yuda", 404)])
def test_others_do_not_open_it(world: World, as_: AsPerson, person: AddPerson, who: str, status: int) -> None:
    member = person(1)
    answer = as_(world.people[who]).post(f"/peserta/{member.ref}/nomor", {"why": "Ingin tahu"})
    assert answer.status_code == status
    assert nip(1) not in answer.content.decode()


def joined(member: Member, account: Person) -> Member:
    Member.objects.filter(pk=member.pk).update(account=account)
    return member


def test_a_learner_sees_their_own_row_in_full_and_who_read_it(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = joined(person(1, "Nia Nuraini"), world.nia)
    as_(world.ani).post(f"/peserta/{member.ref}/nomor", {"why": "Mencocokkan SK"})
    page = as_(world.nia).get("/peserta/saya").content.decode()
    assert nip(1) in page
    assert "Ani Andayani" in page
    assert "Mencocokkan SK" in page
    again = as_(world.nia).get("/peserta/saya").content.decode()
    assert again.count("Nia Nuraini") == page.count("Nia Nuraini"), "one's own look is not told as a reading by others"


def test_an_account_without_a_row_is_told_what_to_do(world: World, as_: AsPerson) -> None:
    answer = as_(world.tono).get("/peserta/saya")
    assert answer.status_code == 200
    assert "belum terhubung" in answer.content.decode()


def test_whoever_keeps_the_data_sees_the_readers(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1)
    for _ in range(3):
        as_(world.ani).get(f"/peserta/{member.ref}")
    page = as_(world.made).get(f"/peserta/{member.ref}/pembaca").content.decode()
    assert page.count("halaman peserta") == 1, "looks of one person for one purpose on one day are one line"
    assert "3 kali hari itu" in page
    assert "Ani Andayani" in page
    assert "halaman peserta" in page
