"""Find results: of a run, of a city through the stages, within reach."""

from collections.abc import Collection, Mapping

from django.db.models import F, QuerySet

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores.models import Result, Run
from kotaham.apps.scores.rules import ORDER, results_seen
from kotaham.apps.scores.rules.telling import BELOW, NONE


def results(run: Run | int) -> QuerySet[Result]:
    """Return the results of a run by rank, those without a total last; rights are the caller's to ask."""
    rows = Result.objects.filter(run=run).select_related("submission").defer("facts", "told")
    return rows.order_by(F("rank").asc(nulls_last=True), "place_code")


def results_within(run: Run | int, actor: Actor) -> QuerySet[Result]:
    """Return the results of a run that an actor may see."""
    reaches = reach_of(actor, "scores.see"), reach_of(actor, "scores.examine")
    return results(run).filter(results_seen(actor, *reaches))


def filtered(rows: QuerySet[Result], province: str = "", predicate: str = "", text: str = "") -> QuerySet[Result]:
    """Narrow results by province, by predicate (or `below`, `none`), and by a part of a name."""
    if province:
        rows = rows.filter(submission__province_code=province)
    if predicate == BELOW:
        rows = rows.filter(below=True)
    elif predicate == NONE:
        rows = rows.filter(total="")
    elif predicate:
        rows = rows.filter(predicate=predicate)
    if words := " ".join(text.split()):
        rows = rows.filter(submission__name__icontains=words)
    return rows


def result_of(run: int, submission: int) -> Result | None:
    """Return the result of one city in a run, with its facts and its part of the record."""
    rows = Result.objects.filter(run_id=run, submission_id=submission)
    return rows.select_related("run", "submission", "submission__round").defer("run__facts", "run__record").first()


def ladder_of(submission: int, *, stages: tuple[str, ...] = ORDER) -> Mapping[str, Result | None]:
    """Return by stage, in their order, the newest result of a city, or None where none is made yet."""
    found = Result.objects.filter(submission_id=submission, run__state=Run.State.DONE, run__stage__in=stages)
    newest: dict[str, int] = dict(found.order_by("run_id").values_list("run__stage", "pk"))
    rows = Result.objects.filter(pk__in=newest.values()).select_related("run").defer("run__facts", "run__record")
    held = {row.run.stage: row for row in rows}
    return {str(stage): held.get(stage) for stage in stages}


def is_scored(submission: int, stages: Collection[str]) -> bool:
    """Tell whether a report has a result at one of some stages."""
    rows = Result.objects.filter(submission_id=submission, run__state=Run.State.DONE, run__stage__in=list(stages))
    return rows.exists()


def provinces_in(run: Run) -> list[tuple[str, str]]:
    """Return the provinces of the results of a run, by code, for a filter."""
    codes = Result.objects.filter(run=run).order_by().values_list("submission__province_code", flat=True).distinct()
    known = rounds.province_names()
    return [(code, known.get(code, code)) for code in sorted(codes)]
