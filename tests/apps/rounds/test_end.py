"""The end of a round: cancelled by a letter, or decided by the room above."""

import pytest

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import DECIDER, LIFE, ORGANISER
from kotaham.apps.rounds.services import hooks
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.rounds.conftest import Prepare, draft_instrument
from tests.cast import World

LETTER = "Surat Direktur Jenderal nomor rekaan-17"


def decide(round_: Round, actor: Actor) -> Round:
    with events.work(actor) as log:
        return services.decide(round_.pk, actor=actor, log=log, reason="Keputusan rekaan.")


def test_cancelling_names_the_letter_and_tells_everybody(
    opened: Prepare, world: World, eko: Actor, only_here: hooks.Hooks
) -> None:
    round_ = opened()
    Notice.objects.all().delete()
    ended: list[int] = []
    hooks.when_cancelled(lambda one, _actor, _log: ended.append(one.pk))
    after = services.cancel(round_.pk, actor=eko, basis=LETTER, reason="Wabah.")
    assert (after.state, after.closed_basis, after.closed_why) == ("cancelled", LETTER, "Wabah.")
    assert ended == [round_.pk]
    assert Event.objects.get(verb="rounds.cancelled").why == "Wabah."
    told = set(Notice.objects.values_list("person_id", flat=True))
    assert {world.ani.pk, world.citra.pk, world.intan.pk, world.kartika.pk} <= told


@pytest.mark.parametrize(("basis", "reason"), [("", "Wabah."), (LETTER, " ")])
def test_letter_and_reason_are_wanted(basis: str, reason: str, opened: Prepare, eko: Actor) -> None:
    with pytest.raises(Refused, match="masih kosong"):
        services.cancel(opened().pk, actor=eko, basis=basis, reason=reason)


def test_a_round_that_was_never_opened_is_cancelled_without_a_word(prepared: Prepare, eko: Actor) -> None:
    services.cancel(prepared().pk, actor=eko, basis=LETTER, reason="Ditunda.")
    assert not Notice.objects.exists()


def test_the_second_click_finds_it_cancelled(opened: Prepare, eko: Actor) -> None:
    round_ = opened()
    services.cancel(round_.pk, actor=eko, basis=LETTER, reason="Wabah.")
    with pytest.raises(Stale):
        services.cancel(round_.pk, actor=eko, basis=LETTER, reason="Wabah.")


@pytest.mark.parametrize("name", ["ani", "intan", "kartika", "hadi", "made"])
def test_nobody_else_cancels(name: str, world: World, actor: ActorOf, opened: Prepare) -> None:
    with pytest.raises(Forbidden):
        services.cancel(opened().pk, actor=actor(world.people[name]), basis=LETTER, reason="Tidak suka.")


def test_the_page_shows_the_letter_afterwards(opened: Prepare, world: World, as_: AsPerson) -> None:
    round_, browser = opened(), as_(world.eko)
    sent = {"basis": LETTER, "reason": "Wabah.", "version": round_.version}
    assert browser.post(f"/putaran/{round_.pk}/batalkan", sent | {"basis": ""}).status_code == 422
    assert browser.post(f"/putaran/{round_.pk}/batalkan", sent | {"version": 99}).status_code == 409
    assert browser.post(f"/putaran/{round_.pk}/batalkan", sent).status_code == 302
    assert LETTER in as_(world.ani).get(f"/putaran/{round_.pk}").content.decode()


def test_the_decision_maker_closes_the_round(opened: Prepare, world: World, actor: ActorOf) -> None:
    hadi = actor(world.hadi)
    round_ = opened()
    assert decide(round_, hadi).state == "decided"
    assert Event.objects.get(verb="rounds.decided").person == world.hadi.pk
    with pytest.raises(Stale):
        decide(round_, hadi)


def test_a_trial_is_never_decided(opened: Prepare, world: World, actor: ActorOf) -> None:
    round_ = opened(version=draft_instrument(), trial=True)
    with pytest.raises(Refused, match="adalah uji coba dan tidak diputuskan"):
        decide(round_, actor(world.hadi))


def test_the_organiser_does_not_decide_alone(opened: Prepare, eko: Actor) -> None:
    with pytest.raises(Forbidden):
        decide(opened(), eko)


@pytest.mark.parametrize("state", list(LIFE.states))
@pytest.mark.parametrize("verb", LIFE.verbs)
def test_every_cell_of_the_table_is_what_the_services_do(
    verb: str, state: str, prepared: Prepare, world: World, eko: Actor, actor: ActorOf
) -> None:
    round_ = prepared()
    pinned = {"content_sha256": "0" * 64} if state != "draft" else {}
    Round.objects.filter(pk=round_.pk).update(state=state, **pinned)
    doers = {ORGANISER: eko, DECIDER: actor(world.hadi)}
    (party,) = {who for move in LIFE.moves if move.verb == verb for who in move.who}

    def act() -> Round:
        if verb == "open":
            return services.open_round(round_.pk, actor=doers[party], reason="Uji.")
        if verb == "cancel":
            return services.cancel(round_.pk, actor=doers[party], basis=LETTER, reason="Uji.")
        return decide(round_, doers[party])

    if (verb, state) in LIFE.table:
        assert act().state == LIFE.table[verb, state].target
    else:
        with pytest.raises(Refused):
            act()
        assert queries.get(round_.pk).state == state
