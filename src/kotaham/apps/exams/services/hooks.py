"""What other rooms add: what follows when attempts have been marked, in the same unit of work."""

from collections.abc import Callable, Sequence

from kotaham.apps.events.services import Log
from kotaham.apps.exams.rules import Marked

Call = Callable[[Sequence[Marked], Log], None]
_calls: list[Call] = []


def when_marked(call: Call) -> None:
    """Join a room: `call(marked, log)` hears of attempts that have just been marked."""
    if call not in _calls:
        _calls.append(call)


def tell_marked(marked: Sequence[Marked], log: Log) -> None:
    """Tell every room."""
    for call in _calls:
        call(marked, log)
