"""A version told in words for its page; made once for each text and language, because it is long."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.queries.reading import KEPT, instrument_of, loaded
from kotaham.core.dates import day
from kotaham.core.errors import Problem
from kotaham.core.instrument.kinds import (
    Bands,
    Checklist,
    Choice,
    Claim,
    Direct,
    Document,
    Ratio,
    YesNo,
    max_points,
)
from kotaham.core.instrument.model import Bonus, Indicator, Instrument
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show
from kotaham.core.scoring.method import KINDS, formula
from kotaham.core.scoring.telling import NO, PAPER, YES, tell_band
from kotaham.core.scoring.words import GAP_RULES, MISSING_RULES, NOT_APPLICABLE_RULES, how_sure
from kotaham.workbook.annex_words import DIRECTION

UNKNOWN = Say("belum diketahui", "not known")
HIGHEST = Say("{n} poin", "{n} {n:point|points}")
REQUIRED = Say("wajib", "required")
WITHOUT = Say("Tanpa butir wajib paling banyak {n} poin.", "Without a required item at most {n} {n:point|points}.")
SMALL = Say("Penyebut di bawah {n} diberi tanda.", "A denominator below {n} is flagged.")
PER = Say("{a} / {b} × {n}", "{a} / {b} × {n}")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: what reaches it, its points, and how sure one is where that differs."""

    reach: str
    points: str
    share: int  # of the most points, in per cent
    sure: str = ""


@dataclass(frozen=True, slots=True)
class ToldIndicator:
    """One indicator in words."""

    code: str
    title: str
    kind: str
    known: bool
    most: str
    rungs: Sequence[Rung]
    notes: Sequence[str]
    facts: Sequence[tuple[str, Sequence[str]]]
    sure: str
    sources: Sequence[str]
    element: str


@dataclass(frozen=True, slots=True)
class ToldRight:
    """One right with its indicators."""

    code: str
    title: str
    hole: str
    sure: str
    indicators: Sequence[ToldIndicator]


@dataclass(frozen=True, slots=True)
class Told:
    """A version in words."""

    title: str
    about: str
    notice: str
    basis: Sequence[tuple[str, str]]
    in_force: tuple[str, str]
    formula: str
    formula_sure: str
    rules: Sequence[tuple[str, str]]
    levels: Sequence[tuple[str, str]]  # from the lowest up, for the ladder
    none_because: str
    gates: Sequence[tuple[str, str]]
    bonus: Sequence[tuple[str, str]]
    rights: Sequence[ToldRight]
    sources: Sequence[tuple[str, str]]


def told(version: Version, lang: Lang) -> Told:
    """Tell a version in the language of the reader."""
    return _told(instrument_of(version, lang), lang)


def unknown_in(version: Version) -> Sequence[Problem]:
    """Return everything that the text leaves unknown, in its order."""
    found = loaded(version)
    return unknowns(found.instrument, found.places)


class _ById:
    """An instrument as a key: one object, kept as long as it is told."""

    __slots__ = ("instrument",)

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument

    def __hash__(self) -> int:
        return id(self.instrument)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.instrument is self.instrument


def _told(instrument: Instrument, lang: Lang) -> Told:
    return _kept(_ById(instrument), lang)


@lru_cache(maxsize=KEPT)
def _kept(key: _ById, lang: Lang) -> Told:
    one = key.instrument
    sources = dict(one.sources)
    return Told(
        one.title,
        one.about or "",
        one.notice or "",
        [(basis.title, _sure(basis, one, lang)) for basis in one.legal_basis],
        (_day(one.in_force.from_, lang), _day(one.in_force.to, lang)),
        formula(one, lang),
        _sure(one.aggregation, one, lang),
        _rules(one, lang),
        [(level.title, f"≥ {show(level.from_, lang=lang)}") for level in reversed(one.predicates.levels)],
        one.predicates.none_because or "",
        [(gate.title, _sure(gate, one, lang)) for gate in one.gates],
        _bonus(one, lang),
        [_right(one, group, sources, lang) for group in one.groups],
        list(sources.items()),
    )


def _sure(claim: Claim, instrument: Instrument, lang: Lang) -> str:
    return how_sure(claim.certainty, instrument.nature, lang)


def _day(value: Any, lang: Lang) -> str:
    if value is None:
        return ""
    return UNKNOWN.text(lang) if value == "unknown" else day(value, lang)


def _rules(one: Instrument, lang: Lang) -> list[tuple[str, str]]:
    rules = one.policies
    return [
        (MISSING_RULES[rules.missing.rule].text(lang), _sure(rules.missing, one, lang)),
        (NOT_APPLICABLE_RULES[rules.not_applicable.rule].text(lang), _sure(rules.not_applicable, one, lang)),
        (GAP_RULES[rules.gap.rule].text(lang), _sure(rules.gap, one, lang)),
    ]


