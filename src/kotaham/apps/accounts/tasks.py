"""Work of the room in the background."""

from kotaham.apps.accounts import services
from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.core.language import Say

PATIENCE = (30, 120, 600, 1800, 7200)  # seconds; somebody waits for this letter, and mail servers come back


@task(
    "accounts.letter",
    title=Say("Mengirim surat akun", "Send an account letter"),
    retries=6,
    backoff=PATIENCE,
    timeout=60,
)
def letter(_run: Run, *, letter: int) -> None:
    """Send one letter."""
    services.send(letter)


@task("accounts.old-letters", title=Say("Membuang surat akun yang kedaluwarsa", "Drop account letters out of date"))
def old_letters(_run: Run) -> None:
    """Forget the letters that could not be sent in time."""
    services.drop_old()


schedule("accounts.old-letters", cron="20 * * * *")
