"""What the shell of every page shows: who acts, and the menu."""

from typing import Any

from django.http import HttpRequest

from kotaham.apps.gate.services.menu import shown


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor and the menu; a page that never passed the gate (404, 500) has neither."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.person is None:
        return {"actor": actor, "menu": []}
    route = request.resolver_match.view_name if request.resolver_match else ""
    return {"actor": actor, "menu": shown(actor, route)}
