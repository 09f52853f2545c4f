"""The method page: what the instrument says, in words, with how sure each rule is and how to recompute."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kotaham.core.dates import day
from kotaham.core.instrument.kinds import Bands, Checklist, Claim, Direct, NotKnown, Ratio, Scoring
from kotaham.core.instrument.model import Gate, Group, Indicator
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.scoring.words import (
    CERTAINTY,
    GAP_RULES,
    MARKS,
    METHODS,
    MISSING_RULES,
    NOT_APPLICABLE_RULES,
    STATES,
)
from kotaham.report.city import known
from kotaham.report.ladders import make_steps
from kotaham.report.method_words import CERTAINTY_MEANINGS, STATE_MEANINGS
from kotaham.report.reading import Reading
from kotaham.report.view import ItemRow, MethodIndicator, MethodPage, MethodRight, Rule


def make_method(reading: Reading) -> MethodPage:
    """Make the method page."""
    instrument, lang = reading.instrument, reading.lang
    return MethodPage(
        about=instrument.about or "",
        legal_basis=tuple(
            _rule(reading, one, one.title, _known_or_said(reading, one.gazette)) for one in instrument.legal_basis
        ),
        in_force=_rule(reading, instrument.in_force, reading.word("in_force"), _in_force(reading)),
        formula=_formula(reading),
        formula_notes=_formula_notes(reading),
        policies=tuple(_policies(reading)),
        predicates=tuple(_predicates(reading)),
        gates=tuple(_rule(reading, one, one.title, _gate(reading, one)) for one in instrument.gates),
        bonus=tuple(_bonus(reading)),
        rights=tuple(_right(reading, one) for one in instrument.groups),
        states=tuple(Rule(STATES[key].text(lang), say.text(lang)) for key, say in STATE_MEANINGS.items()),
        marks=tuple(Rule(MARKS[key].text(lang), "") for key in MARKS),
        certainties=tuple(Rule(CERTAINTY[k].text(lang), say.text(lang)) for k, say in CERTAINTY_MEANINGS.items()),
        unknowns=tuple(problem.text(lang) for problem in unknowns(instrument)),
        sources=tuple(instrument.sources.items()),
        digests=tuple(_digests(reading, reading.run.record)),
        recompute=tuple(reading.word(f"recompute_{step}") for step in (1, 2, 3)),
    )


def _rule(reading: Reading, claim: Claim, name: str, text: str) -> Rule:
    parts = [claim.article, claim.note, reading.source(claim.source)]
    return Rule(name, text, reading.sure_of(claim.certainty), " · ".join(part for part in parts if part))


def _known_or_said(reading: Reading, text: str | None) -> str:
    """Return a text; say so where it is not known."""
    return reading.word("untold") if text == "unknown" else text or ""


def _in_force(reading: Reading) -> str:
    days = reading.instrument.in_force
    start, end = _day(reading, days.from_), _day(reading, days.to)
    return reading.word("from_until", start=start, end=end) if end else reading.word("from_on", start=start)


def _day(reading: Reading, value: object) -> str:
    if isinstance(value, date):
        return day(value, reading.lang)
    return reading.word("untold") if value == "unknown" else ""


def _formula(reading: Reading) -> Rule:
    instrument = reading.instrument
    rule = instrument.aggregation
    points = {one.title: "?" if one.points in (None, "unknown") else one.points for one in instrument.elements}
    elements = ", ".join(f"{t} {p if isinstance(p, str) else reading.short(p)}" for t, p in points.items() if p)
    scale = reading.short(instrument.scale)
    text = METHODS[rule.method].text(reading.lang, scale=scale, elements=elements)
    return _rule(reading, rule, reading.word("formula"), text)


def _formula_notes(reading: Reading) -> tuple[str, ...]:
    uses_bonus = reading.instrument.predicates.on == "total_with_bonus"
    return (reading.word("judged_on_bonus" if uses_bonus else "judged_on"),)


def _policies(reading: Reading) -> Iterator[Rule]:
    rules, lang = reading.instrument.policies, reading.lang
    yield _rule(reading, rules.missing, reading.word("rule_missing"), MISSING_RULES[rules.missing.rule].text(lang))
    not_applicable = NOT_APPLICABLE_RULES[rules.not_applicable.rule].text(lang)
    yield _rule(reading, rules.not_applicable, reading.word("rule_not_applicable"), not_applicable)
    yield _rule(reading, rules.gap, reading.word("rule_gap"), GAP_RULES[rules.gap.rule].text(lang))
    rounding = reading.instrument.rounding
    text = reading.word("rounding", n=rounding.decimals)
    yield _rule(reading, rounding, reading.word("rule_rounding"), text)


def _predicates(reading: Reading) -> Iterator[Rule]:
    predicates = reading.instrument.predicates
    levels = sorted(predicates.levels, key=lambda one: one.from_, reverse=True)
    for at, one in enumerate(levels):
        low = reading.short(one.from_)
        high = reading.short(levels[at - 1].from_) if at else ""
        reach = reading.word("up_to", low=low, high=high) if high else reading.word("and_above", n=low)
        yield _rule(reading, one, one.title, reach)
    if levels:
        below = known(predicates.below) or reading.word("untold")
        yield Rule(below, reading.word("under", n=reading.short(levels[-1].from_)))


def _gate(reading: Reading, gate: Gate) -> str:
    values = {"for_": reading.from_level(gate.for_), "value": reading.short(gate.value)}
    if gate.rule == "group_at_least":
        what = ", ".join(reading.titles[code] for code in gate.groups) or reading.word("every_right")
        return reading.word("gate_rule_groups" if len(gate.groups) > 1 else "gate_rule_group", what=what, **values)
    what = ", ".join(f"{code} {reading.titles[code]}" for code in gate.indicators)
    several = len(gate.indicators) > 1
    return reading.word("gate_rule_indicators" if several else "gate_rule_indicator", what=what, **values)


def _bonus(reading: Reading) -> Iterator[Rule]:
    if reading.bonus is None:
        if reading.instrument.bonus == "unknown":
            note = reading.instrument.bonus_note or ""
            yield Rule(reading.word("bonus"), reading.word("bonus_unknown"), "", note)
        return
    for item in reading.bonus.items:
        yield _rule(reading, item, item.title, reading.word("bonus_most", n=reading.short(item.max_points)))
    cap, total = reading.short(reading.bonus.cap), reading.short(reading.bonus.total_cap)
    yield _rule(reading, reading.bonus, reading.word("bonus"), reading.word("bonus_cap", cap=cap, total=total))


def _right(reading: Reading, group: Group) -> MethodRight:
    inside = (one for one in reading.instrument.known_indicators if one.group == group.code)
    return MethodRight(group.code, group.title, group.hole or "", tuple(_indicator(reading, one) for one in inside))


def _indicator(reading: Reading, indicator: Indicator) -> MethodIndicator:
    items = indicator.scoring.items if isinstance(indicator.scoring, Checklist) else ()
    return MethodIndicator(
        indicator.code,
        indicator.title,
        known(indicator.help),
        tuple((label, text) for label, text in _details(reading, indicator) if text),
        make_steps(reading, indicator),
        tuple(ItemRow(item.title, item.required, None) for item in items),
        isinstance(indicator.scoring, NotKnown),
    )


def _details(reading: Reading, indicator: Indicator) -> Iterator[tuple[str, str]]:
    say, untold = reading.word, reading.word("untold")
    element = next((one.title for one in reading.instrument.elements if one.code == indicator.element), "")
    yield say("element"), element
    yield say("unit"), _known_or_said(reading, indicator.unit)
    yield say("kind"), _kind(reading, indicator.scoring)
    yield say("direction"), say(indicator.direction) if indicator.direction != "none" else ""
    yield say("collected"), _known_or_said(reading, indicator.period)
    yield say("owners"), untold if indicator.owners == "unknown" else "; ".join(indicator.owners)
    yield say("evidence"), untold if indicator.evidence == "unknown" else "; ".join(indicator.evidence)
    yield say("certainty"), reading.sure_of(indicator.certainty)
    yield say("article"), indicator.article or ""
    yield say("source"), reading.source(indicator.source)
    yield say("note"), indicator.note or ""


def _kind(reading: Reading, scoring: Scoring) -> str:
    match scoring:
        case Ratio():
            values = {"numerator": scoring.numerator, "denominator": scoring.denominator}
            told = reading.word("kind_ratio", per=reading.short(scoring.per), **values)
            small = scoring.small_below
            return told if small is None else f"{told}; {reading.word('small_below', n=reading.short(small))}"
        case Checklist():
            least = reading.word("without_required", n=reading.short(scoring.without_required))
            required = any(item.required for item in scoring.items)
            told = reading.word("kind_checklist")
            return f"{told}; {least}" if required else told
        case Direct():
            ends = {"low": reading.short(scoring.from_), "high": reading.short(scoring.to)}
            told = reading.word("kind_direct", criteria=scoring.criteria)
            return f"{told} ({reading.word('direct_range', **ends)})"
        case Bands() | _:
            return reading.word(f"kind_{scoring.kind}")


def _digests(reading: Reading, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    say, instrument = reading.word, record["instrument"]
    yield say("instrument"), f"{instrument['id']} {instrument['version']}"
    yield say("sealed"), say("sealed_yes" if instrument["sealed"] else "sealed_no")
    yield say("digest_content"), instrument["content_sha256"]
    if instrument["file_sha256"]:
        yield say("digest_file"), instrument["file_sha256"]
    yield say("digest_facts"), record["facts_sha256"]
    for one in record["sources"]:
        yield say("digest_source", name=one["name"]), one["sha256"]
    yield say("engine"), str(record["engine"])
