"""Find what a verb of somebody reaches, and hold a report still while its objections are written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.publication.rules import decisions_seen, objections_seen, reports_of_city
from kotaham.apps.publication.services import letters
from kotaham.apps.rounds import services as rounds
from kotaham.apps.rounds.services import who_extends
from kotaham.apps.submissions import queries as submissions
from kotaham.core.errors import Refused

SEE, SEE_DECISION = "publication.objections", "publication.decisions"
OPEN = "validated"  # the state of a report whose city may object


def find(pk: int, rule: str, *, actor: Actor) -> Objection:
    """Return the objection when the rule reaches it: 403 when the actor only sees it, 404 when not even that."""
    return demand_for(actor, rule, queries.objection(pk), objections_seen, see=SEE)


def find_report(pk: int, *, actor: Actor) -> Any:
    """Return the report whose city the actor speaks for."""
    return demand_for(actor, "publication.object", submissions.get(pk), reports_of_city, see=SEE)


def find_decision(pk: int, rule: str, *, actor: Actor) -> Decision:
    """Return the decision when the rule reaches it."""
    return demand_for(actor, rule, queries.decision(pk), decisions_seen, see=SEE_DECISION)


@contextmanager
def held(pk: int, actor: Actor) -> Iterator[tuple[Any, Log]]:
    """Hold a report still in a unit of work: nobody closes the days for objections while one is filed or decided."""
    with events.work(actor) as log:
        locked = submissions.get(pk).select_for_update(of=("self",))
        yield locked.get(), log


def must_be_open(submission: Any) -> None:
    """Refuse when the report is not at the stage of objections, or its round has ended."""
    rounds.must_be_running(submission.round, "", submission.office_id, submission.zone)
    if submission.state != OPEN:
        raise Refused(letters.NOT_OPEN(name=submission.name))


def must_be_in_time(submission: Any, now: datetime | None = None) -> None:
    """Refuse, with the letter that names the day and who may give more, what comes after the last moment."""
    must_be_open(submission)
    last = submissions.objection_end(submission)
    if last is not None and (now or timezone.now()) > last:
        told = letters.told(last, submission.zone)
        raise Refused(letters.TOO_LATE(name=submission.name, last=told, who=who_extends("object")))
