"""Facts as JSON: one plain object per answer, numbers as text, the same on every machine.

Shapes: `{"number": "12.5"}`, `{"numerator": "3", "denominator": "1200"}`, `{"yes": true}`, `{"choice": "b"}`,
`{"checked": ["a", "c"]}`, `{"document": {"present": true, "from": "2024-01-01", "until": ""}}`,
`{"points": "7", "reason": "..."}`, `{"not_applicable": "reason"}`, `{"missing": "reason"}`; each may also carry
`evidence` and `origin`.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kotaham.core.facts import (
    Answer,
    Chosen,
    FactTable,
    Given,
    Number,
    Paper,
    Quotient,
    Subject,
    Ticked,
    Value,
)
from kotaham.core.numbers import exact, plain

FORMAT = "kotaham-facts/1"


def canonical_json(data: object) -> bytes:
    """Write JSON in one canonical way: sorted keys, no spaces, UTF-8; digests are taken of this form."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def facts_to_json(table: FactTable) -> dict[str, Any]:
    """Turn a table into its JSON form."""
    return {
        "format": FORMAT,
        "period": table.period,
        "period_end": table.period_end,
        "subjects": [_subject(table, index, subject) for index, subject in enumerate(table.subjects)],
    }


def _subject(table: FactTable, index: int, subject: Subject) -> dict[str, Any]:
    answers = {code: answer for code, column in table.columns.items() if (answer := column[index]) is not None}
    bonus = {code: points for code, column in table.bonus.items() if (points := column[index]) is not None}
    return {
        "code": subject.code,
        "name": subject.name,
        "province": subject.province,
        "answers": {code: answer_to_json(answer) for code, answer in answers.items()},
        "bonus": {code: plain(points) for code, points in bonus.items()},
    }


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Turn one answer into its JSON form."""
    if answer.not_applicable:
        told: dict[str, Any] = {"not_applicable": answer.reason}
    elif answer.value is None:
        told = {"missing": answer.reason}
    else:
        told = _value_to_json(answer.value)
        if answer.reason and "reason" not in told:
            told["note"] = answer.reason
    extra = {"evidence": answer.evidence, "origin": answer.origin}
    return told | {key: text for key, text in extra.items() if text}


def _value_to_json(value: Value) -> dict[str, Any]:
    match value:
        case bool():
            return {"yes": value}
        case Quotient():
            return {"numerator": plain(value.numerator), "denominator": plain(value.denominator)}
        case Chosen():
            return {"choice": value.option}
        case Ticked():
            return {"checked": sorted(value.items)}
        case Paper():
            dates = {"from": value.valid_from, "until": value.valid_until}
            return {"document": {"present": value.present} | dates}
        case Given():
            return {"points": plain(value.points), "reason": value.reason}
        case _:
            return {"number": plain(value)}


def facts_from_json(data: Mapping[str, Any]) -> FactTable:
    """Turn the JSON form back into a table. Raises ValueError or KeyError when the shape is not the documented one."""
    if data["format"] != FORMAT:
        raise ValueError(f"not {FORMAT}: {data['format']!r}")
    rows: Sequence[Mapping[str, Any]] = data["subjects"]
    codes = sorted({code for row in rows for code in row["answers"]})
    items = sorted({code for row in rows for code in row["bonus"]})
    return FactTable(
        [Subject(row["code"], row["name"], row["province"]) for row in rows],
        {code: [_maybe_answer(row["answers"].get(code)) for row in rows] for code in codes},
        data["period"],
        data["period_end"],
        {item: [_maybe_number(row["bonus"].get(item)) for row in rows] for item in items},
    )


def _maybe_number(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)


def _maybe_answer(told: Mapping[str, Any] | None) -> Answer | None:
    return None if told is None else answer_from_json(told)


def answer_from_json(told: Mapping[str, Any]) -> Answer:
    """Turn the JSON form of one answer back into an answer; numbers may be text, whole numbers or Decimals."""
    evidence, origin = str(told.get("evidence", "")), str(told.get("origin", ""))
    if "not_applicable" in told:
        return Answer(None, str(told["not_applicable"]), not_applicable=True, evidence=evidence, origin=origin)
    if "missing" in told:
        return Answer(None, str(told["missing"]), evidence=evidence, origin=origin)
    return Answer(_value_from_json(told), str(told.get("note", "")), evidence=evidence, origin=origin)


def _value_from_json(told: Mapping[str, Any]) -> Value:
    keys = told.keys() - {"evidence", "origin", "note", "reason"}
    match sorted(keys):
        case ["number"]:
            return exact(told["number"])
        case ["denominator", "numerator"]:
            return Quotient(exact(told["numerator"]), exact(told["denominator"]))
        case ["yes"]:
            return _flag(told["yes"])
        case ["choice"]:
            return Chosen(str(told["choice"]))
        case ["checked"]:
            return Ticked(frozenset(str(item) for item in told["checked"]))
        case ["document"]:
            paper = told["document"]
            return Paper(_flag(paper["present"]), str(paper.get("from") or ""), str(paper.get("until") or ""))
        case ["points"]:
            return Given(exact(told["points"]), str(told.get("reason", "")))
    raise ValueError(f"not a fact: {sorted(told)}")


def _flag(told: object) -> bool:
    """Take true or false as they are; a text such as `tidak` must not count as true."""
    if not isinstance(told, bool):
        raise ValueError(f"not a yes or no: {told!r}")
    return told


def number_or_none(value: Number | None) -> str | None:
    """Write a number as plain text, or None."""
    return None if value is None else plain(value)
