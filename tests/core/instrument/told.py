"""What is told about the broken and the doubtful files, in the form of the approved texts beside them."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from kotaham.core.errors import Refused
from kotaham.core.instrument.check import check
from kotaham.core.instrument.load import parse
from kotaham.core.language import Lang

BROKEN = Path(__file__).parent / "broken"
DOUBTFUL = Path(__file__).parent / "doubtful"
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


def told_of_broken(file: Path) -> str:
    """Load a broken file and tell its problems in both languages."""
    try:
        parse(file.read_bytes().decode(), file.name)
    except Refused as refused:
        return _paragraph(file, (refused.text(lang) for lang in LANGUAGES))
    return _paragraph(file, ("-- loads without a problem --",))


def told_of_doubtful(file: Path) -> str:
    """Load a doubtful file and tell the advice on it in both languages."""
    loaded = parse(file.read_bytes().decode(), file.name)
    advice = check(loaded.instrument, loaded.lines, loaded.source)
    return _paragraph(file, (f"{one.severity}: {one.text(lang)}" for lang in LANGUAGES for one in advice))


def approved(folder: Path) -> dict[str, str]:
    """Return the approved paragraph of every file of a folder, by file name."""
    text = (folder / "messages.approved.txt").read_text(encoding="utf-8")
    return {part.split("\n", 1)[0]: f"{part}\n" for part in text.strip().split("\n\n")}


def _paragraph(file: Path, lines: Iterable[str]) -> str:
    return "\n".join([file.name, *lines]) + "\n"
