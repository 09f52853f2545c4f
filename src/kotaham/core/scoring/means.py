"""The tree of weighted means in whole numbers, by column, without a rounding anywhere.

A branch is the mean of the shares (0..1) of the parts that count for a subject. How much weight counts differs from
subject to subject, but takes few distinct values in a table; their least common multiple is one divisor for the whole
branch, so that the shares of all subjects are whole numbers over it and the next branch can go on in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from kotaham.core.scoring.encode import SAFE, Ints, times, whole
from kotaham.core.scoring.plan import Branch, Leaf, Part, Plan


@dataclass(frozen=True, slots=True)
class Means:
    """The shares of one branch: `number[i] / divisor` for subject i; `counting[i] / weight_scale` is the weight that
    counts in it. `empty[i]` is true where no answer counts; what nobody knows is not empty.
    """

    number: Ints
    divisor: int
    counting: Ints
    weight_scale: int
    empty: NDArray[np.bool_]

    def share(self, subject: int) -> Fraction | None:
        """Return the exact share of a subject, or None where nothing counts."""
        return Fraction(int(self.number[subject]), self.divisor) if self.counting[subject] else None


def means(plan: Plan, points: Ints, counts: NDArray[np.bool_], scale: int) -> list[Means]:
    """Compute all branches, parts before wholes.

    `points` (leaves, subjects) are in units of 1/`scale`; `counts[l, i]` tells whether leaf l counts for subject i.
    """
    done: list[Means] = []
    for branch in plan.branches:
        done.append(_branch(plan, branch, points, counts, scale, done))
    return done


def _branch(
    plan: Plan, branch: Branch, points: Ints, counts: NDArray[np.bool_], scale: int, done: Sequence[Means]
) -> Means:
    empty = _empty(branch, counts, done)
    parts = [part for part in branch.parts if part.weight > 0]
    weight_scale = lcm(*(part.weight.denominator for part in parts)) if parts else 1
    subjects = counts.shape[1]
    if not parts:
        zeros = np.zeros(subjects, dtype=np.int64)
        return Means(zeros, 1, zeros, 1, empty)
    there = [_counts(part, counts, done) for part in parts]
    weights = [int(part.weight * weight_scale) for part in parts]
    counting = _sum([times(one.astype(np.int64), weight) for one, weight in zip(there, weights, strict=True)])
    shares = [_share(plan, part, points, scale, done) for part in parts]
    inner = lcm(*(divisor for _, divisor in shares))
    terms = [
        times(np.where(here, number, 0), weight * (inner // divisor))
        for (number, divisor), weight, here in zip(shares, weights, there, strict=True)
    ]
    number, divisor = _over_one_divisor(_sum(terms), counting, inner)
    return Means(number, divisor, counting, weight_scale, empty)


def _counts(part: Part, counts: NDArray[np.bool_], done: Sequence[Means]) -> NDArray[np.bool_]:
    return counts[part.index] if part.kind == "leaf" else ~done[part.index].empty


def _empty(branch: Branch, counts: NDArray[np.bool_], done: Sequence[Means]) -> NDArray[np.bool_]:
    """Tell for whom nothing in the branch counts; a branch whose text is not known is never empty."""
    something = np.full(counts.shape[1], bool(branch.blocked))
    for part in branch.parts:
        something |= _counts(part, counts, done)
    return ~something


def _share(plan: Plan, part: Part, points: Ints, scale: int, done: Sequence[Means]) -> tuple[Ints, int]:
    """Return the shares of a part as whole numbers over one divisor."""
    if part.kind == "branch":
        return done[part.index].number, done[part.index].divisor
    most = leaf_most(plan.leaves[part.index])
    if not most:
        return np.zeros(points.shape[1], dtype=np.int64), 1
    return times(points[part.index], most.denominator), most.numerator * scale


def leaf_most(leaf: Leaf) -> Fraction:
    """Return the highest points of a leaf; zero when they are not known."""
    return leaf.most if leaf.most is not None else Fraction(0)


def _over_one_divisor(sums: Ints, counting: Ints, inner: int) -> tuple[Ints, int]:
    """Divide sums / inner by the weight that counts, by subject, over one common divisor."""
    distinct, at = np.unique(counting, return_inverse=True)
    common = lcm(*(int(value) for value in distinct if value))
    factors = [common // int(value) if value else 0 for value in distinct]
    top = max(int(np.abs(sums).max(initial=0)), 1) * max(factors, default=0)
    kind = np.int64 if top < SAFE else object
    number: Ints = sums.astype(kind) * whole(factors).astype(kind)[at]
    return number, common * inner


def _sum(terms: Sequence[Ints]) -> Ints:
    """Add columns without overflow."""
    top = sum(int(np.abs(term).max(initial=0)) for term in terms)
    kind = np.int64 if top < SAFE else object
    total: Ints = np.zeros(len(terms[0]), dtype=kind)
    for term in terms:
        total = total + term.astype(kind)
    return total


def effective_weights(plan: Plan, done: Sequence[Means], subject: int, counts: NDArray[np.bool_]) -> list[Fraction]:
    """Return, for each leaf, the most it can add to the total of a subject (as a share; all of them add up to 1)."""
    weights = [Fraction(0)] * len(plan.leaves)

    def walk(branch: Branch, reach: Fraction) -> None:
        if branch.blocked:  # how weight is shared out here is not known
            return
        here = done[branch.index]
        counting = Fraction(int(here.counting[subject]), here.weight_scale)
        for part in branch.parts:
            if not counting or not part.weight:
                continue
            if part.kind == "branch":
                if not done[part.index].empty[subject]:
                    walk(plan.branches[part.index], reach * part.weight / counting)
            elif counts[part.index, subject] and plan.leaves[part.index].most:
                weights[part.index] = reach * part.weight / counting

    walk(plan.total, Fraction(1))
    return weights
