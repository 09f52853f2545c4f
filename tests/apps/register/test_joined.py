"""The page of a link shows who came by it: within reach, masked, in pages, and the reading is recorded."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import services
from kotaham.apps.register.models import Joined, Link, Member
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World


@pytest.fixture
def link(world: World, ani: Actor) -> Link:
    until = timezone.localdate() + timedelta(days=3)
    return services.make_link("Pelatihan dasar", until, 100, world.office("dinas").pk, actor=ani)


def join(link: Link, number: int, name: str) -> None:
    form = {"name": name, "status": "pns", "number": nip(number), "post": "", "email": "", "phone": ""}
    assert Client().post(f"/daftar/{services.token_of(link)}", form).status_code == 200


def page(client: Client, link: Link, hal: int = 1) -> str:
    return client.get(f"/peserta/tautan/{link.pk}", {"hal": hal}).content.decode()


def test_who_came_by_it_stands_on_its_page_masked_and_can_see_who_read(world: World, as_: AsPerson, link: Link) -> None:
    join(link, 1, "Sari Dewi")
    shown = page(as_(world.ani), link)
    for words in ("Sari Dewi", "•••" + nip(1)[-3:], world.canary("dinas"), "Aktif"):
        assert words in shown
    assert nip(1)[:15] not in shown
    (read,) = Event.objects.filter(verb="register.read")
    member = Member.objects.get()
    assert (read.subject, read.person, read.why) == (str(member.pk), world.ani.pk, "pendaftar lewat tautan")


def test_who_came_by_another_link_or_was_known_before_is_not_listed(
    world: World, as_: AsPerson, link: Link, person: AddPerson, ani: Actor
) -> None:
    person(1, "Nama Asli", office="dinas_social")
    other = services.make_link(
        "Kelas lain", timezone.localdate() + timedelta(days=3), 9, link.office_id, actor=ani
    )  # fmt: skip
    join(other, 2, "Orang Lain")
    join(link, 1, "Nama Palsu")
    shown = page(as_(world.ani), link)
    assert "Nama Asli" not in shown
    assert "Orang Lain" not in shown
    assert "1 pendaftar sudah ada di daftar peserta sebelumnya" in shown
    assert "sudah ada di daftar peserta" not in page(as_(world.ani), other)


def test_who_moved_out_of_reach_is_left_out_and_who_was_erased_too(
    world: World, as_: AsPerson, actor: ActorOf, link: Link
) -> None:
    join(link, 1, "Tetap Tinggal")
    join(link, 2, "Sudah Pindah")
    join(link, 3, "Minta Dihapus")
    gone, away = Member.objects.order_by("-pk")[:2]
    services.move(away.ref, world.office("damai").pk, "Mutasi", actor=actor(world.ani), version=away.version)
    services.erase(gone.ref, "Permintaan sendiri", actor=actor(world.eko), version=gone.version)
    budi, ani = page(as_(world.budi), link), page(as_(world.ani), link)
    assert "Tetap Tinggal" in budi
    assert "Sudah Pindah" not in budi
    assert "Sudah Pindah" in ani
    assert f"P-{gone.pk}" not in ani.partition('id="pendaftar"')[2].partition("</section>")[0]
    assert as_(world.citra).get(f"/peserta/tautan/{link.pk}").status_code == 404


def test_a_long_list_comes_in_pages_and_costs_as_much_as_a_short_one(
    world: World, as_: AsPerson, link: Link, django_assert_max_num_queries: object
) -> None:
    people = [
        Member(status="other", name=f"Orang {n:02d}", name_key=f"orang {n:02d}", office=link.office) for n in range(60)
    ]
    Joined.objects.bulk_create(Joined(link=link, member=one) for one in Member.objects.bulk_create(people))
    client = as_(world.ani)
    assert "Orang 59" in page(client, link)
    assert "Orang 09" not in page(client, link)
    assert "Orang 09" in page(client, link, hal=2)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        page(client, link)


def test_the_count_in_the_list_of_links_leads_to_them(world: World, as_: AsPerson, link: Link) -> None:
    shown = as_(world.ani).get("/peserta/tautan").content.decode()
    assert f'href="/peserta/tautan/{link.pk}#pendaftar"' in shown
