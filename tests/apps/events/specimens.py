"""A subject with a history, for the matrix of roles and relations."""

from typing import Any

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import system
from kotaham.apps.offices.models import Office


def happened_to(office: Office) -> dict[str, Any]:
    """Let something happen to an office."""
    with events.work(system("specimen")) as log:
        log.record("offices.renamed", office, holder=office.pk)
    return {"kind": "offices.office", "subject": office.pk}


SPECIMENS = {"events:subject": happened_to}
