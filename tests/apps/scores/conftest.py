"""Fixtures of scores: a river whose cities have sent, and runs that are made at once."""

from collections.abc import Callable

import pytest

from kotaham.apps.scores import services
from kotaham.apps.scores.models import Run
from tests.apps.laid import laid
from tests.apps.river import GOOD, River, filled, in_state, open_round
from tests.cast import World

MakeRun = Callable[..., Run]
POOR = {**GOOD, "RK-1": {"number": "70"}, "RK-3": {"yes": False}, "RK-5": {"checked": []}}


@pytest.fixture
def river(world: World) -> River:
    """Give a round in which Damai and Rukun have sent; Seberang still fills in."""
    return laid("scores.river", lambda: _river(world))


def _river(world: World) -> River:
    held = open_round(world)
    filled(held, "damai")
    filled(held, "rukun", POOR)
    for city in ("damai", "rukun"):
        in_state(held, city, "sent")
    return held


@pytest.fixture
def run_of(world: World) -> MakeRun:
    """Give a run that is made, as the job does it."""

    def make(held: River, stage: str = "self", by: str = "gita") -> Run:
        actor = held.actor(by)
        run = services.ask_run(held.round.pk, stage, actor=actor)
        services.make(run.pk, actor=actor)
        run.refresh_from_db()
        return run

    return make
