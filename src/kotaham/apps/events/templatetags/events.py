"""The history of a subject on the page of that subject."""

from typing import Any

from django import template
from django.http import Http404

from kotaham.apps.events import queries
from kotaham.apps.events.rules import within
from kotaham.apps.gate.services import Forbidden, demand_for, reach_of
from kotaham.core.policy import Reach

register = template.Library()
_SHOWN = 10


@register.simple_tag(takes_context=True)
def subject_history(context: template.Context, kind: str, subject: object) -> dict[str, Any] | None:
    """Return the newest events of a subject in words; None when the reader may not read its history."""
    actor = getattr(context.get("request"), "actor", None)
    if actor is None or actor.person is None:
        return None
    history = queries.history(kind, subject)
    is_all = reach_of(actor, "events.subject") is Reach.ALL
    page = queries.Page.of(history, _SHOWN)
    owner = next((event.seq for event in page.rows if event.holder is not None), None)
    owned = queries.newest_of_owner(kind, subject) if owner is None else history.filter(seq=owner)
    try:
        demand_for(actor, "events.subject", history if is_all else owned, within)
    except (Forbidden, Http404):
        return None
    return {"rows": queries.told(page.rows, subjects=False), "more": page.older is not None}
