"""The record of a run: what judged, what was judged, and the whole trace; made once, never edited, replayed equal.

A record holds digests of its inputs, so that anyone who has the instrument and the facts can recompute it. Its JSON
form is documented in docs/reference/record-format.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from kotaham.core.facts import FactTable
from kotaham.core.facts_json import canonical_json, facts_to_json, number_or_none
from kotaham.core.instrument.canonical import content_sha256
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.numbers import plain
from kotaham.core.scoring.engine import ENGINE, Scores, score
from kotaham.core.scoring.judge import NO_STEP, step_certainty
from kotaham.core.scoring.plan import compile_plan
from kotaham.core.scoring.states import Mark, State
from kotaham.core.scoring.verdict import Verdict, verdict

FORMAT = "kotaham-record/1"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that went into a run: its name, the digest of its bytes, and how many rows it had."""

    name: str
    sha256: str
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not scored, and why; told in the source language."""

    row: int
    code: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a run came from: the instrument's file and seal, the input files, rows in and rows refused."""

    file_sha256: str = ""
    sealed: bool = False
    sources: tuple[Source, ...] = ()
    rows_in: int = 0
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[str, ...] = field(default=())


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return sha256(data).hexdigest()


def make_record(scores: Scores, origins: Origins | None = None) -> dict[str, Any]:
    """Make the record of a run, ready for `canonical_json`."""
    origins = origins or Origins(rows_in=len(scores.table.subjects))
    return {
        "format": FORMAT,
        "engine": ENGINE,
        "instrument": _instrument(scores.plan.instrument, origins),
        "period": scores.table.period,
        "period_end": scores.table.period_end,
        "facts_sha256": digest(canonical_json(facts_to_json(scores.table))),
        "sources": [{"name": one.name, "sha256": one.sha256, "rows": one.rows} for one in origins.sources],
        "rows": {
            "in": origins.rows_in,
            "scored": len(scores.table.subjects),
            "refused": len(origins.refused),
        },
        "refused": [_refused(row) for row in origins.refused],
        "notes": list(origins.notes),
        "results": results_of(scores),
    }


def _instrument(instrument: Instrument, origins: Origins) -> dict[str, Any]:
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "nature": instrument.nature,
        "notice": instrument.notice,
        "content_sha256": content_sha256(instrument),
        "file_sha256": origins.file_sha256,
        "sealed": origins.sealed,
        "unknown": len(unknowns(instrument)),
    }


def _refused(row: RefusedRow) -> dict[str, Any]:
    return {"row": row.row, "code": row.code, "name": row.name, "reasons": list(row.reasons)}


def results_of(scores: Scores) -> list[dict[str, Any]]:
    """Tell all results; subjects for whom the same answers count share one set of weights."""
    columns = [_answers(scores, leaf) for leaf in range(len(scores.plan.leaves))]
    known: dict[bytes, list[str]] = {}
    told = []
    for index in range(len(scores.table.subjects)):
        key = scores.counts[:, index].tobytes()
        if key not in known:
            known[key] = [plain(weight) for weight in scores.weights(index)]
        answers = [column[index] | {"weight": weight} for column, weight in zip(columns, known[key], strict=True)]
        told.append(_result(scores, index, answers))
    return told


def _result(scores: Scores, index: int, answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Tell the result of one subject with its whole trace."""
    subject, judged = scores.table.subjects[index], verdict(scores, index)
    return {
        "code": subject.code,
        "name": subject.name,
        "province": subject.province,
        "rank": scores.ranks[index],
        "total": number_or_none(scores.total(index)),
        "bonus_claimed": plain(scores.claimed(index)),
        "bonus": plain(scores.bonus(index)),
        "total_with_bonus": number_or_none(scores.with_bonus(index)),
        "verdict": _verdict(judged),
        "branches": [_branch(scores, number, index) for number in range(len(scores.plan.branches))],
        "answers": answers,
    }


def _verdict(judged: Verdict) -> dict[str, Any]:
    return {
        "predicate": judged.predicate,
        "below": judged.below,
        "why_none": judged.why_none,
        "withheld": list(judged.withheld),
        "gates": [
            {"code": gate.code, "short": [[code, number_or_none(value)] for code, value in gate.short]}
            for gate in judged.gates
        ],
    }


def _branch(scores: Scores, number: int, index: int) -> dict[str, Any]:
    branch = scores.plan.branches[number]
    return {"kind": branch.kind, "code": branch.code, "value": number_or_none(scores.value(number, index))}


def _answers(scores: Scores, number: int) -> list[dict[str, Any]]:
    """Tell what became of every subject's answer to one indicator."""
    leaf, most = scores.plan.leaves[number], number_or_none(scores.plan.leaves[number].most)
    states = [State(state).word for state in scores.state[number].tolist()]
    marks = {mark: list(Mark(mark).words) for mark in set(scores.marks[number].tolist())}
    sure = {step: step_certainty(leaf, step).value for step in set(scores.step[number].tolist())}
    return [
        {
            "indicator": leaf.indicator.code,
            "state": state,
            "figure": number_or_none(scores.figure(number, index)),
            "step": None if step == NO_STEP else step,
            "points": number_or_none(scores.leaf_points(number, index)),
            "most": most,
            "marks": marks[mark],
            "certainty": sure[step],
        }
        for index, (state, step, mark) in enumerate(
            zip(states, scores.step[number].tolist(), scores.marks[number].tolist(), strict=True)
        )
    ]


def replay(instrument: Instrument, table: FactTable, record: Mapping[str, Any]) -> list[str]:
    """Recompute a record from its instrument and facts; return what differs, as paths (empty when equal)."""
    again = make_record(score(compile_plan(instrument), table))
    again["instrument"] |= {key: record["instrument"][key] for key in ("file_sha256", "sealed")}
    for key in ("sources", "rows", "refused", "notes"):
        again[key] = record[key]
    return list(differences(record, again, ""))[:100]


def differences(one: object, other: object, path: str) -> list[str]:
    """Return the paths at which two JSON values differ."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = sorted(set(one) | set(other))
        return [found for key in keys for found in differences(one.get(key), other.get(key), f"{path}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for at, (a, b) in pairs for found in differences(a, b, f"{path}/{at}")]
    return [] if one == other and type(one) is type(other) else [path or "/"]
