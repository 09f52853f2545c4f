"""How far the two readers of the sample agree: by Kanwil and by indicator, of pairs that both have completed."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.verification.models import Case, Check, Stage
from kotaham.apps.verification.queries.queue import seen
from kotaham.apps.verification.rules import CORRECT, READER, SECOND, Agreement, agreement
from kotaham.core.facts_json import canonical_json
from kotaham.core.policy import Reach

Pair = tuple[Hashable, Hashable]
Paired = tuple[int, str, Pair]  # report, indicator, what the two have said


@dataclass(frozen=True, slots=True)
class OfKanwil:
    """The agreement inside one Kanwil: over all, and by indicator where that was asked for."""

    office: int
    name: str
    all: Agreement
    by_code: Sequence[tuple[str, Agreement]] = ()


def agreements(actor: Actor, reach: Reach, round_pk: int, kanwil: int | None = None) -> list[OfKanwil]:
    """Return the agreement of the readers of every Kanwil within reach in one round.

    By indicator it is told of one Kanwil, and where there is only one: all of them would be thousands of lines.
    """
    held = Case.objects.filter(seen(actor, reach), submission__round_id=round_pk).order_by()
    offices_of = dict(held.values_list("submission_id", "office_id"))
    names = offices.names(offices_of.values())
    found: dict[int, list[Paired]] = {}
    for one in _paired(Check.objects.filter(answer__submission__round_id=round_pk)):
        if one[0] in offices_of:
            found.setdefault(offices_of[one[0]] or 0, []).append(one)
    told = [
        _of(office, names.get(office, "-"), pairs, each=len(found) == 1 or office == kanwil)
        for office, pairs in found.items()
    ]
    return sorted(told, key=lambda one: one.name)


def rounds_read_twice(rounds: Collection[int]) -> set[int]:
    """Return which of some rounds hold an answer that a second person has read."""
    rows = Check.objects.filter(answer__submission__round_id__in=list(rounds), slot=SECOND).order_by()
    return set(rows.values_list("answer__submission__round_id", flat=True).distinct())


def agreement_of(submission: int) -> Agreement:
    """Return the agreement of the two readers of one report."""
    return agreement([pair for _pk, _code, pair in _paired(Check.objects.filter(answer__submission_id=submission))])


def _of(office: int, name: str, paired: Sequence[Paired], *, each: bool) -> OfKanwil:
    by_code: dict[str, list[Pair]] = {}
    for _pk, code, pair in paired if each else ():
        by_code.setdefault(code, []).append(pair)
    told = tuple((code, agreement(pairs)) for code, pairs in sorted(by_code.items()))
    return OfKanwil(office, name, agreement([pair for _pk, _code, pair in paired]), told)


def _paired(rows: QuerySet[Check]) -> list[Paired]:
    """Put the words of two readers about the same version of an answer side by side.

    Looked up from the second reader's side: the first one has read the whole report, the second one the sample.
    """
    first = Check.objects.filter(
        answer_id=OuterRef("answer_id"), stage=OuterRef("stage"), slot=READER, seen=OuterRef("seen")
    )
    words = rows.filter(stage=Stage.VERIFIED, slot=SECOND, seen__gt=0).order_by()
    both = words.annotate(before=Subquery(first.values("verdict")), found=Subquery(first.values("value")))
    fields = ("answer__submission_id", "answer__code", "answer_id", "before", "found", "verdict", "value")
    return [
        (pk, code, (_label(before, answer, found), _label(verdict, answer, value)))
        for pk, code, answer, before, found, verdict, value in both.values_list(*fields)
        if before is not None
    ]


def _label(verdict: str, answer: int, value: Any) -> Hashable:
    """Return what was said: a correction says something else for each answer and each value."""
    return (verdict, answer, canonical_json(value)) if verdict == CORRECT else verdict
