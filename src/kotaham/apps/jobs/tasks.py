"""The room's own work in the background, and the record's: its head is sealed from here, events being below jobs."""

from kotaham.apps.events import services as events
from kotaham.apps.jobs import services
from kotaham.core.language import Say


@services.task("events.seal_head", title=Say("Menyegel catatan peristiwa", "Seal the record of events"))
def seal_head(run: services.Run) -> None:
    """Sign the head of the record; nothing happens when nothing was added."""
    events.seal_head(run.actor)


@services.task("jobs.prune", title=Say("Merapikan antrean", "Clear the queue"), whole=True)
def prune(_run: services.Run) -> None:
    """Forget work that ended long ago."""
    services.prune()


services.schedule("events.seal_head", cron="*/15 * * * *")
services.schedule("jobs.prune", cron="40 2 * * *")
