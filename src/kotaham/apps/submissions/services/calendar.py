"""The days of a unit in its calendar: its own, which its coordinator has set, not those of the whole round."""

from collections.abc import Iterator
from datetime import date

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.notices.services import Day
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer
from kotaham.apps.submissions.rules import UNIT
from kotaham.core.language import Say

TITLE = Say("{count} indikator Anda ditunggu: {title}", "{count} of your indicators {count:is|are} waited for: {title}")
MOST = 500  # answers of one unit that are looked at


def unit_days(actor: Actor) -> Iterator[Day]:
    """Yield by report and day how many answers of a unit are open; where none was set, the last day of filling in."""
    if actor.role != UNIT or actor.office is None or not reach_of(actor, "submissions.mine"):
        return
    found = list(queries.waiting_for_unit(actor)[:MOST])
    days = rounds.last_days((row.submission.round_id, row.submission.office_id) for row in found)
    groups: dict[tuple[int, date], list[Answer]] = {}
    for row in found:
        step = "repair" if row.submission.state == "repair" else "fill"
        due = row.due or days.get((row.submission.round_id, row.submission.office_id, step))
        if due is not None:
            groups.setdefault((row.submission_id, due), []).append(row)
    for (pk, due), rows in groups.items():
        title = rows[0].submission.round.title.replace("{", "{{").replace("}", "}}")  # no places to fill in
        words = Say(TITLE.text("id", count=len(rows), title=title), TITLE.text("en", count=len(rows), title=title))
        yield Day(f"laporan-{pk}-{actor.office}-{due}@kotaham", words, due, rows[0].submission.get_absolute_url())
