"""Where the command line finds instruments, and what every command shares: language, exit codes, error letters."""

import io
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.instrument.library import Library, shipped_folder
from kotaham.core.language import Lang, Say

WANTING = 1  # checked, and found wanting: `check` found errors, `replay` a difference
REFUSED = 3  # an instrument, a file or a figure was refused; nothing was written
INTERRUPTED = 130  # stopped by the user; an older result stays as it was
PARTIAL = 4  # done, but some rows were refused and left out, as --partial allows

VARIABLE = "KOTAHAM_INSTRUMENTS"

NO_FOLDER = Kind(
    "setting.no-folder",
    Say("{variable} menunjuk ke {folder}, yang bukan folder.", "{variable} names {folder}, which is not a folder."),
    Say("Perbaiki atau kosongkan {variable}.", "Correct or unset {variable}."),
)
NO_FILE = Kind(
    "setting.no-file",
    Say("Berkas {file} tidak ada atau tidak dapat dibaca.", "The file {file} does not exist or cannot be read."),
    Say("Periksa nama dan foldernya.", "Check its name and folder."),
)
EXISTS = Kind(
    "setting.file-exists",
    Say("Berkas {file} sudah ada.", "The file {file} exists already."),
    Say("Pilih nama lain, atau tambahkan --overwrite.", "Choose another name, or add --overwrite."),
)
NO_ACCESS = Kind(
    "setting.no-access",
    Say("Berkas {file} tidak dapat dibaca atau ditulis ({reason}).", "{file} cannot be read or written ({reason})."),
    Say("Periksa folder, hak akses, dan ruang disknya.", "Check its folder, permissions and disk space."),
)

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Language = Annotated[str, typer.Option("--lang", help="Bahasa keluaran / language of the output: id, en.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Ganti berkas yang sudah ada / replace existing files.")]


def language(text: str) -> Lang:
    """Turn the text of --lang into a language."""
    if text == "id":
        return "id"
    if text == "en":
        return "en"
    raise typer.BadParameter("id / en", param_hint="--lang")


def me() -> str:
    """Return how the reader can call this program again: `kotaham` where it is on the path, else its own place."""
    if shutil.which("kotaham"):
        return "kotaham"
    own = Path(sys.argv[0])
    return os.path.relpath(own) if own.name == "kotaham" and own.exists() else "kotaham"


def shipped() -> Path:
    """Return the folder of instruments that travels with the program (in a checkout, the one at its root)."""
    return shipped_folder()


def library() -> Library:
    """Return the shelves: the shipped instruments, then the folders of KOTAHAM_INSTRUMENTS."""
    own = [Path(text) for text in os.environ.get(VARIABLE, "").split(os.pathsep) if text]
    missing = [folder for folder in own if not folder.is_dir()]
    if missing:
        raise Refused(NO_FOLDER(variable=VARIABLE, folder=folder) for folder in missing)
    return Library([shipped(), *own])


def must_exist(file: Path) -> Path:
    """Return a file that can be read, or refuse."""
    if not (file.is_file() and os.access(file, os.R_OK)):
        raise Refused(NO_FILE(Where(), file=str(file)))
    return file


def must_be_free(file: Path, overwrite: bool) -> Path:
    """Return a path that may be written: it does not exist yet, or the user said to overwrite it; make its folder."""
    if file.exists() and not overwrite:
        raise Refused(EXISTS(Where(), file=str(file)))
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir() or not os.access(file.parent, os.W_OK):
        raise Refused(NO_ACCESS(Where(), file=str(file), reason=Say("tidak boleh ditulis", "it may not be written")))
    return file


def show_problems(problems: tuple[Problem, ...] | list[Problem], lang: Lang, most: int = 200) -> None:
    """Print problems to standard error, one paragraph each; very many are cut with a count."""
    for problem in problems[:most]:
        err.print(f"- {problem.text(lang)}", markup=False, soft_wrap=True)
    if len(problems) > most:
        more = Say("... dan {n} lagi.", "... and {n} more.").text(lang, n=len(problems) - most)
        err.print(more, markup=False)


@contextmanager
def refusing(lang: Lang) -> Iterator[None]:
    """Turn a refusal, or a file system that refuses, into letters and exit code 3; a broken pipe ends quietly."""
    try:
        yield
    except Refused as refused:
        _tell_refusal(refused.problems, lang)
        raise typer.Exit(REFUSED) from refused
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        _tell_refusal((NO_ACCESS(file=error.filename or "?", reason=error.strerror or error),), lang)
        raise typer.Exit(REFUSED) from error


def _tell_refusal(problems: tuple[Problem, ...], lang: Lang) -> None:
    head = Say("Ditolak; tidak ada yang ditulis:", "Refused; nothing was written:").text(lang)
    err.print(head, markup=False)
    show_problems(problems, lang)


def run(app: Callable[[], None]) -> None:
    """Run the program: an interruption ends with a sentence and code 130, signs a terminal cannot show are replaced."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _stop)
    try:
        app()
    except KeyboardInterrupt:
        _tell_stopped()
    except SystemExit as leaving:
        if leaving.code == INTERRUPTED:
            _tell_stopped()
        raise


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _tell_stopped() -> NoReturn:
    err.print("Dihentikan; hasil lama tetap. / Stopped; the old result stays.", markup=False)
    raise SystemExit(INTERRUPTED)


def _leave_quietly() -> NoReturn:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - the reader of our output went away
    raise typer.Exit(0)
