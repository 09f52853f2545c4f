"""Work of the room in the background."""

from kotaham.apps.classes import services
from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.core.language import Say

PATIENCE = (30, 120, 600, 1800, 7200)  # seconds; mail servers come back


@task("classes.remind", title=Say("Mengingatkan sesi", "Remind of sessions"), timeout=900)
def remind(run: Run) -> None:
    """Send every reminder whose moment has come."""
    services.remind(actor=run.actor)


@task(
    "classes.invite-mail", title=Say("Mengirim undangan sesi", "Send invitations to a session"), retries=6,
    backoff=PATIENCE, timeout=900,
)  # fmt: skip
def invite_mail(run: Run, *, session: int) -> None:
    """Send the invitations that a session owes by e-mail."""
    services.mail_invitations(session, actor=run.actor)


schedule("classes.remind", cron="*/10 * * * *")
