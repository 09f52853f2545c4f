"""The instrument: a legal text's rights, indicators, formula and predicates as a jurist can read them line by line.

The YAML file and these classes have the same names and order. Texts are in the instrument's own language; a
translation file supplies the other one (`kotaham.core.instrument.translate`) and cannot change a score.
"""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from kotaham.core.instrument.kinds import (
    Certainty,
    Claim,
    Code,
    Exact,
    Line,
    Scoring,
    Strict,
    Unknown,
    _date_text,
)

Day = Annotated[date, BeforeValidator(_date_text)]
Nature = Literal["regulation", "example"]
Direction = Literal["higher_better", "lower_better", "none"]


class LegalBasis(Claim):
    """A regulation this instrument rests on, with its place in the state gazette (BN, LN)."""

    title: Line
    gazette: Line | Unknown | None = None


class InForce(Claim):
    """The dates on which the version judges; `to: null` means no end is known to be set."""

    from_: Day | Unknown = Field(alias="from")
    to: Day | Unknown | None = None


class Group(Claim):
    """A right (hak). A right for which no figure exists says so in `hole`; results then show the hole."""

    code: Code
    title: Line
    section: Line | None = None
    hole: Line | None = None


class Element(Claim):
    """Structure, process or outcome, with its points per right (10/30/60) where the formula uses them."""

    code: Code
    title: Line
    points: Exact | Unknown | None = None


class FlatMean(Claim):
    """100 x sum of points / sum of maximum points over all applicable indicators."""

    method: Literal["flat_mean"]


class GroupMean(Claim):
    """The mean of the rights; each right is 100 x its points / its maximum points."""

    method: Literal["group_mean"]


class ElementPoints(Claim):
    """Each right collects the points of its elements (10/30/60); the total is the mean of the rights.

    `within_element` says how an element's points split over its indicators: by their maximum points, equally, or
    nobody knows.
    """

    method: Literal["element_points"]
    within_element: Literal["by_points", "equal"] | Unknown


class Node(Strict):
    """A branch of a weighted tree: either children or indicators, each with a weight among its siblings."""

    code: Code
    title: Line
    weight: Exact
    children: tuple["Node", ...] = ()
    indicators: dict[Code, Exact] = Field(default_factory=dict)


class WeightedTree(Claim):
    """A tree of any depth; every branch is the weighted mean of what it holds."""

    method: Literal["weighted_tree"]
    tree: Annotated[tuple[Node, ...], Field(min_length=1)]


Aggregation = Annotated[FlatMean | GroupMean | ElementPoints | WeightedTree, Field(discriminator="method")]


class MissingRule(Claim):
    """What a missing answer means: no total, zero points (still shown as missing), or left out of the maximum."""

    rule: Literal["incomplete", "zero_points", "leave_out"]


class NotApplicableRule(Claim):
    """Whether "not applicable" lowers the maximum or is refused."""

    rule: Literal["lowers_maximum", "refused"]


class GapRule(Claim):
    """What happens to a value that falls between two bands; it is flagged whatever the rule."""

    rule: Literal["flag", "nearest_lower", "nearest_higher", "round_half_up"]


class Policies(Strict):
    """The rules of judgement that a legal text often leaves unsaid; each is stated and shown in every trace."""

    missing: MissingRule
    not_applicable: NotApplicableRule
    gap: GapRule


class Rounding(Claim):
    """Decimals for display, half up. Nothing is rounded before a verdict."""

    decimals: Annotated[int, Field(ge=0, le=6, strict=True)] = 2


class Predicate(Claim):
    """A predicate and the lowest total that earns it (inclusive), judged before any rounding."""

    code: Code
    title: Line
    from_: Exact = Field(alias="from")


class Predicates(Strict):
    """Predicates from the highest down, and the name of what lies under the lowest (`unknown` where nobody knows).

    An instrument without predicates says why in `none_because`. `on` says whether the bonus counts.
    """

    levels: tuple[Predicate, ...] = ()
    below: Line | Unknown | None = None
    none_because: Line | None = None
    on: Literal["total", "total_with_bonus"] = "total"


class Gate(Claim):
    """A condition besides the total: without it the predicate `for` (and any higher one) is not given.

    `group_at_least`: every right in `groups` (all when empty) has at least `value` of the scale.
    `indicator_at_least`: every indicator in `indicators` has at least `value` points.
    """

    code: Code
    title: Line
    for_: Code = Field(alias="for")
    rule: Literal["group_at_least", "indicator_at_least"]
    value: Exact
    groups: tuple[Code, ...] = ()
    indicators: tuple[Code, ...] = ()


class BonusItem(Claim):
    """Something that adds to the total from outside the indicators, with its highest points and proof."""

    code: Code
    title: Line
    max_points: Exact
    evidence: tuple[Line, ...] = ()


class Bonus(Claim):
    """A separate, visible term: at most `cap` points, and the total with bonus at most `total_cap`."""

    items: Annotated[tuple[BonusItem, ...], Field(min_length=1)]
    cap: Exact
    total_cap: Exact = Fraction(100)


class Stated(Claim):
    """A count the law or its readers state, kept to compare with what is known."""

    count: Annotated[int, Field(strict=True)]


class Indicator(Claim):
    """One indicator: what is asked, of whom, with which proof, and how it earns points."""

    code: Code
    group: Code
    element: Code | None = None
    title: Line
    help: Line | Unknown | None = None
    unit: Line | Unknown | None = None
    period: Line | Unknown | None = None
    owners: tuple[Line, ...] | Unknown = ()
    evidence: tuple[Line, ...] | Unknown = ()
    example: Line | None = None
    direction: Direction = "none"
    direction_certainty: Certainty | None = None
    scoring: Scoring


class Instrument(Strict):
    """One version of an instrument, as its file tells it."""

    schema_: Literal[1] = Field(alias="schema")
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    version: Annotated[str, Field(pattern=r"^[0-9][0-9a-z.-]{0,19}$")]
    language: Literal["id", "en"] = "id"
    title: Line
    nature: Nature
    notice: Line | None = None
    about: Line | None = None
    subject: Literal["city", "service", "draft"]
    legal_basis: tuple[LegalBasis, ...] = ()
    in_force: InForce
    sources: dict[Code, Line] = Field(default_factory=dict)
    stated_groups: Stated | None = None
    stated_indicators: Stated | None = None
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    elements: tuple[Element, ...] = ()
    aggregation: Aggregation
    scale: Exact = Fraction(100)
    policies: Policies
    rounding: Rounding
    predicates: Predicates
    gates: tuple[Gate, ...] = ()
    bonus: Bonus | Unknown | None = None
    bonus_note: Line | None = None
    indicators: tuple[Indicator, ...] | Unknown = ()

    @property
    def known_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that are known at all; none when the annex could not be read."""
        return () if self.indicators == "unknown" else self.indicators
