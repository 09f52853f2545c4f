"""What the rooms above add: their proof of a need (attendance, first test, final test), and pages beside a version."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kotaham.apps.courses.models import Version
from kotaham.apps.gate.services import Actor
from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class Proof:
    """How much of a need is there: sessions attended, 1 for a test taken, 2 for a final test passed.

    `failed` says that the final test can no longer be passed: every attempt that there was is used up. `waits` says
    that it was taken and nobody is told yet what came of it.
    """

    amount: int = 0
    failed: bool = False
    waits: bool = False


Call = Callable[[Sequence[int]], Mapping[int, Proof]]


@dataclass(frozen=True, slots=True)
class Again:
    """What somebody who did everything and has not passed can do about the final test.

    `waits` says that nobody is told yet what came of it; then nothing else is said either.
    """

    waits: bool = False
    left: int = 0  # attempts that may still be begun
    running: bool = False  # one is under way
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A page of a room above for the learner: a test to take, a session to attend."""

    need: str
    title: Say
    url: str
    note: str = ""
    ready: bool = True  # whether there is something to do there now; else it tells how it stands
    again: int = 0  # how often a test may be sat again that was sat, told and not passed


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a room above for who holds the course: a session or a test to prepare, certificates to issue."""

    title: Say
    url: str
    icon: str
    note: Say | None = None
    missing: bool = False  # the version asks for it, and it is not there yet


Steps = Callable[[Version, Actor], Sequence[Step]]
Links = Callable[[int, Actor], Sequence[Link]]
Agains = Callable[[Sequence[int]], Mapping[int, Again]]


@dataclass
class Hooks:
    """Everything that was added."""

    proofs: dict[str, Call] = field(default_factory=dict)
    again: list[Agains] = field(default_factory=list)
    links: list[Links] = field(default_factory=list)
    steps: list[Steps] = field(default_factory=list)


hooks = Hooks()


def proof_of(need: str, call: Call) -> None:
    """Join a room: `call(enrolments)` returns the proof of each that has any; one look for all of them."""
    hooks.proofs[need] = call


def shown_at(call: Links) -> None:
    """Join a room: `call(enrolment, actor)` returns the pages that a learner goes on with."""
    if call not in hooks.links:
        hooks.links.append(call)


def tried_at(call: Agains) -> None:
    """Join a room: `call(enrolments)` returns what can be done about a final test not passed; one look for all."""
    if call not in hooks.again:
        hooks.again.append(call)


def stepped_at(call: Steps) -> None:
    """Join a room: `call(version, actor)` returns the pages that whoever holds a course goes on with."""
    if call not in hooks.steps:
        hooks.steps.append(call)


def proofs(need: str, enrolments: Sequence[int]) -> Mapping[int, Proof]:
    """Return the proofs of a need; where no room knows any, nobody has met it."""
    call = hooks.proofs.get(need)
    return call(enrolments) if call and enrolments else {}


def links(enrolment: int, actor: Actor) -> Sequence[Link]:
    """Return the pages that a learner goes on with."""
    return [link for call in hooks.links for link in call(enrolment, actor)]


def again(enrolments: Sequence[int]) -> Mapping[int, Again]:
    """Return what can be done about the final tests of those who finished and have not passed."""
    return {pk: one for call in hooks.again for pk, one in call(enrolments).items()} if enrolments else {}


def steps(version: Version, actor: Actor) -> Sequence[Step]:
    """Return the pages that whoever holds a course goes on with."""
    return [step for call in hooks.steps for step in call(version, actor)]
