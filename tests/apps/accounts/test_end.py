"""End an appointment; the leaver has nothing left on the next request."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse

from kotaham.apps.accounts import queries, services
from kotaham.apps.accounts.models import Appointment
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.core.errors import Refused
from tests.apps.accounts.road import count, last_event
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _at_noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


def test_the_coordinator_ends_and_the_record_keeps_the_reason(world: World, actor: ActorOf) -> None:
    row = services.end(
        actor=actor(world.ani), appointment=world.appointment("budi").pk, on=TODAY, reason="Pindah tugas"
    )
    event = last_event("accounts.appointment-ended")
    assert (row.ends, row.ended_by, row.ended_reason) == (TODAY, world.ani, "Pindah tugas")
    assert (event.why, event.holder) == ("Pindah tugas", world.office("dinas").pk)


def test_the_leaver_has_no_access_on_the_next_request_of_an_open_session(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    budi = as_(world.budi)
    assert budi.get(reverse("accounts:people")).status_code == 200
    services.end(actor=actor(world.ani), appointment=world.appointment("budi").pk, on=TODAY, reason="Pindah tugas")
    assert budi.get(reverse("accounts:people")).status_code == 403
    assert budi.get(reverse("accounts:profile")).status_code == 200  # the account remains, without a role


def test_the_leaver_keeps_the_role_until_the_day_comes(world: World, as_: AsPerson, actor: ActorOf) -> None:
    on = TODAY + timedelta(days=1)
    services.end(actor=actor(world.ani), appointment=world.appointment("budi").pk, on=on, reason="Pindah tugas")
    assert as_(world.budi).get(reverse("accounts:people")).status_code == 200
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert as_(world.budi).get(reverse("accounts:people")).status_code == 403


def test_the_day_turns_two_hours_earlier_in_papua(world: World) -> None:
    """At 22.30 in Jakarta it is already tomorrow in Jayapura."""
    for name in ("citra", "ani"):
        Appointment.objects.filter(pk=world.appointment(name).pk).update(ends=date(2026, 11, 22))
    late = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
    assert queries.now_in_force(world.citra.pk, late) == []
    assert len(queries.now_in_force(world.ani.pk, late)) == 1


def test_an_onlooker_is_refused(world: World, as_: AsPerson) -> None:
    address = reverse("accounts:end", args=[world.appointment("ani").pk])
    assert as_(world.budi).post(address, {"on": "2026-11-21", "reason": "x"}).status_code == 403


def test_a_stranger_finds_nothing(world: World, actor: ActorOf) -> None:
    with pytest.raises(Http404):
        services.end(actor=actor(world.citra), appointment=world.appointment("budi").pk, on=TODAY, reason="x")


def test_who_sees_but_may_not_take_the_role_is_refused_with_its_name(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match="Koordinator kabupaten/kota"):
        services.end(actor=actor(world.ani), appointment=world.appointment("ani").pk, on=TODAY, reason="x")


def test_a_day_before_today_and_no_reason_are_told_together(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused) as refused:
        services.end(
            actor=actor(world.ani), appointment=world.appointment("budi").pk, on=TODAY - timedelta(days=1), reason=" "
        )
    assert refused.value.codes == ("accounts.reason-missing", "accounts.end-date")
    assert "Pilih tanggal dari 2026-11-21 sampai kapan saja" in refused.value.text()


def test_ending_does_not_lengthen_a_term(world: World, actor: ActorOf) -> None:
    Appointment.objects.filter(pk=world.appointment("budi").pk).update(ends=date(2026, 12, 1))
    with pytest.raises(Refused, match="tidak dapat berakhir pada 2026-12-02"):
        services.end(actor=actor(world.ani), appointment=world.appointment("budi").pk, on=date(2026, 12, 2), reason="x")


def test_the_last_admin_stays(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="Ini admin kementerian yang terakhir"):
        services.end(actor=actor(world.eko), appointment=world.appointment("eko").pk, on=TODAY, reason="x")


def test_an_admin_with_a_successor_may_go(world: World, actor: ActorOf) -> None:
    eko = actor(world.eko)
    services.appoint(
        actor=eko,
        person=world.fajar.pk,
        role="ministry_admin",
        office=world.office("ministry").pk,
        starts=TODAY,
        ends=None,
        basis="SK",
    )
    assert services.end(actor=eko, appointment=world.appointment("eko").pk, on=TODAY, reason="Pensiun").ends == TODAY


def test_a_second_click_is_stale_and_leaves_one_event(world: World, actor: ActorOf) -> None:
    ani, pk = actor(world.ani), world.appointment("budi").pk
    services.end(actor=ani, appointment=pk, on=TODAY, reason="Pindah tugas")
    with pytest.raises(Stale, match="Penugasan ini sudah berubah"):
        services.end(actor=ani, appointment=pk, on=TODAY, reason="Pindah tugas")
    assert count("accounts.appointment-ended") == 1


def test_a_stale_page_is_answered_with_409(world: World, as_: AsPerson) -> None:
    ani, address = as_(world.ani), reverse("accounts:end", args=[world.appointment("budi").pk])
    form = {"on": "2026-11-21", "reason": "Pindah tugas"}
    assert [ani.post(address, form).status_code for _ in range(2)] == [302, 409]


def test_a_wrong_method_has_no_door(world: World, as_: AsPerson) -> None:
    address = reverse("accounts:end", args=[world.appointment("budi").pk])
    assert as_(world.ani).delete(address).status_code == 405
