"""People register themselves by a link; what the page answers never tells who is known already."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import services
from kotaham.apps.register.models import Link, Member
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World

FORM = {"name": "Sari Dewi", "status": "pns", "number": nip(1), "post": "Analis", "email": "", "phone": ""}


@pytest.fixture
def link(world: World, ani: Actor) -> Link:
    until = timezone.localdate() + timedelta(days=3)
    return services.make_link("Pelatihan dasar", until, 2, world.office("dinas").pk, actor=ani)


def address(link: Link) -> str:
    return f"/daftar/{services.token_of(link)}"


def test_somebody_registers_with_the_office_of_the_link(world: World, link: Link) -> None:
    page = Client().get(address(link)).content.decode()
    for words in ("Pelatihan dasar", "Pasal 20 ayat (2)", "Untuk apa data ini", "3 x 24 jam"):
        assert words in page
    answer = Client().post(address(link), FORM)
    assert "Pendaftaran Anda diterima" in answer.content.decode()
    member = Member.objects.get()
    assert (member.office_id, member.name) == (world.office("dinas").pk, "Sari Dewi")
    link.refresh_from_db()
    assert link.used == 1
    assert Event.objects.filter(verb="register.joined", person=None).count() == 1


def test_who_is_known_is_answered_alike_and_stays_as_they_are(link: Link, person: AddPerson) -> None:
    known = person(1, "Nama Asli", office="dinas_social")
    answer = Client().post(address(link), FORM | {"name": "Nama Lain", "email": "jahat@contoh.id"})
    fresh = Client().post(address(link), FORM | {"number": nip(2)})
    assert answer.status_code == fresh.status_code == 200
    strip: Any = lambda text: text.split("<main")[1].split("</main>")[0]  # noqa: E731 - used twice, here
    assert strip(answer.content.decode()) == strip(fresh.content.decode())
    known.refresh_from_db()
    assert (known.name, known.email_sealed, known.version) == ("Nama Asli", None, 1)
    assert Member.objects.count() == 2


def test_only_the_hash_of_the_token_is_kept(link: Link) -> None:
    assert services.token_of(link) not in str(Link.objects.values().get())


def test_a_link_is_full_late_or_closed_and_says_the_same(link: Link, ani: Actor) -> None:
    for number in (1, 2):
        assert Client().post(address(link), FORM | {"number": nip(number)}).status_code == 200
    full = Client().post(address(link), FORM | {"number": nip(3)})
    Link.objects.update(most=9, expires_at=timezone.now())
    late = Client().get(address(link))
    other = Client().get("/daftar/tidak-ada")
    assert {full.status_code, late.status_code, other.status_code} == {404}
    for answer in (full, late, other):
        assert "tidak berlaku lagi" in answer.content.decode()
    assert Member.objects.count() == 2


def test_a_changed_token_opens_nothing(link: Link) -> None:
    token = services.token_of(link)
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        services.open_link(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_it_is_closed_once(world: World, as_: AsPerson, link: Link) -> None:
    client = as_(world.ani)
    page = client.get(f"/peserta/tautan/{link.pk}").content.decode()
    assert services.token_of(link) in page
    assert services.token_of(link) not in as_(world.made).get(f"/peserta/tautan/{link.pk}").content.decode()
    assert as_(world.citra).post(f"/peserta/tautan/{link.pk}/tutup").status_code == 404
    assert client.post(f"/peserta/tautan/{link.pk}/tutup").status_code == 302
    assert client.post(f"/peserta/tautan/{link.pk}/tutup").status_code == 409
    assert Client().get(address(link)).status_code == 404


def test_a_wrong_number_is_told(link: Link) -> None:
    answer = Client().post(address(link), FORM | {"number": "123"})
    assert answer.status_code == 422
    assert "bukan 18 angka" in answer.content.decode()


def test_one_network_may_not_register_without_end(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kotaham.apps.register.views.links.JOINS", 1)
    assert Client().post(address(link), FORM).status_code == 200
    again = Client().post(address(link), FORM | {"number": nip(2)})
    assert again.status_code == 422
    assert "Terlalu banyak" in again.content.decode()


@pytest.mark.parametrize(
    ("days", "most", "words"), [(-1, 5, "sudah lewat"), (400, 5, "sudah lewat"), (3, 0, "1 sampai")]
)
def test_a_link_has_a_day_and_a_number(world: World, ani: Actor, days: int, most: int, words: str) -> None:
    until = timezone.localdate() + timedelta(days=days)
    with pytest.raises(Refused, match=words):
        services.make_link("Pelatihan", until, most, world.office("dinas").pk, actor=ani)


def test_the_form_makes_a_link(world: World, as_: AsPerson) -> None:
    until = (timezone.localdate() + timedelta(days=3)).isoformat()
    answer = as_(world.budi).post("/peserta/tautan/baru", {"title": "Kelas", "until": until, "most": "10"}, follow=True)
    assert "/daftar/" in answer.content.decode()
    assert Link.objects.get().office_id == world.office("dinas").pk
