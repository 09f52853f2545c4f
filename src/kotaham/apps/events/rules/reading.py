"""Who may read what happened: the holder of the subject decides, by the reach of the reader's role."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def within(actor: Actor, reach: Reach) -> Q:
    """Return the condition on events that `reach` opens to an actor.

    Offices stand above this room, so the condition on `holder` comes by name from the setting EVENTS_REACH.
    """
    held: Callable[[Actor, Reach], Q] = import_string(settings.EVENTS_REACH)
    return held(actor, reach)
