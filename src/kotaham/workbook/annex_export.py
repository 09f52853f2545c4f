"""An instrument taken apart into the rows of the annex form."""

from collections.abc import Iterable, Iterator
from typing import Any

from kotaham.core.instrument.kinds import Claim, Strict
from kotaham.core.instrument.model import Bonus, ElementPoints, Indicator, Instrument, Node, WeightedTree
from kotaham.core.language import Lang
from kotaham.workbook.annex_layout import CLAIM
from kotaham.workbook.annex_scoring import scoring_cells

Values = dict[str, Any]


def filled_rows(instrument: Instrument, lang: Lang) -> dict[str, list[Values]]:
    """Return the values of every row of every sheet, by the sheet's key and the column's key."""
    indicators = [_indicator(one, lang) for one in instrument.known_indicators]
    tree = instrument.aggregation.tree if isinstance(instrument.aggregation, WeightedTree) else ()
    bonus = instrument.bonus.items if isinstance(instrument.bonus, Bonus) else ()
    return {
        "identity": [_identity(instrument)],
        "formula": [_formula(instrument)],
        "legal_basis": _all(instrument.legal_basis),
        "sources": [{"code": code, "text": text} for code, text in instrument.sources.items()],
        "groups": _all(instrument.groups),
        "elements": _all(instrument.elements),
        "predicates": _all(instrument.predicates.levels),
        "gates": _all(instrument.gates),
        "bonus": _all(bonus),
        "tree": list(_tree(tree, None)),
        "indicators": [row for row, _ in indicators],
        "details": [detail for _, details in indicators for detail in details],
    }


def _all(parts: Iterable[Strict]) -> list[Values]:
    return [_values(part) for part in parts]


def _values(part: Strict) -> Values:
    """Return the fields of a part under the names that its file uses."""
    return {info.alias or name: getattr(part, name) for name, info in type(part).model_fields.items()}


def _under(prefix: str, part: Strict | None) -> Values:
    return {f"{prefix}.{key}": value for key, value in _values(part).items()} if part else {}


def _claim(prefix: str, claim: Claim) -> Values:
    return {f"{prefix}.{key}": getattr(claim, key) for key in CLAIM}


def _identity(instrument: Instrument) -> Values:
    plain = ("id", "version", "title", "nature", "subject", "language", "notice", "about")
    return {
        **{key: getattr(instrument, key) for key in plain},
        **_under("in_force", instrument.in_force),
        **_under("stated_groups", instrument.stated_groups),
        **_under("stated_indicators", instrument.stated_indicators),
        "listed": "unknown" if instrument.indicators == "unknown" else "listed",
    }


def _formula(instrument: Instrument) -> Values:
    total, bonus = instrument.aggregation, instrument.bonus
    predicates, policies = instrument.predicates, instrument.policies
    found = {
        "aggregation.method": total.method,
        **_claim("aggregation", total),
        "aggregation.within_element": total.within_element if isinstance(total, ElementPoints) else None,
        "scale": instrument.scale,
        **_under("policies.missing", policies.missing),
        **_under("policies.not_applicable", policies.not_applicable),
        **_under("policies.gap", policies.gap),
        **_under("rounding", instrument.rounding),
        "predicates.on": predicates.on,
        "predicates.below": predicates.below,
        "predicates.none_because": predicates.none_because,
        "bonus.state": "none" if bonus is None else bonus if bonus == "unknown" else "given",
        "bonus_note": instrument.bonus_note,
    }
    return {**found, **_under("bonus", bonus)} if isinstance(bonus, Bonus) else found


def _tree(nodes: Iterable[Node], parent: str | None) -> Iterator[Values]:
    """Yield the branches from the top down, each followed by its indicators and its children."""
    for node in nodes:
        yield {"code": node.code, "parent": parent, "title": node.title, "weight": node.weight}
        for code, weight in node.indicators.items():
            yield {"parent": node.code, "indicator": code, "weight": weight}
        yield from _tree(node.children, node.code)


def _indicator(indicator: Indicator, lang: Lang) -> tuple[Values, list[Values]]:
    cells, details = scoring_cells(indicator.scoring, lang)
    values = {**_values(indicator), **cells}
    return values, [{"indicator": indicator.code, **detail} for detail in details]
