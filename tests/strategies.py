"""Whole instruments, and tables of answers to them, made by hypothesis: small, valid, and full of edges.

`instruments()` keeps every rule of `kotaham.core.instrument.rules`. `tables_for(instrument)` answers it with values
on and right beside every end of every band, with missing and not applicable answers, and with unknown options left out.

What is drawn many times for one instrument is kept: hypothesis looks over every strategy that it has not met.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Number, Paper, Quotient, Subject, Ticked, Value
from kotaham.core.instrument.kinds import (
    Band,
    Bands,
    Checklist,
    Choice,
    Direct,
    Document,
    NotKnown,
    Ratio,
    YesNo,
    max_points,
)
from kotaham.core.instrument.model import Bonus, Indicator, Instrument
from tests.words_and_numbers import exact_numbers, lines, positive_numbers

METHODS = ("flat_mean", "group_mean", "element_points", "weighted_tree")
KINDS = ("bands", "ratio", "yes_no", "choice", "checklist", "document", "direct", "unknown")
PERIOD_END = "2026-12-31"


@lru_cache(maxsize=None, typed=True)
def _among(*choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@cache
@st.composite
def band_lists(draw: st.DrawFn, low: int = 0, high: int = 60, unknowns: bool = True) -> list[dict[str, Any]]:
    """Draw a ladder: bands that never overlap, with closed and open ends, single values, gaps and open outsides."""
    cuts = sorted(draw(st.lists(exact_numbers(low, high), min_size=1, max_size=5, unique=True)))
    bands: list[dict[str, Any]] = []
    open_below = draw(st.booleans())
    start: dict[str, Any] | None = {} if open_below else None
    for cut in cuts:
        if start is not None:
            end = draw(_among("below", "to"))
            bands.append({**start, end: cut})
            taken = end == "to"
        else:
            taken = False
        how = draw(_among("from", "above", "exactly", "gap"))
        start = None
        if how == "exactly" and not taken:
            bands.append({"exactly": cut})
            taken = True
            how = draw(_among("above", "gap"))
        if how != "gap":
            start = {"above" if taken or how == "above" else "from": cut}
    if start is not None:
        bands.append(start)
    if not bands:
        bands.append({"from": cuts[0]})
    return draw(_with_points(bands, unknowns))


@st.composite
def _with_points(draw: st.DrawFn, bands: list[dict[str, Any]], unknowns: bool) -> list[dict[str, Any]]:
    """Give points to bands; at least one is above 0, and now and then one is unknown."""
    best = draw(st.integers(0, len(bands) - 1))
    for index, band in enumerate(bands):
        number = draw(positive_numbers(10) if index == best else exact_numbers(0, 10))
        is_unknown = unknowns and index != best and draw(_among(*[False] * 9, True))
        band["points"] = "unknown" if is_unknown else number
    return draw(st.permutations(bands))


@st.composite
def scorings(draw: st.DrawFn, kinds: Sequence[str] = KINDS) -> dict[str, Any]:
    """Draw the scoring of one indicator."""
    kind = draw(_among(*kinds))
    best, less = draw(positive_numbers(10)), draw(exact_numbers(0, 10))
    match kind:
        case "bands":
            return {"kind": kind, "bands": draw(band_lists())}
        case "ratio":
            per = draw(_among(1, 100, 1000, 100000))
            extra = draw(st.sampled_from([{}, {"small_below": 30}]))
            names = {"numerator": draw(lines()), "denominator": draw(lines())}
            return {"kind": kind, **names, "per": per, **extra, "bands": draw(band_lists())}
        case "yes_no":
            return {"kind": kind, "yes": best, "no": less}
        case "choice":
            points = [best, *draw(st.lists(exact_numbers(0, 10), min_size=1, max_size=3))]
            options = [{"code": f"o{i}", "title": draw(lines()), "points": p} for i, p in enumerate(points)]
            return {"kind": kind, "options": options}
        case "checklist":
            return draw(_checklists())
        case "document":
            return {"kind": kind, "valid": best, "invalid": less, "absent": draw(exact_numbers(0, 10))}
        case "direct":
            step = draw(st.sampled_from([{}, {"step": best / 4}]))
            return {"kind": kind, "from": 0, "to": best, **step, "criteria": draw(lines())}
        case _:
            return {"kind": "unknown", **draw(st.sampled_from([{}, {"max_points": best}]))}


@cache
@st.composite
def _checklists(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 4))
    items = [{"code": f"i{n}", "title": draw(lines()), "required": draw(st.booleans())} for n in range(count)]
    bands = draw(band_lists(0, count))
    return {"kind": "checklist", "items": items, "bands": bands, "without_required": draw(exact_numbers(0, 3))}


@st.composite
def instruments(
    draw: st.DrawFn,
    methods: Sequence[str] = METHODS,
    kinds: Sequence[str] = KINDS,
    max_indicators: int = 6,
) -> Instrument:
    """Draw a whole valid instrument: any method, any kind, with gaps, holes, gates and bonus now and then."""
    method = draw(_among(*methods))
    group_codes = [f"G{n}" for n in range(draw(st.integers(1, 3)))]
    indicators = [draw(_indicators(f"I{n}", group_codes, kinds)) for n in range(draw(st.integers(1, max_indicators)))]
    used = {indicator["group"] for indicator in indicators}
    groups = [draw(_groups(code, hole=code not in used)) for code in group_codes]
    scale = draw(_among(100, 100, 100, 10, 1))
    data = {
        **draw(_heads()),
        "groups": groups,
        "elements": [{"code": c, "title": draw(lines()), "points": p} for c, p in (("S", 10), ("P", 30), ("H", 60))],
        "aggregation": draw(_aggregations(method, [indicator["code"] for indicator in indicators])),
        "scale": scale,
        "policies": draw(_policies()),
        "rounding": {"decimals": draw(st.integers(0, 4))},
        "indicators": indicators,
        **draw(_verdicts(scale, group_codes, [indicator["code"] for indicator in indicators])),
    }
    return Instrument.model_validate(data)


@cache
@st.composite
def _heads(draw: st.DrawFn) -> dict[str, Any]:
    claim = {"certainty": draw(_among("verbatim", "secondary", "inferred", "unknown")), "source": "S1"}
    return {
        "schema": 1,
        "id": "buatan",
        "version": draw(_among("2026", "2026.1", "1-a")),
        "language": draw(_among("id", "en")),
        "title": draw(lines()),
        "nature": "example",
        "notice": draw(lines()),
        "subject": "city",
        "legal_basis": [{"title": draw(lines()), "gazette": "unknown", **claim}],
        "in_force": {"from": draw(_among("2026-01-01", "unknown")), **claim},
        "sources": {"S1": draw(lines())},
    }


@st.composite
def _groups(draw: st.DrawFn, code: str, hole: bool) -> dict[str, Any]:
    says_hole = hole and draw(st.booleans())
    return {"code": code, "title": draw(lines()), **({"hole": draw(lines())} if says_hole else {})}


@st.composite
def _indicators(draw: st.DrawFn, code: str, groups: list[str], kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "code": code,
        "group": draw(_among(*groups)),
        "element": draw(_among("S", "P", "H")),
        "title": draw(lines()),
        "unit": draw(lines() | st.sampled_from(["unknown", None])),
        "owners": draw(st.just("unknown") | st.lists(lines(), max_size=2)),
        "direction": draw(_among("higher_better", "lower_better", "none")),
        "scoring": draw(scorings(kinds)),
    }


@st.composite
def _aggregations(draw: st.DrawFn, method: str, codes: list[str]) -> dict[str, Any]:
    if method == "element_points":
        return {"method": method, "within_element": draw(_among("by_points", "equal", "unknown"))}
    if method != "weighted_tree":
        return {"method": method}
    branches: dict[int, dict[str, Fraction]] = {}
    for code in codes:
        branches.setdefault(draw(st.integers(0, 2)), {})[code] = draw(positive_numbers(5))
    nodes: list[dict[str, Any]] = [
        {"code": f"N{n}", "title": draw(lines()), "weight": draw(positive_numbers(5)), "indicators": held}
        for n, held in branches.items()
    ]
    if len(nodes) > 1 and draw(st.booleans()):
        above = {"code": "N9", "title": draw(lines()), "weight": draw(positive_numbers(5)), "children": nodes[1:]}
        nodes = [nodes[0], above]
    return {"method": method, "tree": nodes}


@cache
@st.composite
def _policies(draw: st.DrawFn) -> dict[str, Any]:
    gap = draw(_among("flag", "nearest_lower", "nearest_higher", "round_half_up"))
    missing = draw(_among("incomplete", "zero_points", "leave_out"))
    rule = draw(_among("lowers_maximum", "refused"))
    return {"missing": {"rule": missing}, "not_applicable": {"rule": rule}, "gap": {"rule": gap}}


@st.composite
def _verdicts(draw: st.DrawFn, scale: int, groups: list[str], indicators: list[str]) -> dict[str, Any]:
    """Draw predicates with their gates, and a bonus now and then."""
    marks = draw(st.lists(st.integers(1, 20), max_size=4, unique=True))
    levels = [
        {"code": f"P{n}", "title": draw(lines()), "from": Fraction(mark * scale, 20)}
        for n, mark in enumerate(sorted(marks, reverse=True))
    ]
    predicates: dict[str, Any] = {"on": draw(_among("total", "total_with_bonus"))}
    predicates |= {"levels": levels, "below": draw(lines())} if levels else {"none_because": draw(lines())}
    gates: list[dict[str, Any]] = []
    by_group, by_indicator = draw(st.booleans()), draw(st.booleans())
    if levels and by_group:
        limit = Fraction(scale * draw(st.integers(0, 4)), 4)
        gates.append(_gate("A", levels, "group_at_least", limit, groups=groups[: draw(st.integers(0, 1))]))
    if levels and by_indicator:
        gates.append(_gate("B", levels, "indicator_at_least", Fraction(1), indicators=indicators[:1]))
    bonus = draw(st.sampled_from([None, None, "unknown", "items"]))
    return {"predicates": predicates, "gates": gates, "bonus": _bonus(scale) if bonus == "items" else bonus}


def _gate(code: str, levels: list[dict[str, Any]], rule: str, value: Fraction, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": "Syarat", "for": levels[-1]["code"], "rule": rule, "value": value, **more}


def _bonus(scale: int) -> dict[str, Any]:
    items = [{"code": f"B{n}", "title": "Nilai tambah", "max_points": Fraction(scale * n, 100)} for n in (1, 4)]
    return {"items": items, "cap": Fraction(scale * 3, 100), "total_cap": scale}


def edge_values(bands: Sequence[Band]) -> list[Fraction]:
    """Return every end of every band, and a value right below and right above each."""
    ends = {
        end for band in bands for end in (band.from_, band.above, band.to, band.below, band.exactly) if end is not None
    }
    steps = (Fraction(0), Fraction(1, 1000), Fraction(-1, 1000), Fraction(1, 2), Fraction(-1, 2))
    return sorted({end + step for end in ends for step in steps} | {Fraction(0)})


def _as_given(value: Fraction) -> st.SearchStrategy[Number]:
    """Return a number the ways a table may give it: a Fraction, or a Decimal or int where that is the same."""
    forms: list[Number] = [value]
    if value.denominator == 1:
        forms.append(int(value))
    if 10**12 % value.denominator == 0:
        forms.append(Decimal(value.numerator) / Decimal(value.denominator))
    exact_forms = [form for form in forms if Fraction(form) == value]
    return st.sampled_from(exact_forms)


def values_for(indicator: Indicator) -> st.SearchStrategy[Value]:
    """Return values that fit the indicator's scoring, with edges."""
    scoring = indicator.scoring
    match scoring:
        case Bands(bands=bands):
            return st.sampled_from(edge_values(bands)).flatmap(_as_given)
        case Ratio():
            return _quotients(scoring)
        case YesNo():
            return st.booleans()
        case Choice(options=options):
            return st.sampled_from(options).map(lambda option: Chosen(option.code))
        case Checklist(items=items):
            codes = [item.code for item in items]
            return st.sets(st.sampled_from(codes)).map(lambda held: Ticked(frozenset(held)))
        case Document():
            dates = st.sampled_from(["", "2026-01-01", "2026-12-30", PERIOD_END, "2027-01-01"])
            return st.builds(_paper, st.booleans(), dates, dates)
        case Direct():
            return _given_points(scoring)
        case NotKnown():
            return st.integers(0, 10)


