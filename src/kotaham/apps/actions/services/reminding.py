"""Remind of due dates: three days before, the day after, and a week after also the office above."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import UNFINISHED, ZONES, today_in
from kotaham.apps.actions.services import telling
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.notices.services import ladder
from kotaham.apps.offices import queries as offices

KIND = "actions.action"


def to_remind(now: datetime) -> Sequence[int]:
    """Return the follow-ups of which some step of the ladder may be due; the easternmost calendar asks first."""
    today = max(today_in(zone, now) for zone in ZONES)
    rows = Action.objects.filter(waiting=1, due__lte=today + timedelta(days=3))
    return list(ladder.waiting(rows, KIND, today).order_by("pk").values_list("pk", flat=True))


def remind(pk: int, *, actor: Actor, now: datetime) -> bool:
    """Send the reminders of one follow-up whose day has come in its place; false when there are none."""
    demand(actor, "actions.remind")
    with events.work(actor) as log:
        # Locked and still open: nobody can report it done until the reminder is written.
        action = Action.objects.select_for_update().filter(pk=pk, state__in=UNFINISHED).first()
        today = today_in(action.zone, now) if action else None
        rungs = ladder.climb(KIND, pk, action.due, today) if action and today else None
        if action is None or rungs is None:
            return False
        title = telling.OVER if rungs.days > 0 else telling.SOON
        telling.tell_owner(actor, action, "actions.due", title, urgent=rungs.days > 0, days=rungs.days)
        above = _escalate(action, actor, rungs.days) if rungs.superior else None
        data = {"steps": list(rungs.names), "days": rungs.days, "above": above}
        log.record("actions.reminded", action, holder=action.owner_id, data=data)
    return True


def _escalate(action: Action, actor: Actor, days: int) -> int | None:
    """Put a follow-up on the list of the office above its owner, and tell who answers there."""
    above = offices.superior(action.owner_id)
    if above is None:
        return None
    Action.objects.filter(pk=action.pk).update(escalated_to_id=above)
    telling.tell_superior(actor, action, above, telling.ESCALATED, days=days)
    return above
