"""One report as its readers have it before them: the answers, what was said of each, how far each is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification.models import Case, Check, Stage
from kotaham.apps.verification.queries.values import values
from kotaham.apps.verification.rules import HEAD, RETURN, Outcome, Standing, before, complete, current, outcome


@dataclass(frozen=True)
class Row:
    """One answer: the value before the reader, what was said of it, whether two must read it."""

    answer: Any
    base: Any  # the value of the stage before; of the first stage the city's own
    said: Sequence[Check]
    sampled: bool
    doubts: Sequence[Sequence[str]]

    @cached_property
    def outcome(self) -> Outcome:
        """What the words of the readers come to."""
        found = outcome(self.said, self.answer.version, self.base, sampled=self.sampled)
        if found.standing is Standing.OPEN and self.answer.returned:  # at the city it becomes another version
            return Outcome(Standing.RETURNED, next((one for one in self.said if one.verdict == RETURN), None))
        return found

    @property
    def standing(self) -> Standing:
        """How far the reading is."""
        return self.outcome.standing

    @cached_property
    def now(self) -> Mapping[int, Check]:
        """By place what was said of the answer as it is now."""
        return current(self.said, self.answer.version, self.base)

    @property
    def came_back(self) -> bool:
        """Whether it was returned, and the city has sent it again since without anybody reading what became of it."""
        stale = (one for one in self.said if self.now.get(one.slot) is not one)
        return not self.answer.returned and HEAD not in self.now and any(one.verdict == RETURN for one in stale)

    def own(self, person: int | None) -> Check | None:
        """Return what a person said of it as it is now, as one of the readers."""
        return next((one for one in self.now.values() if one.by_id == person and one.slot != HEAD), None)

    def in_slot(self, slot: int) -> Check | None:
        """Return the row of a place at the table, also when it tells of an earlier version."""
        return next((one for one in self.said if one.slot == slot), None)

    @property
    def open_to_all(self) -> bool:
        """Whether everybody may see what was said: of the sample only when both have said their word."""
        return not self.sampled or complete(self.said, self.answer.version, self.base) or HEAD in self.now

    def shown_to(self, person: int | None) -> Sequence[Check]:
        """Return what a person may see of what was said now; of the blind sample their own words only."""
        rows = sorted(self.now.values(), key=lambda one: one.slot)
        return rows if self.open_to_all else [one for one in rows if one.by_id == person]

    def standing_for(self, person: int | None) -> Standing:
        """Return how far it is as a person may know it: who has not read it yet finds it unread."""
        if self.standing is Standing.HALF and self.own(person) is None:
            return Standing.OPEN
        return self.standing

    @property
    def value(self) -> Any:
        """The value that the reading comes to; that of the stage before where it stands or nothing is settled."""
        found = self.outcome.value if self.outcome.settled else None
        return self.base if found is None else found


@dataclass(frozen=True)
class Desk:
    """The whole report on the desk of one stage."""

    submission: Any
    case: Case
    stage: str
    rows: Sequence[Row] = field(default_factory=list)

    @cached_property
    def by_code(self) -> Mapping[str, Row]:
        """The rows by the code of the indicator."""
        return {row.answer.code: row for row in self.rows}

    def count(self, *standings: Standing) -> int:
        """Count the answers that are so far."""
        return sum(row.standing in standings for row in self.rows)

    @property
    def unread(self) -> Sequence[Row]:
        """The answers whose reading is not at its end."""
        return [row for row in self.rows if row.standing not in {Standing.SETTLED, Standing.RETURNED}]

    @property
    def holes(self) -> Sequence[Row]:
        """The answers that have no value at this stage: no data, or points that only reviewers give."""
        return [row for row in self.rows if row.value is None or "missing" in row.value]

    def unread_by(self, slot: int) -> Sequence[Row]:
        """Return the answers that wait for whoever sits at a place of the table; first those that came back."""
        mine = [row for row in self.rows if slot == 1 or row.sampled]
        waiting = [row for row in mine if slot not in row.now and not _closed(row)]
        return sorted(waiting, key=lambda row: not row.came_back)


def _closed(row: Row) -> bool:
    return HEAD in row.now


def cases() -> QuerySet[Case]:
    """Return the cases with what lists show of them."""
    people = ("reader", "second", "assessor")
    return Case.objects.select_related("submission", "submission__round", "submission__office", "office", *people)


def case_of(submission: int) -> Case | None:
    """Return the case of a submission, or None while nothing was sent."""
    return cases().filter(submission_id=submission).first()


def checks_of(submission: int, stage: str, only: Collection[str] | None = None) -> dict[int, list[Check]]:
    """Return by answer what was said of it at a stage; with `only`, of some codes."""
    rows = Check.objects.filter(answer__submission_id=submission, stage=stage)
    if only is not None:
        rows = rows.filter(answer__code__in=only)
    found: dict[int, list[Check]] = {}
    for row in rows.select_related("by", "by_as", "by_as__office").order_by("slot"):
        found.setdefault(row.answer_id, []).append(row)
    return found


def desk(submission: Any, case: Case, stage: str, only: Collection[str] | None = None) -> Desk:
    """Return a report as the readers of a stage have it before them; with `only`, just some answers of it."""
    rows = submissions.answers(submission.pk)
    wanted = rows if only is None else rows.filter(code__in=only)
    earlier = before(stage)
    held = values([submission.pk], earlier) if earlier else {}
    said = checks_of(submission.pk, stage, only)
    sample = set(case.sample) if stage == Stage.VERIFIED else set()
    found = [
        Row(one, held.get(one.pk, one.value), said.get(one.pk, []), one.code in sample, case.doubts.get(one.code, []))
        for one in wanted
    ]
    return Desk(submission, case, stage, found)
