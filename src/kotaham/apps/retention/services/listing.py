"""List every night what is past its time; nothing goes from that alone."""

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention import queries
from kotaham.apps.retention.models import Entry, Sheet
from kotaham.apps.retention.rules import years_before
from kotaham.apps.retention.services.kinds import KEEPERS
from kotaham.apps.retention.services.telling import tell_due

MOST = 5_000  # of one list: as many as people can look through; the rest comes with the next


def list_due(*, actor: Actor) -> list[Sheet]:
    """Write a list of each kind that has a time and something past it; one that is open already is waited for."""
    demand(actor, "retention.list")
    found = [_list(kind, actor) for kind in KEEPERS if not queries.open_sheet(kind)]
    return [row for row in found if row is not None]


def _list(kind: str, actor: Actor) -> Sheet | None:
    term = queries.in_force(kind, offices.today())
    if term is None or term.years is None:
        return None
    before = years_before(timezone.now(), term.years)
    due = KEEPERS[kind].due(before, MOST + 1)
    if not due:
        return None
    kept = due[:MOST]
    with events.work(actor) as log:
        row = Sheet.objects.create(kind=kind, term=term, before=before, count=len(kept), more=len(due) > MOST)
        Entry.objects.bulk_create(Entry(sheet=row, number=one.number, mark=one.mark, since=one.since) for one in kept)
        data = {"kind": kind, "count": row.count}
        log.record("retention.listed", row, holder=offices.ministry_id(), reason=term.basis, data=data)
        tell_due(row)
    return row
