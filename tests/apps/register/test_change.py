"""An office changes what is said of a person; another number keeps the old one, and says why."""

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import queries, services
from kotaham.apps.register.models import OldNumber
from kotaham.apps.register.services import Wish
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.register.conftest import AddPerson, nip
from tests.cast import World

FORM = {"name": "Sari Lestari", "status": "pns", "number": "", "agency": "", "post": "", "email": "", "phone": "",
        "reason": "", "version": 1}  # fmt: skip


def test_empty_sealed_fields_stay_as_they_are(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1, email="sari@contoh.id")
    answer = as_(world.ani).post(f"/peserta/{member.ref}/ubah", FORM)
    assert answer.status_code == 302
    member.refresh_from_db()
    assert (member.name, member.version) == ("Sari Lestari", 2)
    assert services.opened(member, "number") == nip(1)
    assert services.opened(member, "email") == "sari@contoh.id"
    event = Event.objects.get(verb="register.changed")
    assert '"name"' in event.data
    assert "Lestari" not in event.data


def test_an_address_is_dropped_when_asked(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1, email="sari@contoh.id")
    as_(world.ani).post(f"/peserta/{member.ref}/ubah", FORM | {"drop": ["email"]})
    member.refresh_from_db()
    assert member.email_sealed is None
    assert member.email_index is None


def test_another_number_needs_its_reason_and_the_old_one_still_finds(
    world: World, as_: AsPerson, person: AddPerson
) -> None:
    member = person(1)
    refused = as_(world.ani).post(f"/peserta/{member.ref}/ubah", FORM | {"number": nip(2)})
    assert refused.status_code == 422
    assert "Alasannya belum ditulis" in refused.content.decode()
    as_(world.ani).post(f"/peserta/{member.ref}/ubah", FORM | {"number": nip(2), "reason": "Pindah instansi"})
    member.refresh_from_db()
    assert services.opened(member, "number") == nip(2)
    assert OldNumber.objects.get().tail == nip(1)[-3:]
    for number in (nip(1), nip(2)):
        assert queries.by_index(services.indexes(number)).get() == member


def test_a_second_click_is_told(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1)
    client = as_(world.ani)
    assert client.post(f"/peserta/{member.ref}/ubah", FORM).status_code == 302
    assert client.post(f"/peserta/{member.ref}/ubah", FORM | {"name": "Lain Lagi"}).status_code == 409


def test_a_change_of_an_older_page_is_stale(ani: Actor, person: AddPerson) -> None:
    member = person(1)
    wish = Wish(name="Baru", status="pns", number=nip(1))
    services.change(member.ref, wish, actor=ani, version=1)
    with pytest.raises(Stale):
        services.change(member.ref, Wish(name="Lain", status="pns", number=nip(1)), actor=ani, version=1)


def test_nothing_changes_is_told(ani: Actor, person: AddPerson) -> None:
    member = person(1)
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        services.change(member.ref, Wish(name=member.name, status="pns", number=nip(1)), actor=ani, version=1)


def test_an_onlooker_may_not_and_a_stranger_finds_nobody(world: World, as_: AsPerson, person: AddPerson) -> None:
    member = person(1)
    assert as_(world.made).get(f"/peserta/{member.ref}").status_code == 200
    assert as_(world.made).get(f"/peserta/{member.ref}/ubah").status_code == 403
    assert as_(world.citra).get(f"/peserta/{member.ref}").status_code == 404
    assert as_(world.citra).post(f"/peserta/{member.ref}/ubah", FORM).status_code == 404
    assert as_(world.yuda).get(f"/peserta/{member.ref}").status_code == 404
    assert as_(world.ani).put(f"/peserta/{member.ref}/ubah").status_code == 405


def test_a_number_of_somebody_who_is_no_civil_servant_is_refused_and_the_old_one_is_not_carried_over(
    world: World, as_: AsPerson, person: AddPerson
) -> None:
    member, client = person(1), as_(world.ani)
    refused = client.post(f"/peserta/{member.ref}/ubah", FORM | {"status": "other", "number": nip(2), "reason": "x"})
    assert refused.status_code == 422
    assert "Nomor diisi, padahal statusnya Bukan aparatur." in refused.content.decode()
    left = client.post(f"/peserta/{member.ref}/ubah", FORM | {"status": "other", "reason": "Purnatugas"})
    assert left.status_code == 302
    member.refresh_from_db()
    assert (member.number_index, member.number_tail, OldNumber.objects.get().tail) == (None, "", nip(1)[-3:])
