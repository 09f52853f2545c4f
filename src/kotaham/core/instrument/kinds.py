"""The ways an indicator earns points: one class per scoring kind, told apart by `kind`.

Numbers are exact (`Fraction`). A thing the law is known to have but nobody could read is the word `unknown`.
"""

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from kotaham.core.numbers import exact, plain


def _exact_or_problem(value: object) -> Fraction:
    try:
        return exact(value)
    except ValueError as error:
        raise ValueError("write a plain number such as 110, 5.1 or 1/3") from error


def _date_text(value: object) -> object:
    """Let only `2016-11-21` pass; pydantic alone would take numbers for seconds since 1970."""
    if type(value) is date or value == "unknown" or (isinstance(value, str) and _DATE.match(value)):
        return value
    raise PydanticCustomError("date_parsing", "write a date such as 2016-11-21")


Exact = Annotated[
    Fraction,
    BeforeValidator(_exact_or_problem),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d+(\.\d+|/[1-9]\d*)?$"}]}),
]
Unknown = Literal["unknown"]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00-\x08\x0b-\x1f]*$")]


class Certainty(StrEnum):
    """How sure we are that the law says this: seen in its text, told by others, deduced by us, or not known."""

    VERBATIM = "verbatim"
    SECONDARY = "secondary"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Strict(BaseModel):
    """A frozen part of an instrument; a key that the schema does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Claim(Strict):
    """Something the law says, with how sure we are and where it stands."""

    certainty: Certainty = Certainty.VERBATIM
    article: Line | None = None
    source: Line | None = None
    note: Line | None = None


class Band(Strict):
    """A piece of the number line and its points. Ends: `from` >=, `above` >, `to` <=, `below` <, or `exactly` =.

    A missing end is open. `certainty: null` means: as sure as the indicator itself.
    """

    from_: Exact | None = Field(default=None, alias="from")
    above: Exact | None = None
    to: Exact | None = None
    below: Exact | None = None
    exactly: Exact | None = None
    points: Exact | Unknown
    certainty: Certainty | None = None
    source: Line | None = None
    note: Line | None = None


class Span(Strict):
    """The values that are possible at all, ends included; a value outside is refused as a slip, not scored."""

    from_: Exact | None = Field(default=None, alias="from")
    to: Exact | None = None


class Bands(Strict):
    """A number (or a numerator and denominator) read on a ladder of bands."""

    kind: Literal["bands"]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    possible: Span | None = None


class Ratio(Strict):
    """Numerator / denominator x `per` (100000 for maternal deaths per live births), read on a ladder of bands.

    A denominator under `small_below` is flagged: one case more or less then moves the figure by a whole band.
    """

    kind: Literal["ratio"]
    numerator: Line
    denominator: Line
    per: Exact
    small_below: Exact | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    possible: Span | None = None


class YesNo(Strict):
    """Yes or no."""

    kind: Literal["yes_no"]
    yes: Exact
    no: Exact


class Option(Strict):
    """One option of a choice."""

    code: Code
    title: Line
    points: Exact
    certainty: Certainty | None = None


class Choice(Strict):
    """Exactly one of several described situations."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class Item(Strict):
    """One item of a checklist."""

    code: Code
    title: Line
    required: Annotated[bool, Field(strict=True)] = False


class Checklist(Strict):
    """How many of n items hold; the count is read on bands.

    When a required item is missing, the points are at most `without_required`.
    """

    kind: Literal["checklist"]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    without_required: Exact = Fraction(0)


class Document(Strict):
    """A document that is present and valid on the last day of the period, present but not valid then, or absent."""

    kind: Literal["document"]
    valid: Exact
    invalid: Exact
    absent: Exact


class Direct(Strict):
    """Points given by a reviewer between `from` and `to` in steps of `step`, with a reason, by stated criteria."""

    kind: Literal["direct"]
    from_: Exact = Field(alias="from")
    to: Exact
    step: Exact | None = None
    criteria: Line


class NotKnown(Strict):
    """The law has this indicator, but how it earns points is not known.

    It is never scored, whatever is answered or not; only "not applicable" takes it out.
    """

    kind: Literal["unknown"]
    max_points: Exact | None = None


Scoring = Annotated[
    Bands | Ratio | YesNo | Choice | Checklist | Document | Direct | NotKnown, Field(discriminator="kind")
]


def max_points(
    scoring: "Bands | Ratio | YesNo | Choice | Checklist | Document | Direct | NotKnown",
) -> Fraction | None:
    """Return the most points the indicator can earn, or None when that is not known."""
    match scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands):
            return max((band.points for band in bands if band.points != "unknown"), default=None)
        case YesNo():
            return max(scoring.yes, scoring.no)
        case Choice():
            return max(option.points for option in scoring.options)
        case Document():
            return max(scoring.valid, scoring.invalid, scoring.absent)
        case Direct():
            return scoring.to
        case NotKnown():
            return scoring.max_points
