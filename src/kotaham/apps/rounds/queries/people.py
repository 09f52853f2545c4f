"""Who hears of a round: those who answer for the cities, and those above them who have a part in it."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.queries.participants import participants


def kanwil_of_provinces(codes: Iterable[str]) -> Mapping[str, int]:
    """Return the Kanwil of each of several provinces today; a province without one is absent."""
    rows = offices.areas().filter(offices.in_force(offices.today()), province_code__in=set(codes))
    return dict(rows.values_list("province_code", "kanwil_id"))


def provinces_of(codes: Iterable[str]) -> Mapping[str, int]:
    """Return the government of each of several provinces."""
    rows = offices.visible(Q(), offices.Narrowing(kind="province")).filter(place_code__in=set(codes))
    return dict(rows.order_by().values_list("place_code", "pk"))


def concerned(round_: Round | int, only: Iterable[Participant] | None = None) -> dict[str, set[int]]:
    """Return the offices that a round concerns, by what they are: cities, provinces, Kanwil, the ministry."""
    rows = list(participants(round_)) if only is None else list(only)
    codes = {row.province_code for row in rows}
    ministry = offices.ministry_id()
    return {
        "city": {row.office_id for row in rows},
        "province": set(provinces_of(codes).values()),
        "kanwil": set(kanwil_of_provinces(codes).values()),
        "ministry": {ministry} if ministry else set(),
    }
