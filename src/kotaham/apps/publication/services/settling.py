"""Close the days for objections: the day after the last one, report by report, never over one that waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.notices import services as notices
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Objection
from kotaham.apps.publication.services import telling
from kotaham.apps.publication.services.finding import OPEN, held
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending


@dataclass(frozen=True, slots=True)
class Closing:
    """The reports of a round that are open to objections: which can be closed, which wait for what."""

    ready: tuple[Any, ...]
    waiting: tuple[Any, ...]  # an objection is not decided
    running: tuple[Any, ...]  # the last day is not over


def closing(round_pk: int, now: datetime | None = None) -> Closing:
    """Return how the reports of a round stand that are open to objections."""
    at = now or timezone.now()
    found = list(submissions.of_round(round_pk).filter(state=OPEN))
    ends, filed = submissions.objection_ends(found), queries.filed_in(row.pk for row in found)
    over = [row for row in found if (end := ends[row.pk]) is None or end < at]
    return Closing(
        tuple(row for row in over if row.pk not in filed),
        tuple(row for row in over if row.pk in filed),
        tuple(row for row in found if row not in over),
    )


def settle(round_pk: int, *, actor: Actor, now: datetime | None = None) -> int:
    """Close the days for objections of every report of a round that is ready for it; return how many."""
    demand(actor, "publication.settle")
    if rounds.get(round_pk).state != "open":
        return 0
    return sum(_settle(row.pk, actor, now) for row in closing(round_pk, now).ready)


def _settle(pk: int, actor: Actor, now: datetime | None) -> bool:
    """Close one report, unless somebody was faster or an objection came in meanwhile."""
    at = now or timezone.now()
    try:
        with held(pk, actor) as (submission, log):
            last = submissions.objection_end(submission)
            waits = Objection.objects.filter(submission_id=pk, state=Objection.State.FILED).exists()
            if submission.state != OPEN or waits or (last is not None and last >= at):
                return False
            after = sending.move(pk, "settle", actor=actor, log=log, parties=[submissions.CENTRE], final_at=at)
            notices.notify(
                telling.city(after), "publication.settled", telling.SETTLED, values={"name": after.name},
                url=after.get_absolute_url(), subject=("submissions.submission", pk), office=after.office_id,
                about=after.round.title,
            )  # fmt: skip
    except Stale:
        return False
    return True


def settle_all(*, actor: Actor, now: datetime | None = None) -> int:
    """Close what is ready in every round that runs."""
    return sum(settle(round_.pk, actor=actor, now=now) for round_ in rounds.current())
