"""The last record of a city that was decided and published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.publication import queries as publication
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores import queries as scores
from kotaham.apps.submissions import queries as submissions
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.language import Lang
from kotaham.core.policy import Reach

LOOKED = 5  # rounds back
CITY = "city"


@dataclass(frozen=True, slots=True)
class Published:
    """A decided result of a city: its round, decision and answers, with the words of the instrument."""

    round: Any
    decision: Any
    submission: int
    answers: tuple[Mapping[str, Any], ...]
    titles: Mapping[str, str]  # of indicators
    groups: Mapping[str, str]  # right of each indicator
    rights: Mapping[str, str]  # titles of rights
    owners: Mapping[str, Any]  # unit that each indicator was given to, where one was

    @property
    def instrument(self) -> str:
        """The name of the instrument, which its versions share."""
        return str(self.round.instrument.slug)


def city_of(office: Any) -> Any:
    """Return the city that an office is or belongs to, or None."""
    while office is not None and office.kind != CITY:
        office = office.parent
    return office


def indicators_of(instrument: Instrument) -> tuple[Indicator, ...]:
    """Return the indicators of an instrument; none where its text does not say them."""
    return () if isinstance(instrument.indicators, str) else instrument.indicators


def published(city: int, lang: Lang) -> Published | None:
    """Return the last decided result of a city."""
    for row in submissions.of_office(city)[:LOOKED]:
        decision = publication.in_force(row.round_id)
        result = scores.result_of(decision.run_id, row.pk) if decision else None
        if decision and result:
            return _published(row.pk, decision, result, lang)
    return None


def _published(submission: int, decision: Any, result: Any, lang: Lang) -> Published:
    round_ = rounds.get(decision.round_id)
    instrument = instruments.instrument_of(round_.instrument, lang)
    return Published(
        round_,
        decision,
        submission,
        tuple(scores.told_of(result).result["answers"]),
        {one.code: one.title for one in indicators_of(instrument)},
        {one.code: one.group for one in indicators_of(instrument)},
        {one.code: one.title for one in instrument.groups},
        {one.code: one.unit for one in submissions.answers(submission) if one.unit_id},
    )


def published_rounds(actor: Actor) -> list[tuple[Any, Any, Any]]:
    """Return the last decided rounds that follow another decided one: the round, its decision, the one before."""
    found: dict[int, tuple[Any, Any, Any]] = {}
    for one in publication.decisions(actor, Reach.ALL).filter(state="frozen", round__previous__isnull=False)[:LOOKED]:
        decision, before = publication.in_force(one.round_id), publication.in_force(one.round.previous_id or 0)
        if decision and before and one.round_id not in found:
            found[one.round_id] = (one.round, decision, before)
    return list(found.values())
