"""What a city answers: one `Answer` per indicator, kept exactly as given, with evidence and origin.

"No data" is a value of None with a reason; it is never 0. The shapes here know nothing of instruments; whether an
answer fits its indicator is judged in `kotaham.core.scoring.encode`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction | int


@dataclass(frozen=True, slots=True)
class Quotient:
    """A numerator and a denominator as the office counted them; the base (per 100,000) belongs to the indicator."""

    numerator: Number
    denominator: Number


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: is it there, and from when until when is it valid (ISO dates; empty = no such limit)."""

    present: bool
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Points given by a reviewer, with the reason for them."""

    points: Number
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The code of the option chosen."""

    option: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """The codes of the checklist items that hold; an empty set is an answer: none holds."""

    items: frozenset[str]


Value = Number | Quotient | bool | Chosen | Ticked | Paper | Given


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a value, or None with a reason; or "not applicable", which always needs a reason."""

    value: Value | None
    reason: str = ""
    not_applicable: bool = False
    evidence: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who answers: a city (Kemendagri code `31.71`), a service or a draft."""

    code: str
    name: str
    province: str = ""


@dataclass(frozen=True)
class FactTable:
    """Answers of many subjects to one instrument for one period, kept by column.

    `columns[indicator code][i]` is the answer of `subjects[i]`, or None where the table has no such cell at all.
    `bonus[item code][i]` are the points (exact number) or None claimed for a bonus item. `period` is the data year
    or another name of the period; `period_end` the ISO date on which documents must be valid.
    """

    subjects: Sequence[Subject]
    columns: Mapping[str, Sequence[Answer | None]]
    period: str = ""
    period_end: str = ""
    bonus: Mapping[str, Sequence[Number | None]] = field(default_factory=dict)
