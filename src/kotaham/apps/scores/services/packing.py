"""The reports of a run as one ZIP: made as a job, kept as a file that can always be made again."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.jobs import queries as job_queries
from kotaham.apps.jobs import services as jobs
from kotaham.apps.offices import queries as offices
from kotaham.apps.scores import queries
from kotaham.apps.scores.models import Package, Run
from kotaham.apps.scores.services import letters
from kotaham.apps.scores.services.finding import run_to_check
from kotaham.core.errors import Refused
from kotaham.core.language import Lang
from kotaham.report.outputs import write_outputs

TASK = "scores.package"
MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold; the package does not depend on the clock
OnStep = Callable[[str, int, int], None]


def folder() -> Path:
    """Return where packages lie."""
    return Path(settings.DATA) / "packages"


def file_of(run: int, lang: str) -> Path:
    """Return the file of a package."""
    return folder() / f"HN-{run:06}.{lang}.zip"


def ask_package(pk: int, *, actor: Actor) -> Package:
    """Ask for the reports of a run in the actor's language; what is made or being made is not made twice."""
    run = run_to_check(pk, "scores.package", actor=actor)
    if run.state != Run.State.DONE:
        raise Refused(letters.NOT_DONE(run=str(run)))
    with events.work(actor) as log:
        row, fresh = Package.objects.get_or_create(run=run, lang=actor.lang, defaults={"asked_by_id": actor.person})
        there = row.sha256 and file_of(run.pk, row.lang).exists()
        if there or (not fresh and job_queries.unfinished(TASK, pk=row.pk).exists()):
            return row
        jobs.enqueue(TASK, actor=actor, url=f"{run.get_absolute_url()}/periksa", pk=row.pk)
        log.record("scores.package-asked", run, holder=offices.ministry_id(), data={"lang": row.lang})
    return row


def make_package(pk: int, *, actor: Actor, on_step: OnStep | None = None) -> None:
    """Write all reports of a run into one file; made twice it is the same file."""
    demand(actor, "scores.package")
    row = Package.objects.get(pk=pk)
    target = file_of(row.run_id, row.lang)
    if row.sha256 and target.exists():
        return
    run = queries.one(row.run_id).get()
    lang: Lang = "en" if row.lang == "en" else "id"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".package-", dir=target.parent) as work:
        made = Path(work) / "hasil"
        write_outputs(made, queries.report_run(run, lang), lang, on_step=on_step)
        draft = Path(work) / target.name
        _zip(made, draft)
        shutil.move(draft, target)
    with target.open("rb") as stream:
        sha256 = file_digest(stream, "sha256").hexdigest()
    changes = {"sha256": sha256, "size": target.stat().st_size, "made_at": timezone.now()}
    with events.work(actor) as log:
        Package.objects.filter(pk=pk).update(**changes)
        log.record("scores.package-made", run, holder=offices.ministry_id(), data={"lang": lang, "sha256": sha256})


def package_file(run: Run, lang: str) -> Path:
    """Return the file of a package, or refuse."""
    row = queries.packages(run.pk).get(lang)
    file = file_of(run.pk, lang)
    if row is None or not row.sha256 or not file.exists():
        raise Refused(letters.NOT_PACKED(run=str(run)))
    return file


def _zip(source: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(source).as_posix(), MIDNIGHT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            with file.open("rb") as stream, archive.open(entry, "w") as into:
                shutil.copyfileobj(stream, into)
