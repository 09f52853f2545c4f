"""What the rooms above add when the program starts: work at the opening and at the end, whose turn it is, progress."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds.models import Participant, Round
from kotaham.core.language import Say

Opened = Callable[[Round, Sequence[Participant], Actor, Log], None]
Cancelled = Callable[[Round, Actor, Log], None]
Turn = Callable[[int, str, Collection[int]], Collection[int]]
Hook = TypeVar("Hook")


@dataclass(frozen=True, slots=True)
class Part:
    """How many of the cities of a round stand somewhere, in words, with the list that this number counts."""

    state: str
    title: Say
    count: int
    url: str = ""


Progress = Callable[[Round, Actor], Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Link:
    """A page of a room above that shows more of a round."""

    title: Say
    url: str
    icon: str


Links = Callable[[Round, Actor], Sequence[Link]]


@dataclass
class Hooks:
    """Everything that was added, each thing once."""

    opened: list[Opened] = field(default_factory=list)
    cancelled: list[Cancelled] = field(default_factory=list)
    turn: list[Turn] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    links: list[Links] = field(default_factory=list)


hooks = Hooks()


def when_opened(call: Opened) -> None:
    """Let a room do its part, in the same unit of work, when a round opens or a city joins one that runs."""
    _add(hooks.opened, call)


def when_cancelled(call: Cancelled) -> None:
    """Let a room do its part, in the same unit of work, when a round is cancelled."""
    _add(hooks.cancelled, call)


def whose_turn(call: Turn) -> None:
    """Take who knows which cities still owe a step: `call(round, step, offices)` returns those of the offices."""
    _add(hooks.turn, call)


def progress_of(call: Progress) -> None:
    """Take who knows how many cities stand where: `call(round, actor)` returns the parts in order."""
    _add(hooks.progress, call)


def shown_at(call: Links) -> None:
    """Take who shows more of a round: `call(round, actor)` returns the pages that are open to the actor."""
    _add(hooks.links, call)


def tell_opened(round_: Round, people: Sequence[Participant], actor: Actor, log: Log) -> None:
    """Let every room do its part for these participants."""
    for call in hooks.opened:
        call(round_, people, actor, log)


def tell_cancelled(round_: Round, actor: Actor, log: Log) -> None:
    """Let every room do its part."""
    for call in hooks.cancelled:
        call(round_, actor, log)


def owing(round_pk: int, step: str, offices: Collection[int]) -> set[int]:
    """Return which of the offices still owe a step; as long as no room knows, every one owes the submission."""
    if not hooks.turn:
        return set(offices) if step == "submit" else set()
    return {office for call in hooks.turn for office in call(round_pk, step, offices)}


def progress(round_: Round, actor: Actor) -> Sequence[Part]:
    """Return how many cities stand where; nothing as long as no room knows."""
    return [part for call in hooks.progress for part in call(round_, actor)]


def links(round_: Round, actor: Actor) -> Sequence[Link]:
    """Return the pages of the rooms above that show more of a round."""
    return [link for call in hooks.links for link in call(round_, actor)]


def _add(calls: list[Hook], call: Hook) -> None:
    if call not in calls:
        calls.append(call)
