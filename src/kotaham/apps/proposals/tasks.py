"""Work of the room in the background: count what moved."""

from kotaham.apps.jobs.services import Run, task
from kotaham.apps.proposals import services
from kotaham.core.language import Say

TITLE = Say("Menghitung pergerakan nilai bersama pelatihan", "Count how scores moved beside training")


@task("proposals.count", title=TITLE, timeout=1800)
def count(run: Run, *, of: int) -> None:
    """Count one round."""
    services.count(of, run)
