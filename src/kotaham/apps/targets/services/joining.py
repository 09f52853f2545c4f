"""Join the lists of the rooms below: what happens to people, and two rows of the register that are one person."""

from collections.abc import Sequence

from kotaham.apps.events.services import Log
from kotaham.apps.notices import services as notices
from kotaham.apps.register import services as register
from kotaham.apps.targets.queries import staying
from kotaham.apps.targets.services.counting import Merged, Moved, again, count
from kotaham.apps.targets.services.telling import KINDS

ROOM = "targets"


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    notices.register(*KINDS)
    register.when_counted(count)
    register.when_visited(count)
    register.when_merged(ROOM, move, back)


def move(gone: int, kept: int, log: Log) -> Sequence[int]:
    """Count two as one; an attendance that stays behind, since both were at the same session, counts no longer."""
    again((gone, kept), [Merged(gone)], log)
    return [kept]


def back(gone: int, rows: Sequence[int], log: Log) -> None:
    """Count two as two; what stands with the row before the rooms below give back what they moved counts again."""
    again((gone, *rows), [Moved(fact, 1) for fact in staying(gone)], log)
