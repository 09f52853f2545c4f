"""Closing an office."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.services import invite
from kotaham.apps.actions import services as acts
from kotaham.apps.actions.models import Action
from kotaham.apps.events.models import Event
from kotaham.apps.offices import services
from kotaham.apps.offices.models import Office
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


def closing(world: World, as_: AsPerson, office: str = "dinas", **more: object) -> Any:
    return as_(world.ani).post(f"/kantor/{world.office(office).pk}/tutup", {**FORM, **more})


def clear(world: World) -> None:
    """Take away what stands under the unit of Budi, so that only its people and its work are in the way."""
    Office.objects.filter(pk=world.office("puskesmas").pk).update(valid_to=timezone.localdate())


def ask(world: World, actor: ActorOf, owner: str, asker: str = "ani") -> Action:
    due = timezone.localdate() + timedelta(days=9)
    return acts.open_action(
        acts.Wish("Kirim data", "Kirim.", world.office(owner).pk, due), actor=actor(world.people[asker])
    )


def test_the_roles_of_a_closed_office_end_with_it_each_with_its_event(world: World, as_: AsPerson) -> None:
    clear(world)
    assert closing(world, as_).status_code == 302
    row = Appointment.objects.get(pk=world.appointment("budi").pk)
    assert (row.ends, row.ended_reason) == (max(row.starts, date(2026, 1, 2)), "Perwali 2/2026")
    (event,) = Event.objects.filter(verb="accounts.appointment-ended", subject=str(row.pk))
    assert (event.person, event.why) == (world.ani.pk, "Perwali 2/2026")
    assert last_event().verb == "offices.closed"
    assert json.loads(last_event().data)["held"]["accounts.appointments"] >= 1


def test_before_closing_it_is_said_how_many_roles_end(world: World, as_: AsPerson) -> None:
    clear(world)
    page = text(as_(world.ani).get(f"/kantor/{world.office('dinas').pk}/tutup"))
    held = Appointment.objects.filter(office=world.office("dinas"), ended_at=None).count()
    assert f"Penugasan yang berakhir: <strong>{held}</strong>" in page


def test_an_invitation_to_a_closed_office_is_withdrawn(world: World, as_: AsPerson, actor: ActorOf) -> None:
    clear(world)
    dinas = world.office("dinas").pk
    issued = invite(
        actor=actor(world.ani),
        email="baru@kotaham.example",
        name="Baru",
        role="unit_officer",
        office=dinas,
        starts=timezone.localdate(),
        ends=None,
        basis="ST 1",
    )
    closing(world, as_)
    issued.invitation.refresh_from_db()
    assert issued.invitation.revoked_at is not None
    assert Event.objects.filter(verb="accounts.invitation-withdrawn").count() == 1


def test_an_office_with_open_work_and_no_successor_stays_open_and_its_roles_too(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    clear(world)
    action = ask(world, actor, "dinas")
    assert action.number in text(as_(world.ani).get(f"/kantor/{world.office('dinas').pk}/tutup"))
    answer = closing(world, as_)
    assert answer.status_code == 400
    assert f"masih memegang 1 pekerjaan terbuka: {action.number}" in text(answer)
    assert fresh(world.office("dinas")).valid_to is None
    assert Appointment.objects.get(pk=world.appointment("budi").pk).ended_at is None
    assert not Event.objects.filter(verb__in=["offices.closed", "accounts.appointment-ended"]).exists()


def test_the_successor_takes_over_the_open_work(world: World, as_: AsPerson, actor: ActorOf) -> None:
    clear(world)
    action = ask(world, actor, "dinas")
    successor = world.office("dinas_social")
    assert closing(world, as_, successor=successor.pk).status_code == 302
    action.refresh_from_db()
    assert (action.owner_id, action.taken_as_id) == (successor.pk, None)
    (event,) = Event.objects.filter(verb="actions.handed-over", subject=str(action.pk))
    assert event.holder == successor.pk
    assert json.loads(last_event().data)["successor"] == successor.pk
    assert fresh(world.office("dinas")).valid_to is not None


@pytest.mark.parametrize("office", ["seberang", "dinas_seberang", "dinas", "kanwil"])
def test_only_an_office_of_the_same_government_in_force_takes_over(world: World, actor: ActorOf, office: str) -> None:
    clear(world)
    ask(world, actor, "dinas")
    with pytest.raises(Refused, match="tidak dapat mengambil alih"):
        services.close_office(
            world.office("dinas").pk,
            actor=actor(world.ani),
            version=1,
            on=timezone.localdate(),
            reason="x",
            successor=world.office(office).pk,
        )


def test_without_the_rooms_above_an_office_closes_and_leaves_its_roles(
    world: World, as_: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: it is what the rooms above have said that ends the roles."""
    clear(world)
    monkeypatch.setattr("kotaham.apps.offices.services.change.close_all", lambda *_said: {})
    closing(world, as_)
    assert Appointment.objects.get(pk=world.appointment("budi").pk).ended_at is None
