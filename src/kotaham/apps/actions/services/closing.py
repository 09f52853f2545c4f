"""What becomes of follow-ups when an office closes: another office of the same government takes them over."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.services import telling
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.services import Held, on_closing

FEW = 20  # so many numbers are told before a closing


def join() -> None:
    """Tell the offices below what they hold."""
    on_closing.append(Held("actions.actions", _("Tindak lanjut yang diambil alih"), count, pass_on, numbers))


def count(office: int) -> int:
    """Count the open follow-ups that an office has to do or has asked for."""
    return queries.kept_by(office).count()


def numbers(office: int) -> Sequence[str]:
    """Return the numbers of the first of them."""
    return [action.number for action in queries.kept_by(office)[:FEW]]


def pass_on(actor: Actor, what: Any) -> int:
    """Give them to the successor; who may close the office may do this with it."""
    if what.successor is None:
        return 0
    with events.work(actor) as log:
        rows = list(queries.kept_by(what.office).select_for_update(of=("self",)))
        for action in rows:
            changes = _changes(action, what.office, what.successor)
            Action.objects.filter(pk=action.pk).update(version=F("version") + 1, **changes)
            action.refresh_from_db()
            data = {"old": what.office, "new": what.successor, "fields": sorted(changes)}
            log.record("actions.handed-over", action, holder=action.owner_id, reason=what.reason, data=data)
            if action.owner_id == what.successor:
                telling.tell_owner(actor, action, "actions.moved", telling.PASSED)
    return len(rows)


def _changes(action: Action, old: int, new: int) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if action.owner_id == old:
        changes |= {"owner_id": new, "taken_as_id": None, "zone": queries.zone_of_office(new)}
    if action.asker_id == old:
        changes |= {"asker_id": new, "asked_as_id": None}
    return changes
