"""What the pages tell a reader to type, and what they say will be printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = ("kotaham ", "python3 ", "make run", "sed ", "sha256sum ")
LEFT_OUT = "…"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SETTING = re.compile(r"(?:[A-Z_]+=\S+ +)*")
_EXIT = re.compile(r"#\s*exit (\d)\s*$")


@dataclass(frozen=True)
class Block:
    """One console block: its commands with the exit code each must have, and the output printed right below it."""

    commands: tuple[tuple[str, int], ...]
    output: str

    def was_printed(self, printed: str) -> bool:
        """Tell whether the output was printed as it stands, but for spaces and for what `…` says is left out."""
        seen, at = " ".join(printed.split()), 0
        for piece in self.output.split(LEFT_OUT):
            words = " ".join(piece.split())
            at = seen.find(words, at)
            if at < 0:
                return False
            at += len(words)
        return True


def pages() -> list[Path]:
    """Return every page that may hold commands."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]


def blocks(text: str) -> list[Block]:
    """Return the console blocks of a page, in order."""
    fences = list(_FENCE.finditer(text))
    found = []
    for at, fence in enumerate(fences):
        if fence[1] == "console":
            below = fences[at + 1] if at + 1 < len(fences) else None
            follows = below and below[1] == "text" and not text[fence.end() : below.start()].strip()
            output = below[2] if below and follows else ""
            found.append(Block(tuple(_commands(fence[2])), output))
    return found


def _commands(body: str) -> Iterator[tuple[str, int]]:
    """Give the commands that belong to this project, and those that prepare or check its files."""
    for line in body.replace("\\\n", " ").splitlines():
        command = line.strip().replace(".venv/bin/", "")
        if command[_SETTING.match(command).end() :].startswith(PROGRAMS):  # type: ignore[union-attr]
            stated = _EXIT.search(command)
            yield command, int(stated[1]) if stated else 0


def yaml_blocks(text: str) -> list[str]:
    """Return the YAML blocks of a page, in order."""
    return [fence[2] for fence in _FENCE.finditer(text) if fence[1] == "yaml"]
