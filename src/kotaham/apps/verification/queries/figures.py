"""What the machine reckons for a reader: points and their trace, last year, other cities. Nothing of it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries as submissions
from kotaham.core.errors import Problem, Refused
from kotaham.core.facts import Answer, Quotient
from kotaham.core.instrument.kinds import Ratio
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang
from kotaham.core.numbers import in_order, median
from kotaham.core.record import results_of
from kotaham.core.scoring.encode import is_number
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.explain import Told, explain

PEERS_LEAST = 5  # of fewer cities no middle is told: it would say little of all, and too much of each


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One report as the engine judges it: the result of its record, or why there is none."""

    result: Mapping[str, Any] | None
    answers: Mapping[str, Answer | None]
    problems: Sequence[Problem] = ()

    def points(self, code: str) -> str | None:
        """Return the exact points of an answer as text, or None where it has none."""
        rows = self.result["answers"] if self.result else ()
        found: str | None = next((one["points"] for one in rows if one["indicator"] == code), None)
        return found

    def most(self, code: str) -> str | None:
        """Return the most points that the answer could earn."""
        rows = self.result["answers"] if self.result else ()
        found: str | None = next((one["most"] for one in rows if one["indicator"] == code), None)
        return found


def reckon(submission: Any, overlay: Mapping[Any, Any]) -> Reckoned:
    """Score one report with other values laid over the city's own."""
    table = submissions.facts([submission.pk], overlay)
    answers = {code: column[0] for code, column in table.columns.items()}
    try:
        scores = score(instruments.plan_of(submission.round.instrument), table)
    except Refused as refused:
        return Reckoned(None, answers, refused.problems)
    return Reckoned(results_of(scores)[0], answers)


def trace(submission: Any, reckoned: Reckoned, code: str, lang: Lang) -> Told | None:
    """Tell how the points of one answer come about."""
    if reckoned.result is None:
        return None
    told_in = instruments.instrument_of(submission.round.instrument, lang)
    return explain(told_in, reckoned.result, reckoned.answers, lang, indicator=code)


@dataclass(frozen=True, slots=True)
class Peers:
    """What other cities say: how many they are, and their lowest, middle and highest figure."""

    count: int
    low: Fraction | None = None
    middle: Fraction | None = None
    high: Fraction | None = None


def figure(indicator: Indicator, value: Any) -> Fraction | None:
    """Return the number that a stored value comes to, exactly; None for kinds that are no number."""
    answer = submissions.answer_of(value)
    held = answer.value if answer else None
    if isinstance(held, Quotient) and isinstance(indicator.scoring, Ratio):
        return (
            Fraction(held.numerator) * indicator.scoring.per / Fraction(held.denominator) if held.denominator else None
        )
    return Fraction(held) if is_number(held) else None


def peers(submission: Any, indicator: Indicator) -> tuple[Peers, Peers]:
    """Return what the other cities of the province and of the whole round have sent."""
    rows = submissions.sent_values(submission.round_id, indicator.code, but=submission.pk)
    found = [(province, figure(indicator, value)) for province, value in rows]
    numbers = [(province, number) for province, number in found if number is not None]
    near = [number for province, number in numbers if province == submission.province_code]
    return _peers(near), _peers([number for _province, number in numbers])


def _peers(numbers: Sequence[Fraction]) -> Peers:
    if len(numbers) < PEERS_LEAST:
        return Peers(len(numbers))
    rows = in_order(numbers)
    return Peers(len(rows), rows[0], median(rows), rows[-1])
