"""Open a round: fix its instrument, draw the seed of its sample, start the work of every city, tell who has a part.

All of it is one unit of work: the round is being prepared until the moment at which everything is there. A large round
is opened by a job, so that nobody waits before a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.instruments import services as instrument_services
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.jobs.services import enqueue
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.rules import LIFE, NEEDED, is_over, new_seed
from kotaham.apps.rounds.services import hooks, letters, telling
from kotaham.apps.rounds.services.finding import find
from kotaham.apps.rounds.services.hooks import when_opened
from kotaham.apps.rounds.services.planning import bonus_items
from kotaham.core.chain import grouped
from kotaham.core.errors import Problem, Refused

__all__ = ["AT_ONCE", "TASK", "Outlook", "ask_open", "open_round", "outlook", "under_way", "was_opened", "when_opened"]

AT_ONCE = 5_000  # answers that are made while somebody waits; of more a job makes them
TASK = "rounds.open"
State = Round.State


@dataclass(frozen=True, slots=True)
class Outlook:
    """What opening a round will do, told before anybody clicks; `problems` keep it from opening."""

    cities: int
    indicators: int
    first_day: date | None
    told: dict[str, int]  # how many people, by what their offices are
    silent: int  # cities that have no coordinator, so that nobody there hears of it
    locks: bool  # the instrument is not sealed: a trial fixes its content
    problems: Sequence[Problem]

    @property
    def answers(self) -> int:
        """How many empty answers are made."""
        return self.cities * self.indicators

    @property
    def by_job(self) -> bool:
        """Whether a job opens it."""
        return self.answers > AT_ONCE


def outlook(round_: Round) -> Outlook:
    """Return what opening a round would do now."""
    cities, days = queries.count(round_), queries.days(round_)
    firsts = [one.opens for one in days.values() if one.opens]
    offices = queries.concerned(round_)
    told = {
        kind: accounts.holders(found, telling.ROLES[kind], queries.today()).count()
        for kind, found in offices.items()
        if kind in telling.ROLES
    }
    version = round_.instrument
    return Outlook(
        cities,
        version.indicators,
        min(firsts, default=None),
        told,
        cities - len(accounts.count_holders(offices["city"], telling.ROLES["city"], queries.today())),
        not version.fixed,
        [*_not_ready(round_, days), *([] if cities else [letters.NOBODY()])],
    )


def ask_open(pk: int, *, actor: Actor, version: int, reason: str) -> Any:
    """Open a round, or have it opened by a job when it is large; return the job, or None when it is open.

    Whoever asks twice gets the same job.
    """
    round_ = find(pk, "rounds.open", actor=actor)
    why = letters.must_say(reason, letters.REASON)
    LIFE.move("open", round_.state)
    view = outlook(round_)
    if view.problems:
        raise Refused(view.problems)
    if not view.by_job:
        open_round(pk, actor=actor, version=version, reason=why)
        return None
    with events.work(actor) as log:
        if not Round.objects.filter(pk=pk, state=State.DRAFT, version=version).update(opened_why=why):
            raise Stale.of(letters.named(round_))
        waiting = under_way(round_)
        job = enqueue(
            TASK, actor=actor, key=f"{pk}-{version}", url=round_.get_absolute_url(), round=pk, version=version
        )
        if not waiting:
            log.record("rounds.opening-asked", round_, reason=why, data={"count": view.answers})
    return job


def under_way(round_: Round) -> Any:
    """Return the job that is opening a round as it stands, or None."""
    return jobs.unfinished(TASK, round=round_.pk, version=round_.version).first()


def was_opened(pk: int) -> bool:
    """Tell whether a round has left its preparation."""
    return not Round.objects.filter(pk=pk, state=State.DRAFT).exists()


def open_round(pk: int, *, actor: Actor, version: int | None = None, reason: str) -> Round:
    """Open a round in one unit of work; `version` is the one that was seen."""
    round_ = find(pk, "rounds.open", actor=actor)
    why = letters.must_say(reason, letters.REASON)
    if round_.state == State.OPEN:
        raise Stale.of(letters.named(round_))
    move = LIFE.move("open", round_.state)
    with events.work(actor) as log:
        rows = Round.objects.filter(pk=pk, state=move.source)
        rows = rows.filter(version=version) if version is not None else rows
        fields = {"opened_at": timezone.now(), "opened_why": why, "sample_seed": new_seed()}
        pinned = instruments.get(round_.instrument_id).content_sha256
        if not rows.update(state=move.target, version=F("version") + 1, content_sha256=pinned, **fields):
            raise Stale.of(letters.named(round_))
        people = list(queries.participants(pk))
        _must_be_ready(round_, people)
        _fix_instrument(round_, actor, log)
        opened = queries.get(pk)
        hooks.tell_opened(opened, people, actor, log)
        telling.tell_opened(actor, opened, people)
        data = {
            "count": len(people),
            "instrument": opened.instrument.ref,
            "sha256": grouped(pinned),
            "seed": opened.sample_seed,
        }
        log.record("rounds.opened", opened, reason=why, data=data)
    return opened


def _fix_instrument(round_: Round, actor: Actor, log: events.Log) -> None:
    """Keep the content of a version that is not sealed as it is from now on; only a trial gets this far."""
    version = instruments.get(round_.instrument_id)
    if not version.fixed:
        instrument_services.lock(version.pk, actor=actor, log=log)


def _must_be_ready(round_: Round, people: Sequence[Participant]) -> None:
    problems = list(_not_ready(round_, queries.days(round_)))
    problems += [] if people else [letters.NOBODY()]
    if problems:
        raise Refused(problems)


def _not_ready(round_: Round, days: dict[str, Any]) -> list[Problem]:
    """Return what keeps a round from opening."""
    problems = [letters.DAY_MISSING(step=letters.step_words(step)) for step in NEEDED if step not in days]
    problems += [
        letters.DAY_PAST(step=letters.step_words(step), closes=letters.told(one.closes))
        for step, one in days.items()
        if is_over(one.closes, "", timezone.now())
    ]
    version = next((one for one in instruments.usable(round_.trial) if one.pk == round_.instrument_id), None)
    if version is None:
        return [*problems, letters.NOT_USABLE()]
    known = {item.code for item in bonus_items(version)}
    return [*problems, *(letters.NO_BONUS(item=item) for item in round_.bonus if item not in known)]
