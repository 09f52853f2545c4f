"""The page of one subject: its result in plain words, right by right, indicator by indicator."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kotaham.core.dates import day
from kotaham.core.facts import Answer, Paper, Ticked
from kotaham.core.instrument.kinds import Checklist, Ratio
from kotaham.core.instrument.model import Group, Indicator
from kotaham.core.numbers import exact
from kotaham.core.scoring.explain import explain
from kotaham.core.scoring.telling import tell_figure, tell_reckoning
from kotaham.core.scoring.words import MARKS, STATES, WHY_NONE
from kotaham.report.ladders import make_ladder
from kotaham.report.reading import NOT_APPLICABLE, SCORED, Reading
from kotaham.report.view import (
    Amount,
    CityPage,
    CityRow,
    GateRow,
    IndicatorRow,
    ItemRow,
    Overview,
    RightRow,
)


def make_city(reading: Reading, index: int, overview: Overview) -> CityPage:
    """Make the page of the subject at `index` in the order of the record."""
    result = reading.results[index]
    answers = reading.answers(index)
    row = next(one for one in overview.cities if one.anchor == reading.anchors[index])
    rows = _rows(reading, result, answers)
    rights = tuple(_right(reading, group, result, rows, overview) for group in reading.instrument.groups)
    return CityPage(
        code=result["code"],
        name=result["name"],
        province=row.province,
        anchor=row.anchor,
        headline=_headline(reading, result),
        total=row.total,
        scale=overview.scale,
        rank_text=_rank(reading, row, overview),
        outcome=reading.outcome(result),
        why_none=_why_none(reading, result),
        level=row.level,
        gates=tuple(_gate(reading, one) for one in result["verdict"]["gates"]),
        bonus=_bonus(reading, result),
        rights=rights,
        todo=tuple((one.code, one.title, one.todo) for one in rows.values() if one.todo),
        flags=tuple((one.code, one.title, "; ".join(one.marks)) for one in rows.values() if one.marks),
        told=explain(reading.sourced_by_code, result, answers, reading.lang),
        sources=tuple(reading.instrument.sources.items()),
    )


def _headline(reading: Reading, result: Mapping[str, Any]) -> str:
    total, outcome = reading.final(result), reading.outcome(result)
    scale = reading.short(reading.instrument.scale)
    if total is not None:
        values = {"name": result["name"], "total": reading.score(total).text, "scale": scale}
        named = outcome and result["verdict"]["why_none"] == ""
        return reading.word("head_predicate" if named else "head_total", predicate=outcome, **values)
    every = [one for one in result["answers"] if one["state"] != NOT_APPLICABLE]
    if not result["answers"]:
        return reading.word("head_unknown", name=result["name"])
    if not every:
        return reading.word("head_not_applicable", name=result["name"])
    without = reading.count(reading.without_points(result))
    return reading.word("head_none", name=result["name"], n=without, all=reading.count(len(every)))


def _rank(reading: Reading, row: CityRow, overview: Overview) -> str:
    if row.rank is None:
        return reading.word("rank_none")
    scored = reading.count(sum(one.rank is not None for one in overview.cities))
    others = sum(one.rank == row.rank for one in overview.cities) - 1
    if others:
        return reading.word("rank_tied", rank=reading.count(row.rank), all=scored, n=reading.count(others))
    return reading.word("rank_of", rank=reading.count(row.rank), all=scored)


def _why_none(reading: Reading, result: Mapping[str, Any]) -> str:
    """Tell why there is no predicate, or which one was withheld; empty when nothing needs to be said."""
    verdict = result["verdict"]
    if verdict["withheld"]:
        titles = ", ".join(reading.titles[code] for code in verdict["withheld"])
        return reading.word("withheld", predicate=titles)
    if verdict["why_none"] == "no_predicates":
        return reading.word("no_predicates", why=reading.instrument.predicates.none_because or "").strip()
    return WHY_NONE[verdict["why_none"]].text(reading.lang) if verdict["why_none"] else ""


def _gate(reading: Reading, found: Mapping[str, Any]) -> GateRow:
    gate = next(one for one in reading.instrument.gates if one.code == found["code"])
    short = "; ".join(_short_of(reading, code, value) for code, value in found["short"])
    value = reading.short(gate.value)
    if gate.rule == "indicator_at_least":
        value = reading.word("points_n", n=value)
    told = reading.word(
        "gate_short" if short else "gate_met", for_=reading.from_level(gate.for_), value=value, what=short
    )
    return GateRow(gate.title, not short, told)


def _short_of(reading: Reading, code: str, value: str | None) -> str:
    """Tell a right with its score, or an indicator with its points."""
    if code in reading.indicators:
        return f"{reading.titles[code]} {reading.points(value).text}"
    return f"{reading.titles.get(code, code)} {reading.score(None if value is None else exact(value)).text}"


def _bonus(reading: Reading, result: Mapping[str, Any]) -> str:
    """Tell the bonus that was claimed and counted; nothing where none was claimed."""
    if reading.bonus is None or not exact(result["bonus_claimed"]):
        return reading.word("bonus_unknown") if reading.instrument.bonus == "unknown" else ""
    claimed, counted = reading.points(result["bonus_claimed"]).text, reading.points(result["bonus"]).text
    told = reading.word("bonus_line" if claimed == counted else "bonus_capped", claimed=claimed, n=counted)
    counts = reading.final_key == "total_with_bonus"
    other = result["total" if counts else "total_with_bonus"]
    shown = reading.score(None if other is None else exact(other)).text
    return f"{told} {reading.word('bonus_without' if counts else 'bonus_with', total=shown)}"


def _right(
    reading: Reading,
    group: Group,
    result: Mapping[str, Any],
    rows: Mapping[str, IndicatorRow],
    overview: Overview,
) -> RightRow:
    value = reading.score(reading.right(result, group.code))
    inside = tuple(row for code, row in rows.items() if reading.indicators[code].group == group.code)
    median = next(one.median for one in overview.rights if one.code == group.code)
    why = "" if value.value is not None else _why_no_right(reading, group, inside)
    return RightRow(group.code, group.title, value, median, why, inside)


def _why_no_right(reading: Reading, group: Group, rows: tuple[IndicatorRow, ...]) -> str:
    if group.hole:
        return reading.word("why_right_hole", why=group.hole.rstrip("."))
    if not rows:
        return reading.word("why_right_unknown")
    states = dict.fromkeys(row.state_text for row in rows if row.state != SCORED)
    return reading.word("why_right_none", what=", ".join(states) or reading.word("untold"))


def _rows(reading: Reading, result: Mapping[str, Any], answers: Mapping[str, Answer | None]) -> dict[str, IndicatorRow]:
    judged = ((reading.indicators[one["indicator"]], one) for one in result["answers"])
    return {one.code: _row(reading, one, found, answers.get(one.code)) for one, found in judged}


def _row(reading: Reading, indicator: Indicator, judged: Mapping[str, Any], answer: Answer | None) -> IndicatorRow:
    figure = None if judged["figure"] is None else exact(judged["figure"])
    weight, given = _worth(reading, judged)
    return IndicatorRow(
        code=indicator.code,
        title=indicator.title,
        right=reading.titles[indicator.group],
        element=next((one.title for one in reading.instrument.elements if one.code == indicator.element), ""),
        help=known(indicator.help),
        unit=known(indicator.unit),
        answer=_answer(reading, indicator, answer),
        figure=tell_figure(indicator, figure, reading.lang) if figure is not None and _derived(indicator) else "",
        state=judged["state"],
        state_text=STATES[judged["state"]].text(reading.lang),
        points=reading.points(judged["points"]),
        most=reading.points(judged["most"]),
        weight=weight,
        given=given,
        certainty=judged["certainty"],
        certainty_text=reading.sure_of(judged["certainty"]),
        marks=tuple(_mark(reading, indicator, mark) for mark in judged["marks"]),
        todo=_todo(reading, indicator, judged, answer, weight),
        evidence=answer.evidence if answer is not None else "",
        origin=answer.origin if answer is not None else "",
        source=indicator.source or "",
        ladder=None if judged["state"] == NOT_APPLICABLE else make_ladder(reading, indicator, judged),
        items=_items(indicator, answer),
    )


def _answer(reading: Reading, indicator: Indicator, answer: Answer | None) -> str:
    """Tell an answer as it was given; of a checklist the count alone, its items are listed beside it."""
    if answer is None:
        return ""
    if isinstance(answer.value, Ticked) and isinstance(indicator.scoring, Checklist):
        held, every = reading.count(len(answer.value.items)), reading.count(len(indicator.scoring.items))
        return reading.word("items_held", n=held, all=every)
    if isinstance(answer.value, Paper) and answer.value.present:
        return _paper(reading, answer.value)
    return tell_reckoning(indicator, answer, reading.lang)


def _paper(reading: Reading, paper: Paper) -> str:
    """Tell a document that is there with its dates in words."""
    ends = (("paper_from", paper.valid_from), ("paper_until", paper.valid_until))
    dates = [reading.word(key, day=day(date.fromisoformat(text), reading.lang)) for key, text in ends if text]
    return " ".join([reading.word("paper_here"), *dates])


def _mark(reading: Reading, indicator: Indicator, mark: str) -> str:
    told = MARKS[mark].text(reading.lang)
    if mark == "required_missing" and isinstance(indicator.scoring, Checklist):
        limit = reading.word("without_required", n=reading.short(indicator.scoring.without_required))
        return f"{told}; {limit}"
    return told


def known(text: str | None) -> str:
    """Return a text, or nothing when it is absent or not known."""
    return "" if text in (None, "unknown") else str(text)


def _derived(indicator: Indicator) -> bool:
    """True where the figure judged is computed from the answer."""
    return isinstance(indicator.scoring, Ratio)


def _worth(reading: Reading, judged: Mapping[str, Any]) -> tuple[Amount, Amount]:
    """Return the most an answer can add to the total and what it added."""
    weight, most = exact(judged["weight"]), judged["most"]
    if not weight or not most or not exact(most):
        return Amount(None, ""), Amount(None, "")
    given = None if judged["points"] is None else weight * exact(judged["points"]) / exact(most)
    return reading.score(weight), reading.score(given)


def _todo(
    reading: Reading,
    indicator: Indicator,
    judged: Mapping[str, Any],
    answer: Answer | None,
    weight: Amount,
) -> str:
    """Tell what an answer without points needs; nothing for those that were judged or do not apply."""
    match judged["state"]:
        case "missing":
            return _todo_missing(reading, indicator, answer, weight)
        case "in_gap" | "unscorable" | "unknown_band" as state:
            return reading.word(f"todo_{state}")
        case _:
            return ""


def _todo_missing(reading: Reading, indicator: Indicator, answer: Answer | None, weight: Amount) -> str:
    what, worth = wanted(reading, indicator), weight.value
    told = (
        reading.word("todo_missing", what=what, weight=weight.text)
        if worth
        else reading.word("todo_missing_plain", what=what)
    )
    reason = answer.reason.strip().rstrip(".") if answer is not None else ""
    return f"{told} {reading.word('todo_reason', why=reason)}" if reason else told


def wanted(reading: Reading, indicator: Indicator) -> str:
    """Tell what kind of answer an indicator asks for."""
    scoring, unit = indicator.scoring, known(indicator.unit)
    if isinstance(scoring, Ratio):
        return reading.word("wanted_ratio", numerator=scoring.numerator, denominator=scoring.denominator)
    if scoring.kind == "bands" and unit:
        return reading.word("wanted_bands_unit", unit=unit)
    return reading.word(f"wanted_{scoring.kind}")


def _items(indicator: Indicator, answer: Answer | None) -> tuple[ItemRow, ...]:
    if not isinstance(indicator.scoring, Checklist):
        return ()
    ticked = answer.value.items if answer is not None and isinstance(answer.value, Ticked) else None
    return tuple(
        ItemRow(item.title, item.required, None if ticked is None else item.code in ticked)
        for item in indicator.scoring.items
    )
