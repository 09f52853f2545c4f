"""Look into a file that another room takes in: the same walls and the same letters as for evidence, nothing kept."""

from tempfile import TemporaryFile

from kotaham.apps.evidence.inspection import launch, limits
from kotaham.apps.evidence.services.letters import BUSY, NotNow, Unfit
from kotaham.core.errors import Refused


def vet(data: bytes, name: str) -> None:
    """Refuse what runs, swells, lies or carries something; a process with limits looks into it."""
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            launch.inspect(file, name, seconds=limits.DRAW_WALL_SECONDS)  # somebody waits, and the machine may be busy
        except launch.Busy as busy:
            raise NotNow(BUSY()) from busy
        except Refused as refused:
            raise Unfit(refused.problems) from refused
