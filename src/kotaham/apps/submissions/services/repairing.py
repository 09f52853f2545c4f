"""What became of an answer that came back: changed against what was sent, or replied to in words.

What was sent stands in the newest receipt, which nobody can change; it is what the readers had before them.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kotaham.apps.submissions.models import Answer, Receipt
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import same, stored
from kotaham.core.facts_json import facts_from_json

Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Repair:
    """How an answer differs from what was sent: its value then, whether value or evidence changed, the reply."""

    before: Stored | None
    value: bool
    evidence: bool
    reply: str

    @property
    def answered(self) -> bool:
        """Whether the question with which it came back is answered."""
        return self.value or self.evidence or bool(self.reply)


def repairs_of(pk: int, codes: Collection[str]) -> dict[str, Repair]:
    """Return what became of some answers of a report since it was sent last."""
    return _repairs(pk, Answer.objects.filter(submission_id=pk, code__in=list(codes)).order_by("position"))


def _repairs(pk: int, rows: Iterable[Answer]) -> dict[str, Repair]:
    receipt = reads.receipts(pk).first()
    then = _values(receipt)
    shown = {(code, *rest) for code, *rest in (receipt.evidence if receipt else ())}
    proofs = reads.proofs([pk])
    found = {}
    for row in rows:
        now = {(row.code, use.evidence_id, use.revision.number, use.revision.sha256) for use in proofs.get(row.pk, ())}
        before = then.get(row.code)
        changed = receipt is not None and not same(before, row.value)
        found[row.code] = Repair(
            before,
            changed,
            receipt is not None and now != {one for one in shown if one[0] == row.code},
            row.reply.strip(),
        )
    return found


def repair_of(answer: Answer) -> Repair:
    """Return what became of one answer."""
    return repairs_of(answer.submission_id, [answer.code])[answer.code]


def unanswered(pk: int) -> list[str]:
    """Return the answers that came back and whose question is open: nothing changed, and nobody replied."""
    rows = Answer.objects.filter(submission_id=pk, returned=True).order_by("position")
    return [code for code, repair in _repairs(pk, rows).items() if not repair.answered]


def _values(receipt: Receipt | None) -> dict[str, Stored | None]:
    """Return what was sent, by indicator."""
    if receipt is None:
        return {}
    table = facts_from_json(json.loads(receipt.facts))
    return {code: stored(column[0]) for code, column in table.columns.items()}
