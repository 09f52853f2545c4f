"""Remind of the last days of steps: three days before, the day after, and a week after also the office above.

Only those are told whose turn it is. One office hears of all its cities of one step in one notice.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import ladder
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.rules import STEPS, today_in
from kotaham.apps.rounds.services import hooks
from kotaham.apps.rounds.services.letters import step_words
from kotaham.core.language import Say

BEFORE = timedelta(days=3)  # the earliest rung of the ladder
# Which roles do a step, and of which office: the city itself, the Kanwil of its province, the ministry.
DOERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "fill": ("city", ("city_coordinator",)),
    "submit": ("city", ("city_coordinator",)),
    "verify": ("kanwil", ("kanwil_head", "kanwil_verifier")),
    "repair": ("city", ("city_coordinator",)),
    "validate": ("ministry", ("assessor",)),
    "object": ("city", ("city_coordinator",)),
    "decide": ("ministry", ("decision_maker", "ministry_admin")),
}
ABOVE = ("ministry_admin", "kanwil_head", "province_coordinator")  # who answers for the office above
SOON = Say("{step} berakhir {due}: {title} ({names}).", "{step} ends on {due}: {title} ({names}).")
OVER = Say(
    "{step} terlambat {days} hari: {title} ({names}). Berakhir {due}.",
    "{step} is {days} {days:day|days} late: {title} ({names}). It ended on {due}.",
)
NAMED = 3  # cities that a notice names; of more it tells how many


@dataclass(frozen=True, slots=True)
class _Group:
    """What one office is told in one notice."""

    office: int
    due: date
    days: int
    roles: tuple[str, ...]
    above: bool


def to_remind() -> Sequence[int]:
    """Return the rounds that run."""
    return list(queries.current().values_list("pk", flat=True))


def remind(pk: int, *, actor: Actor, now: datetime) -> int:
    """Send the reminders of one round whose day has come where each city lies; return how many offices were told."""
    demand(actor, "rounds.remind")
    told = 0
    for step in STEPS:
        with events.work(actor) as log:
            # Locked and still running: nobody decides or cancels it until the reminders are written.
            round_ = Round.objects.select_for_update().filter(pk=pk, state=Round.State.OPEN).first()
            if round_ is None:
                return told
            told += _remind_step(round_, step, now, log)
    return told


def _remind_step(round_: Round, step: str, now: datetime, log: Log) -> int:
    people = list(queries.participants(round_))
    last = queries.deadlines(round_, [row.office_id for row in people])
    near = [row for row in people if _is_near(last.get((row.office_id, step)), row.zone, now)]
    owing = hooks.owing(round_.pk, step, [row.office_id for row in near]) if near else set()
    groups = _groups([row for row in near if row.office_id in owing], step, last, now)
    for group, cities in groups.items():
        _tell(round_, step, group, cities)
        data = {"step": step, "due": str(group.due), "count": len(cities), "above": group.above}
        log.record("rounds.reminded", round_, holder=group.office, data=data)
    return len(groups)


def _is_near(due: date | None, zone: str, now: datetime) -> bool:
    return due is not None and today_in(zone, now) >= due - BEFORE


def _groups(
    rows: Sequence[Participant], step: str, last: Mapping[tuple[int, str], date], now: datetime
) -> dict[_Group, list[str]]:
    """Climb the ladder for every city, and gather by office what is to be told."""
    kind, roles = DOERS[step]
    doers = _doers(rows, kind)
    found: dict[_Group, list[str]] = defaultdict(list)
    for row in rows:
        due = last[row.office_id, step]
        rungs = ladder.climb(f"rounds.{step}", row.pk, due, today_in(row.zone, now))
        office = doers.get(row.pk)
        if rungs is None or office is None:
            continue
        found[_Group(office, due, rungs.days, roles, above=False)].append(row.name)
        above = offices.superior(office) if rungs.superior else None
        if above is not None:
            found[_Group(above, due, rungs.days, ABOVE, above=True)].append(row.name)
    return found


def _doers(rows: Sequence[Participant], kind: str) -> dict[int, int]:
    """Return for every city the office whose people do the step."""
    if kind == "city":
        return {row.pk: row.office_id for row in rows}
    if kind == "kanwil":
        kanwil = queries.kanwil_of_provinces(row.province_code for row in rows)
        return {row.pk: kanwil[row.province_code] for row in rows if row.province_code in kanwil}
    ministry = offices.ministry_id()
    return {row.pk: ministry for row in rows} if ministry else {}


def _tell(round_: Round, step: str, group: _Group, cities: Sequence[str]) -> None:
    people = accounts.holders([group.office], group.roles, queries.today()).values_list("pk", flat=True)
    notices.notify(
        sorted(people),
        "rounds.escalated" if group.above else "rounds.due",
        OVER if group.days > 0 else SOON,
        values={
            "title": round_.title,
            "step": step_words(step),
            "due": group.due,
            "days": group.days,
            "names": _named(cities),
        },
        url=round_.get_absolute_url(),
        subject=("rounds.round", round_.pk),
        office=group.office,
        urgent=group.days > 0,
    )


def _named(cities: Sequence[str]) -> Say:
    first, rest = ", ".join(cities[:NAMED]), len(cities) - NAMED
    return Say(f"{first}, dan {rest} lagi", f"{first}, and {rest} more") if rest > 0 else Say(first, first)