def _paper(present: bool, one: str, other: str) -> Paper:
    if not present:
        return Paper(False)
    start, end = sorted((one, other)) if one and other else (one, other)
    return Paper(True, start, end)


@st.composite
def _quotients(draw: st.DrawFn, scoring: Ratio) -> Quotient:
    """Draw numerators and denominators whose quotient is an edge, or right beside one."""
    goal = draw(st.sampled_from([value for value in edge_values(scoring.bands) if value >= 0])) / scoring.per
    times = draw(st.sampled_from([1, 7, 29, 30, 1000]))
    return Quotient(goal.numerator * times, goal.denominator * times)


@st.composite
def _given_points(draw: st.DrawFn, scoring: Direct) -> Given:
    steps = draw(st.integers(0, 4))
    points = scoring.from_ + (scoring.step or (scoring.to - scoring.from_) / 4) * steps
    return Given(min(points, scoring.to), "alasan penilai")


def answers_for(indicator: Indicator, *, applicable: bool = True) -> st.SearchStrategy[Answer | None]:
    """Return answers: mostly values, also missing (with and without a cell) and, unless refused, not applicable."""
    values: st.SearchStrategy[Answer | None] = values_for(indicator).map(Answer)
    missing = Answer(None, "belum ada data")
    others: list[Answer | None] = [missing, None]
    if not applicable:
        return values | values | values | st.sampled_from(others)
    others.append(Answer(None, "tidak ada di kota ini", not_applicable=True))
    return values | values | values | st.sampled_from(others)


