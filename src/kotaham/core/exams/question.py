"""A question with its body and its key apart: pages are given the body alone, which tells nothing of the key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Asked(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "truefalse"
    MATCHING = "matching"
    SHORT = "short"
    CASE = "case"


TRUE, FALSE = "true", "false"
CHOOSING = frozenset({Asked.SINGLE, Asked.MULTIPLE, Asked.TRUE_FALSE})


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, or one side of a pair; its id is what an answer names."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One question inside a case."""

    id: str
    asked: Asked
    points: int
    body: "Body"


@dataclass(frozen=True, slots=True)
class Body:
    """What is shown to who answers. `left` are the sides of pairs that are given; `fixed` keeps options in order."""

    text: str
    options: tuple[Option, ...] = ()
    left: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What is right: ids of options, pairs of ids, accepted words, accepted ranges of numbers, keys of parts."""

    correct: frozenset[str] = frozenset()
    pairs: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    ranges: tuple[tuple[Decimal, Decimal], ...] = ()
    parts: Mapping[str, "Key"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is told once a test has closed: to everybody, and to who chose an option; of a case, of its parts."""

    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, "Feedback"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a bank keeps it."""

    code: str
    asked: Asked
    topic: str
    body: Body
    key: Key
    feedback: Feedback = field(default_factory=Feedback)
    right: str = ""
    points: int = 1
    source: str = ""


def option_id(place: int) -> str:
    """Return the id of the option at a place from 0: a, b ... z, then a1, b1 ...

    >>> option_id(0), option_id(25), option_id(26)
    ('a', 'z', 'a1')
    """
    round_, letter = divmod(place, 26)
    return f"{chr(97 + letter)}{round_ or ''}"


def options_of(texts: Sequence[str]) -> tuple[Option, ...]:
    """Return texts as options a, b, c ..."""
    return tuple(Option(option_id(place), text) for place, text in enumerate(texts))


def sides_of(texts: Sequence[str]) -> tuple[Option, ...]:
    """Return texts as the given sides of pairs: 1, 2, 3 ..."""
    return tuple(Option(str(place), text) for place, text in enumerate(texts, start=1))
