"""What the pages of a report show: plain data in the language of the reader, without any markup.

`kotaham.report.overview`, `.city` and `.method` make these from a run; HTML and PDF only lay them out. Every text is
ready to be shown and may hold anything a user typed, so whoever prints it must escape it.
"""

from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.scoring.explain import Told

MOST_COLUMNS = 5  # more subjects than this do not fit beside each other on a screen


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is and as it is shown; `value` is None, and `text` a dash, where there is none."""

    value: Fraction | None
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure worth showing large, with its label and a short note."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A class of totals: a predicate, or a step of equal width where the instrument has no predicates.

    `number` counts from 1 (lowest); 0 stands for subjects without a total. `shade` is the colour step 1 to 6 (0 for
    none), `reach` tells the totals it covers, `least` is its lower edge.
    """

    number: int
    shade: int
    title: str
    reach: str
    least: Fraction | None
    count: int
    share: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class CityRow:
    """A subject as one row of the table of all; `anchor` is its address within the report."""

    anchor: str
    code: str
    name: str
    province: str
    rank: int | None
    rank_text: str
    total: Amount
    outcome: str
    level: int
    rights: tuple[Amount, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province: how many subjects it has, how many have a total, where these lie, and how many are in each level.

    `counts` follows the levels of the overview (no total first).
    """

    code: str
    name: str
    cities: int
    scored: int
    mean: Amount
    low: Amount
    high: Amount
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RightSummary:
    """A right over all subjects: lowest, quarters and highest of those that have a value; or why there is none."""

    code: str
    title: str
    hole: str
    scored: int
    missing: int
    low: Amount
    first: Amount
    median: Amount
    third: Amount
    high: Amount


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar of the distribution of totals: from `low` (inclusive) to `high` (exclusive, but for the last)."""

    low: Fraction
    high: Fraction
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of the input that was not scored."""

    row: int
    code: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All subjects of a run. `few` is true when they are shown side by side instead of on a map of the country."""

    title: str
    notice: str
    about: str
    reference: str
    period: str
    partial: str
    cautions: tuple[str, ...]
    facts: tuple[Fact, ...]
    summary: str
    scale: Amount
    has_predicates: bool
    none_because: str
    levels: tuple[Level, ...]
    bins: tuple[Bin, ...]
    provinces: tuple[ProvinceRow, ...]
    rights: tuple[RightSummary, ...]
    cities: tuple[CityRow, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    few: bool

    @property
    def turned(self) -> bool:
        """True when subjects side by side are too many for columns and stand as rows."""
        return len(self.cities) > MOST_COLUMNS

    @property
    def ranked(self) -> tuple[CityRow, ...]:
        """The subjects by rank; those that share one, or have none, by code and name."""
        return tuple(sorted(self.cities, key=lambda row: (row.rank is None, row.rank or 0, row.code, row.name)))

    @property
    def has_totals(self) -> bool:
        """True when at least one subject has a total."""
        return any(city.total.value is not None for city in self.cities)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder: what it covers (short and in words), its points, and whether the subject stands on it.

    `height` is the share of the highest points (None when the points are not known); `sure` its certainty in words
    where that differs from the indicator's. `earned` tells the points the subject has where a rule leaves fewer than
    the step gives.
    """

    label: str
    words: str
    points: str
    height: Fraction | None
    current: bool
    sure: str = ""
    earned: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of an indicator from left to right and the place of the subject on it.

    `numeric` ladders follow the number line upward. `inside` is the place within the current step (0 to 1). A value in
    a gap stands at the left edge of step `gap_before` (which may be one past the last) and on no step.
    """

    numeric: bool
    steps: tuple[Step, ...]
    inside: Fraction | None
    gap_before: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of a checklist and whether it holds (None when nothing was answered)."""

    title: str
    required: bool
    held: bool | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of one subject: the answer, where it stands, what it earned, and what a reader must know.

    `weight` is the most it can add to the total, `given` what it added. `todo` tells what is missing and what it
    would take; empty when nothing is.
    """

    code: str
    title: str
    right: str
    element: str
    help: str
    unit: str
    answer: str
    figure: str
    state: str
    state_text: str
    points: Amount
    most: Amount
    weight: Amount
    given: Amount
    certainty: str
    certainty_text: str
    marks: tuple[str, ...]
    todo: str
    evidence: str
    origin: str
    source: str
    ladder: Ladder | None
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right of one subject, beside the median of all; `why` tells why there is no value."""

    code: str
    title: str
    value: Amount
    median: Amount
    why: str
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class GateRow:
    """A condition besides the total, and what is short of it."""

    title: str
    passed: bool
    text: str


@dataclass(frozen=True, slots=True)
class CityPage:
    """Everything about one subject. `anchor` is its address within the report."""

    code: str
    name: str
    province: str
    anchor: str
    headline: str
    total: Amount
    scale: Amount
    rank_text: str
    outcome: str
    why_none: str
    level: int
    gates: tuple[GateRow, ...]
    bonus: str
    rights: tuple[RightRow, ...]
    todo: tuple[tuple[str, str, str], ...]
    flags: tuple[tuple[str, str, str], ...]
    told: Told
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MethodIndicator:
    """An indicator as the instrument states it; `details` are label and text."""

    code: str
    title: str
    help: str
    details: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    items: tuple[ItemRow, ...]
    unknown: bool


@dataclass(frozen=True, slots=True)
class MethodRight:
    """A right of the instrument with its indicators, or why it has none."""

    code: str
    title: str
    hole: str
    indicators: tuple[MethodIndicator, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the instrument: its name, what it says, how sure that is, and a note."""

    name: str
    text: str
    certainty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The instrument for readers: law, formula, rules, indicators, words used, digests and how to recompute."""

    about: str
    legal_basis: tuple[Rule, ...]
    in_force: Rule
    formula: Rule
    formula_notes: tuple[str, ...]
    policies: tuple[Rule, ...]
    predicates: tuple[Rule, ...]
    gates: tuple[Rule, ...]
    bonus: tuple[Rule, ...]
    rights: tuple[MethodRight, ...]
    states: tuple[Rule, ...]
    marks: tuple[Rule, ...]
    certainties: tuple[Rule, ...]
    unknowns: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    digests: tuple[tuple[str, str], ...]
    recompute: tuple[str, ...]
