"""Work of the room in the background."""

from datetime import date

from django.utils import timezone

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.notices import services
from kotaham.core.language import Say

PATIENCE = (60, 300, 1800, 7200)  # seconds; mail servers come back after minutes, not seconds


@task("notices.mail", title=Say("Mengirim surel", "Send an e-mail"), retries=6, backoff=PATIENCE, timeout=60)
def mail(_run: Run, *, notice: int) -> None:
    """Mail one notice."""
    services.send_notice(notice)


@task(
    "notices.digest-one",
    title=Say("Mengirim ringkasan harian", "Send a daily summary"),
    retries=4,
    backoff=PATIENCE,
    timeout=60,
)
def digest_one(_run: Run, *, person: int, day: str) -> None:
    """Mail the summary of one person for one day."""
    services.send_digest(person, date.fromisoformat(day))


@task("notices.digest", title=Say("Menyiapkan ringkasan harian", "Prepare the daily summaries"))
def digest(_run: Run) -> None:
    """Queue the summaries of those whose morning has come."""
    services.queue_digests(timezone.now())


@task("notices.outbox", title=Say("Menyiapkan surel yang tertunda", "Prepare mails that waited"))
def outbox(_run: Run) -> None:
    """Queue the mails whose quiet hours are over."""
    services.send_outbox(timezone.now())


# Seven in the morning comes at three different hours; asked for every hour, so that a missed one is made up for.
schedule("notices.digest", cron="0 * * * *")
schedule("notices.outbox", cron="*/5 * * * *")
