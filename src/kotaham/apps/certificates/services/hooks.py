"""What the rooms above add: their part when certificates are issued, and when one ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kotaham.apps.events.services import Log


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as the rooms above need it."""

    certificate: int
    enrolment: int
    member: int
    version: int
    course: int
    title: str
    organiser: str
    number: str
    day: date
    began: date | None
    ended: date | None
    hours: Decimal | None  # unknown where nobody has set them: then nothing is credited


Issuing = Callable[[Sequence[Issued], Log], None]
Ending = Callable[[Sequence[int], str, Log], None]
Keeping = Callable[[date], bool]
_issued: list[Issuing] = []
_keeping: list[Keeping] = []
_ended: list[Ending] = []


def when_issued(call: Issuing) -> None:
    """Join a room: `call(rows, log)` in the unit of work that issues; a renewed certificate is not issued anew."""
    if call not in _issued:
        _issued.append(call)


def when_ended(call: Ending) -> None:
    """Join a room: `call(enrolments, reason, log)` in the unit of work that revokes."""
    if call not in _ended:
        _ended.append(call)


def when_kept(call: Keeping) -> None:
    """Join a room: `call(day)` says whether a certificate of that day shows its name after its person's erasure."""
    if call not in _keeping:
        _keeping.append(call)


def is_kept(day: date) -> bool:
    """Tell whether a name is shown still; nobody has said so, then it is not."""
    return any(call(day) for call in _keeping)


def tell_issued(rows: Sequence[Issued], log: Log) -> None:
    """Let every room do its part."""
    for call in _issued:
        call(rows, log)


def tell_ended(enrolments: Sequence[int], reason: str, log: Log) -> None:
    """Let every room do its part."""
    for call in _ended:
        call(enrolments, reason, log)
