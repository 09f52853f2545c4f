"""Find runs: by right, by round, the newest of a stage."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, Q, QuerySet

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.scores.models import Package, Replay, Result, Run
from kotaham.apps.scores.rules import COUNTS, results_seen
from kotaham.apps.submissions import queries as submissions
from kotaham.core.policy import Reach

WHOLE = Q(state=Run.State.DONE, province_code="")
HEAVY = ("facts", "record", "round__instrument__content", "round__instrument__translation")


def light(rows: QuerySet[Run]) -> QuerySet[Run]:
    """Leave facts and record where they are until somebody reads them; they are long."""
    return rows.select_related("round", "round__instrument", "asked_by").defer(*HEAVY)


def one(pk: int) -> QuerySet[Run]:
    """Return the one run as a query, for `demand_for`."""
    return light(Run.objects.filter(pk=pk))


def latest(round_pk: int, stage: str) -> Run | None:
    """Return the newest run of a whole round at a stage, or None."""
    return light(Run.objects.filter(WHOLE, round_id=round_pk, stage=stage)).order_by("-pk").first()


def latest_of(rounds: Iterable[int]) -> Mapping[tuple[int, str], Run]:
    """Return the newest run of each of several rounds by (round, stage)."""
    newest = Run.objects.filter(WHOLE, round_id__in=list(rounds)).order_by().values("round_id", "stage")
    found = light(Run.objects.filter(pk__in=newest.annotate(last=Max("pk")).values("last")))
    return {(run.round_id, run.stage): run for run in found}


def runs_of(round_pk: int, actor: Actor) -> QuerySet[Run]:
    """Return the runs of a round that an actor may see, the newest first."""
    return light(Run.objects.filter(runs_seen(actor, reach_of(actor, "scores.see")), round_id=round_pk)).order_by("-pk")


def by_round(round_pk: int) -> QuerySet[Run]:
    """Return every run of a round, the newest first; rights are the caller's to ask."""
    return light(Run.objects.filter(round_id=round_pk)).order_by("-pk")


def runs_seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on runs, of holding a result that an actor may see; those who examine all see every run."""
    examine = reach_of(actor, "scores.examine")
    if examine is Reach.ALL:
        return Q()
    if not reach and not examine:
        return Q(pk__in=())
    found = Result.objects.filter(results_seen(actor, reach, examine)).order_by()
    return Q(state=Run.State.DONE, pk__in=found.values("run_id"))


def waiting(round_pk: int) -> QuerySet[Run]:
    """Return the runs of a round that are not made yet."""
    return Run.objects.filter(round_id=round_pk, state=Run.State.WAITING).order_by("pk")


def counting(round_pk: int, stage: str, province_code: str = "") -> list[int]:
    """Return the numbers of the reports of a round that count at a stage."""
    rows = submissions.of_round(round_pk).filter(state__in=COUNTS[stage])
    rows = rows.filter(province_code=province_code) if province_code else rows
    return list(rows.order_by("place_code").values_list("pk", flat=True))


def replays(run: int) -> QuerySet[Replay]:
    """Return how often a run was recomputed, the newest first."""
    return Replay.objects.filter(run_id=run).select_related("asked_by").order_by("-pk")


def packages(run: int) -> Mapping[str, Package]:
    """Return the packages of a run by language."""
    return {row.lang: row for row in Package.objects.filter(run_id=run)}


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what runs are called, for the history."""
    return {pk: f"HN-{pk:06}" for pk in Run.objects.filter(pk__in=set(pks)).values_list("pk", flat=True)}
