"""Read an answer from what a page sends, whatever its kind; what it is worth is not decided here."""

from collections.abc import Sequence
from typing import Any, Protocol

from kotaham.core.exams.question import Asked, Body


class Posted(Protocol):
    """What a form sends."""

    def get(self, name: str, /) -> Any:
        """Return the last value of a name, or None."""
        ...

    def getlist(self, name: str, /) -> Sequence[Any]:
        """Return all values of a name."""
        ...


ANSWER, PAIR = "jawaban", "pasangan"


def value_of(asked: Asked, body: Body, posted: Posted, prefix: str = "") -> Any:
    """Return the value that a form holds; None where nothing was answered."""
    match asked:
        case Asked.MULTIPLE:
            return list(posted.getlist(f"{prefix}{ANSWER}")) or None
        case Asked.MATCHING:
            names = {one.id: f"{prefix}{PAIR}-{one.id}" for one in body.left}
            return {left: str(posted.get(name)) for left, name in names.items() if posted.get(name)} or None
        case Asked.CASE:
            parts = {one.id: value_of(one.asked, one.body, posted, f"{one.id}-") for one in body.parts}
            return {name: value for name, value in parts.items() if value is not None} or None
        case _:
            return posted.get(f"{prefix}{ANSWER}") or None
