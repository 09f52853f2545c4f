"""Reckon from the proofs who has finished and who has passed; what a proof gave, its end takes back.

Whoever changes a proof (a module done, an attendance written or made void, a test judged) calls `settle` in the same
unit of work, with all enrolments that it touches: one look for each kind of need, one update for each move.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.courses.rules import NEEDS, RECKONED, TOLD, Goal, goal_of, needs_of, route
from kotaham.apps.courses.services import hooks
from kotaham.apps.courses.services.hooks import Proof
from kotaham.apps.courses.services.telling import tell_result
from kotaham.apps.events.services import Log
from kotaham.apps.register import services as register
from kotaham.apps.register.services import Happened

CHUNK = 5_000
MODULES = "modules"
VERBS = {"finished": "courses.finished", "passed": "courses.passed", "failed": "courses.failed"}
AT = {"finish": "finished_at", "pass": "passed_at"}
BACK = {"unfinish": "finished_at", "unpass": "passed_at"}


def settle(enrolment_ids: Sequence[int], log: Log) -> int:
    """Move every enrolment to where its proofs say it stands; return how many moved. Doing it twice changes nothing."""
    numbers, moved = iter(sorted(set(enrolment_ids))), 0
    while chunk := list(islice(numbers, CHUNK)):
        moved += _settle(chunk, log)
    return moved


def _settle(ids: Sequence[int], log: Log) -> int:
    """Settle some: their rows are held first, so that two proofs that come at once are reckoned one after the other."""
    held = Enrolment.objects.filter(pk__in=ids, state__in=RECKONED).select_for_update(of=("self",), no_key=True)
    rows = list(held.order_by("pk"))
    there = proofs([row.pk for row in rows], {row.version_id for row in rows})
    groups: dict[tuple[str, str], list[Enrolment]] = defaultdict(list)
    wanted = _needs({row.version_id for row in rows})
    for row in rows:
        goal = goal_of(wanted[row.version_id], _goal(there, row.pk))
        if route(row.state, goal):
            groups[row.state, goal].append(row)
    for (state, goal), found in groups.items():
        _move(found, state, goal, log)
    return sum(map(len, groups.values()))


def _needs(versions: set[int]) -> dict[int, list[Any]]:
    required = queries.required(versions)
    said = Version.objects.filter(pk__in=versions).values_list("pk", "needs")
    return {pk: list(needs_of(needs, required.get(pk, 0))) for pk, needs in said}


def proofs(ids: Sequence[int], versions: set[int]) -> Mapping[str, Mapping[int, Proof]]:
    """Return what is there of every kind of need that these versions ask for."""
    said: set[str] = set()
    for needs in Version.objects.filter(pk__in=versions).values_list("needs", flat=True):
        said |= {kind for kind in NEEDS if needs.get(kind)}
    found = {kind: hooks.proofs(kind, ids) for kind in said - {MODULES}}
    if MODULES in said:
        found[MODULES] = {pk: Proof(done) for pk, done in queries.done_required(ids).items()}
    return found


def proofs_of(row: Enrolment, done: int) -> Mapping[str, Mapping[int, Proof]]:
    """Return the same for one enrolment whose version and modules are at hand; `done` are the required ones done."""
    said = {kind for kind in NEEDS if row.version.needs.get(kind)}
    found = {kind: hooks.proofs(kind, [row.pk]) for kind in said - {MODULES}}
    return {**found, MODULES: {row.pk: Proof(done)}} if MODULES in said else found


def _goal(there: Mapping[str, Mapping[int, Proof]], pk: int) -> Goal:
    mine = {kind: found[pk] for kind, found in there.items() if pk in found}
    return Goal({kind: proof.amount for kind, proof in mine.items()}, any(proof.failed for proof in mine.values()))


def _move(rows: Sequence[Enrolment], state: str, goal: str, log: Log) -> None:
    now, verbs = timezone.now(), route(state, goal)
    target = goal or "started"
    fields: dict[str, Any] = {AT[verb]: now for verb in verbs if verb in AT}
    fields |= {BACK[verb]: None for verb in verbs if verb in BACK}
    # Who comes to a session without having opened a module has begun with the first thing that is proven.
    Enrolment.objects.filter(pk__in=[row.pk for row in rows], started_at=None).update(started_at=now)
    held = Enrolment.objects.filter(pk__in=[row.pk for row in rows], state=state)
    held.update(state=target, since=now, revision=F("revision") + 1, **fields)
    for row in rows:
        log.record(VERBS.get(goal, "courses.reopened"), row, holder=row.office_id, data={"old": state, "new": target})
    tell([(row, verb) for row in rows for verb in verbs if verb in TOLD], now, log)
    tell_result(rows, goal)


def tell(moves: Sequence[tuple[Enrolment, str]], now: datetime, log: Log) -> None:
    """Tell whoever counts; what is taken back is counted on the day on which it had happened."""
    told = []
    for row, verb in moves:
        measure, sign = TOLD[verb]
        at = now if sign > 0 else (row.passed_at if verb == "unpass" else row.finished_at) or now
        told.append(happened(row, measure, at, sign))
    if told:
        register.count(told, log)


def happened(row: Enrolment, measure: str, at: datetime, sign: int = 1) -> Happened:
    """Say what happened to somebody, where they served when they were enrolled."""
    on = timezone.localdate(at, timezone.get_default_timezone())  # whoever acts, and wherever: one day for all
    return Happened(measure, on, row.member_id, row.kanwil_id, row.office_id, row.group, sign=sign)
