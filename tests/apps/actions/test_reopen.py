"""Open again what was accepted."""

from django.urls import reverse

from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import AsPerson
from tests.cast import World

WHY = {"reopen-reason": "Angkanya ternyata milik tahun lalu."}


def url(action: Action) -> str:
    return reverse("actions:reopen", args=[action.pk])


def test_ani_opens_it_again_and_the_reason_stays(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("accepted")
    assert as_(world.ani).post(url(action), WHY).status_code == 302
    opened = Action.objects.get(pk=action.pk)
    assert (opened.state, opened.closed_by, opened.closed_at) == ("in_progress", None, None)
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.why) == ("actions.reopened", WHY["reopen-reason"])


def test_dewi_may_not_and_for_citra_it_does_not_exist(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("accepted")
    assert as_(world.dewi).post(url(action), WHY).status_code == 403
    assert as_(world.budi).post(url(action), WHY).status_code == 403
    assert as_(world.citra).post(url(action), WHY).status_code == 404


def test_what_is_not_closed_cannot_be_opened(world: World, as_: AsPerson, ask: Ask) -> None:
    assert as_(world.ani).post(url(ask("claimed")), WHY).status_code == 400
    assert as_(world.ani).post(url(ask("cancelled")), WHY).status_code == 400


def test_the_second_click_and_get_change_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("accepted")
    ani = as_(world.ani)
    ani.post(url(action), WHY)
    assert ani.post(url(action), WHY).status_code == 409
    assert ani.get(url(action)).status_code == 405


def test_without_a_reason_the_form_comes_back(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("accepted")
    assert as_(world.ani).post(url(action), {}).status_code == 422
