"""How far two readers agree who did not see each other's words: percent agreement and Cohen's kappa, exact.

Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1), 37-46,
https://doi.org/10.1177/001316446002000104: kappa = (po - pe) / (1 - pe), where po is the share of answers on which both
said the same, and pe the share expected had each spread the same verdicts by chance.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST_PAIRS = 10  # of fewer answers read by two no number is shown: one answer more or less would turn it over

Label = Hashable


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the pairs say: how many there are, on how many both said the same, and kappa where it exists."""

    pairs: int
    same: int
    kappa: Fraction | None

    @property
    def enough(self) -> bool:
        """Whether there are enough pairs for a number to mean something."""
        return self.pairs >= FEWEST_PAIRS

    @property
    def share(self) -> Fraction | None:
        """The share of answers on which both said the same."""
        return Fraction(self.same, self.pairs) if self.pairs else None


def agreement(pairs: Sequence[tuple[Label, Label]]) -> Agreement:
    """Return how far the two readers agree; kappa does not exist where chance alone would make them agree always."""
    total = len(pairs)
    same = sum(one == other for one, other in pairs)
    if not total:
        return Agreement(0, 0, None)
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = Fraction(sum(count * seconds[label] for label, count in firsts.items()), total * total)
    kappa = None if by_chance == 1 else (Fraction(same, total) - by_chance) / (1 - by_chance)
    return Agreement(total, same, kappa)
