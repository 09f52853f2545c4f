"""The life of a follow-up: the table as people read it, and random walks over it."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kotaham.apps.actions import services
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import ASKER, CLAIMER, CLOSED, LIFE, OWNER, UNFINISHED
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.core.errors import Refused
from kotaham.core.policy import ROLES
from tests.apps.actions.conftest import Ask, today
from tests.apps.conftest import ActorOf
from tests.cast import _PEOPLE, World

# Written out by hand: state -> verb -> (who, next state). The table in the program must say the same.
WANTED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "open": {"take": (OWNER, "in_progress"), "extend": (ASKER, "open"), "cancel": (ASKER, "cancelled")},
    "in_progress": {"claim": (OWNER, "claimed"), "extend": (ASKER, "in_progress"), "cancel": (ASKER, "cancelled")},
    "claimed": {"accept": (ASKER, "accepted"), "return": (ASKER, "in_progress")},
    "accepted": {"reopen": (ASKER, "in_progress")},
    "cancelled": {},
}
VERBS = ("take", "claim", "accept", "return", "reopen", "extend", "cancel")


def test_the_table_says_what_the_page_of_the_law_says() -> None:
    told = {state: {m.verb: (*m.who, m.target) for m in LIFE.moves if m.source == state} for state in LIFE.states}
    assert told == {state: dict(verbs) for state, verbs in WANTED.items()}
    assert set(LIFE.verbs) == set(VERBS)
    assert LIFE.ends == set(CLOSED)


def test_the_states_of_the_database_are_those_of_the_table() -> None:
    assert set(Action.State.values) == set(LIFE.states)
    assert {state: words.id for state, words in LIFE.states.items()} == {s.value: str(s.label) for s in Action.State}


def test_only_who_reported_it_is_kept_from_accepting() -> None:
    assert {move.verb for move in LIFE.moves if move.never} == {"accept"}
    assert LIFE.from_here("claimed", {ASKER, CLAIMER})[0].verb == "return"


def act(verb: str, pk: int, actor: Actor, due: date | None = None) -> Action:
    """Call the service of a verb."""
    calls = {
        "take": lambda: services.take(pk, actor=actor),
        "claim": lambda: services.claim(pk, actor=actor, note="Sudah."),
        "accept": lambda: services.accept(pk, actor=actor),
        "return": lambda: services.give_back(pk, actor=actor, reason="Kurang."),
        "reopen": lambda: services.reopen(pk, actor=actor, reason="Keliru."),
        "extend": lambda: services.extend(pk, actor=actor, due=due or today() + timedelta(days=60), reason="Lama."),
        "cancel": lambda: services.cancel(pk, actor=actor, reason="Batal."),
    }
    return calls[verb]()


class _Undo(Exception):
    """Raised to undo one try."""


def tried(verb: str, pk: int, actor: Actor) -> str:
    """Return the state that a verb would lead to, and undo it; "refused" when it is refused, however."""
    try:
        with transaction.atomic():
            found = act(verb, pk, actor).state
            raise _Undo
    except _Undo:
        return found
    except (Refused, Http404):
        return "refused"


@pytest.mark.parametrize("state", list(LIFE.states))
def test_every_verb_of_every_role_does_what_table_and_policy_say(
    state: str, world: World, actor: ActorOf, ask: Ask
) -> None:
    action = ask(state)
    # Who is on which side of what Ani of Kota Damai asked of Budi's unit, and may act there; written out by hand.
    sides = {"budi": {OWNER}, "ani": {ASKER}, "kartika": {ASKER}, "intan": {ASKER}, "eko": {ASKER}}
    seen = set()
    for name, (_full, role, _office) in _PEOPLE.items():
        for verb in VERBS:
            who, target = WANTED[state].get(verb, ("nobody", state))
            expected = target if who in sides.get(name, set()) else "refused"
            found = tried(verb, action.pk, actor(world.people[name]))
            assert found == expected, f"{name} {verb} from {state}"
            seen.add((role, verb))
    assert len(seen) == (len(ROLES) + 1) * len(VERBS)


class Walk(RuleBasedStateMachine):
    """The table alone: any walk that it allows keeps what people rely on."""

    def __init__(self) -> None:
        super().__init__()
        self.state = LIFE.start
        self.past: list[tuple[str, str]] = []

    @rule(verb=st.sampled_from(VERBS))
    def somebody_acts(self, verb: str) -> None:
        try:
            found = LIFE.move(verb, self.state)
        except Refused:
            assert verb not in WANTED[self.state]
            return
        self.past.append((verb, self.state))
        self.state = found.target

    @invariant()
    def nothing_is_accepted_that_was_not_reported(self) -> None:
        if self.state == "accepted":
            assert self.past[-1][0] == "accept"
            assert self.past[-2][0] == "claim"

    @invariant()
    def cancelled_is_the_end(self) -> None:
        assert all(source != "cancelled" for _verb, source in self.past)

    @invariant()
    def the_way_on_is_never_lost(self) -> None:
        assert self.state in CLOSED or LIFE.from_here(self.state, {OWNER, ASKER})


def test_any_walk_keeps_what_people_rely_on() -> None:
    run_state_machine_as_test(Walk, settings=settings(max_examples=300, stateful_step_count=40, deadline=None))


class Served(RuleBasedStateMachine):
    """The services: the row follows the table, and every change has exactly one event."""

    pk: int
    doer: Actor
    asker: Actor

    def __init__(self) -> None:
        super().__init__()
        self.state = Action.objects.get(pk=self.pk).state
        self.events = Event.objects.count()

    @rule(verb=st.sampled_from(VERBS), days=st.integers(min_value=-5, max_value=400))
    def somebody_acts(self, verb: str, days: int) -> None:
        who, target = WANTED[self.state].get(verb, ("nobody", ""))
        due = Action.objects.get(pk=self.pk).due + timedelta(days=days)
        allowed = who != "nobody" and (verb != "extend" or (days > 0 and due.year <= today().year + 10))
        try:
            act(verb, self.pk, self.doer if verb in {"take", "claim"} else self.asker, due)
        except Refused:
            assert not allowed, f"{verb} from {self.state} was refused"
            return
        assert allowed, f"{verb} from {self.state} was let through"
        self.state, self.events = target, self.events + 1

    @invariant()
    def the_row_and_the_record_agree(self) -> None:
        row = Action.objects.get(pk=self.pk)
        assert row.state == self.state
        assert Event.objects.count() == self.events
        assert (row.closed_at is not None) == (row.state in CLOSED)

    @precondition(lambda self: self.state in UNFINISHED)
    @rule()
    def the_clock_reminds_of_nothing_that_is_not_near(self) -> None:
        row = Action.objects.get(pk=self.pk)
        assert (row.pk in services.to_remind(row.created_at)) == (row.due <= today() + timedelta(days=3))

    def teardown(self) -> None:
        Action.objects.filter(pk=self.pk).update(state="open", closed_at=None, due=today() + timedelta(days=30))


def test_the_services_walk_as_the_table_does(world: World, actor: ActorOf, ask: Ask) -> None:
    Served.pk, Served.doer, Served.asker = ask().pk, actor(world.budi), actor(world.ani)
    quick = settings(max_examples=8, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Served, settings=quick)
