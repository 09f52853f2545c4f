"""Share the indicators of a city out to its units, take them back, and remind who has not answered."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Nudge, Submission
from kotaham.apps.submissions.rules import LIFE, WRITABLE, governed
from kotaham.apps.submissions.rules.proposing import Proposal, Unit, propose_all
from kotaham.apps.submissions.services import letters, telling
from kotaham.apps.submissions.services.deadlines import last_day, must_be_in_time, must_go_on
from kotaham.core.errors import Refused

OPEN_STATES = (*WRITABLE, "repair")
UNDONE = (Answer.State.EMPTY, Answer.State.DRAFT, Answer.State.RETURNED)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of the city: how many answers it holds, how many are ready, and whether anybody can sign in for it."""

    office: Any
    held: int
    ready: int
    people: int
    nudged: bool

    @property
    def waiting(self) -> int:
        """How many answers wait for the unit."""
        return self.held - self.ready


def delegate(pk: int, codes: Collection[str], *, actor: Actor, unit: int, due: date | None = None) -> Submission:
    """Give indicators to a unit of the city, with a day if there is one."""
    submission = _governed(pk, "submissions.delegate", actor)
    rows = _chosen(submission, codes)
    office = offices.units(submission.office).filter(pk=unit, valid_to=None).first()
    if office is None:
        raise Refused(letters.NOT_A_UNIT(city=submission.name))
    _day_must_fit(submission, due)
    rows = [row for row in rows if row.unit_id != unit or row.due != due]
    if not rows:  # it is as it is wanted: a second click, or the same choice once more
        return submission
    with events.work(actor) as log:
        _shared(submission, rows, unit=office.pk, due=due)
        for row in rows:
            data = {"old": row.unit.name if row.unit else "-", "new": office.name}
            data |= {"due": due.isoformat()} if due else {}
            log.record("submissions.delegated", row, holder=office.pk, data=data)
        values: dict[str, Any] = {"n": len(rows), "unit": office.name}
        title = telling.DELEGATED_NO_DUE if due is None else telling.DELEGATED
        values |= {} if due is None else {"due": due}
        people = telling.people_of(office.pk, [telling.OFFICER], submission.zone)
        telling.tell(actor, people, "submissions.delegated", title, submission, **values)
    return submission


def delegate_as_proposed(pk: int, codes: Collection[str], *, actor: Actor, due: date | None = None) -> int:
    """Give each of the ticked indicators to the unit proposed for it; return how many. One without a proposal stays."""
    submission = _governed(pk, "submissions.delegate", actor)
    rows = _chosen(submission, codes)
    found = proposals(submission, rows)
    if not found:
        raise Refused(letters.NONE_CHOSEN())
    by_unit: dict[int, list[str]] = defaultdict(list)
    for code, proposal in found.items():
        by_unit[proposal.unit].append(code)
    with events.work(actor):
        for unit, held in by_unit.items():
            delegate(pk, held, actor=actor, unit=unit, due=due)
    return len(found)


def governed_by(pk: int, rule: str, *, actor: Actor) -> Submission:
    """Return the submission when a rule of the city's own side reaches it."""
    return _governed(pk, rule, actor)


def may_share(submission: Submission, actor: Actor) -> bool:
    """Tell whether the actor speaks for the city and the report is still open, for the buttons of the page."""
    if submission.office_id != actor.office or submission.round.state != "open":
        return False
    try:
        _must_be_open(submission)
    except Refused:
        return False
    return True


def take_back(pk: int, codes: Collection[str], *, actor: Actor) -> Submission:
    """Take indicators back from their units; what was answered stays."""
    submission = _governed(pk, "submissions.delegate", actor)
    rows = [row for row in _chosen(submission, codes) if row.unit_id is not None]
    if not rows:
        raise Stale.of(letters.of_submission(submission))
    by_unit: dict[int, int] = defaultdict(int)
    for row in rows:
        by_unit[row.unit_id or 0] += 1
    with events.work(actor) as log:
        _shared(submission, rows, unit=None, due=None)
        for row in rows:
            data = {"old": row.unit.name if row.unit else "-"}
            log.record("submissions.taken-back", row, holder=submission.office_id, data=data)
        for unit, count in by_unit.items():
            people = telling.people_of(unit, [telling.OFFICER], submission.zone)
            telling.tell(actor, people, "submissions.delegated", telling.TAKEN_BACK, submission, n=count)
    return submission


