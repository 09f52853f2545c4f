"""What the server's clock says: until when a step of the round is open to a city, in the time zone of its place."""

from datetime import date, datetime

from django.utils import timezone

from kotaham.apps.rounds import queries as rounds
from kotaham.apps.rounds import services as round_services
from kotaham.apps.rounds.services import must_be_running
from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.rules import STEP
from kotaham.apps.submissions.services import letters
from kotaham.core.errors import Refused


def last_moment(submission: Submission, step: str = "") -> datetime | None:
    """Return until when a step is open, by default the one whose day counts now; None where no day is set."""
    wanted = step or STEP.get(submission.state, "")
    return rounds.closes(submission.round_id, wanted, submission.office_id, submission.zone) if wanted else None


def last_day(submission: Submission, step: str = "") -> date | None:
    """Return the last day of a step, or None where none is set."""
    found = last_moment(submission, step)
    return found.date() if found else None


def must_be_in_time(submission: Submission, *steps: str, now: datetime | None = None) -> None:
    """Refuse, with a letter that names the day and who may extend it, what comes after the last day of a step."""
    at = now or timezone.now()
    days = rounds.days_for(submission.round_id, submission.office_id)
    for step in steps:
        if step in days and rounds.is_over(days[step].closes, submission.zone, at):
            last = letters.told(days[step].closes)
            who = round_services.who_extends(step)
            raise Refused(letters.TOO_LATE(step=rounds.STEPS[step], name=submission.name, last=last, who=who))


def in_time(submission: Submission, step: str, now: datetime | None = None) -> bool:
    """Tell whether a step is still open; one without a day is."""
    try:
        must_be_in_time(submission, step, now=now)
    except Refused:
        return False
    return True


def must_go_on(submission: Submission) -> None:
    """Refuse what comes after the round was cancelled or decided, with the letter of the round."""
    must_be_running(submission.round, "", submission.office_id, submission.zone)
