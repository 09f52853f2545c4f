"""The room's work in the background."""

from kotaham.apps.instruments import services
from kotaham.apps.jobs import services as jobs
from kotaham.core.language import Say


@jobs.task("instruments.try", title=Say("Mencoba rancangan instrumen pada data lama", "Try a draft on past figures"))
def try_out(run: jobs.Run, *, try_out: int) -> None:
    """Compare a draft with its base version on past figures."""
    services.compute(try_out, actor=run.actor)
