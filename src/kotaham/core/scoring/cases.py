"""Worked examples of an instrument: small cases that a jurist can sign, run as tests.

A case gives answers (`facts`), points (`points`) or scores of rights (`groups`), and what must come out. Numbers are
compared exactly; `shown` is compared as it is printed in English with the instrument's decimals. The format is told
in docs/reference/case-format.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.facts import FactTable, Subject
from kotaham.core.facts_json import answer_from_json
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Say
from kotaham.core.numbers import exact, plain, show
from kotaham.core.scoring.encode import whole
from kotaham.core.scoring.engine import Scores, assemble, score, total_from_groups
from kotaham.core.scoring.judge import NO_STEP, Judged, apply_missing_rule
from kotaham.core.scoring.plan import Plan, compile_plan
from kotaham.core.scoring.states import State
from kotaham.core.scoring.verdict import judge_total, verdict

BAD_CASE = Kind(
    "cases.bad-case",
    Say("Contoh hitungan '{name}' tidak dapat dibaca: {detail}.", "Case '{name}' cannot be read: {detail}."),
    Say(
        "Perbaiki menurut docs/reference/case-format.md.",
        "Correct it by docs/reference/case-format.md.",
    ),
)
WRONG_RESULT = Kind(
    "cases.wrong-result",
    Say(
        "Contoh hitungan '{name}': {what} seharusnya {wanted}, hasilnya {found}.",
        "Case '{name}': {what} should be {wanted}, but is {found}.",
    ),
    Say(
        "Periksa instrumennya, lalu hitungan contohnya.",
        "Check the instrument first, then the arithmetic of the case.",
    ),
)
GIVEN = ("facts", "points", "groups")
KEYS = {"name", "basis", "source", "signed_by", "note", "not_applicable", "bonus", "period_end", "expect", *GIVEN}


class _Unreadable(Exception):
    """A case that cannot be read, with the reason in both languages."""

    def __init__(self, indonesian: str, english: str, codes: Iterable[str] = ()) -> None:
        listed = ", ".join(codes)
        self.detail = Say(indonesian + listed, english + listed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case gives: everything an expectation can name, as plain text."""

    total: str | None
    shown: str
    predicate: str | None
    points: Mapping[str, str | None]
    groups: Mapping[str, str | None]
    states: Mapping[str, str]


def run_cases(instrument: Instrument, cases: Any, source: str) -> list[Problem]:
    """Run cases as read from their file; return every difference (none when all come out as expected)."""
    if not isinstance(cases, Sequence) or isinstance(cases, str):
        detail = Say("isi berkasnya bukan daftar contoh", "the file does not hold a list of cases")
        return [BAD_CASE(Where(source), name="?", detail=detail)]
    plan = compile_plan(instrument)
    return [problem for case in cases for problem in run_case(plan, case, source)]


def run_case(plan: Plan, case: Any, source: str) -> list[Problem]:
    """Run one case as it was read; anything that is no case is told as a problem."""
    name = str(case.get("name", "?")) if isinstance(case, Mapping) else "?"
    try:
        found = _outcome(plan, case)
        wanted = list(_expectations(case.get("expect") or {}, found))
    except Refused as refused:
        detail = Say(refused.text("id"), refused.text("en"))
        return [BAD_CASE(Where(source), name=name, detail=detail)]
    except _Unreadable as unreadable:
        return [BAD_CASE(Where(source), name=name, detail=unreadable.detail)]
    except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        detail = Say(f"bentuknya tidak sesuai ({error})", f"it does not have the documented form ({error})")
        return [BAD_CASE(Where(source), name=name, detail=detail)]
    return [
        WRONG_RESULT(Where(source), name=name, what=what, wanted=expected, found=actual)
        for what, expected, actual in wanted
        if expected != actual
    ]


def _outcome(plan: Plan, case: Mapping[str, Any]) -> Outcome:
    if unknown := sorted(set(case) - KEYS):
        raise _Unreadable("kunci yang tidak dikenal: ", "unknown keys: ", unknown)
    given = [key for key in GIVEN if key in case]
    if len(given) != 1:
        raise _Unreadable("harus ada tepat satu dari: ", "there must be exactly one of: ", GIVEN)
    if given == ["groups"]:
        return _of_groups(plan, {code: exact(value) for code, value in case["groups"].items()})
    return _of_scores(_of_facts(plan, case) if given == ["facts"] else _of_points(plan, case))