@st.composite
def tables_for(draw: st.DrawFn, instrument: Instrument, max_subjects: int = 5, complete: bool = False) -> FactTable:
    """Draw a table of answers; `complete` leaves nothing missing or not applicable."""
    count = draw(st.integers(1, max_subjects))
    subjects = [Subject(f"31.{n + 10}", f"Kota {n}", "Provinsi") for n in range(count)]
    applicable = instrument.policies.not_applicable.rule == "lowers_maximum"
    columns: dict[str, list[Answer | None]] = {}
    for indicator in instrument.known_indicators:
        given_values: st.SearchStrategy[Answer | None] = values_for(indicator).map(Answer)
        source = given_values if complete else answers_for(indicator, applicable=applicable)
        columns[indicator.code] = draw(st.lists(source, min_size=count, max_size=count))
    bonus = draw(_bonus_columns(instrument, count))
    return FactTable(subjects, columns, period="2026", period_end=PERIOD_END, bonus=bonus)


@st.composite
def _bonus_columns(draw: st.DrawFn, instrument: Instrument, count: int) -> dict[str, list[Number | None]]:
    if not isinstance(instrument.bonus, Bonus):
        return {}
    columns: dict[str, list[Number | None]] = {}
    for item in instrument.bonus.items:
        points = st.sampled_from([None, Fraction(0), item.max_points / 2, item.max_points])
        columns[item.code] = draw(st.lists(points, min_size=count, max_size=count))
    return columns


@st.composite
def instruments_with_tables(draw: st.DrawFn, /, **options: Any) -> tuple[Instrument, FactTable]:
    """Draw an instrument together with a table of answers to it."""
    instrument = draw(instruments(**options))
    return instrument, draw(tables_for(instrument))


def best_points(indicator: Indicator) -> Fraction | None:
    """Return the most points an indicator can earn, for tests that expect a full score."""
    return max_points(indicator.scoring)
