"""What rooms above add: they hear of events by their verbs, in the unit of work that records them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as it is about to be chained; `data` is its JSON."""

    verb: str
    kind: str
    subject: str
    data: str


Hears = Callable[[Sequence[Heard]], None]
_by_verb: dict[str, list[Hears]] = defaultdict(list)


def when_recorded(verbs: Iterable[str], call: Hears) -> None:
    """Join a room: `call(events)` once for each outermost unit that records any of these verbs, before it closes.

    The call writes rows of its own room in the same transaction; it records no events.
    """
    for verb in verbs:
        if call not in _by_verb[verb]:
            _by_verb[verb].append(call)


def tell(recorded: Sequence[Heard]) -> None:
    """Tell every room what it listens to, each once."""
    kept: dict[Hears, list[Heard]] = {}
    for one in recorded:
        for call in _by_verb.get(one.verb, ()):
            kept.setdefault(call, []).append(one)
    for call, found in kept.items():
        call(found)
