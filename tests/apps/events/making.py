"""Events for tests: a few actors, a few events, and the chain as it stands."""

from kotaham.apps.events import services as events
from kotaham.apps.events.queries import chain
from kotaham.apps.gate.services import Actor
from kotaham.core.chain import Report, export_line, verify

ANI = Actor(person=7, name="Ani", role="city_coordinator", appointment=70, office=3, origin="10.0.0.7", request="req-1")
OFFICE = ("offices.office", 3)


def record(times: int = 1, actor: Actor = ANI, holder: int | None = 3) -> None:
    """Record some events in one unit."""
    with events.work(actor) as log:
        for _ in range(times):
            log.record("offices.renamed", OFFICE, holder=holder, data={"fields": ["name"]})


def lines() -> list[bytes]:
    """Return the record as the lines of an export."""
    return [export_line(event.prev, chain.bytes_of(event), event.digest) for event in chain.in_order()]


def verified() -> Report:
    """Verify the chain in the database."""
    return verify(lines())
