"""Small instruments and tables for the tests of scoring, and what comes of them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kotaham.core.facts import Answer, FactTable, Subject, Value
from kotaham.core.instrument.model import Instrument
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import Scores, score
from kotaham.core.scoring.plan import compile_plan

NOT_APPLICABLE = Answer(None, "tidak ada di daerah ini", not_applicable=True)
MISSING = Answer(None, "belum ada data")
PERIOD_END = "2026-12-31"


def indicator(code: str, scoring: Mapping[str, Any], group: str = "G1", **more: Any) -> dict[str, Any]:
    return {"code": code, "group": group, "title": code, "scoring": dict(scoring), **more}


def yes_no(code: str, most: Any = 10, group: str = "G1", **more: Any) -> dict[str, Any]:
    return indicator(code, {"kind": "yes_no", "yes": most, "no": 0}, group, **more)


def direct(code: str, most: Any = 100, group: str = "G1", **more: Any) -> dict[str, Any]:
    return indicator(code, {"kind": "direct", "from": 0, "to": most, "criteria": "uraian"}, group, **more)


def instrument(indicators: Sequence[Mapping[str, Any]] | str, **more: Any) -> Instrument:
    """Make an instrument of these indicators; `missing`, `gap` and `not_applicable` name its policies."""
    known = [] if isinstance(indicators, str) else indicators
    codes = list(dict.fromkeys([one["group"] for one in known] or ["G1"]))
    rules = {"missing": "incomplete", "not_applicable": "lowers_maximum", "gap": "flag"}
    policies = {name: {"rule": more.pop(name, rule)} for name, rule in rules.items()}
    data: dict[str, Any] = {
        "schema": 1,
        "id": "buatan",
        "version": "2026",
        "title": "Buatan",
        "nature": "example",
        "notice": "Contoh, bukan peraturan.",
        "subject": "city",
        "in_force": {"from": "2026-01-01"},
        "groups": [{"code": code, "title": code} for code in codes],
        "aggregation": {"method": "flat_mean"},
        "policies": policies,
        "rounding": {},
        "predicates": {"none_because": "Contoh"},
        "indicators": indicators,
    }
    return Instrument.model_validate(data | more)


def table(
    columns: Mapping[str, Sequence[Value | Answer | None]], bonus: Mapping[str, Sequence[Any]] | None = None
) -> FactTable:
    """Make a table; plain values become answers."""
    count = max((len(column) for column in [*columns.values(), *(bonus or {}).values()]), default=1)
    told = {code: [_answer(value) for value in column] for code, column in columns.items()}
    subjects = [Subject(f"31.{n:02d}", f"Kota {n}") for n in range(count)]
    return FactTable(subjects, told, "2026", PERIOD_END, bonus or {})


def _answer(value: Value | Answer | None) -> Answer | None:
    return value if value is None or isinstance(value, Answer) else Answer(value)


def scored(
    made: Instrument,
    columns: Mapping[str, Sequence[Value | Answer | None]],
    bonus: Mapping[str, Sequence[Any]] | None = None,
) -> Scores:
    return score(compile_plan(made), table(columns, bonus))


def results(
    made: Instrument,
    columns: Mapping[str, Sequence[Value | Answer | None]],
    bonus: Mapping[str, Sequence[Any]] | None = None,
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = make_record(scored(made, columns, bonus))["results"]
    return found


def judged(scoring: Mapping[str, Any], value: Value | Answer | None, **policies: Any) -> dict[str, Any]:
    """Judge one answer to one indicator; return it as the record tells it."""
    found: dict[str, Any] = results(instrument([indicator("I1", scoring)], **policies), {"I1": [value]})[0]["answers"][
        0
    ]
    return found


def values(scores: Scores) -> list[tuple[Fraction | None, ...]]:
    """Return every branch of every subject."""
    branches = range(len(scores.plan.branches))
    return [tuple(scores.value(branch, i) for branch in branches) for i in range(len(scores.table.subjects))]