def _of_groups(plan: Plan, groups: Mapping[str, Fraction]) -> Outcome:
    used = {plan.branches[part.index].code for part in plan.total.parts if part.kind == "branch"}
    if strange := sorted(set(groups) - used):
        raise _Unreadable("nilai hak ini tidak dipakai rumus: ", "the formula does not use these rights: ", strange)
    total = total_from_groups(plan, groups)
    scores = score(plan, FactTable([], {}))
    shown = show(total, plan.instrument.rounding.decimals, "en")
    told = {code: plain(value) for code, value in groups.items()}
    return Outcome(plain(total), shown, judge_total(scores, total).predicate, {}, told, {})


def _of_facts(plan: Plan, case: Mapping[str, Any]) -> Scores:
    columns = {code: [answer_from_json(fact)] for code, fact in case["facts"].items()}
    bonus = {item: [exact(points)] for item, points in case.get("bonus", {}).items()}
    table = FactTable([Subject("-", str(case["name"]))], columns, "", str(case.get("period_end", "")), bonus)
    return score(plan, table)


def _of_points(plan: Plan, case: Mapping[str, Any]) -> Scores:
    """Score given points: the bands are passed over, the formula and the predicates are tried."""
    given = {code: exact(value) for code, value in case["points"].items()}
    absent = set(case.get("not_applicable", ()))
    if strange := sorted((set(given) | absent) - set(plan.leaf_of)):
        raise _Unreadable("tidak ada indikator ini: ", "there are no such indicators: ", strange)
    if too_high := [code for code, points in given.items() if not 0 <= points <= _most(plan, code)]:
        raise _Unreadable("poin di luar jangkauan: ", "points out of reach: ", too_high)
    scale = lcm(*(points.denominator for points in given.values()))
    judged = []
    for leaf in plan.leaves:
        code = leaf.indicator.code
        word = State.SCORED if code in given else State.NOT_APPLICABLE if code in absent else State.MISSING
        state, marks = np.array([word], np.int8), np.zeros(1, np.int16)
        apply_missing_rule(plan, state, marks)
        points = whole([int(given.get(code, Fraction(0)) * scale)])
        judged.append(Judged(state, np.array([NO_STEP], np.int32), points, marks))
    return assemble(plan, FactTable([Subject("-", str(case["name"]))], {}), [], judged, scale)


def _most(plan: Plan, code: str) -> Fraction:
    most = plan.leaves[plan.leaf_of[code]].most
    return Fraction(10**9) if most is None else most


def _of_scores(scores: Scores) -> Outcome:
    plan, total = scores.plan, scores.final(0)
    codes = {leaf.indicator.code: leaf.index for leaf in plan.leaves}
    points = {code: scores.leaf_points(index, 0) for code, index in codes.items()}
    groups = {group.code: scores.group(group.code, 0) for group in plan.instrument.groups}
    return Outcome(
        None if total is None else plain(total),
        show(total, plan.instrument.rounding.decimals, "en"),
        verdict(scores, 0).predicate,
        {code: None if value is None else plain(value) for code, value in points.items()},
        {code: None if value is None else plain(value) for code, value in groups.items()},
        {code: State(int(scores.state[index, 0])).word for code, index in codes.items()},
    )


def _expectations(expect: Mapping[str, Any], found: Outcome) -> Iterable[tuple[str, object, object]]:
    """Pair what is expected with what came out."""
    strange = sorted(set(expect) - {"total", "shown", "predicate", "points", "groups", "states"})
    if strange or not expect:
        raise _Unreadable("`expect` kosong atau tidak dikenal: ", "`expect` is empty or not known: ", strange)
    if "total" in expect:
        yield "total", _text(expect["total"]), found.total
    if "shown" in expect:
        yield "shown", str(expect["shown"]), found.shown
    if "predicate" in expect:
        yield "predicate", expect["predicate"], found.predicate
    for what, values in (("points", found.points), ("groups", found.groups)):
        for code, value in expect.get(what, {}).items():
            yield f"{what}.{code}", _text(value), values[code]
    for code, state in expect.get("states", {}).items():
        yield f"states.{code}", state, found.states[code]


def _text(value: object) -> str | None:
    return None if value is None else plain(exact(value))
