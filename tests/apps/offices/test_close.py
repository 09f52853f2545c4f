"""Closing an office."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kotaham.apps.offices import services
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import fresh, last_event, text
from tests.cast import World

FORM = {"on": "2026-01-02", "reason": "Perwali 2/2026", "version": 1}


def test_an_office_is_closed_from_a_day_on(world: World, as_: AsPerson) -> None:
    office = world.office("puskesmas")
    assert as_(world.ani).post(f"/kantor/{office.pk}/tutup", FORM).status_code == 302
    assert str(fresh(office).valid_to) == "2026-01-02"
    event = last_event()
    assert (event.verb, event.why, event.data) == ("offices.closed", "Perwali 2/2026", '{"on":"2026-01-02"}')


def test_an_onlooker_is_forbidden_and_a_stranger_finds_nothing(world: World, as_: AsPerson) -> None:
    url = f"/kantor/{world.office('puskesmas').pk}/tutup"
    assert as_(world.budi).post(url, FORM).status_code == 403
    assert as_(world.citra).post(url, FORM).status_code == 404
    assert fresh(world.office("puskesmas")).valid_to is None


def test_an_office_with_units_stays_open_and_says_how_many(world: World, as_: AsPerson) -> None:
    client, dinas = as_(world.ani), world.office("dinas")
    assert "masih membawahkan 1 unit" in text(client.get(f"/kantor/{dinas.pk}/tutup"))
    assert "masih membawahkan 1 unit" in text(client.post(f"/kantor/{dinas.pk}/tutup", FORM))
    assert fresh(dinas).valid_to is None


def test_the_second_click_is_told_that_it_is_closed(world: World, as_: AsPerson) -> None:
    client, url = as_(world.ani), f"/kantor/{world.office('puskesmas').pk}/tutup"
    client.post(url, FORM)
    answer = client.post(url, FORM)
    assert answer.status_code == 400
    assert "sudah ditutup pada 2 Januari 2026" in text(answer)


def test_impossible_days_are_refused(world: World, actor: ActorOf) -> None:
    office, ani = world.office("puskesmas"), actor(world.ani)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="belum terjadi"):
        services.close_office(office.pk, actor=ani, version=1, on=tomorrow, reason="x")
    early = world.office("puskesmas").valid_from
    assert early is not None
    with pytest.raises(Refused, match="kantor belum berdiri"):
        services.close_office(office.pk, actor=ani, version=1, on=early - timedelta(days=1), reason="x")


def test_a_government_is_not_closed_by_hand(world: World, as_: AsPerson) -> None:
    answer = as_(world.eko).post(f"/kantor/{world.office('seberang').pk}/tutup", FORM)
    assert "tidak dibuat, dipindah, atau ditutup dengan tangan" in text(answer)


def test_a_name_is_free_again_after_closing(world: World, actor: ActorOf) -> None:
    office, ani = world.office("puskesmas"), actor(world.ani)
    services.close_office(office.pk, actor=ani, version=1, on=timezone.localdate(), reason="ganti")
    again = services.create_office(
        actor=ani, parent_id=world.office("dinas").pk, kind="service_unit", words=services.Words(office.name)
    )
    assert again.pk != office.pk
