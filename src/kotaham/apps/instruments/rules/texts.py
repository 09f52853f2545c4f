"""What the text of an instrument says about itself, for the columns that help to find it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotaham.core.errors import Problem
from kotaham.core.instrument.canonical import content_sha256
from kotaham.core.instrument.check import mistakes
from kotaham.core.instrument.load import Loaded, parse_draft
from kotaham.core.instrument.unknowns import unknowns


@dataclass(frozen=True, slots=True)
class Described:
    """The columns of a version, all of them read from its text."""

    slug: str
    label: str
    title: str
    nature: str
    subject: str
    language: str
    file_sha256: str
    content_sha256: str
    indicators: int
    unknowns: int
    mistakes: int

    def columns(self) -> dict[str, str | int]:
        """Return them by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def read_shape(text: str, source: str = "") -> tuple[Loaded, Sequence[Problem]]:
    """Read a text whose rules may still be broken; a wrong shape is refused with all its lines."""
    return parse_draft(text, source)


def faults_of(text: str, source: str = "") -> tuple[Problem, ...]:
    """Return everything that makes scoring wrong: broken rules, and mistakes once the rules hold."""
    loaded, broken = read_shape(text, source)
    return tuple(broken) or tuple(mistakes(loaded.instrument, loaded.lines, source))


def described(text: str) -> Described:
    """Read what a text says about itself; refused when its shape is wrong."""
    loaded, _broken = read_shape(text)
    found = loaded.instrument
    return Described(
        slug=found.id,
        label=found.version,
        title=found.title[:300],
        nature=found.nature,
        subject=found.subject,
        language=found.language,
        file_sha256=loaded.file_sha256,
        content_sha256=content_sha256(found),
        indicators=len(found.known_indicators),
        unknowns=len(unknowns(found)),
        mistakes=len(faults_of(text)),
    )
