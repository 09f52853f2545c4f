"""What the readers asked about an answer, as the city sees it; the room that reads joins the list, this one tells."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kotaham.apps.submissions.models import Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about an answer: its words, who asked when, until when; once sent back, what came of it."""

    text: str
    by: str
    at: datetime
    due: date | None
    open: bool
    reply: str = ""
    replied_by: str = ""
    replied_at: datetime | None = None


Ask = Callable[[Collection[int]], Mapping[int, Sequence[Asked]]]
_asks: list[Ask] = []


def when_asked_for_questions(call: Ask) -> None:
    """Let a room above tell, by the number of the answer, what it asked about it, the newest first."""
    if call not in _asks:
        _asks.append(call)


def questions_about(answers: Collection[int]) -> Mapping[int, Sequence[Asked]]:
    """Return what was asked about some answers, the newest first."""
    found: dict[int, list[Asked]] = defaultdict(list)
    for call in _asks if answers else ():
        for pk, asked in call(answers).items():
            found[pk] += asked
    return found


def open_questions(answers: Collection[Answer]) -> dict[int, Asked]:
    """Return the question that waits for the city, of those answers that came back."""
    back = [row.pk for row in answers if row.returned]
    told = questions_about(back)
    return {pk: one for pk in back for one in told.get(pk, ()) if one.open}
