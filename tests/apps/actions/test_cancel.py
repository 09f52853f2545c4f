"""Ask for it no longer."""

from django.urls import reverse

from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from kotaham.apps.notices.models import Notice
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import AsPerson
from tests.cast import World

WHY = {"cancel-reason": "Sudah ada pada laporan tahunan."}


def url(action: Action) -> str:
    return reverse("actions:cancel", args=[action.pk])


def test_ani_cancels_and_budi_hears_why(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("in_progress")
    assert as_(world.ani).post(url(action), WHY).status_code == 302
    assert Action.objects.get(pk=action.pk).state == "cancelled"
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.why) == ("actions.cancelled", WHY["cancel-reason"])
    assert Notice.objects.filter(person=world.budi, kind="actions.moved").count() == 1


def test_budi_dewi_and_citra_may_not(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    assert as_(world.budi).post(url(action), WHY).status_code == 403
    assert as_(world.dewi).post(url(action), WHY).status_code == 403
    assert as_(world.citra).post(url(action), WHY).status_code == 404


def test_what_was_accepted_is_not_cancelled(world: World, as_: AsPerson, ask: Ask) -> None:
    answer = as_(world.ani).post(url(ask("accepted")), WHY)
    assert answer.status_code == 400
    assert "Yang mungkin sekarang: Buka kembali" in answer.content.decode()


def test_the_second_click_get_and_silence_change_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    ani = as_(world.ani)
    assert ani.get(url(action)).status_code == 405
    assert ani.post(url(action), {}).status_code == 422
    ani.post(url(action), WHY)
    assert ani.post(url(action), WHY).status_code == 409
