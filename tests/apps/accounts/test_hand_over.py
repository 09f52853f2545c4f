"""Hand over: the successor inherits the open work, with a written note."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.http import Http404
from django.urls import reverse

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Appointment, HandOver
from kotaham.apps.gate.services import Actor, Stale
from kotaham.core.errors import Refused
from tests.apps.accounts.road import count, last_event
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


class Desk:
    """A room above that counts work by the number of an appointment."""

    def __init__(self) -> None:
        self.of: dict[int, int] = {}

    def count(self, giver: Appointment) -> int:
        return self.of.get(giver.pk, 0)

    def move(self, actor: Actor, giver: Appointment, taker: Appointment) -> int:
        moved = self.of.pop(giver.pk, 0)
        self.of[taker.pk] = self.of.get(taker.pk, 0) + moved
        return moved


@pytest.fixture
def desk() -> Iterator[Desk]:
    found = Desk()
    services.open_work.append(services.OpenWork("uji.meja", "Berkas di meja", found.count, found.move))
    yield found
    services.open_work.pop()


@pytest.fixture
def successor(world: World) -> Appointment:
    return Appointment.objects.create(
        person=world.tono, role="unit_officer", office=world.office("dinas"), starts=date(2020, 1, 1), basis="SK"
    )


def test_the_successor_inherits_the_work_with_the_note(
    world: World, actor: ActorOf, desk: Desk, successor: Appointment
) -> None:
    giver = world.appointment("budi")
    desk.of[giver.pk] = 3
    made = services.hand_over(actor=actor(world.budi), giver=giver.pk, taker=successor.pk, note="Tiga berkas menunggu.")
    assert desk.of == {successor.pk: 3}
    assert (made.note, made.moved) == ("Tiga berkas menunggu.", made.moved | {"uji.meja": 3})
    assert last_event("accounts.handed-over").holder == world.office("dinas").pk


def test_the_coordinator_hands_over_for_somebody_who_left(
    world: World, actor: ActorOf, desk: Desk, successor: Appointment
) -> None:
    services.end(actor=actor(world.ani), appointment=world.appointment("budi").pk, on=date(2027, 1, 1), reason="Pindah")
    made = services.hand_over(
        actor=actor(world.ani), giver=world.appointment("budi").pk, taker=successor.pk, note="Sesuai memo."
    )
    assert made.by == world.ani


def test_the_page_shows_how_much_is_open_before_it_asks(
    world: World, as_: AsPerson, desk: Desk, successor: Appointment
) -> None:
    desk.of[world.appointment("budi").pk] = 7
    html = as_(world.budi).get(reverse("accounts:hand-over", args=[world.appointment("budi").pk])).content.decode()
    assert "Berkas di meja: <strong>7</strong>" in html
    assert "Tono Tanpa" in html


def test_without_a_successor_the_page_tells_the_first_step(world: World, as_: AsPerson) -> None:
    html = as_(world.budi).get(reverse("accounts:hand-over", args=[world.appointment("budi").pk])).content.decode()
    assert "Belum ada penggantinya" in html
    assert "Mintalah kantor di atas Anda" in html
    assert "/undangan/baru" not in html


def test_who_may_give_the_role_is_led_to_inviting_or_appointing_a_successor(world: World, as_: AsPerson) -> None:
    page = reverse("accounts:hand-over", args=[world.appointment("budi").pk])
    html = as_(world.ani).get(page).content.decode()
    invite = f"{reverse('accounts:invite')}?kantor={world.office('dinas').pk}"
    assert f'href="{invite}"' in html
    assert f'href="{reverse("accounts:people")}"' in html
    assert as_(world.ani).get(invite).status_code == 200


def test_the_successor_is_told_and_reads_the_note_on_the_own_page(
    world: World, actor: ActorOf, as_: AsPerson, successor: Appointment
) -> None:
    services.hand_over(
        actor=actor(world.budi), giver=world.appointment("budi").pk, taker=successor.pk, note="Map biru di lemari."
    )
    tono = as_(world.tono)
    assert "menyerahterimakan pekerjaannya kepada Anda" in tono.get(reverse("notices:list")).content.decode()
    assert "Map biru di lemari." in tono.get(reverse("accounts:profile")).content.decode()
    assert "Map biru" not in as_(world.budi).get(reverse("accounts:profile")).content.decode()


def test_a_colleague_does_not_hand_over_for_others(world: World, as_: AsPerson, successor: Appointment) -> None:
    address = reverse("accounts:hand-over", args=[successor.pk])
    assert as_(world.budi).get(address).status_code == 403


def test_a_stranger_finds_nothing(world: World, actor: ActorOf, successor: Appointment) -> None:
    with pytest.raises(Http404):
        services.hand_over(actor=actor(world.citra), giver=world.appointment("budi").pk, taker=successor.pk, note="x")


def test_another_seat_and_an_empty_note_are_told_together(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused) as refused:
        services.hand_over(
            actor=actor(world.budi), giver=world.appointment("budi").pk, taker=world.appointment("nia").pk, note=""
        )
    assert refused.value.codes == ("accounts.hand-over-note-missing", "accounts.hand-over-other-seat")


def test_a_second_click_is_stale_and_moves_nothing(
    world: World, actor: ActorOf, desk: Desk, successor: Appointment
) -> None:
    giver = world.appointment("budi")
    desk.of[giver.pk] = 2
    services.hand_over(actor=actor(world.budi), giver=giver.pk, taker=successor.pk, note="Dua berkas.")
    with pytest.raises(Stale):
        services.hand_over(actor=actor(world.budi), giver=giver.pk, taker=successor.pk, note="Dua berkas.")
    assert desk.of == {successor.pk: 2}
    assert (count("accounts.handed-over"), HandOver.objects.count()) == (1, 1)


def test_work_that_cannot_move_leaves_everything_as_it_was(
    world: World, actor: ActorOf, desk: Desk, successor: Appointment
) -> None:
    def break_down(_actor: Actor, _giver: Appointment, _taker: Appointment) -> int:
        raise RuntimeError("meja terkunci")

    services.open_work.append(services.OpenWork("uji.rusak", "Rusak", desk.count, break_down))
    try:
        with pytest.raises(RuntimeError, match="meja terkunci"):
            services.hand_over(
                actor=actor(world.budi), giver=world.appointment("budi").pk, taker=successor.pk, note="Dua berkas."
            )
    finally:
        services.open_work.pop()
    assert HandOver.objects.count() == 0
    assert Appointment.objects.get(pk=world.appointment("budi").pk).handed_to is None


def test_a_stale_page_is_answered_with_409(world: World, as_: AsPerson, successor: Appointment) -> None:
    budi, address = as_(world.budi), reverse("accounts:hand-over", args=[world.appointment("budi").pk])
    form = {"taker": successor.pk, "note": "Semua di map biru."}
    assert [budi.post(address, form).status_code for _ in range(2)] == [302, 409]


def test_a_wrong_method_has_no_door(world: World, as_: AsPerson) -> None:
    address = reverse("accounts:hand-over", args=[world.appointment("budi").pk])
    assert as_(world.budi).delete(address).status_code == 405
