"""Join the lists of the rooms below: kinds of notices."""

from kotaham.apps.instruments.services.telling import KINDS
from kotaham.apps.notices.services import register


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS)
