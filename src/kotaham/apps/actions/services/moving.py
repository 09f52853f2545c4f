"""Move a follow-up from one state to the next; every verb is one row of the table `rules.LIFE`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import ASKER, CLAIMER, EDITABLE, LIFE, OWNER, asked, owned
from kotaham.apps.actions.services import letters, telling
from kotaham.apps.actions.services.finding import find, reaches
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Scope, Stale
from kotaham.core.errors import Refused
from kotaham.core.lifecycle import Move

SCOPES: Mapping[str, Scope] = {OWNER: owned, ASKER: asked}
BESIDE: Mapping[str, Scope] = {"edit": asked, "need": asked, "prove": owned}  # these move no state
PAST = {
    "take": "taken",
    "claim": "claimed",
    "accept": "accepted",
    "return": "returned",
    "reopen": "reopened",
    "extend": "extended",
    "cancel": "cancelled",
}


def take(pk: int, *, actor: Actor) -> Action:
    """Begin to work on it, in the actor's role."""
    with _moved(pk, "take", actor, taken_as_id=actor.appointment) as action:
        telling.tell_asker(actor, action, "actions.moved", telling.TAKEN)
    return action


def claim(pk: int, *, actor: Actor, note: str = "") -> Action:
    """Report it done: with proof attached to it, or a note that says why there is none."""
    note = note.strip()

    def ready(action: Action) -> None:
        if open_ones := list(queries.open_needs(action.pk)[:5]):
            raise Refused(letters.NEEDS_OPEN(numbers=", ".join(row.number for row in open_ones)))
        if not note and not queries.has_proof(action.pk):
            raise Refused(letters.NO_PROOF())

    report: dict[str, Any] = {"claimed_by_id": actor.person, "claimed_at": timezone.now(), "claim_note": note}
    with _moved(pk, "claim", actor, reason=note, ready=ready, **report) as action:
        telling.tell_asker(actor, action, "actions.claimed", telling.CLAIMED)
    return action


def accept(pk: int, *, actor: Actor, note: str = "") -> Action:
    """Accept what another person reported as done."""

    def ready(action: Action) -> None:
        if _is_claimer(action, actor):
            raise letters.OwnClaim(letters.OWN_CLAIM(action=letters.named(action)))

    closing: dict[str, Any] = {"closed_by_id": actor.person, "closed_at": timezone.now()}
    with _moved(pk, "accept", actor, reason=note.strip(), ready=ready, **closing) as action:
        telling.tell_owner(actor, action, "actions.moved", telling.ACCEPTED)
    return action


def give_back(pk: int, *, actor: Actor, reason: str) -> Action:
    """Send it back to the owner, who is told why."""
    reason = letters.must_say(reason, letters.REASON)
    with _moved(pk, "return", actor, reason=reason) as action:
        telling.tell_owner(actor, action, "actions.moved", telling.RETURNED, urgent=True, reason=telling.short(reason))
    return action


def reopen(pk: int, *, actor: Actor, reason: str) -> Action:
    """Open it again after acceptance; a due date that has passed meanwhile stays, and is seen as late."""
    reason = letters.must_say(reason, letters.REASON)
    with _moved(pk, "reopen", actor, reason=reason, closed_by_id=None, closed_at=None) as action:
        telling.tell_owner(actor, action, "actions.moved", telling.REOPENED, urgent=True, reason=telling.short(reason))
    return action


def cancel(pk: int, *, actor: Actor, reason: str) -> Action:
    """Ask for it no longer."""
    reason = letters.must_say(reason, letters.REASON)
    closing: dict[str, Any] = {"closed_by_id": actor.person, "closed_at": timezone.now()}
    with _moved(pk, "cancel", actor, reason=reason, **closing) as action:
        telling.tell_owner(actor, action, "actions.moved", telling.CANCELLED, reason=telling.short(reason))
    return action


def extend(pk: int, *, actor: Actor, due: date, reason: str) -> Action:
    """Give it more time; reminders begin anew for the new day, and it leaves the list of the superior."""
    reason = letters.must_say(reason, letters.REASON)

    def ready(action: Action) -> None:
        if due == action.due:
            raise Stale.of(letters.named(action))
        if due < action.due:
            raise Refused(letters.NOT_LATER(due=letters.told(action.due)))
        if problems := letters.wrong_day(due, action.zone):
            raise Refused(problems)

    with _moved(pk, "extend", actor, reason=reason, ready=ready, due=due, escalated_to_id=None) as action:
        telling.tell_owner(actor, action, "actions.moved", telling.EXTENDED)
    return action


def within_reach(pk: int, verb: str, *, actor: Actor) -> Action:
    """Return a follow-up when a verb of the actor reaches it, before anything else is looked at."""
    return find(pk, f"actions.{verb}", _scope(verb), actor=actor)


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do with a follow-up now: the moves, and what moves no state."""

    moves: Sequence[Move]
    abilities: Mapping[str, bool]


def standing(action: Action, actor: Actor) -> Standing:
    """Return what an actor may do now, for the buttons of the page."""
    rules = {f"actions.{verb}": _scope(verb) for verb in (*LIFE.verbs, *BESIDE)}
    reached = reaches(action, rules, actor=actor)
    parties = {next(iter(move.who)) for move in LIFE.moves if f"actions.{move.verb}" in reached}
    parties |= {CLAIMER} if _is_claimer(action, actor) else set()
    moves = [move for move in LIFE.from_here(action.state, parties) if f"actions.{move.verb}" in reached]
    changing = action.state in EDITABLE
    return Standing(moves, {f"may_{verb}": changing and f"actions.{verb}" in reached for verb in BESIDE})


def _is_claimer(action: Action, actor: Actor) -> bool:
    return actor.person is not None and action.claimed_by_id == actor.person


@contextmanager
def _moved(
    pk: int,
    verb: str,
    actor: Actor,
    *,
    reason: str = "",
    ready: Callable[[Action], None] | None = None,
    **changes: Any,
) -> Iterator[Action]:
    """Make one move with its event; what the block does belongs to the same unit of work.

    The row is moved first, and then looked at: from there on nobody else can change it before this unit ends.
    """
    before = find(pk, f"actions.{verb}", _scope(verb), actor=actor)
    move = _move(verb, before)
    with events.work(actor) as log:
        rows = Action.objects.filter(pk=pk, state=move.source, due=before.due)
        if not rows.update(state=move.target, **changes):
            raise Stale.of(letters.named(before))
        if ready:
            ready(before)
        action = queries.get(pk).get()
        data = {"due": [str(before.due), str(action.due)]} if action.due != before.due else {}
        telling.settle(action, verb)
        log.record(f"actions.{PAST[verb]}", action, holder=action.owner_id, reason=reason, data=data)
        yield action


def _move(verb: str, action: Action) -> Move:
    """Return the move; one that somebody already made is told as such, not as a mistake."""
    if all(LIFE.table[verb, source].target == action.state != source for source in LIFE.sources(verb)):
        raise Stale.of(letters.named(action))
    return LIFE.move(verb, action.state)


def _scope(verb: str) -> Scope:
    if verb in BESIDE:
        return BESIDE[verb]
    (party,) = {party for move in LIFE.moves if move.verb == verb for party in move.who}
    return SCOPES[party]
