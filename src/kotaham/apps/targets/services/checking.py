"""Count anew from the records and compare; and put the counts right, when somebody asks for it."""

from collections import Counter
from typing import Any

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.offices import queries as offices
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Measure, Recount
from kotaham.apps.targets.queries import Cell
from kotaham.apps.targets.services.telling import tell_wrong

SHOWN = 20


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
