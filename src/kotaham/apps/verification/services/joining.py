"""Join the lists of the rooms below: what happens when a report moves, kinds of notices."""

from kotaham.apps.evidence import services as evidence
from kotaham.apps.notices.services import register
from kotaham.apps.submissions.services import when_asked_for_questions, when_asked_for_ways, when_moved
from kotaham.apps.verification.services import minutes
from kotaham.apps.verification.services.returning import asked, moved, ways
from kotaham.apps.verification.services.telling import KINDS


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS)
    when_moved(moved)
    when_asked_for_questions(asked)
    when_asked_for_ways(ways)
    evidence.register(minutes.SUBJECT, find=minutes.as_subject, frozen=minutes.frozen)
