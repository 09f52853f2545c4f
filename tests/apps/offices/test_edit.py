"""Correcting and confirming an office."""

import pytest

from kotaham.apps.gate.services import Stale
from kotaham.apps.offices import services
from kotaham.apps.offices.models import Office
from kotaham.apps.offices.services import Words
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import fresh, last_event, text
from tests.cast import World


def form(office: Office, **changes: object) -> dict[str, object]:
    now = {"name": office.name, "short_name": "", "partner_kind": "", "note": "", "version": office.version}
    return {**now, "reason": "Perwali 3/2026", **changes}


def test_a_coordinator_corrects_a_name_with_a_reason(world: World, as_: AsPerson) -> None:
    dinas = world.office("dinas")
    answer = as_(world.ani).post(f"/kantor/{dinas.pk}/perbaiki", form(dinas, name="Dinas Kesehatan dan Keluarga"))
    assert answer.status_code == 302
    assert fresh(dinas).name == "Dinas Kesehatan dan Keluarga"
    event = last_event()
    assert (event.verb, event.holder, event.why) == ("offices.renamed", dinas.pk, "Perwali 3/2026")
    assert '"fields":["name"]' in event.data


def test_an_onlooker_is_forbidden_and_a_stranger_finds_nothing(world: World, as_: AsPerson) -> None:
    dinas = world.office("dinas")
    url = f"/kantor/{dinas.pk}/perbaiki"
    assert as_(world.budi).post(url, form(dinas)).status_code == 403
    assert as_(world.citra).post(url, form(dinas)).status_code == 404
    assert as_(world.made).post(url, form(dinas)).status_code == 403
    assert fresh(dinas).name == dinas.name


def test_the_second_click_is_told_that_the_office_has_changed(world: World, as_: AsPerson) -> None:
    dinas, client = world.office("dinas"), as_(world.ani)
    url = f"/kantor/{dinas.pk}/perbaiki"
    assert client.post(url, form(dinas, name="Satu")).status_code == 302
    answer = client.post(url, form(dinas, name="Dua"))
    assert answer.status_code == 409
    assert "sudah berubah sejak halaman ini dibuka" in text(answer)
    assert fresh(dinas).name == "Satu"


def test_a_closed_office_is_not_corrected(world: World, as_: AsPerson) -> None:
    dinas = world.office("dinas")
    Office.objects.filter(pk=dinas.pk).update(valid_to="2024-02-01")
    assert "sudah ditutup pada 1 Februari 2024" in text(
        as_(world.ani).post(f"/kantor/{dinas.pk}/perbaiki", form(dinas))
    )


def test_the_name_of_a_neighbour_is_taken(world: World, actor: ActorOf) -> None:
    dinas, other = world.office("dinas"), world.office("dinas_social")
    with pytest.raises(Refused, match="sudah ada di bawah kantor yang sama"):
        services.rename_office(dinas.pk, actor=actor(world.ani), version=1, words=Words(other.name), reason="Perwali")


def test_a_change_without_a_reason_is_refused(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="Alasan perubahan kosong"):
        services.rename_office(
            world.office("dinas").pk, actor=actor(world.ani), version=1, words=Words("X"), reason=" "
        )


def test_a_proposal_is_confirmed_once(world: World, as_: AsPerson, actor: ActorOf) -> None:
    dinas = world.office("dinas")
    Office.objects.filter(pk=dinas.pk).update(proposed=True)
    url = f"/kantor/{dinas.pk}/konfirmasi"
    assert as_(world.budi).post(url, {"version": 1}).status_code == 403
    assert as_(world.citra).post(url, {"version": 1}).status_code == 404
    assert as_(world.ani).post(url, {"version": 1}).status_code == 302
    assert fresh(dinas).proposed is False
    assert last_event().verb == "offices.confirmed"
    assert as_(world.ani).post(url, {"version": 1}).status_code == 409
    assert as_(world.ani).post(url, {"version": "x"}).status_code == 409
    assert as_(world.ani).get(url).status_code == 405
    with pytest.raises(Stale):
        services.confirm_office(dinas.pk, actor=actor(world.ani), version=1)
