"""Find the report that a verb of somebody reaches, and who acts for whom."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification.models import Case
from kotaham.apps.verification.queries import case_of
from kotaham.apps.verification.rules import ANNOUNCED, STATE, STEP
from kotaham.apps.verification.services import letters
from kotaham.core.errors import Refused

SEE = "verification.see"
KANWIL_ROLES = frozenset({"kanwil_head", "kanwil_verifier"})
OF_THE_CITY = frozenset({"city_coordinator", "province_coordinator", "unit_officer"})
CENTRE_ROLES = frozenset({"assessor", "ministry_admin"})


@dataclass(frozen=True, slots=True)
class Held:
    """A report and its case, held still until the unit of work ends."""

    submission: Any
    case: Case
    log: Log


def find(pk: int, rule: str, *, actor: Actor) -> Any:
    """Return the report when the rule reaches it: 403 when the actor only sees it, 404 when not even that."""
    return demand_for(actor, rule, submissions.get(pk), submissions.seen, see=SEE)


def case_for(pk: int) -> Case:
    """Return the case of a report; a report that was never sent has none."""
    found = case_of(pk)
    if found is None:
        raise Http404
    return found


def readable_sides(pk: int, *, actor: Actor) -> Any:
    """Return a report whose stages may be read side by side; by the city and its province once it is announced."""
    submission = find(pk, "verification.sides", actor=actor)
    if actor.role in OF_THE_CITY and submission.state not in ANNOUNCED:
        raise letters.OwnWork(letters.NOT_ANNOUNCED(case=letters.named(submission)))
    return submission


def parties_of(actor: Actor) -> frozenset[str]:
    """Return for whom an actor acts on the river."""
    if actor.role in KANWIL_ROLES:
        return frozenset({submissions.KANWIL})
    return frozenset({submissions.CENTRE}) if actor.role in CENTRE_ROLES else frozenset()


@contextmanager
def held(pk: int, rule: str, *, actor: Actor, stage: str = "") -> Iterator[Held]:
    """Ask the policy, then hold the case still inside a unit of work; nobody else changes its reading meanwhile.

    A round that was cancelled or decided keeps everything as it is. With a stage, the report must be read at that stage
    now, and the days of its step must not be over.
    """
    find(pk, rule, actor=actor)
    with events.work(actor) as log:
        if not list(Case.objects.select_for_update().filter(submission_id=pk).values_list("pk")):
            raise Http404
        submission, case = submissions.get(pk).get(), case_for(pk)
        sending.must_go_on(submission)
        if stage:
            must_be_read_now(submission, stage)
        yield Held(submission, case, log)


def must_be_read_now(submission: Any, stage: str) -> None:
    """Refuse when the report is not on the desk of a stage, or the last day of its step is over."""
    if submission.state != STATE[stage]:
        raise Refused(letters.NOT_NOW(case=letters.named(submission), state=letters.in_state(submission)))
    sending.must_be_in_time(submission, STEP[stage])


def must_not_be_own(submission: Any, person: int | None) -> None:
    """Refuse who filled in any answer of it, endorsed it or sent it: nobody verifies their own work."""
    if person in submissions.people_behind(submission.pk):
        raise letters.OwnWork(letters.OWN_WORK(case=letters.named(submission)))


def only(people: Iterable[int | None], person: int | None, submission: Any) -> None:
    """Refuse who is not one of these."""
    if person is None or person not in set(people):
        raise letters.OwnWork(letters.NOT_READER(case=letters.named(submission)))
