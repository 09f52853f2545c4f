"""What a target counts of a group, and what that is called: persons, communities or businesses."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kotaham.apps.register.queries import ENTITIES
from kotaham.apps.targets.models import Measure

PRESENT = {"community": _("Hadir (komunitas)"), "business": _("Hadir (pelaku usaha)")}
OF_ENTITIES = (Measure.PERSONS, Measure.ATTENDANCES)  # they are neither invited nor enrolled; nobody examines them


def measures(group: str) -> Sequence[Measure]:
    """Return what is counted of a group."""
    return OF_ENTITIES if group in ENTITIES else tuple(Measure)


def label(measure: str, group: str) -> Any:
    """Return what a measure is called of a group: not everything that counts is a person."""
    known = PRESENT.get(group) if measure == Measure.PERSONS else None
    return known or Measure(measure).label
