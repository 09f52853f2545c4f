"""Ask for a run: it is made as a job, once, however often it is asked for before it is made."""

from django.db import IntegrityError, transaction

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.jobs import queries as job_queries
from kotaham.apps.jobs import services as jobs
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores import queries
from kotaham.apps.scores.models import Run
from kotaham.apps.scores.rules import TITLES
from kotaham.apps.scores.services import letters
from kotaham.core.errors import Refused
from kotaham.core.language import Say

TASK = "scores.run"
State = Run.State


def ask_run(round_pk: int, stage: str, *, actor: Actor, province_code: str = "") -> Run:
    """Ask for a run of a round at a stage; a run that waits already is returned as it is."""
    demand(actor, "scores.run")
    if stage not in TITLES:
        raise Refused(letters.NO_STAGE(stages=letters.all_stages()))
    round_ = rounds.get(round_pk)
    if round_.state in letters.STATES:
        raise Refused(letters.NOT_RUNNING(round=_named(round_.title), state=letters.STATES[round_.state]))
    if not queries.counting(round_pk, stage, province_code):
        raise Refused(letters.NOTHING_COUNTS(round=_named(round_.title), stage=letters.stage_words(stage)))
    held = queries.waiting(round_pk).filter(stage=stage, province_code=province_code).first()
    if held is not None:
        if job_queries.unfinished(TASK, pk=held.pk).exists():
            return held
        give_up(held, actor)
    try:
        return _asked(round_pk, stage, province_code, actor)
    except IntegrityError:
        raise Stale.of(letters.RUN) from None


def _asked(round_pk: int, stage: str, province_code: str, actor: Actor) -> Run:
    with events.work(actor) as log:
        with transaction.atomic():
            run = Run.objects.create(
                round_id=round_pk, stage=stage, province_code=province_code, asked_by_id=actor.person
            )
        job = jobs.enqueue(TASK, actor=actor, key=f"run-{run.pk}", url=run.get_absolute_url(), pk=run.pk)
        Run.objects.filter(pk=run.pk).update(job=job.pk)
        data = {"round": round_pk, "stage": stage} | ({"province": province_code} if province_code else {})
        log.record("scores.run-asked", run, holder=offices.ministry_id(), data=data)
    return run


def give_up(run: Run, actor: Actor) -> None:
    """Put aside a run whose job has ended without making it."""
    fail(run.pk, [[letters.GAVE_UP.id, letters.GAVE_UP.en]], actor)


def fail(pk: int, why: list[list[str]], actor: Actor) -> None:
    """Note that a run was not made, and why."""
    with events.work(actor) as log:
        if Run.objects.filter(pk=pk, state=State.WAITING).update(state=State.FAILED, why=why):
            log.record("scores.run-failed", ("scores.run", pk), holder=offices.ministry_id())


def _named(title: str) -> Say:
    return Say(f"\u201c{title}\u201d", f"\u201c{title}\u201d")
