"""The room's work in the background."""

from django.utils import timezone

from kotaham.apps.evidence import services
from kotaham.apps.jobs import services as jobs
from kotaham.core.language import Say


@jobs.task("evidence.inspect", title=Say("Memeriksa berkas bukti", "Look into a file of evidence"), retries=5)
def inspect(run: jobs.Run, *, revision: int) -> None:
    """Look into a file for which there was no time when it came."""
    services.inspect_later(actor=run.actor, revision=revision)


@jobs.task("evidence.sweep", title=Say("Merapikan tempat bukti", "Clear the store of evidence"))
def sweep(_run: jobs.Run) -> None:
    """Take away what interrupted uploads left behind."""
    services.sweep()


@jobs.task("evidence.warn", title=Say("Mengingatkan masa berlaku bukti", "Warn of expiring evidence"), whole=True)
def warn(run: jobs.Run) -> None:
    """Tell offices whose evidence expires soon."""
    services.warn(actor=run.actor, on=timezone.localdate())


jobs.schedule("evidence.warn", cron="30 6 * * *")
jobs.schedule("evidence.sweep", cron="20 1 * * *")
