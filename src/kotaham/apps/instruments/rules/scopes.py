"""Who reaches which version: sealed ones are law and open to all who signed in, drafts stay in the ministry."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.core.policy import Reach

PUBLIC = Q(state="sealed") | Q(shipped=True) | Q(locked=True)
NOTHING = Q(pk__in=())


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition for versions somebody may read; a second rule opens the drafts."""
    if not reach:
        return NOTHING
    return Q() if reach_of(actor, "instruments.see_drafts") else PUBLIC


def draft_of(_actor: Actor, reach: Reach) -> Q:
    """Return the condition for drafts somebody may write in; what was shipped is changed in a copy."""
    return Q(shipped=False) if reach else NOTHING
