"""What the top bar of every page shows of this room: how many notices are unread."""

from typing import Any

from django.http import HttpRequest

from kotaham.apps.notices.queries import unread_count


def inbox(request: HttpRequest) -> dict[str, Any]:
    """Return the number of unread notices; one hundred stands for more than 99, the bar shows `99+`."""
    actor = getattr(request, "actor", None)
    return {"inbox_count": unread_count(actor.person) if actor is not None else 0}
