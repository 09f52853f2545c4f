"""Count anew from the records and compare; and put the counts right, when somebody asks for it."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.jobs.services import enqueue
from kotaham.apps.offices import queries as offices
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Measure, Recount
from kotaham.apps.targets.queries import Cell
from kotaham.apps.targets.rules import KNOWN_YEARS
from kotaham.apps.targets.services import letters
from kotaham.apps.targets.services.telling import tell_wrong
from kotaham.core.errors import Refused

SHOWN = 20
TASK = "targets.check-year"
UNFINISHED = ("waiting", "running")


def check(year: int, *, actor: Actor) -> Recount:
    """Compare everything that is counted in a year with the records, and write down what was found.

    First people against what the rooms below say happened, then every tally against people and attendances; all of
    one moment, while others go on counting.
    """
    demand(actor, "targets.check")
    with queries.one_moment():
        found = [*_people(year), *_entities(year)]
        kept, due = queries.kept(year), queries.recounted(year)
    found += _cells(kept, due)
    wrong = sum(one["n"] for one in found)
    with events.work(actor) as log:
        row = Recount.objects.create(year=year, rows=len(kept | due), wrong=wrong, examples=found[:SHOWN])
        verb = "targets.found-wrong" if wrong else "targets.found-right"
        log.record(verb, row, holder=offices.ministry_id(), data={"year": year, "rows": row.rows, "wrong": wrong})
        if wrong:
            tell_wrong(row)
    return row


def ask_check(year: int, *, actor: Actor) -> Any:
    """Let a year be checked in the background; while that is to be done, asking again gives the same work."""
    demand(actor, "targets.check")
    if year not in KNOWN_YEARS:
        raise Refused(letters.NO_YEAR(year=year, first=KNOWN_YEARS[0], last=KNOWN_YEARS[-1]))
    before = jobs.last(TASK, year=year)
    if before is not None and before.state in UNFINISHED:
        return before
    url = f"{reverse('targets:checks')}?tahun={year}"
    with events.work(actor):
        return enqueue(TASK, actor=actor, key=f"{year}-{before.pk if before else 0}", url=url, year=year)


def under_way(year: int) -> Any:
    """Return the work that checks a year just now, or waits to do so; or None."""
    return jobs.unfinished(TASK, year=year).first()


def _people(year: int) -> list[dict[str, Any]]:
    """Return of whom the count is wrong, by measure; how many, never who."""
    found = []
    for measure in queries.once():
        asked = (("missing", queries.missing), ("unfounded", queries.unfounded))
        found += [{"what": what, "measure": measure, "n": n} for what, ask in asked if (n := ask(measure, year))]
    return found


def _entities(year: int) -> list[dict[str, Any]]:
    """Return of how many communities and businesses the count is wrong."""
    names = ("entities-missing", "entities-unfounded")
    wrong = zip(names, queries.entities_wrong(year), strict=True)
    return [{"what": what, "measure": Measure.PERSONS.value, "n": n} for what, n in wrong if n]


def _cells(kept: Counter[Cell], due: Counter[Cell]) -> list[dict[str, Any]]:
    return [
        {"what": "cell", "n": 1, "kept": kept[cell], "due": due[cell], **cell._asdict()}
        for cell in sorted(kept | due)
        if kept[cell] != due[cell]
    ]


def rebuild(year: int, *, actor: Actor) -> int:
    """Count a year anew from the records, and let nobody count meanwhile; return how many rows there are."""
    demand(actor, "targets.rebuild")
    with events.work(actor) as log:
        queries.alone()
        rows = queries.fill(year) + queries.fill_entities(year)
        queries.replace(year, queries.recounted(year))
        subject = ("targets.recount", f"{year}")
        log.record("targets.rebuilt", subject, holder=offices.ministry_id(), data={"year": year, "rows": rows})
    return rows


def years_to_check() -> list[int]:
    """Return this year, and the one before, which corrections still reach."""
    this = timezone.localdate(timezone=timezone.get_default_timezone()).year
    return [this, this - 1]
