"""Fixtures of the reports: a round that runs, shared out in Damai."""

import pytest

from tests.apps.laid import laid
from tests.apps.river import River, open_round
from tests.cast import World


@pytest.fixture
def river(world: World) -> River:
    """Give a round with three cities; in Damai the health answers are Budi's unit's, the social ones Yuda's."""
    return laid("submissions.river", lambda: open_round(world, delegated=True))
