"""Random instruments and answers by seed, fast: thousands of whole cases in a minute, every one the same again.

The same seed gives the same case on every machine. Values lie on, right beside and far from every end of every band;
thresholds are now and then set exactly on a total that was reached. `tests.strategies` makes cases that shrink; this
makes many.
"""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Number, Paper, Quotient, Subject, Ticked, Value
from kotaham.core.instrument.kinds import Band
from kotaham.core.instrument.model import Bonus, Indicator, Instrument
from kotaham.core.numbers import plain
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan

METHODS = ("flat_mean", "group_mean", "element_points", "weighted_tree")
KINDS = ("bands", "bands", "ratio", "yes_no", "choice", "checklist", "document", "direct")
CERTAINTIES = ("verbatim", "secondary", "inferred", "unknown")
DAYS = ("", "2026-01-01", "2026-12-30", "2026-12-31", "2027-01-01")
BESIDE = (Fraction(0), Fraction(0), Fraction(1, 10**9), Fraction(1, 100), Fraction(1, 2), Fraction(49, 100))


def random_case(seed: int) -> tuple[Instrument, FactTable]:
    """Make one instrument and a table of answers to it."""
    rng = Random(seed)
    data = _instrument(rng)
    instrument = Instrument.model_validate(data)
    table = random_table(rng, instrument)
    if data["predicates"]["levels"] and rng.random() < 0.4:
        data["predicates"]["levels"] = _levels_on_totals(rng, instrument, table)
        data["gates"] = _gates(rng, data)
        instrument = Instrument.model_validate(data)
    return instrument, table


def _levels_on_totals(rng: Random, instrument: Instrument, table: FactTable) -> list[dict[str, Any]]:
    """Put thresholds exactly on totals that were reached, and right beside them."""
    scores = score(compile_plan(instrument), table)
    totals = [scores.final(i) for i in range(len(table.subjects))]
    reached = [total for total in totals if total is not None and len(plain(total)) < 40]  # a file may hold 60 digits
    beside = [Fraction(0), Fraction(0), Fraction(1, 10**9), -Fraction(1, 10**9)]
    marks = {total + rng.choice(beside) for total in reached}
    return _levels(sorted(marks, reverse=True)[:4]) or _levels([Fraction(50)])


def _exact(rng: Random, low: int = 0, high: int = 100) -> Fraction:
    return Fraction(rng.randint(low * 100, high * 100), rng.choice([100, 100, 100, 100, 50, 300, 700, 100 * 10**9]))


def _some(rng: Random, high: int = 10) -> Fraction:
    """Return a number above 0, seldom a huge or an awkward one."""
    odd = rng.random()
    if odd < 0.02:
        return Fraction(rng.choice([10**19 + 7, 2**62, 10**40, 2**31 - 1]))
    return Fraction(rng.randint(1, high * 7), 7) if odd < 0.1 else Fraction(rng.randint(1, high))


def _bands(rng: Random, low: int, high: int) -> list[dict[str, Any]]:
    """Cut the line into bands, gaps and single values, and say it in random order."""
    wholes = [Fraction(rng.randint(low, high)) for _ in range(4)]
    cuts = sorted({one if rng.random() < 0.5 else _exact(rng, low, high) for one in wholes})
    bands: list[dict[str, Any]] = []
    start: dict[str, Any] | None = {} if rng.random() < 0.5 else None
    for cut in cuts:
        taken = start is not None and rng.random() < 0.5
        if start is not None:
            bands.append({**start, ("to" if taken else "below"): cut})
        if not taken and rng.random() < 0.2:
            bands.append({"exactly": cut})
            taken = True
        gap = rng.random() < 0.3
        start = None if gap else {"above" if taken or rng.random() < 0.3 else "from": cut}
    bands += [start] if start is not None else []
    return _with_points(rng, bands or [{"from": cuts[0]}])


