"""Until when a city may object: the one place that every page, letter and refusal asks."""

from collections.abc import Collection
from datetime import date, datetime

from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions.models import Submission


def objection_end(submission: Submission) -> datetime | None:
    """Return the last moment for objections: the later of the report's own window and of the step of the round."""
    return objection_ends([submission])[submission.pk]


def objection_ends(submissions: Collection[Submission]) -> dict[int, datetime | None]:
    """Return the last moment for objections of several reports, in two questions to the database."""
    days = rounds.last_days((one.round_id, one.office_id) for one in submissions)
    found = {}
    for one in submissions:
        day = days.get((one.round_id, one.office_id, "object"))
        ends = [one.objection_ends, rounds.end_of(day, one.zone) if day else None]
        found[one.pk] = max((end for end in ends if end), default=None)
    return found


def objection_day(submission: Submission) -> date | None:
    """Return the last day for objections, by the calendar of the place."""
    end = objection_end(submission)
    return rounds.today_in(submission.zone, end) if end else None
