"""The queues: what waits for the Kanwil and for the centre, the nearest deadline and the riskiest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.verification.models import Case, Check, Stage
from kotaham.apps.verification.queries.desk import cases
from kotaham.apps.verification.rules import STEP
from kotaham.core.policy import Reach

SIZE = 50
KANWIL_STATES, CENTRE_STATES = ("sent", "verifying", "repair"), ("verified", "validating")
DONE_STATES = ("validated", "final", "decided")
STAGES: Mapping[str, str] = {
    **dict.fromkeys(KANWIL_STATES, str(Stage.VERIFIED)),
    **dict.fromkeys(CENTRE_STATES, str(Stage.VALIDATED)),
}
# Parts of the list: which states, and of whom.
PARTS: Mapping[str, tuple[str, ...]] = {
    "baru": ("sent",),
    "ditelaah": ("verifying",),
    "diperbaiki": ("repair",),
    "menunggu": ("verified",),
    "dinilai": ("validating",),
    "selesai": DONE_STATES,
    "saya": (*KANWIL_STATES, *CENTRE_STATES),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One report of a queue: its case, the last day of the step, how much of it has been read."""

    case: Case
    due: date | None
    late: bool
    read: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of a queue."""

    rows: Sequence[Line]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on cases, of lying within reach."""
    return offices.within(actor, reach, at="submission__office")


def waiting(actor: Actor, reach: Reach, part: str) -> QuerySet[Case]:
    """Return the reports of one part for a short list, the riskiest first."""
    rows = Case.objects.filter(seen(actor, reach), submission__state__in=PARTS[part])
    rows = rows.filter(mine(actor)) if part == "saya" else rows
    return rows.select_related("submission", "submission__round").order_by("-risk", "pk")


def step_of(state: str) -> str:
    """Return the step of the round whose last day counts in a state."""
    return "repair" if state == "repair" else STEP.get(STAGES.get(state, ""), "")


def queue(actor: Actor, reach: Reach, part: str, number: int = 1) -> Queue:
    """Return a page of one part, ordered by the last day of the step, then by risk."""
    rows = Case.objects.filter(seen(actor, reach), submission__state__in=PARTS[part])
    if part == "saya":
        rows = rows.filter(mine(actor))
    fields = (
        "pk",
        "submission__round_id",
        "submission__office_id",
        "submission__state",
        "risk",
        "submission__place_code",
    )
    found = list(rows.order_by().values_list(*fields))
    last = _last_days(found)
    far = date.max
    ordered = sorted(found, key=lambda row: (last.get(row[0]) or far, -row[4], row[5], row[0]))
    start = (max(number, 1) - 1) * SIZE
    wanted = [row[0] for row in ordered[start : start + SIZE]]
    held = {one.pk: one for one in cases().filter(pk__in=wanted)}
    read = _read([one.submission_id for one in held.values()])
    lines = [_line(held[pk], last.get(pk), read) for pk in wanted if pk in held]
    return Queue(lines, max(number, 1), len(ordered) > start + SIZE)


def mine(actor: Actor) -> Q:
    """Return the condition that somebody reads a case now: at the Kanwil, or at the centre."""
    at_kanwil = Q(submission__state__in=KANWIL_STATES) & (Q(reader_id=actor.person) | Q(second_id=actor.person))
    return at_kanwil | Q(submission__state__in=CENTRE_STATES, assessor_id=actor.person)


def counts(actor: Actor, reach: Reach) -> Mapping[str, int]:
    """Count the reports of every part."""
    rows = Case.objects.filter(seen(actor, reach)).order_by()
    by_state = dict(rows.values_list("submission__state").annotate(Count("pk")))
    found = {part: sum(by_state.get(state, 0) for state in states) for part, states in PARTS.items()}
    return {**found, "saya": rows.filter(mine(actor)).count()}


def _last_days(found: Sequence[tuple[Any, ...]]) -> dict[int, date]:
    """Return by case the last day of the step it is in; two questions for each round."""
    by_round: dict[int, set[int]] = {}
    for _pk, round_, office, *_rest in found:
        by_round.setdefault(round_, set()).add(office)
    days = {round_: rounds.deadlines(round_, held) for round_, held in by_round.items()}
    last: dict[int, date] = {}
    for pk, round_, office, state, *_rest in found:
        day = days[round_].get((office, step_of(state)))
        if day is not None:
            last[pk] = day
    return last


def _read(numbers: Sequence[int]) -> Mapping[tuple[int, str], int]:
    """Count, for some reports at once, the answers that their reader has read as they are now."""
    rows = Check.objects.filter(answer__submission_id__in=numbers, slot=1, seen=F("answer__version")).order_by()
    found = rows.values_list("answer__submission_id", "stage").annotate(Count("pk"))
    return {(submission, stage): count for submission, stage, count in found}


def _line(case: Case, last: date | None, read: Mapping[tuple[int, str], int]) -> Line:
    state = case.submission.state
    over = last is not None and rounds.is_over(last, case.submission.zone, timezone.now())
    return Line(case, last, over, read.get((case.submission_id, STAGES.get(state, "")), 0))
