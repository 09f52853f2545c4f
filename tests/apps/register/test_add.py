"""An office adds one person; the number is checked, sealed and shown by its tail only."""

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.register import services
from kotaham.apps.register.models import Member, NameWord, Posting
from kotaham.apps.register.services import Wish
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World

FORM = {
    "name": "Sari Dewi",
    "status": "pns",
    "number": nip(1),
    "agency": "",
    "post": "Analis",
    "email": "",
    "phone": "",
}


def test_a_coordinator_adds_a_person_of_a_unit(world: World, as_: AsPerson) -> None:
    office = world.office("dinas")
    answer = as_(world.ani).post(f"/peserta/tambah?kantor={office.pk}", FORM, follow=True)
    text = answer.content.decode()
    assert "Sari Dewi" in text
    assert "•••" + nip(1)[-3:] in text
    assert nip(1) not in text
    member = Member.objects.get()
    assert (member.office_id, member.kanwil_id) == (office.pk, world.office("kanwil").pk)
    assert set(NameWord.objects.values_list("word", flat=True)) == {"sari", "dewi"}
    assert Posting.objects.get().ends is None
    assert Event.objects.filter(verb="register.added", subject=str(member.pk)).count() == 1


def test_nothing_in_the_database_holds_the_number_in_the_clear(person: AddPerson) -> None:
    member = person(5, email="sari@contoh.id", phone="0812345678")
    row = Member.objects.filter(pk=member.pk).values().get()
    clear = " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in row.values())
    assert nip(5) not in clear
    assert "sari@contoh.id" not in clear
    assert "0812345678" not in clear


def test_the_same_number_is_refused_a_second_time(person: AddPerson) -> None:
    person(1)
    with pytest.raises(Refused, match="sudah dimiliki orang lain"):
        person(1, name="Orang Lain")


def test_everything_that_is_wrong_is_told_at_once(world: World, as_: AsPerson) -> None:
    address = f"/peserta/tambah?kantor={world.office('dinas').pk}"
    answer = as_(world.ani).post(address, FORM | {"number": "123", "agency": "x" * 150, "name": " "})
    assert answer.status_code == 422
    problems = as_(world.ani).post(address, FORM | {"number": "123"})
    assert problems.status_code == 422
    assert "bukan 18 angka" in problems.content.decode()
    assert not Member.objects.exists()


def test_an_office_out_of_reach_is_refused(world: World, ani: Actor) -> None:
    wish = Wish(name="Sari", status="pns", number=nip(1), office=world.office("dinas_seberang").pk)
    with pytest.raises(Refused, match="di luar wilayah"):
        services.add(wish, actor=ani)


@pytest.mark.parametrize("who", ["dewi", "made", "nia", "kartika"])
def test_whoever_has_no_right_adds_nobody(world: World, actor: ActorOf, as_: AsPerson, who: str) -> None:
    wish = Wish(name="Sari", status="pns", number=nip(1), office=world.office("dinas").pk)
    with pytest.raises(Forbidden):
        services.add(wish, actor=actor(world.people[who]))
    assert as_(world.people[who]).post("/peserta/tambah", FORM).status_code == 403


def test_a_unit_adds_to_itself_only(world: World, as_: AsPerson) -> None:
    page = as_(world.budi).get("/peserta/tambah").content.decode()
    assert "Dinas Kesehatan Kota Damai" in page
    other = as_(world.budi).get(f"/peserta/tambah?kantor={world.office('dinas_social').pk}")
    assert "bertugas di kantor mana" in other.content.decode()
