"""Give more days for a step, to one city or to all, with the reason; and refuse what comes too late."""

from datetime import date, datetime

from django.utils import timezone

from kotaham.apps.gate.services import Actor, Stale, demand, policy
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Extension, Participant, Round
from kotaham.apps.rounds.rules import DEFAULT_ZONE, STEPS, begin_of, is_over, today_in
from kotaham.apps.rounds.services import letters, telling
from kotaham.apps.rounds.services.finding import find, running
from kotaham.core.errors import Refused
from kotaham.core.language import Say
from kotaham.core.policy import ROLES

# What a city does; the rule `rounds.extend` says who may give a city more days. Everything else, and everybody at once,
# is the rule `rounds.extend-any`.
STEPS_OF_CITY = ("fill", "submit", "repair", "object")


def extend(pk: int, step: str, closes: date, *, actor: Actor, reason: str, office: int | None = None) -> Extension:
    """Let a step end later for one city, or for all when none is named."""
    round_ = find(pk, "rounds.extend", actor=actor)
    why = letters.must_say(reason, letters.REASON)
    if step not in STEPS:
        raise Refused(letters.NO_STEP(step=step[:40]))
    if office is None or step not in STEPS_OF_CITY:
        demand(actor, "rounds.extend-any")
    person = _participant(round_, office, actor)
    with running(round_, actor) as log:
        before = _later(round_, step, closes, person)
        row = Extension.objects.create(
            round=round_, step=step, office_id=office, closes=closes, reason=why, by_id=actor.person
        )
        data = {"step": step, "old": str(before), "new": str(closes)}
        log.record("rounds.extended", round_, holder=office, reason=why, data=data)
        telling.tell_extended(actor, round_, row, person)
    return row


def _participant(round_: Round, office: int | None, actor: Actor) -> Participant | None:
    """Return the city that gets more days; one outside the reach of the actor does not take part for them."""
    if office is None:
        return None
    reach = demand(actor, "rounds.extend")
    found = queries.near(round_, actor, reach).filter(office_id=office, withdrawn_at=None).first()
    if found is None:
        raise Refused(letters.NOT_TAKING_PART())
    return found


def _later(round_: Round, step: str, closes: date, person: Participant | None) -> date:
    """Return the last day that counted until now, or refuse a new one that is not later."""
    office, zone = (person.office_id, person.zone) if person else (None, DEFAULT_ZONE)
    days = queries.days_for(round_, office).get(step)
    if days is None:
        raise Refused(letters.NO_DAYS(step=letters.step_words(step)))
    if closes == days.closes and queries.extensions(round_).filter(step=step, closes=closes).exists():
        raise Stale.of(letters.named(round_))
    if closes <= days.closes:
        raise Refused(letters.NOT_LATER(closes=letters.told(days.closes)))
    if is_over(closes, zone, timezone.now()):
        raise Refused(letters.ALREADY_PAST(closes=letters.told(closes)))
    return days.closes


def must_be_running(
    round_: Round, step: str, office: int | None, zone: str, now: datetime | None = None, *, early: bool = False
) -> None:
    """Refuse what does not happen within the days of a step: the letter names the day, and who may give more.

    Rooms above ask this before a verb of a city; the clock is the server's, in the zone of the place. What may come
    `early` is not kept from happening before the first day: a repair need not wait.
    """
    if round_.state != Round.State.OPEN:
        raise Refused(letters.NOT_OPEN(round=letters.named(round_), state=letters.state_words(round_)))
    if not step:
        return
    moment = now or timezone.now()
    days = queries.days_for(round_, office).get(step)
    if days is None:
        return
    place = letters.PLACES.get(zone, zone)
    if not early and days.opens and moment < begin_of(days.opens, zone):
        raise Refused(letters.NOT_BEGUN(step=letters.step_words(step), opens=letters.told(days.opens), place=place))
    if is_over(days.closes, zone, moment):
        raise Refused(
            letters.STEP_OVER(
                step=letters.step_words(step), closes=letters.told(days.closes), place=place, who=who_extends(step)
            )
        )


def who_extends(step: str) -> Say:
    """Return in words which roles may give more days for a step, as the policy table says."""
    rule = policy().rules["rounds.extend" if step in STEPS_OF_CITY else "rounds.extend-any"]
    titles = [title for role, title in ROLES.items() if rule.cells.get(role)]
    return Say(" atau ".join(title.id for title in titles), " or ".join(title.en for title in titles))


def days_left(closes: date, zone: str, now: datetime) -> int:
    """Return how many days there are until the last one ends; below zero when it is past."""
    return (closes - today_in(zone, now)).days
