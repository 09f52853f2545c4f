"""Work of the room in the background: send what waits."""

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.statements import services
from kotaham.core.language import Say


@task("statements.send", title=Say("Mengirim pernyataan belajar", "Send statements about learning"), timeout=3600)
def send(run: Run) -> None:
    """Send what is due."""
    if services.is_on():
        services.send_due(run)


schedule("statements.send", cron="*/5 * * * *")
