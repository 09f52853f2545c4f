"""System checks: the policy table is whole, and every route has a door."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from kotaham.apps.gate.services import policy
from kotaham.apps.gate.services.menu import declared
from kotaham.core.errors import Refused


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Name every route of the address map, as `room:verb`; one without a name is told by its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}" if entry.name else str(entry.pattern)


@register("kotaham")
def policy_is_whole(**_kwargs: Any) -> list[CheckMessage]:
    """Every route has at least one door, and every door leads to a route."""
    try:
        table = policy()
    except Refused as refused:
        return [Error(problem.text("en"), id="kotaham.E001") for problem in refused.problems]
    known = set(routes())
    closed = sorted(known - table.routes)
    lost = sorted(table.routes - known)
    found: list[CheckMessage] = [
        Error(
            f"route {name} has no entry in a policy table",
            hint="Add a rule to policy.csv of its room.",
            id="kotaham.E002",
        )
        for name in closed
    ]
    found += [
        Error(
            f"policy names route {name}, which does not exist", hint="Correct the doors of the rule.", id="kotaham.E003"
        )
        for name in lost
    ]
    lost_entries = sorted(item.route for item in declared() if ("GET", item.route) not in table.doors)
    found += [
        Error(f"the menu names {route}, which has no door", hint="Add GET to a rule of the room.", id="kotaham.E004")
        for route in lost_entries
    ]
    return found
