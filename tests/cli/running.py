"""How these tests run a command, and what they run it on."""

import csv
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kotaham.cli.main import app
from kotaham.cli.setting import err, out
from kotaham.report.pack import manifest

ROOT = Path(__file__).parents[2]
SHELVES = ROOT / "instruments"
EXAMPLE = ROOT / "examples" / "jakarta-2021.csv"
OPEN_DATA = "kota-ham-data-terbuka"
PRACTICE = "kota-ham-contoh"


@dataclass(frozen=True)
class Ran:
    """What a command printed. `text` and `errors` have every run of spaces made one, as a table wraps its cells."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """What went to standard output, in one line."""
        return " ".join(self.out.split())

    @property
    def errors(self) -> str:
        """What went to standard error, in one line."""
        return " ".join(self.err.split())


def run(*args: object, code: int = 0, width: int = 160) -> Ran:
    """Run `kotaham ARGS...` in a terminal of some width; the exit code must be as expected."""
    out.width = err.width = width
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    ran = Ran(result.exit_code, result.stdout, result.stderr)
    crash = result.exception if not isinstance(result.exception, SystemExit) else None
    assert crash is None, f"{crash!r}\n{ran.out}{ran.err}"
    assert ran.code == code, f"exit {ran.code}\n{ran.out}{ran.err}"
    return ran


def run_jakarta(*args: object, table: Path = EXAMPLE, code: int = 0, width: int = 160) -> Ran:
    """Score a table of Jakarta's shape."""
    return run("score", OPEN_DATA, table, "--mapping", "bps-2021", "--no-pdf", *args, code=code, width=width)


def jakarta_with(folder: Path, **cells: str) -> Path:
    """Copy the example with other figures for Jakarta Pusat: `column=text`."""
    with EXAMPLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[1] |= cells
    file = folder / "ubah.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def shelf_with(folder: Path, changes: Callable[[str], str], name: str = f"{PRACTICE}/2026") -> Path:
    """Copy a shipped instrument, with its translation and cases, to a shelf of its own and change its text."""
    instrument, version = name.split("/")
    copy = folder / "rak" / instrument
    shutil.copytree(SHELVES / instrument, copy, ignore=shutil.ignore_patterns("SEALED"))  # a draft of one's own
    file = copy / f"{version}.yaml"
    before = file.read_text(encoding="utf-8")
    after = changes(before)
    assert after != before
    file.write_text(after, encoding="utf-8")
    return file


def tampered(pack: Path, target: Path, change: Callable[[dict[str, Any]], None], member: str = "record.json") -> Path:
    """Copy a result pack with one JSON member changed and every digest made right again."""
    with zipfile.ZipFile(pack) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    data = json.loads(members[member])
    change(data)
    members[member] = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    members["MANIFEST.sha256"] = manifest({n: b for n, b in members.items() if n != "MANIFEST.sha256"})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target


def digest(folder: Path) -> dict[str, str]:
    """Take the digests of all files of a folder."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
