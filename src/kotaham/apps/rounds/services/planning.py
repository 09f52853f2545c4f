"""Prepare a round: what it asks, by which instrument, and on which days."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Round, Step
from kotaham.apps.rounds.rules import ENDORSEMENTS, STEPS, Days, Fault, Wrong, faults
from kotaham.apps.rounds.services import letters
from kotaham.apps.rounds.services.finding import changing, find
from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.model import Bonus, BonusItem

LONGEST_WINDOW = 365  # days


@dataclass(frozen=True, slots=True)
class Wish:
    """What a round is to be; codes and names are those of the instrument and of the rules."""

    title: str
    instrument: int
    period: str
    period_end: date
    basis: str = ""
    trial: bool = False
    endorsements: Sequence[str] = ()
    bonus: Sequence[str] = ()
    sample_percent: int = 10
    objection_days: int = 14
    previous: int | None = None


def create(wish: Wish, *, actor: Actor, demo: bool = False) -> Round:
    """Begin to prepare a round; `demo` marks every page of it as made up."""
    demand(actor, "rounds.create")
    fields = _judged(wish, None)
    with events.work(actor) as log:
        round_ = Round.objects.create(**fields, demo=demo, made_by_id=actor.person)
        log.record(
            "rounds.created", round_, data={"instrument": queries.get(round_.pk).instrument.ref, "trial": round_.trial}
        )
    return round_


def edit(pk: int, wish: Wish, *, actor: Actor, version: int) -> Round:
    """Change what a round is to be, as long as it is prepared; `version` is the one that was seen."""
    round_ = find(pk, "rounds.edit", actor=actor)
    fields = _judged(wish, pk)
    changed = sorted(name.removesuffix("_id") for name, value in fields.items() if getattr(round_, name) != value)
    with changing(round_, actor, version, **fields) as log:
        if changed:
            log.record("rounds.edited", round_, data={"fields": changed})
    return queries.get(pk)


def set_days(pk: int, days: Mapping[str, tuple[date | None, date | None]], *, actor: Actor, version: int) -> Round:
    """Set the days of all steps at once; a step without any has no deadline."""
    round_ = find(pk, "rounds.edit", actor=actor)
    wanted = judged_days(days)
    old = {step: _told(one) for step, one in queries.days(round_).items()}
    new = {step: _told(one) for step, one in wanted.items()}
    with changing(round_, actor, version) as log:
        Step.objects.filter(round=round_).delete()
        rows = [Step(round=round_, step=step, opens=one.opens, closes=one.closes) for step, one in wanted.items()]
        Step.objects.bulk_create(rows)
        if old != new:
            moved = {step: new.get(step, []) for step in STEPS if old.get(step) != new.get(step)}
            log.record("rounds.days-set", round_, data=moved)
    return queries.get(pk)


def judged_days(days: Mapping[str, tuple[date | None, date | None]]) -> dict[str, Days]:
    """Return the days as they count, or refuse and tell every fault at once."""
    problems: list[Problem] = [letters.NO_STEP(step=step) for step in days if step not in STEPS]
    unended = [step for step in STEPS if step in days and days[step][0] and not days[step][1]]
    problems += [letters.about_days(Wrong(Fault.UNENDED, step)) for step in unended]
    wanted = {step: Days(first, last) for step, (first, last) in days.items() if step in STEPS and last}
    problems += [letters.about_days(wrong) for wrong in faults(wanted)]
    if problems:
        raise Refused(problems)
    return {step: wanted[step] for step in STEPS if step in wanted}


def editable(pk: int, *, actor: Actor, rule: str = "rounds.edit") -> Round:
    """Return a round for the pages that prepare it."""
    round_ = find(pk, rule, actor=actor)
    if round_.state != Round.State.DRAFT:
        raise Refused(letters.NOT_EDITABLE(round=letters.named(round_)))
    return round_


def bonus_items(version: Any) -> Sequence[BonusItem]:
    """Return the bonus items that the instrument of a version knows."""
    found = instruments.instrument_of(version).bonus
    return found.items if isinstance(found, Bonus) else ()


def _judged(wish: Wish, pk: int | None) -> dict[str, Any]:
    """Return the fields of a round, or refuse and tell everything that is wrong."""
    problems = [
        *letters.words(wish.title, letters.TITLE, 200),
        *letters.words(wish.period, letters.PERIOD, 40),
        *_numbers(wish),
        *(letters.NO_MARK(mark=mark) for mark in wish.endorsements if mark not in ENDORSEMENTS),
    ]
    if len(wish.basis) > 300:
        problems.append(letters.LONG(field=letters.BASIS, limit=300))
    version = next((one for one in instruments.usable(wish.trial) if one.pk == wish.instrument), None)
    if version is None:
        problems.append(letters.NOT_USABLE())
    else:
        known = {item.code for item in bonus_items(version)}
        problems += [letters.NO_BONUS(item=item) for item in wish.bonus if item not in known]
    if wish.previous and not queries.older_than(pk).filter(pk=wish.previous).exists():
        problems.append(letters.NOT_BEFORE())
    if problems:
        raise Refused(problems)
    return _fields(wish)


def _numbers(wish: Wish) -> list[Problem]:
    problems = []
    if not 0 <= wish.sample_percent <= 100:
        problems.append(letters.SHARE(percent=wish.sample_percent))
    if not 0 <= wish.objection_days <= LONGEST_WINDOW:
        problems.append(letters.WINDOW(days=wish.objection_days, most=LONGEST_WINDOW))
    return problems


def _fields(wish: Wish) -> dict[str, Any]:
    fields: dict[str, Any] = asdict(wish)
    fields["instrument_id"], fields["previous_id"] = fields.pop("instrument"), fields.pop("previous")
    fields["title"], fields["period"] = " ".join(wish.title.split()), " ".join(wish.period.split())
    fields["basis"] = " ".join(wish.basis.split())
    fields["endorsements"] = [mark for mark in ENDORSEMENTS if mark in wish.endorsements]
    fields["bonus"] = sorted(set(wish.bonus))
    return fields


def _told(days: Days) -> list[str]:
    return [str(days.opens) if days.opens else "", str(days.closes)]
