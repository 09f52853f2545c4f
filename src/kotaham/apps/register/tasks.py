"""Work of the room in the background: lists are read, taken in and undone in frames."""

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.register import services
from kotaham.apps.register.services import importing
from kotaham.core.language import Say

LONG = 3600  # seconds; a million rows take minutes, and a slow disk has its time


@task("register.read", title=Say("Membaca daftar peserta", "Read a list of people"), timeout=LONG)
def read(run: Run, *, batch: int) -> None:
    """Read and check a list."""
    importing.read(batch, run)


@task("register.take", title=Say("Memasukkan daftar peserta", "Take a list of people in"), timeout=LONG)
def take(run: Run, *, batch: int) -> None:
    """Take in a list that was approved."""
    importing.take(batch, run)


@task("register.undo", title=Say("Mengembalikan impor peserta", "Undo an import of people"), timeout=LONG)
def undo(run: Run, *, batch: int) -> None:
    """Put back what an import changed."""
    importing.undo(batch, run)


@task("register.clear", title=Say("Membersihkan impor yang dibatalkan", "Clear a cancelled import"), timeout=LONG)
def clear(_run: Run, *, batch: int) -> None:
    """Throw away what was staged of a list that is not taken in."""
    importing.clear(batch)


@task("register.sweep", title=Say("Membuang berkas impor yang tertinggal", "Throw away stray files of imports"))
def sweep(_run: Run) -> None:
    """Throw away files that no import waits for."""
    importing.sweep()


@task("register.seek-pairs", title=Say("Mencari kemungkinan peserta kembar", "Look for duplicates"), timeout=LONG)
def seek_pairs(run: Run) -> None:
    """Compare the register, and queue who may be one person, then which communities and businesses may be one."""
    services.seek(run)
    services.seek_entities(run)


schedule("register.seek-pairs", cron="40 1 * * *")
schedule("register.sweep", cron="25 * * * *")
