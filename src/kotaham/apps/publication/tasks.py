"""Work of the room in the background."""

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.publication import services
from kotaham.core.language import Say


@task("publication.settle", title=Say("Menutup masa sanggahan", "Close the days for objections"), timeout=1800)
def settle(run: Run) -> None:
    """Close the days for objections of every report whose last day is over."""
    services.settle_all(actor=run.actor)


# Just after midnight in the west: the day is over everywhere.
schedule("publication.settle", cron="25 0 * * *")
