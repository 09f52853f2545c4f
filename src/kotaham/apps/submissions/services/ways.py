"""Where a report leads on to in the rooms above: scores, questions, objections; each joins the list, this one tells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kotaham.apps.gate.services import Actor
from kotaham.apps.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class Way:
    """A page about the same report that exists, and that the actor may open."""

    title: Any  # a lazy translation
    url: str
    icon: str


Ways = Callable[[Submission, Actor], Iterable[Way]]
_ways: list[Ways] = []


def when_asked_for_ways(call: Ways) -> None:
    """Let a room above name the pages it has about a report."""
    if call not in _ways:
        _ways.append(call)


def ways_of(submission: Submission, actor: Actor) -> list[Way]:
    """Return the pages of the rooms above about a report; none before it was sent, as there are none."""
    calls = _ways if submission.sent_at else []
    return [way for call in calls for way in call(submission, actor)]