def remind(pk: int, unit: int, *, actor: Actor) -> Submission:
    """Remind the officers of a unit of what waits for it; once a day."""
    submission = _governed(pk, "submissions.delegate", actor)
    _must_be_open(submission)
    office = offices.get(unit)
    rows = queries.answers(pk).filter(unit_id=unit)
    if office is None or not rows.exists():
        raise Refused(letters.NOT_A_UNIT(city=submission.name))
    waiting = list(rows.filter(state__in=UNDONE))
    if not waiting:
        raise Refused(letters.NOTHING_WAITS(unit=office.name))
    people = telling.people_of(unit, [telling.OFFICER], submission.zone)
    if not people:
        raise Refused(letters.NOBODY(unit=office.name))
    today = rounds.today_in(submission.zone, timezone.now())
    due = min((row.due for row in waiting if row.due), default=None) or last_day(submission)
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                Nudge.objects.create(submission=submission, unit_id=unit, day=today, by_id=actor.person)
        except IntegrityError as error:
            raise Refused(letters.NUDGED(unit=office.name)) from error
        log.record(
            "submissions.nudged",
            submission,
            holder=submission.office_id,
            data={"new": office.name, "count": len(waiting)},
        )
        values: dict[str, Any] = {"n": len(waiting), "unit": office.name} | ({"due": due} if due else {})
        title = telling.NUDGED if due else telling.NUDGED_NO_DUE
        telling.tell(actor, people, "submissions.nudged", title, submission, **values)
    return submission


def proposals(submission: Submission, answers: Sequence[Answer]) -> Mapping[str, Proposal]:
    """Return whom the indicators that nobody holds might go to, by the words of the instrument; only to be shown."""
    free = {row.code for row in answers if row.unit_id is None}
    if not free:
        return {}
    units = [
        Unit(one.pk, one.name, one.short_name)
        for one in offices.units(submission.office)
        if one.valid_to is None and one.kind == "unit"
    ]
    instrument = instruments.instrument_of(submission.round.instrument)
    owners = {
        one.code: () if one.owners == "unknown" else one.owners
        for one in instrument.known_indicators
        if one.code in free
    }
    return propose_all(owners, units)


def unit_rows(submission: Submission, answers: Sequence[Answer]) -> list[UnitRow]:
    """Return the units of the city that hold answers or could, those with work first."""
    held: dict[int, list[Answer]] = defaultdict(list)
    for row in answers:
        if row.unit_id is not None:
            held[row.unit_id].append(row)
    units = [one for one in offices.units(submission.office) if one.valid_to is None or one.pk in held]
    on = rounds.today_in(submission.zone, timezone.now())
    people = telling.counts_of([one.pk for one in units], on)
    nudged = set(Nudge.objects.filter(submission=submission, day=on).values_list("unit_id", flat=True))
    rows = []
    for one in units:
        mine = held.get(one.pk, [])
        ready = sum(row.state == Answer.State.READY for row in mine)
        rows.append(UnitRow(one, len(mine), ready, people.get(one.pk, 0), one.pk in nudged))
    return sorted(rows, key=lambda row: (-row.waiting, -row.held, row.office.name))


def _governed(pk: int, rule: str, actor: Actor) -> Submission:
    return demand_for(actor, rule, queries.get(pk), governed, see="submissions.see")


def _must_be_open(submission: Submission) -> None:
    if submission.state not in OPEN_STATES:
        raise Refused(letters.NOT_WRITABLE(code="-", state=LIFE.states[submission.state]))
    must_go_on(submission)
    must_be_in_time(submission, "repair" if submission.state == "repair" else "submit")


def _chosen(submission: Submission, codes: Collection[str]) -> list[Answer]:
    _must_be_open(submission)
    wanted = set(codes)
    if not wanted:
        raise Refused(letters.NONE_CHOSEN())
    rows = list(queries.answers(submission.pk).filter(code__in=wanted))
    if unknown := sorted(wanted - {row.code for row in rows}):
        raise Refused(letters.UNKNOWN_CODE(codes=", ".join(unknown)))
    return rows


def _day_must_fit(submission: Submission, due: date | None) -> None:
    if due is None:
        return
    if due < rounds.today_in(submission.zone, timezone.now()):
        raise Refused(letters.DUE_PAST(due=letters.told(due)))
    last = last_day(submission)
    if last is not None and due > last:
        raise Refused(letters.DUE_AFTER(due=letters.told(due), last=letters.told(last)))


def _shared(submission: Submission, rows: Sequence[Answer], *, unit: int | None, due: date | None) -> None:
    """Write the unit of all rows at once; when any of them went elsewhere meanwhile, none is written."""
    if not Submission.objects.filter(pk=submission.pk, state__in=OPEN_STATES).update(version=F("version")):
        raise Stale.of(letters.of_submission(submission))
    same = Q()
    for before in {row.unit_id for row in rows}:
        same |= Q(unit_id=before, pk__in=[row.pk for row in rows if row.unit_id == before])
    if Answer.objects.filter(same).update(unit=unit, due=due) != len(rows):
        raise Stale.of(letters.of_submission(submission))
