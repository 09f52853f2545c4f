"""Work of the room in the background; each piece can be done twice without harm."""

from kotaham.apps.jobs.services import Run, task
from kotaham.apps.scores import services
from kotaham.core.language import Say

WRITING = Say("Menyusun laporan", "Writing the reports")


@task("scores.run", title=Say("Menghitung nilai putaran", "Score a round"), timeout=900)
def run_scores(run: Run, *, pk: int) -> None:
    """Make a run; a second attempt finds it made and does nothing."""
    services.make(pk, actor=run.actor, on_step=run.progress)


@task("scores.replay", title=Say("Menghitung ulang dan membandingkan", "Recompute and compare"), timeout=900)
def replay(run: Run, *, pk: int) -> None:
    """Recompute a run from its own facts and write down whether it is equal."""
    services.make_replay(pk, actor=run.actor)


@task("scores.package", title=Say("Menyusun paket laporan", "Write the package of reports"), timeout=3600, retries=1)
def package(run: Run, *, pk: int) -> None:
    """Write all reports of a run into one file."""
    services.make_package(
        pk, actor=run.actor, on_step=lambda _what, done, total: run.progress(done, max(total, 1), WRITING)
    )