def _bonus(one: Instrument, lang: Lang) -> list[tuple[str, str]]:
    if one.bonus == "unknown":
        return [(one.bonus_note or UNKNOWN.text(lang), "")]
    if not isinstance(one.bonus, Bonus):
        return []
    return [(item.title, HIGHEST.text(lang, n=show(item.max_points, lang=lang))) for item in one.bonus.items]


def _right(one: Instrument, group: Any, sources: dict[str, str], lang: Lang) -> ToldRight:
    mine = [
        _indicator(indicator, one, sources, lang) for indicator in one.known_indicators if indicator.group == group.code
    ]
    return ToldRight(group.code, group.title, group.hole or "", _sure(group, one, lang), mine)


def _indicator(indicator: Indicator, one: Instrument, sources: dict[str, str], lang: Lang) -> ToldIndicator:
    scoring = indicator.scoring
    most = max_points(scoring)
    per = show(scoring.per, lang=lang) if isinstance(scoring, Ratio) else ""
    elements = {element.code: element.title for element in one.elements}
    return ToldIndicator(
        indicator.code,
        indicator.title,
        KINDS[scoring.kind].text(lang, per=per),
        scoring.kind != "unknown",
        "" if most is None else show(most, lang=lang),
        _rungs(indicator, most, lang),
        _notes(indicator, lang),
        _facts(indicator, lang),
        _sure(indicator, one, lang),
        _sources(indicator, sources),
        elements.get(indicator.element or "", indicator.element or ""),
    )


def _sources(indicator: Indicator, sources: dict[str, str]) -> list[str]:
    named = [code.strip() for code in (indicator.source or "").split(",") if code.strip()]
    found = [f"{code}: {sources[code]}" if code in sources else code for code in named]
    return [text for text in (indicator.article,) if text] + found


def _facts(indicator: Indicator, lang: Lang) -> list[tuple[str, Sequence[str]]]:
    """Return what is said about an indicator beside its points; what is unknown says so, what is absent is left out."""
    direction = DIRECTION.word(indicator.direction, lang) if indicator.direction != "none" else None
    pairs: list[tuple[str, Any]] = [
        ("help", indicator.help),
        ("unit", indicator.unit),
        ("period", indicator.period),
        ("direction", direction),
        ("owners", indicator.owners),
        ("evidence", indicator.evidence),
        ("example", indicator.example),
        ("note", indicator.note),
    ]
    return [(name, _lines(value, lang)) for name, value in pairs if value]


def _lines(value: Any, lang: Lang) -> Sequence[str]:
    if value == "unknown":
        return (UNKNOWN.text(lang),)
    return (value,) if isinstance(value, str) else tuple(value)


def _notes(indicator: Indicator, lang: Lang) -> list[str]:
    scoring = indicator.scoring
    match scoring:
        case Ratio():
            told = [PER.text(lang, a=scoring.numerator, b=scoring.denominator, n=show(scoring.per, lang=lang))]
            if scoring.small_below is not None:
                told.append(SMALL.text(lang, n=show(scoring.small_below, lang=lang)))
            return told
        case Checklist():
            word = REQUIRED.text(lang)
            told = [f"{item.title} ({word})" if item.required else item.title for item in scoring.items]
            if any(item.required for item in scoring.items):
                told.append(WITHOUT.text(lang, n=show(scoring.without_required, lang=lang)))
            return told
        case Direct():
            return [scoring.criteria]
    return []


def _rungs(indicator: Indicator, most: Fraction | None, lang: Lang) -> list[Rung]:
    """Return the steps by which an indicator earns points."""
    scoring = indicator.scoring
    match scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands):
            return [
                _rung(tell_band(band, lang), band.points, most, _own(band, indicator, lang), lang) for band in bands
            ]
        case YesNo():
            pairs: Any = ((YES.text(lang), scoring.yes), (NO.text(lang), scoring.no))
        case Choice(options=options):
            return [_rung(one.title, one.points, most, _own(one, indicator, lang), lang) for one in options]
        case Document():
            values = (scoring.valid, scoring.invalid, scoring.absent)
            pairs = [(paper.text(lang), value) for paper, value in zip(PAPER, values, strict=True)]
        case Direct():
            reach = f"{show(scoring.from_, lang=lang)} – {show(scoring.to, lang=lang)}"
            pairs = [(reach, scoring.to)]
        case _:
            pairs = ()
    return [_rung(reach, points, most, "", lang) for reach, points in pairs]


def _own(part: Any, indicator: Indicator, lang: Lang) -> str:
    own = part.certainty
    return how_sure(own, "regulation", lang) if own not in (None, indicator.certainty) else ""


def _rung(reach: str, points: Any, most: Fraction | None, sure: str, lang: Lang) -> Rung:
    if points == "unknown":
        return Rung(reach, UNKNOWN.text(lang), 0, sure)
    share = max(0, min(100, int(points * 100 / most))) if most else 0
    return Rung(reach, HIGHEST.text(lang, n=show(points, lang=lang)), share, sure)
