"""What an address asks of a board."""

from kotaham.apps.dashboard.queries.river import Participation
from kotaham.apps.dashboard.rules.forecast import FORECASTS
from kotaham.apps.dashboard.rules.river import BLOCKS, TURNS, Narrow
from kotaham.apps.gate.queries import choice_of, number_of
from kotaham.apps.gate.services import GatedRequest
from kotaham.apps.submissions import queries as submissions


def place_of(request: GatedRequest, share: Participation) -> Narrow:
    """Return which part of the country within reach the address asks for."""
    near = {*share.kanwil.values(), 0}  # 0: of no Kanwil that is known
    return Narrow(
        number_of(request, "kanwil", near.__contains__), choice_of(request, "provinsi", share.codes(Narrow()))
    )


def asked_of(request: GatedRequest, share: Participation) -> Narrow:
    """Return which reports the address asks for."""
    place = place_of(request, share)
    return Narrow(
        place.kanwil,
        place.province,
        choice_of(request, "keadaan", submissions.LIFE.states),
        choice_of(request, "giliran", TURNS),
        choice_of(request, "hambatan", BLOCKS),
        choice_of(request, "ramalan", FORECASTS),
    )
