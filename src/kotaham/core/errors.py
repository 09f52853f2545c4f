"""One family of errors: each is a short letter that says what is wrong, where, why, and what to do next.

A `Kind` is declared once, beside the code that raises it; calling it makes a `Problem`. All problems of one file are
collected and raised together as `Refused`, so that nobody repairs a file one error at a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from kotaham.core.language import Lang, Say


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: a line of a text file, or a sheet, row and column of a table."""

    source: str = ""
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    path: str = ""

    def text(self, lang: Lang = "id") -> str:
        """Tell the place in words; a text file as `name:line`, which editors can open."""
        names = {"id": ("lembar", "baris", "kolom", "baris"), "en": ("sheet", "row", "column", "line")}[lang]
        line = "" if self.line is None else f":{self.line}" if self.source else f"{names[3]} {self.line}"
        parts = [f"{self.source}{line}"]
        parts += [f"{names[0]} {self.sheet}"] if self.sheet else []
        parts += [f"{names[1]} {self.row}"] if self.row is not None else []
        parts += [f"{names[2]} {self.column}"] if self.column else []
        parts += [self.path] if self.path else []
        return ", ".join(part for part in parts if part)


def _told(value: object, lang: Lang) -> object:
    """Return a value that is itself a sentence in the language asked for; any other as it is."""
    return (value.id if lang == "id" else value.en) if isinstance(value, Say) else value


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or one piece of advice, ready to be told in either language."""

    kind: "Kind"
    where: Where
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable code `room.short-name`, listed in docs/reference/errors.md."""
        return self.kind.code

    def part(self, name: Literal["what", "why", "next"], lang: Lang = "id") -> str:
        """Tell one part of the letter; empty where the kind does not say it."""
        sentence: Say | None = getattr(self.kind, name)
        values = {key: _told(value, lang) for key, value in self.values.items()}
        return sentence.text(lang, **values) if sentence else ""

    def text(self, lang: Lang = "id") -> str:
        """Tell the problem as one paragraph: where, what, why, what to do next."""
        sentences = [words for name in ("what", "why", "next") if (words := self.part(name, lang))]
        place = self.where.text(lang)
        return f"{place}: {' '.join(sentences)} [{self.code}]" if place else f"{' '.join(sentences)} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: what happened, why it matters (optional), what to do next; in both languages."""

    code: str
    what: Say
    next: Say
    why: Say | None = None
    all: ClassVar[dict[str, "Kind"]] = {}

    def __post_init__(self) -> None:
        """Keep every kind in one list, for the documentation and its test."""
        if self.code in Kind.all:
            raise ValueError(f"error code declared twice: {self.code}")
        Kind.all[self.code] = self

    def __call__(self, where: Where | None = None, /, **values: object) -> Problem:
        """Make a problem of this kind at a place."""
        return Problem(self, where or Where(), values)


class Refused(Exception):
    """Something was refused; `problems` holds every reason, in the order of the file."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Take one problem or many."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.text())

    def text(self, lang: Lang = "id") -> str:
        """Tell all problems, one per line."""
        return "\n".join(problem.text(lang) for problem in self.problems)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all problems, for callers that decide by code."""
        return tuple(problem.code for problem in self.problems)
