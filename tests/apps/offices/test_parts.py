"""Mandates with their legal basis, contacts by jabatan."""

from datetime import date

import pytest

from kotaham.apps.offices import services
from kotaham.apps.offices.models import Contact, Mandate
from kotaham.apps.offices.services import Task
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import last_event, text
from tests.cast import World

MANDATE = {
    "text": "Menyusun produk hukum daerah.",
    "basis": "Perwali 1/2026",
    "article": "4",
    "url": "",
    "valid_from": "2026-01-01",
    "version": 1,
}
CONTACT = {
    "title": "Kepala Bagian Hukum",
    "phone": "(021) 123",
    "email": "hukum@damai.example",
    "note": "",
    "version": 1,
}


def test_a_mandate_is_recorded_with_its_basis(world: World, as_: AsPerson) -> None:
    damai, client = world.office("damai"), as_(world.ani)
    assert client.post(f"/kantor/{damai.pk}/tugas", MANDATE).status_code == 302
    mandate = Mandate.objects.get()
    assert (mandate.office_id, mandate.basis, mandate.valid_from) == (damai.pk, "Perwali 1/2026", date(2026, 1, 1))
    assert (last_event().verb, last_event().why) == ("offices.mandate-added", "Perwali 1/2026")
    assert "Perwali 1/2026, pasal 4" in " ".join(text(client.get(f"/kantor/{damai.pk}")).split())


@pytest.mark.parametrize("page", ["tugas", "kontak"])
def test_strangers_and_onlookers_are_turned_away(world: World, as_: AsPerson, page: str) -> None:
    url = f"/kantor/{world.office('damai').pk}/{page}"
    form = MANDATE if page == "tugas" else CONTACT
    assert as_(world.citra).post(url, form).status_code == 404
    assert as_(world.dewi).post(url, form).status_code == 403
    assert Mandate.objects.count() + Contact.objects.count() == 0


@pytest.mark.parametrize("page", ["tugas", "kontak"])
def test_the_second_click_is_stale(world: World, as_: AsPerson, page: str) -> None:
    client, url = as_(world.ani), f"/kantor/{world.office('damai').pk}/{page}"
    form = MANDATE if page == "tugas" else CONTACT
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 409
    assert Mandate.objects.count() + Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (Task("", "Perwali"), "Tugas atau fungsi kosong."),
        (Task("x" * 2001, "Perwali"), "Tugas atau fungsi lebih dari 2000 huruf."),
        (Task("Tugas", " "), "Dasar hukum kosong."),
        (Task("Tugas", "Perwali", article="1" * 61), "Pasal lebih dari 60 huruf."),
    ],
)
def test_a_mandate_needs_words_and_a_basis(world: World, actor: ActorOf, task: Task, words: str) -> None:
    with pytest.raises(Refused) as refused:
        services.add_mandate(world.office("damai").pk, actor=actor(world.ani), version=1, task=task)
    assert words in refused.value.text()


def test_a_mandate_ends_once_and_stays_as_history(world: World, as_: AsPerson) -> None:
    damai, client = world.office("damai"), as_(world.ani)
    client.post(f"/kantor/{damai.pk}/tugas", MANDATE)
    url = f"/kantor/{damai.pk}/tugas/{Mandate.objects.get().pk}/akhiri"
    form = {"on": "2026-06-30", "reason": "Perwali 5/2026"}
    assert as_(world.citra).post(url, form).status_code == 404
    assert as_(world.budi).post(url, form).status_code == 403
    assert "berakhir sebelum mulai" in text(client.post(url, {**form, "on": "2025-12-31"}))
    assert client.post(url, form).status_code == 302
    assert Mandate.objects.get().valid_to == date(2026, 6, 30)
    assert last_event().verb == "offices.mandate-ended"
    assert client.post(url, form).status_code == 409
    assert client.post(url, {}).status_code == 200  # the form comes back with words
    assert client.get(url).status_code == 405


def test_a_mandate_of_another_office_cannot_be_ended_from_here(world: World, as_: AsPerson) -> None:
    other = Mandate.objects.create(office=world.office("seberang"), text="Tugas", basis="Perwali")
    url = f"/kantor/{world.office('damai').pk}/tugas/{other.pk}/akhiri"
    assert as_(world.ani).post(url, {"on": "2026-06-30", "reason": "x"}).status_code == 409
    assert Mandate.objects.get().valid_to is None


def test_a_contact_of_a_jabatan_is_set_and_replaced(world: World, as_: AsPerson) -> None:
    damai, client = world.office("damai"), as_(world.ani)
    client.post(f"/kantor/{damai.pk}/kontak", CONTACT)
    client.post(f"/kantor/{damai.pk}/kontak", {**CONTACT, "phone": "(021) 456", "version": 2})
    contact = Contact.objects.get()
    assert (contact.title, contact.phone) == ("Kepala Bagian Hukum", "(021) 456")
    assert last_event().verb == "offices.contact-set"
    assert "456" not in last_event().data


def test_a_unit_officer_sets_the_contact_of_the_own_unit_only(world: World, as_: AsPerson) -> None:
    budi = as_(world.budi)
    assert budi.post(f"/kantor/{world.office('dinas').pk}/kontak", CONTACT).status_code == 302
    assert budi.post(f"/kantor/{world.office('puskesmas').pk}/kontak", CONTACT).status_code == 403  # seen, not changed
    assert budi.post(f"/kantor/{world.office('dinas_social').pk}/kontak", CONTACT).status_code == 404


def test_a_contact_needs_a_line(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(f"/kantor/{world.office('damai').pk}/kontak", {**CONTACT, "phone": "", "email": ""})
    assert "Telepon dan surel kantor sama-sama kosong." in text(answer)


def test_a_contact_is_dropped_once(world: World, as_: AsPerson) -> None:
    damai, client = world.office("damai"), as_(world.ani)
    client.post(f"/kantor/{damai.pk}/kontak", CONTACT)
    url = f"/kantor/{damai.pk}/kontak/{Contact.objects.get().pk}/hapus"
    assert as_(world.citra).post(url).status_code == 404
    assert client.post(url).status_code == 302
    assert last_event().verb == "offices.contact-dropped"
    assert client.post(url).status_code == 409
    assert client.get(url).status_code == 405
