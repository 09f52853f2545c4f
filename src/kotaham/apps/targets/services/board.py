"""Put together what the board shows: targets, what was reached, what is left, and where the year may end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404
from django.utils import timezone

from kotaham.apps.classes.queries import MODES
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.queries import ENTITIES, GROUPS
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Measure, Recount, Target
from kotaham.apps.targets.rules import (
    Forecast,
    NoForecast,
    effective,
    forecast,
    full_weeks,
    kanwil_of,
    needed,
    weeks_left,
)

Counts = Mapping[str, int]
SEE = "targets.see"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: of a year, a group, by which measure the target is judged; of a Kanwil or all."""

    year: int
    group: str
    measure: str
    kanwil: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What belongs together in one row: a target where one is set, and what was reached by every measure."""

    key: int | str
    target: int | None
    counts: Counts
    done: int
    left: int | None  # nothing where no target is set
    weekly: int | None  # needed from now on

    @property
    def met(self) -> int:
        """How much of the target is met; what goes beyond it meets no other."""
        return (self.target or 0) - (self.left or 0)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the board."""

    asked: Asked
    names: Mapping[int, str]
    total: Line
    unset: int  # Kanwil without a target
    kanwils: Sequence[Line]
    groups: Sequence[Line]
    months: Sequence[tuple[int, Counts]]
    modes: Sequence[tuple[str, Counts]]
    outcome: Forecast | NoForecast
    weeks_left: float
    recount: Recount | None
    along: queries.Along | None  # who came with communities and businesses; counted nowhere
    choices: Sequence[int] = field(default=())  # the Kanwil that can be chosen


def narrowed(asked: Asked, actor: Actor, rule: str = SEE) -> Asked:
    """Return what is asked as far as the actor sees it; a Kanwil that there is not is not found."""
    reach = demand(actor, rule)
    kanwil = kanwil_of(actor, reach, asked.kanwil)
    if kanwil and kanwil not in offices.names([kanwil]):
        raise Http404
    return Asked(asked.year, asked.group, asked.measure, kanwil)


def board(wish: Asked, *, actor: Actor) -> Board:
    """Return the board; every figure is a sum of tallies, and every target one that somebody has set."""
    asked = narrowed(wish, actor)
    today = now()
    targets = queries.in_force(asked.year, effective(asked.year, today), asked.kanwil)
    sums = queries.by_kanwil(asked.year, asked.kanwil)
    working = kanwil_names()
    seen = list(working) if asked.kanwil is None else [asked.kanwil]
    kanwils = [*seen, *sorted({kanwil for kanwil, _group, _measure in sums} - set(seen))]
    left = weeks_left(asked.year, today)
    lines = [_line(asked, kanwil, targets, sums, left) for kanwil in kanwils]
    total = _total(asked, lines, left)
    return Board(
        asked=asked,
        names=working | offices.names({kanwil for kanwil in kanwils if kanwil} - set(working)),
        total=total,
        unset=sum(line.target is None for line in lines if line.key),
        kanwils=lines,
        groups=[_group(asked, group, targets, sums, left) for group in GROUPS],
        months=_months(queries.by_month(asked.year, asked.kanwil, asked.group)),
        modes=_modes(queries.by_mode(asked.year, asked.kanwil, asked.group)),
        outcome=_outcome(asked, total.done, left, today),
        weeks_left=left,
        recount=queries.last_recount(asked.year),
        along=queries.came_along(asked.year, asked.kanwil, asked.group) if asked.group in ENTITIES else None,
        choices=list(working),
    )


def kanwil_names() -> dict[int, str]:
    """Return what the Kanwil are called in a table."""
    return {one.pk: one.short_name or one.name for one in offices.kanwils()}


def now() -> date:
    """Return today in the capital, where the year of a target ends for all."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


Sums = Mapping[tuple[int, str, str], int]
Targets = Mapping[tuple[int, str], Target]


def _line(asked: Asked, kanwil: int, targets: Targets, sums: Sums, left: float) -> Line:
    row = targets.get((kanwil, asked.group))
    counts = {measure: sums.get((kanwil, asked.group, measure), 0) for measure in Measure.values}
    return _made(kanwil, row.amount if row else None, counts, asked, left)


def _made(key: int | str, target: int | None, counts: Counts, asked: Asked, weeks: float) -> Line:
    done = counts[asked.measure]
    left = None if target is None else max(target - done, 0)
    return Line(key, target, counts, done, left, needed(left, weeks))


def _total(asked: Asked, lines: Sequence[Line], weeks: float) -> Line:
    """Return the sum of what is set, of what was reached, and of what each has left; no surplus fills a gap."""
    set_ones = [line.target for line in lines if line.target is not None]
    counts = {measure: sum(line.counts[measure] for line in lines) for measure in Measure.values}
    gap = sum(line.left or 0 for line in lines) if set_ones else None
    target = sum(set_ones) if set_ones else None
    return Line("", target, counts, counts[asked.measure], gap, needed(gap, weeks))


def _group(asked: Asked, group: str, targets: Targets, sums: Sums, left: float) -> Line:
    mine = [row.amount for (_kanwil, of), row in targets.items() if of == group and row.amount is not None]
    counts = dict.fromkeys(Measure.values, 0)
    for (_kanwil, of, measure), count in sums.items():
        counts[measure] += count if of == group else 0
    return _made(group, sum(mine) if mine else None, counts, asked, left)


def _months(sums: Mapping[tuple[int, str], int]) -> list[tuple[int, Counts]]:
    months = sorted({month for month, _measure in sums})
    return [(month, {measure: sums.get((month, measure), 0) for measure in Measure.values}) for month in months]


def _modes(sums: Mapping[tuple[str, str], int]) -> list[tuple[str, Counts]]:
    there = {mode for (mode, _measure), count in sums.items() if count}
    measures = [one.value for one in queries.WITH_MODE]
    return [(mode, {one: sums.get((mode, one), 0) for one in measures}) for mode in (*MODES, "") if mode in there]


def _outcome(asked: Asked, done: int, left: float, today: date) -> Forecast | NoForecast:
    by_week = queries.by_week(asked.year, asked.kanwil, asked.group, asked.measure)
    weeks = [by_week.get(week, 0) for week in range(1, full_weeks(asked.year, today) + 1)]
    return forecast(done, weeks, left)


def offices_of(asked: Asked, page: int, size: int) -> tuple[Sequence[Line], Mapping[int, str], bool]:
    """Return a page of the offices of a Kanwil that have anybody counted, with their names, and whether more follow.

    Communities and businesses have no office.
    """
    if asked.kanwil is None or asked.group in ENTITIES:
        return (), {}, False
    rows = queries.by_office(asked.year, asked.kanwil, asked.group, asked.measure)
    found = list(rows[(page - 1) * size : page * size + 1])
    counts = [(row["office_id"], {measure: row[measure] for measure in Measure.values}) for row in found[:size]]
    lines = [Line(office, None, one, one[asked.measure], None, None) for office, one in counts]
    return lines, offices.names(office for office, _one in counts), len(found) > size
