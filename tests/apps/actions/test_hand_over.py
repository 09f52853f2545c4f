"""Open work passes to the next holder, and due dates stand in the calendar."""

from datetime import date

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.services import hand_over, work_of
from kotaham.apps.actions import services
from kotaham.apps.actions.models import Action
from kotaham.apps.events import queries as events
from kotaham.apps.notices.services import days_of
from tests.apps.actions.conftest import Ask
from tests.apps.conftest import ActorOf
from tests.cast import World


def test_the_successor_inherits_what_was_taken_and_asked_for(world: World, actor: ActorOf, ask: Ask) -> None:
    taken, closed, untouched = ask("in_progress"), ask("accepted"), ask()
    giver = world.appointment("budi")
    taker = Appointment.objects.create(
        person=world.tono, role="unit_officer", office=world.office("dinas"), starts=date(2020, 1, 1), basis="SK"
    )
    assert {kind.name: count for kind, count in work_of(giver)}["actions.actions"] == 1
    made = hand_over(actor=actor(world.ani), giver=giver.pk, taker=taker.pk, note="Tinggal triwulan IV.")
    assert made.moved["actions.actions"] == 1
    assert Action.objects.get(pk=taken.pk).taken_as == taker
    assert Action.objects.get(pk=closed.pk).taken_as == giver, "what is closed keeps who did it"
    assert Action.objects.get(pk=untouched.pk).taken_as is None
    assert events.history("actions.action", taken.pk)[0].verb == "actions.handed-over"


def test_what_the_giver_asked_for_is_asked_by_the_successor(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask()
    taker = Appointment.objects.create(
        person=world.tono, role="city_coordinator", office=world.office("damai"), starts=date(2020, 1, 1), basis="SK"
    )
    hand_over(actor=actor(world.eko), giver=world.appointment("ani").pk, taker=taker.pk, note="Semua sudah dijelaskan.")
    moved = Action.objects.get(pk=action.pk)
    assert (moved.asked_as, moved.asked_by) == (taker, world.ani), "who asked at the time stays known"


def test_due_dates_stand_in_the_calendar_of_the_owner_only(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask()
    (day,) = days_of(world.budi.pk)
    assert (day.on, day.title.id, day.url) == (action.due, f"Tenggat: {action.title}", action.get_absolute_url())
    assert list(days_of(world.citra.pk)) == []
    services.cancel(action.pk, actor=actor(world.ani), reason="Batal.")
    assert list(days_of(world.budi.pk)) == []


def test_a_learner_of_the_same_office_has_no_due_dates_that_they_may_not_open(world: World, ask: Ask) -> None:
    ask()
    assert [len(list(days_of(person.pk))) for person in (world.budi, world.nia)] == [1, 0]


def test_braces_in_a_title_are_no_places_to_fill_in(world: World, ask: Ask) -> None:
    Action.objects.filter(pk=ask().pk).update(title="Laporan {tahap} 50%")
    (day,) = days_of(world.budi.pk)
    assert day.title.text("id") == "Tenggat: Laporan {tahap} 50%"
