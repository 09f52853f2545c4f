"""When a step of a round begins and is over for a city; extensions are applied here and nowhere else."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds.models import Extension, Participant, Round, Step
from kotaham.apps.rounds.rules import STEPS, Days, begin_of, end_of, latest, takes_part, today_in
from kotaham.core.policy import Reach

FOR_ALL = None


def days(round_: Round | int) -> dict[str, Days]:
    """Return the days of the steps that have any, as they were set, in the order of the steps."""
    rows = {row.step: Days(row.opens, row.closes) for row in Step.objects.filter(round=round_)}
    return {step: rows[step] for step in STEPS if step in rows}


def days_of_many(rounds: Iterable[int]) -> dict[int, dict[str, Days]]:
    """Return the days of several rounds at once, extensions for everybody applied."""
    found: dict[int, dict[str, Days]] = {pk: {} for pk in rounds}
    more = _extended(Extension.objects.filter(round__in=found, office=None), "round_id")
    for row in Step.objects.filter(round__in=found):
        closes = max(row.closes, more.get((row.round_id, row.step), row.closes))
        found[row.round_id][row.step] = Days(row.opens, closes)
    return {pk: {step: steps[step] for step in STEPS if step in steps} for pk, steps in found.items()}


def days_for(round_: Round | int, office_id: int | None) -> dict[str, Days]:
    """Return the days of the steps as they count for one office, or for all when none is named."""
    wider = Q(office=None) | Q(office=office_id) if office_id else Q(office=None)
    more = _extended(Extension.objects.filter(wider, round=round_), "office_id")
    return {
        step: Days(one.opens, latest(one.closes, more.get((None, step)), more.get((office_id, step))) or one.closes)
        for step, one in days(round_).items()
    }


def deadlines(round_: Round | int, office_ids: Collection[int]) -> dict[tuple[int, str], date]:
    """Return the last day of every step for each of several offices, in two questions to the database."""
    usual = days(round_)
    wider = Q(office=None) | Q(office__in=list(office_ids))
    more = _extended(Extension.objects.filter(wider, round=round_), "office_id")
    return {
        (office, step): latest(one.closes, more.get((None, step)), more.get((office, step))) or one.closes
        for step, one in usual.items()
        for office in office_ids
    }


def last_days(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int, str], date]:
    """Return the last day of every step for pairs (round, office) of several rounds, in two questions."""
    wanted: dict[int, set[int]] = {}
    for round_, office in pairs:
        wanted.setdefault(round_, set()).add(office)
    held = set().union(*wanted.values())
    rows = Extension.objects.filter(Q(office=None) | Q(office__in=held), round__in=wanted).order_by()
    more = {
        (round_, office, step): last
        for round_, office, step, last in rows.values_list("round_id", "office_id", "step").annotate(Max("closes"))
    }
    return {
        (row.round_id, office, row.step): latest(
            row.closes, more.get((row.round_id, FOR_ALL, row.step)), more.get((row.round_id, office, row.step))
        )
        or row.closes
        for row in Step.objects.filter(round__in=wanted)
        for office in wanted[row.round_id]
    }


def closes(round_: Round | int, step: str, office_id: int | None, zone: str) -> datetime | None:
    """Return the last moment of a step for an office whose clock is that of a zone; None where no day is set."""
    found = days_for(round_, office_id).get(step)
    return end_of(found.closes, zone) if found else None


def opens(round_: Round | int, step: str, zone: str) -> datetime | None:
    """Return the first moment of a step by the clock of a zone; None where no first day is set."""
    found = Step.objects.filter(round=round_, step=step).values_list("opens", flat=True).first()
    return begin_of(found, zone) if found else None


def extensions(round_: Round | int) -> QuerySet[Extension]:
    """Return the extensions of a round, the newest first."""
    return Extension.objects.filter(round=round_).select_related("office", "by").order_by("-pk")


def extensions_near(round_: Round | int, actor: Actor, reach: Reach) -> QuerySet[Extension]:
    """Return the extensions for all, and those for participants within reach, the newest first."""
    people = Participant.objects.filter(takes_part(actor, reach), round=round_).order_by().values("office_id")
    return extensions(round_).filter(Q(office=None) | Q(office__in=people))


def today(zone: str = "") -> date:
    """Return today's date by the clock of a zone, of the capital when none is named."""
    return today_in(zone, timezone.now())


def _extended(rows: QuerySet[Extension], by: str) -> Mapping[tuple[int | None, str], date]:
    """Return the latest last day that extensions give, by (number, step)."""
    found = rows.order_by().values_list(by, "step").annotate(last=Max("closes"))
    return {(number, step): last for number, step, last in found}
