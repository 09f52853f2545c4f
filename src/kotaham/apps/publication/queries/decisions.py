"""Read decisions, their rows, and what differs from what was decided before."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.gate.services import Actor
from kotaham.apps.publication.models import Amendment, Decision, Row
from kotaham.apps.publication.rules import Line, decisions_seen, differs
from kotaham.apps.scores import queries as scores
from kotaham.core.policy import Reach

State = Decision.State
# What an earlier list says of a place; light, for a page holds one line for every city of three lists.
LINE = ("place_code", "total", "total_with_bonus", "predicate", "below", "why_none")
HEAVY = ("run__facts", "run__record", "round__instrument__content", "round__instrument__translation")


def decision(pk: int) -> QuerySet[Decision]:
    """Return the one decision as a query, for `demand_for`."""
    return _whole(Decision.objects.filter(pk=pk))


def _whole(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related(
        "round", "round__instrument", "round__previous", "run", "corrects", "made_by", "frozen_by"
    ).defer(*HEAVY)


def listed(actor: Actor, reach: Reach) -> QuerySet[Decision]:
    """Return the decisions that the actor may see, the newest first."""
    return _whole(Decision.objects.filter(decisions_seen(actor, reach))).order_by("-pk")


def rows_of(decision_pk: int) -> QuerySet[Row]:
    """Return the rows of a decision in the order of the list."""
    return Row.objects.filter(decision_id=decision_pk).order_by("place")


def row_of(decision_pk: int, code: str) -> Row | None:
    """Return the row of one place."""
    return Row.objects.filter(decision_id=decision_pk, place_code=code).select_related("submission").first()


def in_force(round_pk: int) -> Decision | None:
    """Return the decision of a round that counts now: the last one of its corrections."""
    rows = _whole(Decision.objects.filter(round_id=round_pk, state=State.FROZEN))
    return rows.exclude(corrections__state=State.FROZEN).order_by("-pk").first()


def draft_of(round_pk: int) -> Decision | None:
    """Return the draft of a round, or None."""
    return _whole(Decision.objects.filter(round_id=round_pk, state=State.DRAFT)).first()


def corrected_by(pk: int) -> Decision | None:
    """Return the frozen decision that changed this one, or None."""
    return Decision.objects.filter(corrects_id=pk, state=State.FROZEN).first()


def amendments(decision_pk: int) -> QuerySet[Amendment]:
    """Return what a correction changes, by report and place of the answer."""
    rows = Amendment.objects.filter(decision_id=decision_pk).select_related("answer", "answer__submission", "by")
    return rows.order_by("answer__submission__place_code", "answer__position")


def lines_of(decision_pk: int) -> list[Any]:
    """Return what a decision says of every place, and what it changed, without the words beside it."""
    return list(rows_of(decision_pk).values_list(*LINE, "before", named=True))


def last_decided(round_: Any) -> Mapping[str, Any]:
    """Return by place what was decided in the round before."""
    held = in_force(round_.previous_id) if round_.previous_id else None
    return {row.place_code: row for row in lines_of(held.pk)} if held else {}


def at_validation(round_pk: int) -> Mapping[str, Any]:
    """Return by place what the centre had found before objections."""
    run = scores.latest(round_pk, "validated")
    rows = scores.results(run).order_by().values_list(*LINE, named=True) if run else ()
    return {row.place_code: row for row in rows}


def changed(rows: Iterable[Line], earlier: Mapping[str, Line]) -> set[str]:
    """Return the places of which an earlier list says something else; a place that it does not name is not one."""
    return {row.place_code for row in rows if row.place_code in earlier and differs(row, earlier[row.place_code])}


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what decisions are called, for the history: by their number where they have one."""
    rows = Decision.objects.filter(pk__in=set(pks)).values_list("pk", "number")
    return {pk: number or f"KP-{pk:06}" for pk, number in rows}
