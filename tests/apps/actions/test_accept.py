"""Accept what was reported done, or send it back."""

from datetime import date

import pytest
from django.urls import reverse

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.actions import services
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.services.letters import OwnClaim
from kotaham.apps.events import queries as events
from kotaham.apps.notices.models import Notice
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World


def accept(action: Action) -> str:
    return reverse("actions:accept", args=[action.pk])


def give_back(action: Action) -> str:
    return reverse("actions:return", args=[action.pk])


def state_of(action: Action) -> str:
    return Action.objects.get(pk=action.pk).state


def test_ani_accepts_what_budi_reported(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    assert as_(world.ani).post(accept(action)).status_code == 302
    closed = Action.objects.get(pk=action.pk)
    assert (closed.state, closed.closed_by) == ("accepted", world.ani)
    assert events.history("actions.action", action.pk)[0].verb == "actions.accepted"
    assert Notice.objects.filter(person=world.budi, kind="actions.moved").count() == 1


def test_the_province_above_the_asker_may_accept_in_its_place(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    assert as_(world.kartika).post(accept(action)).status_code == 302


def test_budi_does_not_accept_his_own_report(world: World, as_: AsPerson, ask: Ask) -> None:
    answer = as_(world.budi).post(accept(ask("claimed")))
    assert answer.status_code == 403
    assert "menerima tindak lanjut" in answer.content.decode()


def test_who_reported_it_cannot_accept_even_as_the_asker(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask(owner="damai")
    ani = actor(world.ani)
    services.take(action.pk, actor=ani)
    services.claim(action.pk, actor=ani, note="Sudah.")
    with pytest.raises(OwnClaim) as refused:
        services.accept(action.pk, actor=ani)
    assert f"Anda sendiri yang melaporkan Tindak lanjut {action.number} selesai." in refused.value.text()
    assert state_of(action) == "claimed"
    second = Appointment.objects.create(
        person=world.tono, role="city_coordinator", office=world.office("damai"), starts=date(2020, 1, 1), basis="SK"
    )
    assert services.accept(action.pk, actor=actor(second.person)).state == "accepted"


def test_dewi_may_not_and_for_citra_it_does_not_exist(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    for address in (accept(action), give_back(action)):
        assert as_(world.dewi).post(address, {"return-reason": "Kurang."}).status_code == 403
        assert as_(world.citra).post(address, {"return-reason": "Kurang."}).status_code == 404


def test_what_is_not_reported_cannot_be_accepted(world: World, as_: AsPerson, ask: Ask) -> None:
    assert as_(world.ani).post(accept(ask("in_progress"))).status_code == 400


def test_the_second_acceptance_is_told(world: World, as_: AsPerson, ask: Ask) -> None:
    assert as_(world.ani).post(accept(ask("accepted"))).status_code == 409


def test_get_accepts_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    assert as_(world.ani).get(accept(action)).status_code == 405
    assert as_(world.ani).get(give_back(action)).status_code == 405


def test_ani_sends_it_back_and_budi_hears_why(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    assert as_(world.ani).post(give_back(action), {"return-reason": "Tabel triwulan II belum ada."}).status_code == 302
    assert state_of(action) == "in_progress"
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.why) == ("actions.returned", "Tabel triwulan II belum ada.")
    told = Notice.objects.get(person=world.budi, kind="actions.moved")
    assert told.urgent
    assert told.values["reason"] == "Tabel triwulan II belum ada."


def test_sending_back_without_a_reason_shows_the_form_again(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    answer = as_(world.ani).post(give_back(action), {"return-reason": ""})
    assert answer.status_code == 422
    assert (
        'id="return" open' in " ".join(answer.content.decode().split()) or 'open id="return"' in answer.content.decode()
    )
    assert state_of(action) == "claimed"


def test_sending_back_twice_is_told(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    ani = as_(world.ani)
    ani.post(give_back(action), {"return-reason": "Kurang."})
    assert ani.post(give_back(action), {"return-reason": "Kurang."}).status_code == 409
