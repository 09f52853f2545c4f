"""Count how an indicator moved where people took a course, beside where nobody did; an association and nothing more.

A city stands among those with training when somebody of the office that answered the indicator in the later round
passed the course after the earlier decision and before the last report of the later round was sent. Only cities with
points for the indicator in both rounds are counted.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone

from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.jobs.services import Run, enqueue
from kotaham.apps.offices import queries as offices
from kotaham.apps.proposals import queries
from kotaham.apps.proposals.models import Movement
from kotaham.apps.proposals.rules import share_of
from kotaham.apps.proposals.services import letters
from kotaham.apps.scores import queries as scores
from kotaham.apps.submissions import queries as submissions
from kotaham.core.association import apart, group
from kotaham.core.errors import Refused

TASK = "proposals.count"
Shares = Mapping[str, Mapping[str, Fraction]]  # place -> indicator -> percent of its points


def ask_count(*, actor: Actor) -> None:
    """Queue the count of the newest pair of decided rounds."""
    demand(actor, "proposals.count")
    found = queries.published_rounds(actor)
    if not found:
        raise Refused(letters.NO_ROUND())
    with events.work(actor):
        enqueue(TASK, actor=actor, key=f"movement-{found[0][0].pk}-{timezone.now():%Y%m%d%H%M}", of=found[0][0].pk)


def count(round_pk: int, run: Run) -> None:
    """Count every mapped indicator of a round, and write it in place of what was counted before."""
    demand(run.actor, "proposals.count")
    found = next((one for one in queries.published_rounds(run.actor) if one[0].pk == round_pk), None)
    if found is None:
        return
    round_, decision, before = found
    rows = _counted(round_, _shares(decision.run_id), _shares(before.run_id), before.frozen_at)
    with events.work(run.actor) as log:
        Movement.objects.filter(round_id=round_pk).delete()
        Movement.objects.bulk_create(rows)
        data = {"count": len(rows)}
        log.record("proposals.counted", ("rounds.round", round_pk), holder=offices.ministry_id(), data=data)


def _shares(run_pk: int) -> Shares:
    """Return what every city earned, by place and indicator; one opened record after the other."""
    found: dict[str, Mapping[str, Fraction]] = {}
    for row in scores.results(run_pk).defer(None).iterator(chunk_size=50):
        told = {one["indicator"]: share_of(one) for one in scores.told_of(row).result["answers"]}
        found[row.place_code] = {code: share for code, share in told.items() if share is not None}
    return found


def _counted(round_: Any, now: Shares, then: Shares, since: datetime) -> list[Movement]:
    instrument = instruments.instrument_of(round_.instrument)
    groups = {one.code: one.group for one in queries.indicators_of(instrument)}
    reports = {row.place_code: row for row in submissions.of_round(round_.pk)}
    owners = _owners([row.pk for row in reports.values()])
    trained: dict[int, set[int]] = {}
    rows = []
    for code, mapped in queries.addressed(round_.instrument.slug, groups).items():
        for one in mapped:
            key = one.course.pk
            if key not in trained:
                until = max((row.sent_at for row in reports.values() if row.sent_at), default=timezone.now())
                trained[key] = courses.offices_that_passed(key, since, until)
            rows.append(_movement(round_.pk, code, key, _moves(code, now, then, reports, owners, trained[key])))
    return rows


def _owners(pks: Sequence[int]) -> Mapping[tuple[int, str], int]:
    """Return the unit that answered, by report and indicator."""
    found: dict[tuple[int, str], int] = {}
    for pk in pks:
        rows: Any = submissions.answers(pk).exclude(unit=None).order_by().values_list("code", "unit_id")
        found |= {(pk, code): unit for code, unit in rows}
    return found


def _moves(
    code: str, now: Shares, then: Shares, reports: Mapping[str, Any], owners: Mapping[tuple[int, str], int],
    trained: set[int],
) -> Mapping[bool, list[Fraction]]:  # fmt: skip
    """Return by how much the indicator moved in each city, apart by whether its office was trained."""
    found: dict[bool, list[Fraction]] = defaultdict(list)
    for place, report in reports.items():
        after, before = now.get(place, {}).get(code), then.get(place, {}).get(code)
        owner = owners.get((report.pk, code))
        if after is not None and before is not None and owner is not None:
            found[owner in trained].append(after - before)
    return found


def _movement(round_pk: int, code: str, course: int, moves: Mapping[bool, list[Fraction]]) -> Movement:
    one, other = group(moves.get(True, [])), group(moves.get(False, []))
    between = apart(one, other)
    means = {
        "with_mean": None if between is None or one.mean is None else float(one.mean),
        "without_mean": None if between is None or other.mean is None else float(other.mean),
    }
    return Movement(
        round_id=round_pk, code=code, course_id=course, with_count=one.count, without_count=other.count, **means,
        **{name: getattr(between, name, None) for name in ("difference", "low", "high")},
    )  # fmt: skip
