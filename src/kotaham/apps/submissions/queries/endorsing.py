"""Who has to endorse next: of several reports at once, in a few questions to the database."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.submissions.models import Answer, Endorsement, Submission
from kotaham.apps.submissions.rules import seen
from kotaham.apps.submissions.rules.endorsing import PROVINCE, UNIT_HEAD, Mark, next_marks

MINE = {"province_coordinator": PROVINCE, "unit_officer": UNIT_HEAD}  # what a role is asked for


def endorsers(pks: Collection[int]) -> dict[int, list[Mark]]:
    """Return, of the reports that wait for endorsement, the marks that can be given now; none when all are there."""
    rows = Submission.objects.filter(pk__in=pks, state="endorsing").order_by()
    kinds: dict[int, list[str]] = dict(rows.values_list("pk", "round__endorsements"))
    if not any(kinds.values()):
        return {pk: [] for pk in kinds}
    given: dict[int, set[Mark]] = defaultdict(set)
    live = Endorsement.objects.filter(submission__in=kinds, void_at=None).order_by()
    for pk, kind, unit in live.values_list("submission_id", "kind", "unit_id"):
        given[pk].add(Mark(kind, unit))
    units = _units([pk for pk, asked in kinds.items() if UNIT_HEAD in asked])
    return {pk: next_marks(asked, units[pk], given[pk]) for pk, asked in kinds.items()}


def _units(pks: Collection[int]) -> dict[int, list[int]]:
    """Return by report the units that hold answers."""
    found: dict[int, list[int]] = defaultdict(list)
    held = Answer.objects.filter(submission__in=pks, unit__isnull=False).order_by() if pks else Answer.objects.none()
    for pk, unit in held.values_list("submission_id", "unit_id").distinct():
        found[pk].append(unit)
    return found


def to_endorse(actor: Actor) -> QuerySet[Submission]:
    """Return the reports of rounds that run which wait for the endorsement of the actor's own role and office."""
    kind, reach = MINE.get(actor.role or ""), reach_of(actor, "submissions.endorse")
    none = Submission.objects.none()
    if kind is None or not reach:
        return none
    rows: QuerySet[Any] = Submission.objects.filter(seen(actor, reach), state="endorsing", round__state="open")
    unit = actor.office if kind == UNIT_HEAD else None
    mine = [pk for pk, marks in endorsers(list(rows.values_list("pk", flat=True))).items() if Mark(kind, unit) in marks]
    found = Submission.objects.filter(pk__in=mine) if mine else none
    return found.select_related("round").order_by("-round_id", "place_code")
