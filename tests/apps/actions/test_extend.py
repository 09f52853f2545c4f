"""Give a follow-up more time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kotaham.apps.actions import services
from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from kotaham.core.errors import Refused
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World


def url(action: Action) -> str:
    return reverse("actions:extend", args=[action.pk])


def later(action: Action, days: int = 14) -> dict[str, str]:
    return {"extend-due": str(action.due + timedelta(days=days)), "extend-reason": "Menunggu angka BPS."}


def test_ani_gives_fourteen_days_more(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("in_progress")
    Action.objects.filter(pk=action.pk).update(escalated_to=world.office("damai"))
    assert as_(world.ani).post(url(action), later(action)).status_code == 302
    longer = Action.objects.get(pk=action.pk)
    assert (longer.due, longer.state, longer.escalated_to) == (action.due + timedelta(days=14), "in_progress", None)
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.why) == ("actions.extended", "Menunggu angka BPS.")
    assert str(action.due) in event.data


def test_a_due_date_is_not_brought_forward(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask()
    with pytest.raises(Refused) as refused:
        services.extend(action.pk, actor=actor(world.ani), due=action.due - timedelta(days=1), reason="Lebih cepat.")
    assert "Tenggat baru harus sesudah" in refused.value.text()


def test_a_year_far_away_is_a_slip_of_the_hand(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    answer = as_(world.ani).post(url(action), later(action, 366 * 40))
    assert answer.status_code == 422
    assert "Periksa tahunnya." in answer.content.decode()
    assert "Menunggu angka BPS." in answer.content.decode()


def test_budi_dewi_and_citra_may_not(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    assert as_(world.budi).post(url(action), later(action)).status_code == 403
    assert as_(world.dewi).post(url(action), later(action)).status_code == 403
    assert as_(world.citra).post(url(action), later(action)).status_code == 404


def test_what_is_reported_done_needs_no_more_time(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("claimed")
    assert as_(world.ani).post(url(action), later(action)).status_code == 400


def test_the_second_click_get_and_silence_change_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    ani, more = as_(world.ani), later(action)
    assert ani.get(url(action)).status_code == 405
    assert ani.post(url(action), {"extend-due": more["extend-due"]}).status_code == 422
    ani.post(url(action), more)
    assert ani.post(url(action), more).status_code == 409
