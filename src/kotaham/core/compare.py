"""Compare two runs: who moved, by how much, and which indicators moved them.

The total is a sum of what each indicator adds, so the change of a total is exactly the sum of the changes of those
parts (and of the bonus); nothing is left over. Where the two runs were judged by different instruments, or a total is
missing on one side, that is said instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Presence = Literal["both", "only_old", "only_new"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One indicator's part in a move: what it added before and after (on the scale of the total), and the figures."""

    indicator: str
    before: Fraction
    after: Fraction
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None

    @property
    def change(self) -> Fraction:
        """What the indicator adds more (or less) than before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Move:
    """One subject in both runs. `change` is None when one side has no total; `causes` are the largest first.

    `basis` names the indicators that count in one run only: where there are any, part of the change comes from
    what was measured, not from what happened.
    """

    code: str
    name: str
    presence: Presence
    old_total: Fraction | None
    new_total: Fraction | None
    old_rank: int | None
    new_rank: int | None
    old_predicate: str | None
    new_predicate: str | None
    bonus_change: Fraction
    causes: tuple[Cause, ...]
    basis: tuple[str, ...] = ()

    @property
    def change(self) -> Fraction | None:
        """The change of the total with bonus."""
        if self.old_total is None or self.new_total is None:
            return None
        return self.new_total - self.old_total


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side; moves in the order of the largest change first, then those without one."""

    same_instrument: bool
    moves: tuple[Move, ...]

    def with_presence(self, presence: Presence) -> list[Move]:
        """Return the moves of subjects that are in both runs, or in one only."""
        return [move for move in self.moves if move.presence == presence]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Compare two records (as made by `kotaham.core.record.make_record`)."""
    before = {result["code"]: result for result in old["results"]}
    after = {result["code"]: result for result in new["results"]}
    codes = sorted(before.keys() | after.keys())
    moves = [_move(before.get(code), after.get(code)) for code in codes]
    moves.sort(key=lambda move: (move.change is None, -abs(move.change or 0), move.code))
    same = old["instrument"]["content_sha256"] == new["instrument"]["content_sha256"]
    return Comparison(same, tuple(moves))


def _move(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Move:
    here = new or old or {}
    presence: Presence = "both" if old and new else "only_old" if old else "only_new"
    return Move(
        here["code"],
        here["name"],
        presence,
        _number(old, "total_with_bonus"),
        _number(new, "total_with_bonus"),
        old["rank"] if old else None,
        new["rank"] if new else None,
        old["verdict"]["predicate"] if old else None,
        new["verdict"]["predicate"] if new else None,
        _bonus(new) - _bonus(old),
        _causes(old, new) if old and new else (),
        tuple(sorted(_counting(old) ^ _counting(new))) if old and new else (),
    )


def _counting(result: Mapping[str, Any]) -> set[str]:
    """Return the indicators that count toward the total of a result."""
    return {answer["indicator"] for answer in result["answers"] if Fraction(answer["weight"])}


def _number(result: Mapping[str, Any] | None, key: str) -> Fraction | None:
    return None if result is None or result[key] is None else Fraction(result[key])


def _bonus(result: Mapping[str, Any] | None) -> Fraction:
    """What the bonus really added (the cap on the total included)."""
    with_bonus, total = _number(result, "total_with_bonus"), _number(result, "total")
    return Fraction(0) if with_bonus is None or total is None else with_bonus - total


def _causes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Cause, ...]:
    before, after = _by_code(old["answers"]), _by_code(new["answers"])
    causes = []
    for code in dict.fromkeys([*before, *after]):
        was, now = before.get(code), after.get(code)
        cause = Cause(code, added(was), added(now), was, now)
        if cause.change or _told(was) != _told(now):
            causes.append(cause)
    return tuple(sorted(causes, key=lambda cause: -abs(cause.change)))


def _by_code(answers: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {answer["indicator"]: answer for answer in answers}


def _told(answer: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if answer is None else (answer["state"], answer["figure"], answer["step"], answer["points"])


def added(answer: Mapping[str, Any] | None) -> Fraction:
    """Return what an answer adds to the total, on the instrument's scale."""
    if answer is None or answer["points"] is None or not answer["most"] or not Fraction(answer["most"]):
        return Fraction(0)
    return Fraction(answer["weight"]) * Fraction(answer["points"]) / Fraction(answer["most"])
