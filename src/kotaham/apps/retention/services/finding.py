"""Find the list or the kind that an address names."""

from django.http import Http404

from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.retention import queries
from kotaham.apps.retention.models import Sheet
from kotaham.apps.retention.rules import KINDS, Kind, everything


def find_sheet(pk: int, rule: str = "retention.see", *, actor: Actor) -> Sheet:
    """Return a list within reach."""
    return demand_for(actor, rule, queries.sheet(pk), everything, see="retention.see")


def kind_of(code: str) -> Kind:
    """Return a kind of data, or answer that there is none."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]
