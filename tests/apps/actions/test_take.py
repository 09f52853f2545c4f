"""Take on a follow-up."""

from django.urls import reverse

from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from kotaham.apps.notices.models import Notice
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import AsPerson
from tests.cast import World


def state_of(action: Action) -> str:
    return Action.objects.get(pk=action.pk).state


def test_budi_takes_on_what_his_unit_has_to_do(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    answer = as_(world.budi).post(reverse("actions:take", args=[action.pk]), follow=True)
    assert answer.status_code == 200
    assert "Dikerjakan" in answer.content.decode()
    taken = Action.objects.get(pk=action.pk)
    assert (taken.state, taken.taken_as) == ("in_progress", world.appointment("budi"))


def test_dewi_who_only_looks_on_is_refused_by_the_name_of_the_rule(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    answer = as_(world.dewi).post(reverse("actions:take", args=[action.pk]))
    assert answer.status_code == 403
    assert "mengambil tindak lanjut" in answer.content.decode()
    assert "actions.take" in answer.content.decode()
    assert state_of(action) == "open"


def test_ani_who_asked_does_not_take_it_herself(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    assert as_(world.ani).post(reverse("actions:take", args=[action.pk])).status_code == 403


def test_for_citra_of_another_city_it_does_not_exist(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    assert as_(world.citra).post(reverse("actions:take", args=[action.pk])).status_code == 404
    assert as_(world.citra).get(reverse("actions:detail", args=[action.pk])).status_code == 404


def test_what_is_cancelled_cannot_be_taken(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask("cancelled")
    answer = as_(world.budi).post(reverse("actions:take", args=[action.pk]))
    assert answer.status_code == 400
    assert "tidak mungkin dari keadaan" in answer.content.decode()


def test_the_second_click_is_told_that_it_is_late(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    budi = as_(world.budi)
    budi.post(reverse("actions:take", args=[action.pk]))
    answer = budi.post(reverse("actions:take", args=[action.pk]))
    assert answer.status_code == 409
    assert f"Tindak lanjut {action.number} sudah berubah" in answer.content.decode()


def test_looking_at_the_address_takes_nothing(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    assert as_(world.budi).get(reverse("actions:take", args=[action.pk])).status_code == 405
    assert state_of(action) == "open"


def test_it_is_written_down_and_the_asker_hears_of_it(world: World, as_: AsPerson, ask: Ask) -> None:
    action = ask()
    as_(world.budi).post(reverse("actions:take", args=[action.pk]))
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.person, event.holder) == ("actions.taken", world.budi.pk, world.office("dinas").pk)
    told = Notice.objects.get(person=world.ani)
    assert told.kind == "actions.moved"
    assert Notice.objects.filter(person=world.budi, kind="actions.moved").count() == 0
