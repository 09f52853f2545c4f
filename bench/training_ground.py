"""On what the training wing is measured: a PostgreSQL of its own with real durability, or SQLite, or what is given.

Named before Django is set up, since its settings read the environment once.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.officers.house import Cluster, free_port

# A machine with 4 GB or more gives its database so much; the rest is as PostgreSQL comes, fsync among it.
TUNED = "shared_buffers = 1GB\nmax_wal_size = 4GB\ncheckpoint_timeout = 15min\n"


def has_postgres() -> bool:
    """Tell whether a PostgreSQL can be made here."""
    return bool(any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"))


class Kept(Cluster):
    """A cluster in a folder that stays, beside the folder of the data: PostgreSQL may not enter that one."""

    def __init__(self, folder: Path) -> None:
        """Make it when it is not there, and start it."""
        self.folder, self.port = folder, free_port()
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        self.bin = programs[-1].parent if programs else Path(shutil.which("initdb") or "initdb").parent
        self.before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        fresh = not (folder / "data").exists()
        if fresh:
            folder.mkdir(parents=True, exist_ok=True)
            if self.before:  # PostgreSQL refuses to run as root
                shutil.chown(folder, "postgres", "postgres")
            self._run("initdb", "-A", "trust", "-U", "kotaham", "-E", "UTF8", "--locale=C.UTF-8", str(self.data))
            with (self.data / "postgresql.conf").open("a") as settings:
                settings.write(TUNED)
        self.start()
        if fresh:
            self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "kotaham", "kotaham")

    def close(self) -> None:
        """Stop it as it wishes to be stopped, and leave its data."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "-t", "600", "stop")


@contextmanager
def standing(*, sqlite: bool) -> Iterator[None]:
    """Name the folder of the data and the database in the environment; what KOTAHAM_DATA names stays."""
    with tempfile.TemporaryDirectory(prefix="kotaham-bench-") as folder:
        kept = os.environ.setdefault("KOTAHAM_DATA", str(Path(folder) / "data"))
        Path(kept).mkdir(parents=True, exist_ok=True)
        if sqlite or "DATABASE_URL" in os.environ:
            yield
            return
        own = Path(f"{kept.rstrip('/')}-pg")
        Path(folder).chmod(0o755)
        cluster = Kept(own)
        os.environ["DATABASE_URL"] = cluster.url
        try:
            yield
        finally:
            cluster.close()
            if os.environ["KOTAHAM_DATA"].startswith(folder) and os.getuid() == 0:
                shutil.rmtree(own)
