"""Join the rooms below: hear what happens, and queue it in the same unit of work."""

from kotaham.apps.certificates import services as certificates
from kotaham.apps.events import services as events
from kotaham.apps.statements.rules import LISTENED
from kotaham.apps.statements.services.queueing import hear, issued


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    events.when_recorded(LISTENED, hear)
    certificates.when_issued(issued)
