"""Work of the room in the background: list what is due every night, erase what two people agreed on."""

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.retention import services
from kotaham.core.language import Say


@task("retention.list", title=Say("Mendaftar yang melewati masa simpan", "List what is past its time"), timeout=1800)
def list_due(run: Run) -> None:
    """List what is due."""
    services.list_due(actor=run.actor)


@task("retention.erase", title=Say("Menghapus yang jatuh tempo", "Erase what is due"), timeout=3600)
def erase(run: Run, *, sheet: int) -> None:
    """Erase one list."""
    services.erase(sheet, run)


schedule("retention.list", cron="10 3 * * *")
