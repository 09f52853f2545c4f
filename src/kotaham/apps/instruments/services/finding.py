"""Find the one version that a rule of somebody reaches."""

from kotaham.apps.gate.services import Actor, demand, demand_for, reach_of
from kotaham.apps.gate.services.asking import forbid, policy
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import draft_of, seen
from kotaham.apps.instruments.services import letters
from kotaham.core.errors import Refused


def visible(pk: int, *, actor: Actor) -> Version:
    """Return a version that the actor may read, with its text; 404 where there is none for them."""
    return demand_for(actor, "instruments.see", Version.objects.filter(pk=pk), seen)


def writable(pk: int, rule: str, *, actor: Actor) -> Version:
    """Return a draft that the rule reaches; what came with the program is seen, but changed only in a copy."""
    reach = demand(actor, rule)
    rows = Version.objects.filter(pk=pk)
    found = rows.filter(draft_of(actor, reach)).first()
    if found is not None:
        return found
    version = visible(pk, actor=actor)
    if version.shipped and reach_of(actor, "instruments.edit"):
        raise Refused(letters.NOT_DRAFT(ref=version.ref, state=version.get_state_display()))
    raise forbid(actor, policy().rules[rule])


def editable(pk: int, *, actor: Actor) -> Version:
    """Return a draft whose content may change now."""
    version = writable(pk, "instruments.edit", actor=actor)
    if version.state != Version.State.DRAFT or version.locked:
        raise Refused(letters.NOT_DRAFT(ref=version.ref, state=version.get_state_display()))
    return version
