"""What else belongs to the same unit when answers change or a report moves: rooms and parts join these lists."""

from collections.abc import Callable, Sequence

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor
from kotaham.apps.submissions.models import Answer, Submission

Changed = Callable[[Submission, Sequence[Answer], Actor, Log], None]
_when_changed: list[Changed] = []


def when_changed(callback: Changed) -> None:
    """Let a callback run, in the same unit of work, after the values of some answers changed; asked once."""
    if callback not in _when_changed:
        _when_changed.append(callback)


def tell_changed(submission: Submission, answers: Sequence[Answer], actor: Actor, log: Log) -> None:
    """Run the callbacks."""
    for callback in _when_changed:
        callback(submission, answers, actor, log)


Moved = Callable[[Submission, str, Actor, Log], None]
_when_moved: list[Moved] = []


def when_moved(callback: Moved) -> None:
    """Let a callback run, in the same unit of work, after a report moved: `callback(submission, verb, actor, log)`."""
    if callback not in _when_moved:
        _when_moved.append(callback)


def tell_moved(submission: Submission, verb: str, actor: Actor, log: Log) -> None:
    """Run the callbacks."""
    for callback in _when_moved:
        callback(submission, verb, actor, log)
