"""A country for benchmarks: an instrument of 120 indicators and answers of 514 places, made from a fixed seed."""

import random
from decimal import Decimal

from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.instrument.model import Instrument

RIGHTS, ELEMENTS, EACH = 10, ("structure", "process", "outcome"), 4
EDGES = [(None, 50), (51, 60), (61, 70), (71, 80), (81, 90), (91, None)]


def instrument() -> Instrument:
    """Make an instrument of 10 rights x 3 elements x 4 indicators, read on six bands with gaps between them."""
    certain = {"certainty": "verbatim"}
    bands = [
        {key: edge for key, edge in (("from", low), ("to", high)) if edge is not None} | {"points": points}
        for (low, high), points in zip(EDGES, (0, 2, 4, 6, 8, 10), strict=True)
    ]
    indicators = [
        {
            "code": f"H{right:02}-{element[0].upper()}{number}",
            "group": f"H{right:02}",
            "element": element,
            "title": f"Indikator {right} {element} {number}",
            "unit": "persen",
            "direction": "higher_better",
            "scoring": {"kind": "bands", "bands": bands},
        }
        for right in range(1, RIGHTS + 1)
        for element in ELEMENTS
        for number in range(1, EACH + 1)
    ]
    return Instrument.model_validate(
        {
            "schema": 1,
            "id": "bench",
            "version": "1",
            "title": "Instrumen untuk pengukuran",
            "nature": "example",
            "notice": "Contoh, bukan peraturan.",
            "subject": "city",
            "in_force": {"from": "2026-01-01"},
            "groups": [{"code": f"H{right:02}", "title": f"Hak {right}"} for right in range(1, RIGHTS + 1)],
            "elements": [
                {"code": code, "title": code, "points": points}
                for code, points in zip(ELEMENTS, (10, 30, 60), strict=True)
            ],
            "aggregation": {"method": "element_points", "within_element": "by_points"},
            "policies": {
                "missing": {"rule": "zero_points"} | certain,
                "not_applicable": {"rule": "lowers_maximum"} | certain,
                "gap": {"rule": "round_half_up"} | certain,
            },
            "rounding": {"decimals": 2},
            "predicates": {
                "levels": [
                    {"code": "tinggi", "title": "Tinggi", "from": 75},
                    {"code": "sedang", "title": "Sedang", "from": 50},
                ],
                "below": "Rendah",
            },
            "indicators": indicators,
        }
    )


def table(places: int = 514, seed: int = 1) -> FactTable:
    """Make answers with one decimal; 2 of 100 are missing and 1 of 100 is not applicable."""
    dice = random.Random(seed)
    subjects = [Subject(f"{11 + at // 99}.{at % 99 + 1:02}", f"Tempat {at + 1}", "Contoh") for at in range(places)]
    codes = [one.code for one in instrument().known_indicators]
    return FactTable(subjects, {code: [_answer(dice) for _ in subjects] for code in codes}, "2025", "2025-12-31")


def _answer(dice: random.Random) -> Answer:
    fate = dice.random()
    if fate < 0.02:
        return Answer(None, "tidak ada data")
    if fate < 0.03:
        return Answer(None, "tidak berlaku di sini", not_applicable=True)
    return Answer(Decimal(dice.randrange(0, 1001)) / 10)