def _with_points(rng: Random, bands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for band in bands:
        points = rng.choice([Fraction(0), _exact(rng, -3, 10), _some(rng)])
        band["points"] = "unknown" if rng.random() < 0.05 else points
        band["certainty"] = rng.choice([None, None, *CERTAINTIES])
    bands[rng.randrange(len(bands))]["points"] = _some(rng)
    known = [band for band in bands if band["points"] != "unknown"]
    if rng.random() < 0.2:  # a band said twice, the same points each time: the first in the file holds
        bands.append({**rng.choice(known), "certainty": rng.choice(CERTAINTIES)})
    rng.shuffle(bands)
    return bands


def _scoring(rng: Random) -> dict[str, Any]:
    kind = rng.choice(KINDS) if rng.random() < 0.97 else "unknown"
    best, less = _some(rng), rng.choice([Fraction(0), _exact(rng, -1, 1)])
    match kind:
        case "bands":
            possible = {"possible": {"from": -1000, "to": None}} if rng.random() < 0.2 else {}
            return {"kind": kind, "bands": _bands(rng, 0, 60), **possible}
        case "ratio":
            small = {"small_below": rng.choice([30, Fraction("30.5")])} if rng.random() < 0.5 else {}
            names = {"numerator": "pembilang", "denominator": "penyebut"}
            return {"kind": kind, **names, "per": rng.choice([1, 100, 100000, Fraction(1, 3)]), **small} | {
                "bands": _bands(rng, 0, 60)
            }
        case "choice":
            points = [best, less, *(_exact(rng, 0, 10) for _ in range(rng.randint(0, 2)))]
            rng.shuffle(points)
            options = [{"code": f"o{i}", "title": "Pilihan", "points": one} for i, one in enumerate(points)]
            return {"kind": kind, "options": [one | {"certainty": rng.choice([None, "inferred"])} for one in options]}
        case "checklist":
            count = rng.randint(1, 4)
            items = [{"code": f"i{n}", "title": "Butir", "required": rng.random() < 0.3} for n in range(count)]
            limit = rng.choice([Fraction(0), _exact(rng, 0, 3), _some(rng)])
            return {"kind": kind, "items": items, "bands": _bands(rng, 0, count), "without_required": limit}
        case "direct":
            step = {"step": best / rng.choice([1, 4, 7])} if rng.random() < 0.5 else {}
            return {"kind": kind, "from": 0, "to": best, **step, "criteria": "Uraian"}
        case "yes_no":
            yes, no = (less, best) if rng.random() < 0.3 else (best, less)
            return {"kind": kind, "yes": yes, "no": no}
        case "document":
            return {"kind": kind, "valid": best, "invalid": less, "absent": 0}
    return {"kind": "unknown", **({"max_points": best} if rng.random() < 0.5 else {})}


def _instrument(rng: Random) -> dict[str, Any]:
    codes = [f"G{n}" for n in range(rng.randint(1, 4))]
    used = codes if rng.random() < 0.5 else codes[: rng.randint(1, len(codes))]
    indicators = [_indicator(rng, f"I{n}", rng.choice(used)) for n in range(rng.randint(1, 7))]
    filled = {one["group"] for one in indicators}
    hole = "Tidak ada angka"
    scale = Fraction(rng.choice(["100", "100", "100", "1", "10", "1000", "7/3"]))
    method = rng.choice(METHODS)
    data: dict[str, Any] = {
        "schema": 1,
        "id": "acak",
        "version": "2026",
        "title": "Instrumen acak",
        "nature": "example",
        "notice": "Contoh, bukan peraturan.",
        "subject": "city",
        "in_force": {"from": "unknown"},
        "groups": [
            {"code": code, "title": "Hak", **({"hole": hole} if code not in filled and rng.random() < 0.85 else {})}
            for code in codes
        ],
        "elements": _elements(rng),
        "aggregation": _aggregation(rng, method, indicators, codes),
        "scale": scale,
        "policies": _policies(rng),
        "rounding": {"decimals": 2},
        "predicates": _predicates(rng, scale),
        "bonus": _bonus(rng, scale),
        "indicators": indicators if method == "weighted_tree" or rng.random() < 0.99 else "unknown",
    }
    data["gates"] = _gates(rng, data)
    return data


def _indicator(rng: Random, code: str, group: str) -> dict[str, Any]:
    return {
        "code": code,
        "group": group,
        "element": rng.choice(["S", "P", "H"]),
        "title": "Indikator",
        "certainty": rng.choice(CERTAINTIES),
        "scoring": _scoring(rng),
    }


def _elements(rng: Random) -> list[dict[str, Any]]:
    points: list[Any] = [10, 30, 60] if rng.random() < 0.7 else [_some(rng), _some(rng), _some(rng)]
    if rng.random() < 0.05:
        points[rng.randrange(3)] = "unknown"
    return [{"code": code, "title": "Unsur", "points": one} for code, one in zip("SPH", points, strict=True)]


def _aggregation(rng: Random, method: str, indicators: list[dict[str, Any]], groups: list[str]) -> dict[str, Any]:
    if method == "element_points":
        return {"method": method, "within_element": rng.choice(["by_points"] * 4 + ["equal"] * 4 + ["unknown"])}
    if method != "weighted_tree":
        return {"method": method}
    codes = [one["code"] for one in indicators]
    rng.shuffle(codes)
    size = rng.randint(1, len(codes))
    names = rng.sample([*(f"N{n}" for n in range(12)), *groups], k=12)
    nodes = [
        _node(names.pop(), rng, indicators={code: _some(rng, 5) for code in codes[at : at + size]})
        for at in range(0, len(codes), size)
    ]
    while len(nodes) > 1 and rng.random() < 0.5:
        nodes = [_node(names.pop(), rng, children=nodes[:2]), *nodes[2:]] if names else nodes[:]
    return {"method": method, "tree": nodes}


def _node(code: str, rng: Random, **held: Any) -> dict[str, Any]:
    return {"code": code, "title": "Cabang", "weight": _some(rng, 5), **held}


def _policies(rng: Random) -> dict[str, Any]:
    gap = rng.choice(["flag", "nearest_lower", "nearest_higher", "round_half_up"])
    missing = rng.choice(["incomplete", "zero_points", "leave_out"])
    applies = rng.choice(["lowers_maximum", "lowers_maximum", "refused"])
    return {"missing": {"rule": missing}, "not_applicable": {"rule": applies}, "gap": {"rule": gap}}


def _levels(marks: Sequence[Fraction]) -> list[dict[str, Any]]:
    return [{"code": f"P{n}", "title": "Predikat", "from": mark} for n, mark in enumerate(marks)]


def _predicates(rng: Random, scale: Fraction) -> dict[str, Any]:
    marks = sorted({Fraction(rng.randint(1, 20), 20) * scale for _ in range(rng.randint(0, 4))}, reverse=True)
    below: dict[str, Any] = {"below": rng.choice([None, "unknown", "Kurang"])} if marks else {"none_because": "Contoh"}
    return {"levels": _levels(marks), "on": rng.choice(["total", "total_with_bonus"]), **below}


def _gates(rng: Random, data: dict[str, Any]) -> list[dict[str, Any]]:
    levels, scale = data["predicates"]["levels"], Fraction(data["scale"])
    indicators = [] if data["indicators"] == "unknown" else [one["code"] for one in data["indicators"]]
    gates: list[dict[str, Any]] = []
    for n in range(rng.choice([0, 0, 1, 2, 3]) if levels else 0):
        gate: dict[str, Any] = {"code": f"S{n}", "title": "Syarat", "for": rng.choice(levels)["code"]}
        if rng.random() < 0.5 or not indicators:
            groups = rng.sample([one["code"] for one in data["groups"]], k=rng.randint(0, len(data["groups"])))
            gate |= {"rule": "group_at_least", "value": scale * rng.randint(0, 4) / 4, "groups": groups}
        else:
            tried = rng.sample(indicators, k=rng.randint(1, len(indicators)))
            gate |= {"rule": "indicator_at_least", "value": _exact(rng, 0, 10), "indicators": tried}
        gates.append(gate)
    return gates


def _bonus(rng: Random, scale: Fraction) -> dict[str, Any] | str | None:
    if rng.random() < 0.6:
        return rng.choice([None, None, "unknown"])
    items = [{"code": f"B{n}", "title": "Nilai tambah", "max_points": _some(rng)} for n in range(rng.randint(1, 3))]
    return {"items": items, "cap": _some(rng), "total_cap": scale * Fraction(rng.choice(["1", "1", "1/2"]))}


def random_table(rng: Random, instrument: Instrument) -> FactTable:
    """Answer an instrument for a few cities: mostly values, some missing, some not applicable."""
    count = rng.choice([1, 1, 2, 3, 6])
    subjects = [Subject(f"31.{n:02d}", f"Kota {n}", "Provinsi") for n in range(count)]
    applies = instrument.policies.not_applicable.rule == "lowers_maximum"
    columns = {
        one.code: [_answer(rng, one, applies) for _ in range(count)]
        for one in instrument.known_indicators
        if rng.random() < 0.98
    }
    bonus = {}
    if isinstance(instrument.bonus, Bonus):
        for item in instrument.bonus.items:
            choices = [None, Fraction(0), item.max_points, item.max_points / 3]
            bonus[item.code] = [rng.choice(choices) for _ in range(count)]
    return FactTable(subjects, columns, "2026", rng.choice(["2026-12-31"] * 5 + [""]), bonus)


def _answer(rng: Random, indicator: Indicator, applies: bool) -> Answer | None:
    odd = rng.random()
    if odd < 0.03:
        return rng.choice([None, Answer(None, "belum ada data")])
    if applies and odd < 0.15:
        return Answer(None, "tidak ada di daerah ini", not_applicable=True)
    return Answer(random_value(rng, indicator))


def values_beside(bands: Sequence[Band]) -> list[Fraction]:
    """Return every end of every band, values right beside it, and values far away."""
    ends = {end for one in bands for end in (one.from_, one.above, one.to, one.below, one.exactly) if end is not None}
    near = {end + sign * step for end in ends for step in BESIDE for sign in (1, -1)}
    return sorted(near | {Fraction(0), Fraction(-1000), Fraction(10**6), Fraction(10**25) / 3})


def random_value(rng: Random, indicator: Indicator) -> Value:
    """Return a value that fits the indicator."""
    scoring = indicator.scoring
    match scoring.kind:
        case "bands":
            return _as_given(rng, rng.choice(values_beside(scoring.bands)))
        case "ratio":
            figure = rng.choice([one for one in values_beside(scoring.bands) if one >= 0]) / scoring.per
            times = rng.choice([1, 1, 29, 30, 31, 10**20])
            return Quotient(_as_given(rng, Fraction(figure.numerator * times)), figure.denominator * times)
        case "yes_no":
            return rng.random() < 0.5
        case "choice":
            return Chosen(rng.choice(scoring.options).code)
        case "checklist":
            codes = [item.code for item in scoring.items]
            return Ticked(frozenset(rng.sample(codes, k=rng.randint(0, len(codes)))))
        case "document":
            start, end = rng.choice(DAYS), rng.choice(DAYS)
            return Paper(True, start, end) if rng.random() < 0.8 else Paper(False)
        case "direct":
            step = scoring.step or (scoring.to - scoring.from_) / 9
            return Given(scoring.from_ + step * rng.randint(0, int((scoring.to - scoring.from_) / step)), "alasan")
    return rng.randint(0, 10)


def _as_given(rng: Random, value: Fraction) -> Number:
    return int(value) if value.denominator == 1 and rng.random() < 0.5 else value
