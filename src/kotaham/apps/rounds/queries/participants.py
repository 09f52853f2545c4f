"""Who takes part in a round, who does not, and who could."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.places import queries as places
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.rules import CITY, takes_part
from kotaham.core.policy import Reach


def participants(round_: Round | int) -> QuerySet[Participant]:
    """Return who takes part, by the code of the place; who withdrew is left out."""
    return Participant.objects.filter(round=round_, withdrawn_at=None).order_by("place_code")


def participant(round_: Round | int, office_id: int) -> Participant | None:
    """Return the row of an office, also when it withdrew."""
    return Participant.objects.filter(round=round_, office_id=office_id).first()


def withdrawn(round_: Round | int) -> QuerySet[Participant]:
    """Return who said that they do not take part, by the code of the place."""
    return Participant.objects.filter(round=round_, withdrawn_at__isnull=False).order_by("place_code")


def near(round_: Round | int, actor: Actor, reach: Reach) -> QuerySet[Participant]:
    """Return the participants within reach, those too that withdrew, by the code of the place."""
    return Participant.objects.filter(takes_part(actor, reach), round=round_).order_by("place_code")


def city_row(round_: Round | int, actor: Actor) -> Participant | None:
    """Return the participant that somebody acts for: their own city, or the city of their unit."""
    if actor.rank < CITY or actor.office is None:
        return None
    return Participant.objects.filter(takes_part(actor, Reach.OWN), round=round_).first()


def city_of(round_: Round | int, actor: Actor) -> int | None:
    """Return the office of the participant that somebody acts for."""
    found = city_row(round_, actor)
    return found.office_id if found else None


def count(round_: Round | int) -> int:
    """Count who takes part."""
    return participants(round_).count()


def counts(rounds: Iterable[int]) -> dict[int, int]:
    """Count who takes part in each of several rounds."""
    rows = Participant.objects.filter(round__in=list(rounds), withdrawn_at=None).order_by()
    return dict(rows.values_list("round_id").annotate(Count("pk")))


def governments(codes: Iterable[str] | None = None) -> QuerySet[Any]:
    """Return the governments of kabupaten and kota in force, by the code of the place; of some codes when given."""
    rows = offices.visible(Q(), offices.Narrowing(kind="city")).exclude(place=None)
    rows = rows.filter(place_code__in=list(codes)) if codes is not None else rows
    return rows.order_by("place_code")


def outsiders(round_: Round | int) -> QuerySet[Any]:
    """Return the governments that were never asked or have no row, by the code of the place."""
    inside = Participant.objects.filter(round=round_).values("office_id")
    return governments().exclude(pk__in=inside)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the cities of a province take part."""

    code: str
    name: str
    joined: int
    total: int

    @property
    def all_in(self) -> bool:
        """Whether every city takes part."""
        return self.joined == self.total > 0


def shares(round_: Round | int) -> list[Share]:
    """Return for every province how many of its cities take part."""
    total = dict(governments().order_by().values_list("province_code").annotate(Count("pk")))
    joined = dict(participants(round_).order_by().values_list("province_code").annotate(Count("pk")))
    names = province_names()
    return [
        Share(code, names.get(code, code), joined.get(code, 0), total.get(code, 0))
        for code in sorted({*total, *joined})
    ]


def province_names() -> dict[str, str]:
    """Return the names of the provinces by code."""
    return dict(places.provinces().values_list("code", "name"))
