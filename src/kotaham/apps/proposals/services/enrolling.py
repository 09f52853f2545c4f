"""Find an office within reach, and enrol its people in a course that its score proposes."""

from collections.abc import Collection
from typing import Any

from kotaham.apps.courses import queries as courses
from kotaham.apps.courses import services as course_services
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.proposals import queries
from kotaham.apps.proposals.rules import offices_near
from kotaham.apps.proposals.services import letters
from kotaham.core.errors import Refused

MOST = 500  # people of one page and more


def find_office(pk: int, rule: str, *, actor: Actor) -> Any:
    """Return an office within reach."""
    return demand_for(actor, rule, queries.office(pk), offices_near, see="proposals.see")


def enrol(pk: int, version: int, members: Collection[int], *, actor: Actor) -> int:
    """Enrol people who serve in an office; who serves elsewhere is left out. Return how many are new."""
    find_office(pk, "proposals.enrol", actor=actor)
    found = courses.version(version)
    if found is None or found.state != "published":
        raise Refused(letters.NOT_OFFERED())
    here = queries.people_of(pk, actor).filter(pk__in=list(members)[:MOST])
    return len(course_services.enrol_members(version, list(here.values_list("pk", flat=True)), actor=actor))
