"""Read the text of a version: parsed once a process, kept by the digest of the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import faults_of, read_shape
from kotaham.core.errors import Problem
from kotaham.core.instrument.load import Loaded
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.translate import parse_translation, translated
from kotaham.core.language import Lang
from kotaham.core.scoring.plan import Plan, compile_plan

KEPT = 64


@dataclass(frozen=True)
class Text:
    """A text known by its digest; two with the same digest are the same text."""

    digest: str
    version: Version = field(compare=False, repr=False)


def loaded(version: Version) -> Loaded:
    """Return the instrument of a version with the line of every path."""
    return _loaded(Text(version.file_sha256, version))


def instrument_of(version: Version, lang: Lang = "id") -> Instrument:
    """Return the instrument, its texts in `lang` where they are translated; numbers and codes never differ."""
    text = Text(version.file_sha256, version)
    if lang == version.language or not version.translation:
        return _loaded(text).instrument
    spoken = Text(sha256(version.translation.encode()).hexdigest(), version)
    return _translated(text, spoken, lang)


def plan_of(version: Version, lang: Lang = "id") -> Plan:
    """Return the plan that scores by this version."""
    return _plan(instrument_of(version, lang))


def faults(version: Version) -> Sequence[Problem]:
    """Return what makes scoring by this version wrong."""
    return _faults(Text(version.file_sha256, version))


@lru_cache(maxsize=KEPT)
def _loaded(text: Text) -> Loaded:
    found, _broken = read_shape(text.version.content)
    return found


@lru_cache(maxsize=KEPT)
def _translated(text: Text, spoken: Text, lang: Lang) -> Instrument:
    translation = parse_translation(spoken.version.translation)
    instrument = _loaded(text).instrument
    return translated(instrument, translation) if translation.language == lang else instrument


@lru_cache(maxsize=KEPT)
def _faults(text: Text) -> tuple[Problem, ...]:
    return faults_of(text.version.content)


_PLANS: dict[int, tuple[Instrument, Plan]] = {}


def _plan(instrument: Instrument) -> Plan:
    """Compile once for each instrument object; these are kept above, so their number is small."""
    kept = _PLANS.get(id(instrument))
    if kept is None or kept[0] is not instrument:
        if len(_PLANS) >= KEPT:
            _PLANS.clear()
        kept = _PLANS[id(instrument)] = (instrument, compile_plan(instrument))
    return kept[1]
