"""Make a run: facts of the reports that count, the engine, the record; written once, in one unit of work."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.scores import queries
from kotaham.apps.scores.models import Result, Run, Stage
from kotaham.apps.scores.rules import Kept, kept, packed, unpacked
from kotaham.apps.scores.services import letters
from kotaham.apps.scores.services.asking import fail
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification import queries as verification
from kotaham.core.errors import Refused
from kotaham.core.facts import FactTable
from kotaham.core.facts_json import canonical_json, facts_to_json
from kotaham.core.instrument.canonical import content_sha256
from kotaham.core.language import Say
from kotaham.core.record import digest, make_record
from kotaham.core.scoring.engine import ENGINE, score
from kotaham.workbook.facts_file import read_facts_bytes

NAME = "facts.json"  # of the file that anybody may download and score again
ROWS = 100  # results written at once
READ = Say("Membaca jawaban", "Reading the answers")
SCORE = Say("Menghitung nilai", "Scoring")
WRITE = Say("Menulis catatan", "Writing the record")
OnStep = Callable[[int, int, Say], None]
State = Run.State


@dataclass(frozen=True, slots=True)
class Made:
    """What a run comes to: the facts as a file, the record as bytes, and what lists need of each city."""

    facts: bytes
    record: bytes
    content_sha256: str
    results: tuple[Kept, ...]
    refused: int


def make(pk: int, *, actor: Actor, on_step: OnStep | None = None) -> None:
    """Make a run that waits; one that is made already stays as it is."""
    demand(actor, "scores.run")
    run = queries.one(pk).filter(state=State.WAITING).first()
    if run is None:
        return
    tell = on_step or _silent
    try:
        tell(0, 3, READ)
        ids, table = facts_of(run)
        tell(1, 3, SCORE)
        made = compute(run, table)
    except Refused as refused:
        fail(pk, [[one.text("id"), one.text("en")] for one in refused.problems[:20]], actor)
        return
    tell(2, 3, WRITE)
    _keep(run, ids, made, actor)
    tell(3, 3, WRITE)


def facts_of(run: Run) -> tuple[Mapping[str, int], FactTable]:
    """Return the reports that count, by the code of their place, and their facts, all of one moment."""
    with queries.snapshot():
        wanted = queries.counting(run.round_id, run.stage, run.province_code)
        overlay = {} if run.stage == Stage.SELF else verification.overlay(wanted, run.stage)
        table = submissions.facts(wanted, overlay)
        rows = submissions.of_round(run.round_id).filter(pk__in=wanted)
        return dict(rows.values_list("place_code", "pk")), table


def compute(run: Run, table: FactTable) -> Made:
    """Score facts by the instrument that the round has pinned; the way that the command line goes with the file."""
    version = run.round.instrument
    instrument, plan = instruments.instrument_of(version), instruments.plan_of(version)
    found = content_sha256(instrument)
    if not found == run.round.content_sha256 == version.content_sha256:
        pinned = run.round.content_sha256[:12]
        raise Refused(letters.INSTRUMENT_CHANGED(ref=version.ref, pinned=pinned, found=found[:12]))
    if not table.subjects:
        raise Refused(letters.NOTHING_COUNTS(round=run.round.title, stage=letters.stage_words(run.stage)))
    facts = canonical_json(facts_to_json(table))
    record = record_of(run, facts)
    return Made(facts, canonical_json(record), found, _results(record, facts, plan.instrument), len(record["refused"]))


def record_of(run: Run, facts: bytes) -> dict[str, Any]:
    """Return the record that the instrument of a run makes of a file of facts."""
    version = run.round.instrument
    plan = instruments.plan_of(version)
    reading = read_facts_bytes(NAME, facts, plan)
    sealed = version.state == version.State.SEALED
    return make_record(score(plan, reading.table), reading.origins(version.file_sha256, sealed))


def _results(record: Mapping[str, Any], facts: bytes, instrument: Any) -> tuple[Kept, ...]:
    """Keep beside the record what pages of single cities need, each with its own file of facts."""
    told = json.loads(facts)
    on = "total_with_bonus" if instrument.predicates.on == "total_with_bonus" else "total"
    own = {one["code"]: canonical_json(told | {"subjects": [one]}) for one in told["subjects"]}
    return tuple(kept(result, own[result["code"]], on) for result in record["results"])


def _keep(run: Run, ids: Mapping[str, int], made: Made, actor: Actor) -> None:
    """Write results and record together; who comes second finds that there is nothing left to do."""
    facts, record = packed(made.facts), packed(made.record)
    with events.work(actor) as log:
        held = Run.objects.select_for_update().filter(pk=run.pk, state=State.WAITING).only("pk").first()
        if held is None:
            return
        Result.objects.bulk_create(
            (Result(run_id=run.pk, submission_id=ids[one.place_code], **asdict(one)) for one in made.results),
            batch_size=ROWS,
        )
        Run.objects.filter(pk=run.pk, state=State.WAITING).update(
            state=State.DONE,
            made_at=timezone.now(),
            engine=ENGINE,
            content_sha256=made.content_sha256,
            facts=facts,
            record=record,
            facts_sha256=digest(made.facts),
            record_sha256=digest(made.record),
            subjects=len(made.results),
            refused=made.refused,
        )
        data = {"round": run.round_id, "stage": run.stage, "subjects": len(made.results), "refused": made.refused,
                "record_sha256": digest(made.record)}  # fmt: skip
        log.record("scores.run-made", run, holder=offices.ministry_id(), data=data)


def stored(run: Run) -> tuple[bytes, bytes]:
    """Return the facts and the record of a run, each held against its digest."""
    if run.state != State.DONE:
        raise Refused(letters.NOT_DONE(run=str(run)))
    facts, record = unpacked(run.facts), unpacked(run.record)
    if (digest(facts), digest(record)) != (run.facts_sha256, run.record_sha256):
        raise Refused(letters.DAMAGED(run=str(run)))
    return facts, record


def _silent(_done: int, _total: int, _words: Say) -> None:
    """Tell nobody."""
