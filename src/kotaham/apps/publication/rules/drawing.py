"""The list of a decision as plain data: who stands in it, in which order, what changed, and its digest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kotaham.core.facts_json import canonical_json
from kotaham.core.language import Say

FORMAT = "kotaham-decision/1"
Line = Any  # an Entry, or a row of the table: both hold the same columns
NOT_TAKING_PART, NOT_SENT, NOT_SCORED = "not_taking_part", "not_sent", "not_scored"
# Why a city stands in the list without a result of the engine; the other reasons are the engine's own.
WHY_NOT_HERE: Mapping[str, Say] = {
    NOT_TAKING_PART: Say("Tidak ikut putaran ini", "Did not take part in this round"),
    NOT_SENT: Say("Tidak mengirim laporan sampai hari terakhir", "Sent no report by the last day"),
    NOT_SCORED: Say(
        "Tidak dinilai: ada jawaban yang tidak dapat dibaca mesin penilai",
        "Not scored: an answer cannot be read by the engine",
    ),
}
UNSENT = ("filling", "endorsing", "withdrawn")
SETTLED = ("final", "decided")


@dataclass(frozen=True, slots=True)
class Entry:
    """One city as the list will have it."""

    place_code: str
    name: str
    province: str
    submission_id: int | None = None
    total: str = ""
    total_with_bonus: str = ""
    predicate: str = ""
    below: bool = False
    why_none: str = ""
    without: int = 0
    words: str = ""
    rank: int | None = None
    bonus: Sequence[Sequence[str]] = ()


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Return the list by rank, those without one last, by the code of the place."""
    return sorted(entries, key=lambda one: (one.rank is None, one.rank or 0, one.place_code))


def verdict_of(line: Line) -> tuple[str, str, str, bool, str]:
    """Return what a correction would change of a row."""
    return line.total, line.total_with_bonus, line.predicate, line.below, line.why_none


def differs(one: Line, other: Line) -> bool:
    """Tell whether two lists say something else of a city."""
    return verdict_of(one) != verdict_of(other)


def as_before(line: Line) -> dict[str, Any]:
    """Return what is kept of a row that a correction changes."""
    return {
        "total": line.total, "total_with_bonus": line.total_with_bonus, "predicate": line.predicate,
        "below": line.below, "why_none": line.why_none, "rank": line.rank,
    }  # fmt: skip


def told_of(decision: Any, rows: Sequence[Line]) -> bytes:
    """Return what is decided in one canonical form; its SHA-256 is the digest of the decision."""
    corrects = decision.corrects
    return canonical_json(
        {
            "format": FORMAT,
            "round": decision.round.title,
            "instrument": str(decision.round.instrument),
            "content_sha256": decision.round.content_sha256,
            "record_sha256": decision.run.record_sha256,
            "title": decision.title,
            "number": decision.number,
            "day": decision.day.isoformat() if decision.day else "",
            "signatory": decision.signatory,
            "corrects": corrects.number if corrects else "",
            "why": decision.why,
            "rows": [_row(row) for row in rows],
        }
    )


def digest_of(told: bytes) -> str:
    """Return the SHA-256 of what is decided."""
    return sha256(told).hexdigest()


def _row(row: Line) -> dict[str, Any]:
    return {
        "code": row.place_code, "name": row.name, "province": row.province, "total": row.total,
        "total_with_bonus": row.total_with_bonus, "predicate": row.predicate, "below": row.below,
        "why_none": row.why_none, "without": row.without, "words": row.words, "rank": row.rank,
        "bonus": [list(line[:3]) for line in row.bonus],
    }  # fmt: skip
