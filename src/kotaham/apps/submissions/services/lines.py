"""Where a report stands, whose turn it is, and which day comes next: the same on every page of every room."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import CENTRE, CITY, KANWIL, PROVINCE, STEP, TURN, UNIT
from kotaham.apps.submissions.rules.endorsing import PROVINCE as BY_PROVINCE
from kotaham.apps.submissions.rules.endorsing import UNIT_HEAD, Mark
from kotaham.apps.submissions.services.deadlines import last_day
from kotaham.core.language import Say

NO_STEP = Say("", "")
OWN_DAY = Say("Hari terakhir perangkat daerah Anda", "Last day of your unit")


@dataclass(frozen=True, slots=True)
class Line:
    """What a status line tells: whose turn it is, also in words; the next day, what ends on it, if it passed.

    `endorsed` tells that nobody is waited for any more before the report is sent.
    """

    party: str
    turn: str
    day: date | None
    step: Say
    late: bool
    endorsed: bool = False


Waits = Callable[[Collection[Submission]], Mapping[int, str]]
_waits: list[Waits] = []


def when_asked_whose_turn(call: Waits) -> None:
    """Let a room above name, by report, the party whose turn it is where it knows more than the state."""
    if call not in _waits:
        _waits.append(call)


def parties_of(submissions: Collection[Submission]) -> Mapping[int, str]:
    """Return whose turn it is in each of several reports; "" where it is nobody's."""
    return _parties(submissions, _next_marks(submissions))


def who_endorses(pks: Collection[int]) -> Mapping[int, str]:
    """Return whose turn it is in reports that wait for endorsement; a unit endorses as a part of its city."""
    return {pk: _party(marks) for pk, marks in queries.endorsers(pks).items()}


def _party(marks: Sequence[Mark]) -> str:
    return PROVINCE if marks and marks[0].kind == BY_PROVINCE else CITY


def _parties(submissions: Collection[Submission], marks: Mapping[int, Sequence[Mark]]) -> dict[int, str]:
    found = {one.pk: TURN.get(one.state, "") for one in submissions}
    found |= {pk: _party(next_) for pk, next_ in marks.items()}
    for call in _waits:
        found |= call(submissions)
    return found


def _next_marks(submissions: Collection[Submission]) -> Mapping[int, Sequence[Mark]]:
    waiting = [one.pk for one in submissions if one.state == "endorsing"]
    return queries.endorsers(waiting) if waiting else {}


def turns_of(submissions: Collection[Submission]) -> Mapping[int, str]:
    """Return whose turn it is in each of several reports, in words."""
    marks = _next_marks(submissions)
    parties, heads = _parties(submissions, marks), _heads(marks)
    return {one.pk: heads.get(one.pk) or _in_words(one, parties[one.pk]) for one in submissions}


def _heads(marks: Mapping[int, Sequence[Mark]]) -> Mapping[int, str]:
    """Return by report which units are waited for, where it is the heads of units."""
    units = {pk: [one.unit for one in open_ if one.unit] for pk, open_ in marks.items()}
    asked = {pk: held for pk, held in units.items() if held and marks[pk][0].kind == UNIT_HEAD}
    names = offices.names({held[0] for held in asked.values()}) if asked else {}
    many = _("%(count)d perangkat daerah")
    return {pk: names[held[0]] if len(held) == 1 else many % {"count": len(held)} for pk, held in asked.items()}


def _in_words(submission: Submission, party: str) -> str:
    words = {CITY: submission.name, KANWIL: _("Kanwil"), CENTRE: _("Penilai pusat"), PROVINCE: _province(submission)}
    return words.get(party, "")


def _province(submission: Submission) -> str:
    """Return the name of a province, said to be one."""
    name = submission.province
    return name if name.lower().startswith("provinsi") else _("Provinsi %(name)s") % {"name": name}


def line_of(submission: Submission, actor: Actor | None = None) -> Line:
    """Return what the status line of a report tells; to a unit that fills in, the last day is its own."""
    step = STEP.get(submission.state, "")
    day = _last_day(submission, step)
    words = rounds.STEPS[step] if step else NO_STEP
    if actor is not None and actor.role == UNIT and submission.state == "filling":
        own = unit_day(submission, actor.office or 0)
        words, day = (OWN_DAY, own) if own else (words, day)
    marks = _next_marks([submission])
    party = _parties([submission], marks)[submission.pk]
    late = day is not None and rounds.is_over(day, submission.zone, timezone.now())
    turn = _heads(marks).get(submission.pk) or _in_words(submission, party)
    return Line(party, turn, day, words, late, submission.state == "endorsing" and not marks.get(submission.pk))


def _last_day(submission: Submission, step: str) -> date | None:
    if submission.state == "validated":
        return queries.objection_day(submission)
    return last_day(submission, step) if step else None


def unit_day(submission: Submission, unit: int) -> date | None:
    """Return until when a unit answers: the nearest day it was given for what is open, or that of filling in."""
    rows = Answer.objects.filter(submission=submission, unit_id=unit, due__isnull=False)
    found: date | None = rows.exclude(state=Answer.State.READY).aggregate(Min("due"))["due__min"]
    return found or last_day(submission, "fill")
