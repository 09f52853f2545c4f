"""Everything that `--out` gets, written whole or not at all.

The files are made in a temporary folder beside the target and moved into place at the end; an older result there is
replaced in one step. A folder that holds something else is never touched.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.facts_json import canonical_json
from kotaham.core.language import Lang, Say
from kotaham.report.html import FOLDER as CITIES
from kotaham.report.html import write_html
from kotaham.report.pack import write_pack
from kotaham.report.pdf import write_national, write_rapors
from kotaham.report.run import Run
from kotaham.report.tables import write_scores_csv, write_scores_xlsx

RECORD, PACK, SCORES, REPORT = "record.json", "result-pack.zip", "scores.csv", "report.html"
NATIONAL, RAPORS = "national.pdf", "rapor"
OURS = {RECORD, PACK, SCORES, "scores.xlsx", REPORT, CITIES, NATIONAL, RAPORS}

NOT_OURS = Kind(
    "outputs.not-ours",
    Say(
        "Folder {folder} sudah berisi hal lain, jadi tidak diganti.",
        "The folder {folder} holds other things, so it is not replaced.",
    ),
    Say("Pilih folder baru atau yang kosong.", "Choose a new or an empty folder."),
)

OnStep = Callable[[str, int, int], None]


def write_outputs(folder: Path, run: Run, lang: Lang, *, pdf: bool = True, on_step: OnStep | None = None) -> list[Path]:
    """Write all outputs of a run into `folder`; return the files at its top, in a fixed order.

    `on_step(what, done, total)` is called while working. Raises Refused when the folder holds something that is not
    an earlier result.
    """
    _must_be_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write_all(made, run, lang, pdf, on_step or _silent)
        _swap(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return sorted(path for path in folder.iterdir())


def _silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _write_all(folder: Path, run: Run, lang: Lang, pdf: bool, on_step: OnStep) -> None:
    steps: list[tuple[str, Callable[[], object]]] = [
        (RECORD, lambda: (folder / RECORD).write_bytes(canonical_json(run.record))),
        (PACK, lambda: write_pack(folder / PACK, run)),
        (SCORES, lambda: write_scores_csv(folder / SCORES, run, lang)),
        ("scores.xlsx", lambda: write_scores_xlsx(folder / "scores.xlsx", run, lang)),
        (REPORT, lambda: write_html(folder / REPORT, run, lang)),
    ]
    if pdf:
        steps.append((NATIONAL, lambda: write_national(folder / NATIONAL, run, lang)))
    for done, (what, step) in enumerate(steps):
        on_step(what, done, len(steps))
        step()
    on_step("", len(steps), len(steps))
    if pdf:
        (folder / RAPORS).mkdir()
        write_rapors(folder / RAPORS, run, lang, lambda done, total: on_step(RAPORS, done, total))


def _must_be_ours(folder: Path) -> None:
    if not folder.exists():
        return
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else {""}
    if names and not (RECORD in names and names <= OURS):
        raise Refused(NOT_OURS(Where(str(folder)), folder=str(folder)))


def _swap(made: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one; the old one is gone only when the new one stands."""
    made.chmod(0o755)
    if not folder.exists():
        made.rename(folder)
        return
    old = made.with_name(f"{made.name}-old")
    folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
