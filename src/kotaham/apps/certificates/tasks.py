"""Work of the room in the background."""

from kotaham.apps.certificates import services
from kotaham.apps.jobs.services import Run, task
from kotaham.core.language import Say


@task(services.TASK, title=Say("Menerbitkan sertifikat", "Issue certificates"), timeout=6 * 3600)
def issue(run: Run, *, issue: int) -> None:
    """Issue for everybody who has earned one; a second run goes on where the first was killed."""
    services.run_issue(issue, run)
