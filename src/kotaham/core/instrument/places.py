"""Where things stand: from the path of a part (`indicators`, 3, `title`) to its line in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kotaham.core.errors import Problem, Where

Path = tuple[str | int, ...]


def path_text(path: Iterable[str | int]) -> str:
    """Write a path for people.

    >>> path_text(("indicators", 3, "scoring", "bands", 1))
    'indicators[3].scoring.bands[1]'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


@dataclass(frozen=True, slots=True)
class Places:
    """The line of every path of one file."""

    source: str
    lines: Mapping[Path, int]

    def at(self, *path: str | int) -> Where:
        """Return the place of a path; a part that is not written stands at its nearest written parent."""
        shown = path[:]
        while path and path not in self.lines:
            path = path[:-1]
        return Where(self.source, self.lines.get(path, 1 if self.source else None), path=path_text(shown))


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by their line."""
    return tuple(sorted(problems, key=lambda problem: problem.where.line or 0))
