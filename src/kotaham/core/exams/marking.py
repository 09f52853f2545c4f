"""How much an answer earns, exactly.

single, true or false, short: all points, or none.
multiple: points x max(0, chosen right / all right - chosen wrong / all wrong). Who ticks everything gets nothing, who
  ticks one of two right ones and nothing wrong gets half.
matching: points x right pairs / all pairs. A wrong pair takes nothing away, as it already misses the right one.
case: the sum of its parts, each by its own rule; no part goes below zero.
No answer earns nothing, and nothing is ever below zero or above the points of the question.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kotaham.core.exams.folding import LONGEST, folded, number_of
from kotaham.core.exams.question import FALSE, TRUE, Asked, Body, Key, Question

ZERO = Fraction(0)


class NotAnAnswer(ValueError):
    """The value cannot be an answer to the question: another kind, or an option that it does not have."""


def clean(asked: Asked, body: Body, value: Any) -> Any:
    """Return a value as it is kept, or None where nothing was answered; raises NotAnAnswer."""
    if value is None or value in ("", [], {}):
        return None
    match asked:
        case Asked.SINGLE:
            return _one_of(value, {one.id for one in body.options})
        case Asked.TRUE_FALSE:
            return _one_of(value, {TRUE, FALSE})
        case Asked.MULTIPLE:
            return _some_of(value, body)
        case Asked.MATCHING:
            return _pairs(value, body)
        case Asked.SHORT:
            return _words(value)
        case Asked.CASE:
            return _parts(value, body)


def _one_of(value: Any, known: set[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise NotAnAnswer("no such option")
    return value


def _some_of(value: Any, body: Body) -> list[str]:
    order = [one.id for one in body.options]
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one in order for one in value):
        raise NotAnAnswer("no such option")
    return [one for one in order if one in value]


def _pairs(value: Any, body: Body) -> dict[str, str] | None:
    given, offered = {one.id for one in body.left}, {one.id for one in body.options}
    if not isinstance(value, Mapping):
        raise NotAnAnswer("no pairs")
    kept = {str(left): right for left, right in value.items() if right not in ("", None)}
    if not all(left in given and isinstance(right, str) and right in offered for left, right in kept.items()):
        raise NotAnAnswer("no such pair")
    return {one.id: kept[one.id] for one in body.left if one.id in kept} or None


def _words(value: Any) -> str | None:
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        raise NotAnAnswer("no short text")
    return " ".join(value.split()) or None


def _parts(value: Any, body: Body) -> dict[str, Any] | None:
    known = {one.id: one for one in body.parts}
    if not isinstance(value, Mapping) or not set(value) <= set(known):
        raise NotAnAnswer("no such part")
    kept = {one.id: clean(one.asked, one.body, value.get(one.id)) for one in body.parts}
    return {name: said for name, said in kept.items() if said is not None} or None


def mark(question: Question, value: Any) -> Fraction:
    """Return the points that an answer earns."""
    return earned(question.asked, question.body, question.key, value) * question.points


def earned(asked: Asked, body: Body, key: Key, value: Any) -> Fraction:
    """Return the share of the points that an answer earns, between 0 and 1."""
    if value is None:
        return ZERO
    match asked:
        case Asked.SINGLE | Asked.TRUE_FALSE:
            return Fraction(value in key.correct)
        case Asked.MULTIPLE:
            return _share(set(value), body, key)
        case Asked.MATCHING:
            right = sum(value.get(left) == wanted for left, wanted in key.pairs.items())
            return Fraction(right, len(key.pairs)) if key.pairs else ZERO
        case Asked.SHORT:
            return Fraction(_is_accepted(value, key))
        case Asked.CASE:
            return _case(body, key, value)


def _share(chosen: set[str], body: Body, key: Key) -> Fraction:
    wrong = {one.id for one in body.options} - key.correct
    found = Fraction(len(chosen & key.correct), len(key.correct)) if key.correct else ZERO
    taken = Fraction(len(chosen & wrong), len(wrong)) if wrong else ZERO
    return max(ZERO, found - taken)


def _is_accepted(value: str, key: Key) -> bool:
    if folded(value) in {folded(one) for one in key.accepted}:
        return True
    number = number_of(value) if key.ranges else None
    return number is not None and any(low <= number <= high for low, high in key.ranges)


def _case(body: Body, key: Key, value: Mapping[str, Any]) -> Fraction:
    most = sum(one.points for one in body.parts)
    got = sum(
        (
            earned(one.asked, one.body, key.parts.get(one.id, Key()), value.get(one.id)) * one.points
            for one in body.parts
        ),
        ZERO,
    )
    return got / most if most else ZERO
