"""What a stored value is: compared, told in a few words for the history, turned into an answer of the core."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kotaham.core.facts import Answer
from kotaham.core.facts_json import answer_from_json, answer_to_json
from kotaham.core.numbers import exact, plain

Stored = Mapping[str, Any]
SHORT = 120
NO_TITLES: Mapping[str, str] = {}


def stored(answer: Answer | None) -> dict[str, Any] | None:
    """Return the plain object that is kept of an answer; evidence and origin are not part of it."""
    if answer is None:
        return None
    return answer_to_json(Answer(answer.value, answer.reason, not_applicable=answer.not_applicable))


def answer_of(value: Stored | None, evidence: str = "", origin: str = "") -> Answer | None:
    """Return the answer of the core that a stored value is, or None where nobody has answered."""
    if value is None:
        return None
    return answer_from_json({**value, **{key: text for key, text in _beside(evidence, origin) if text}})


def same(one: Stored | None, other: Stored | None) -> bool:
    """Tell whether two stored values say the same; 5 and 5.0 do."""
    return (None if one is None else stored(answer_of(one))) == (None if other is None else stored(answer_of(other)))


def same_figure(one: Stored | None, other: Stored | None) -> bool:
    """Tell whether two stored values count the same: as `same`, but points are the same whatever the reason beside."""
    return same(_without_reason(one), _without_reason(other))


def _without_reason(value: Stored | None) -> Stored | None:
    return {"points": value["points"]} if value is not None and "points" in value else value


def short(value: Stored | None, titles: Mapping[str, str] = NO_TITLES) -> str:
    """Tell a stored value in a few signs for the history; the words of a reason are not repeated.

    `titles` are those of the options or items of the indicator, by code.
    """
    match value:
        case None:
            told = ""
        case {"number": number} | {"points": number}:
            told = _number(number)
        case {"numerator": top, "denominator": bottom}:
            told = f"{_number(top)} / {_number(bottom)}"
        case {"yes": yes}:
            told = "ya" if yes else "tidak"
        case {"choice": code}:
            told = titles.get(code, str(code))
        case {"checked": codes}:
            told = "; ".join(titles.get(code, code) for code in codes) or "-"
        case {"document": {"present": present, **days}}:
            dates = "-".join(str(days.get(key) or "") for key in ("from", "until"))
            told = f"ada {dates}".strip(" -") if present else "tidak ada"
        case _:
            told = "tidak berlaku" if "not_applicable" in value else "tidak ada data"
    return told[:SHORT]


def _number(told: object) -> str:
    number: Fraction = exact(told)
    return plain(number).replace(".", ",")


def _beside(evidence: str, origin: str) -> tuple[tuple[str, str], ...]:
    return ("evidence", evidence), ("origin", origin)
