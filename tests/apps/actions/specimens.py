"""How the matrix of rights makes follow-ups: asked for and done by the same office."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kotaham.apps.actions.models import Action, Need
from kotaham.apps.offices.models import Office


def an_action(office: Office, state: str = "open") -> Action:
    now = timezone.now()
    return Action.objects.create(
        title="Contoh", task="Contoh.", owner=office, asker=office, zone="Asia/Jakarta", state=state,
        due=now.date() + timedelta(days=9), claimed_at=now if state in {"claimed", "accepted"} else None,
    )  # fmt: skip


def in_state(state: str) -> Any:
    return lambda office: {"pk": an_action(office, state).pk}


def with_need(office: Office) -> dict[str, Any]:
    first, second = an_action(office), an_action(office)
    Need.objects.create(action=first, needed=second)
    return {"pk": first.pk, "needed": second.pk}


SPECIMENS = {
    "actions:detail": in_state("open"),
    "actions:edit": in_state("open"),
    "actions:take": in_state("open"),
    "actions:prove": in_state("in_progress"),
    "actions:claim": in_state("in_progress"),
    "actions:accept": in_state("claimed"),
    "actions:return": in_state("claimed"),
    "actions:reopen": in_state("accepted"),
    "actions:extend": in_state("open"),
    "actions:cancel": in_state("open"),
    "actions:need": in_state("open"),
    "actions:unneed": with_need,
}
