"""Work of the room in the background: count anew every night, and say whether it agrees."""

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.targets import services
from kotaham.core.language import Say


@task("targets.check", title=Say("Memeriksa hitungan capaian", "Check the counts of the targets"), timeout=3600)
def check(run: Run) -> None:
    """Check this year and the one before."""
    years = services.years_to_check()
    for done, year in enumerate(years, start=1):
        services.check(year, actor=run.actor)
        run.progress(done, len(years))


@task("targets.check-year", title=Say("Memeriksa hitungan satu tahun", "Check the counts of a year"), timeout=3600)
def check_year(run: Run, year: int) -> None:
    """Check one year, which somebody has asked for."""
    services.check(year, actor=run.actor)
    run.progress(1, 1)


schedule("targets.check", cron="0 2 * * *")
