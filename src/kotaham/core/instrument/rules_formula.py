"""What the formula, the predicates, the gates and the bonus must satisfy before anything is computed with them."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from kotaham.core.errors import Kind, Problem
from kotaham.core.instrument.model import Bonus, ElementPoints, Instrument, Node, WeightedTree
from kotaham.core.instrument.places import Path, Places
from kotaham.core.instrument.rules_bands import NOT_POSITIVE
from kotaham.core.instrument.tree import nodes_of
from kotaham.core.language import Say
from kotaham.core.numbers import plain_both

NOT_IN_TREE = Kind(
    "instrument.not-in-tree",
    Say("Indikator {code} tidak ada di cabang mana pun.", "The indicator {code} is in no branch of the tree."),
    Say("Tambahkan `{code}: bobot` di salah satu cabang.", "Add `{code}: weight` to one branch."),
)
TWICE_IN_TREE = Kind(
    "instrument.twice-in-tree",
    Say(
        "Indikator {code} ada di dua cabang; yang pertama di baris {first}.",
        "The indicator {code} is in two branches; first on line {first}.",
    ),
    Say(
        "Hapus salah satunya; jika tidak, indikator itu dihitung dua kali.",
        "Delete one of them; otherwise the indicator counts twice.",
    ),
)
NODE_HOLDS_BOTH = Kind(
    "instrument.branch-holds-both",
    Say(
        "Cabang {code} memuat cabang lain dan indikator sekaligus.",
        "The branch {code} holds both branches and indicators.",
    ),
    Say("Pindahkan indikatornya ke cabang tersendiri.", "Move its indicators into a branch of their own."),
)
NODE_EMPTY = Kind(
    "instrument.branch-empty",
    Say("Cabang {code} tidak memuat apa pun.", "The branch {code} holds nothing."),
    Say(
        "Isi `children` atau `indicators`, atau hapus cabangnya.",
        "Fill in `children` or `indicators`, or delete the branch.",
    ),
)
NO_ELEMENTS = Kind(
    "instrument.no-elements",
    Say("Rumus `element_points` memerlukan daftar `elements`.", "The method `element_points` needs `elements`."),
    Say(
        "Tulis unsurnya beserta `points`, misalnya struktur 10, proses 30, hasil 60.",
        "Write the elements with their `points`, such as structure 10, process 30, outcome 60.",
    ),
)
NO_ELEMENT = Kind(
    "instrument.indicator-without-element",
    Say(
        "Indikator {code} tidak menyebut unsurnya, padahal rumusnya `element_points`.",
        "The indicator {code} names no element, but the method is `element_points`.",
    ),
    Say("Tambahkan `element: ...`; yang ada: {known}.", "Add `element: ...`; those that exist: {known}."),
)
NO_ELEMENT_POINTS = Kind(
    "instrument.element-without-points",
    Say(
        "Unsur {code} tidak punya `points`, padahal rumusnya `element_points`.",
        "The element {code} has no `points`, but the method is `element_points`.",
    ),
    Say(
        "Tulis `points`, atau `points: unknown` bila belum diketahui.",
        "Write `points`, or `points: unknown` when nobody knows.",
    ),
)
OUT_OF_ORDER = Kind(
    "instrument.predicates-out-of-order",
    Say(
        "Predikat {code} (mulai {given}) harus lebih rendah daripada predikat sebelumnya, {above} (mulai {limit}).",
        "The predicate {code} (from {given}) must be lower than the one before it, {above} (from {limit}).",
    ),
    Say(
        "Urutkan dari yang tertinggi ke yang terendah, tanpa ambang yang sama.",
        "Put the highest first and the lowest last, with no threshold twice.",
    ),
)
NO_PREDICATES = Kind(
    "instrument.no-predicates",
    Say(
        "Instrumen ini tidak punya predikat dan tidak menyebut alasannya.",
        "The instrument has no predicates and does not say why.",
    ),
    Say("Isi `levels`, atau tulis alasannya di `none_because`.", "Fill in `levels`, or say why in `none_because`."),
)
PREDICATES_AND_REASON = Kind(
    "instrument.predicates-and-reason",
    Say(
        "Ada predikat, tetapi `none_because` menyebut alasan mengapa tidak ada.",
        "There are predicates, but `none_because` says why there are none.",
    ),
    Say("Hapus salah satunya.", "Delete one of them."),
)
GATE_WITHOUT_INDICATORS = Kind(
    "instrument.gate-without-indicators",
    Say(
        "Syarat {code} memakai `indicator_at_least`, tetapi tidak menyebut indikator.",
        "The gate {code} uses `indicator_at_least` but names no indicator.",
    ),
    Say("Isi `indicators`.", "Fill in `indicators`."),
)
GATE_OF_OTHER_KIND = Kind(
    "instrument.gate-of-other-kind",
    Say(
        "Syarat {code} memakai `{rule}`, tetapi mengisi `{key}`, yang tidak dibaca oleh aturan itu.",
        "The gate {code} uses `{rule}` but fills in `{key}`, which that rule does not read.",
    ),
    Say("Hapus `{key}`, atau ganti `rule`.", "Delete `{key}`, or change `rule`."),
)
NEGATIVE_COUNT = Kind(
    "instrument.negative-count",
    Say("Jumlah tidak mungkin negatif: {given}.", "A count cannot be negative: {given}."),
    Say("Betulkan angkanya.", "Correct the number."),
)


def broken_formula_rules(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Yield every broken rule of the formula and of what follows it."""
    for path, key, value in _must_be_positive(instrument):
        if value <= 0:
            yield NOT_POSITIVE(places.at(*path), key=key, given=plain_both(value))
    if isinstance(instrument.aggregation, WeightedTree):
        yield from _tree_rules(instrument, instrument.aggregation, places)
    if isinstance(instrument.aggregation, ElementPoints):
        yield from _element_rules(instrument, places)
    yield from _predicate_rules(instrument, places)
    yield from _gate_rules(instrument, places)
    for key in ("stated_groups", "stated_indicators"):
        stated = getattr(instrument, key)
        if stated is not None and stated.count < 0:
            yield NEGATIVE_COUNT(places.at(key, "count"), given=stated.count)


def _must_be_positive(instrument: Instrument) -> Iterator[tuple[Path, str, Fraction]]:
    yield ("scale",), "scale", instrument.scale
    for index, element in enumerate(instrument.elements):
        if isinstance(element.points, Fraction):
            yield ("elements", index, "points"), "points", element.points
    if isinstance(instrument.aggregation, WeightedTree):
        for path, node in nodes_of(instrument.aggregation):
            yield (*path, "weight"), "weight", node.weight
            for code, weight in node.indicators.items():
                yield (*path, "indicators", code), code, weight
    if isinstance(instrument.bonus, Bonus):
        yield ("bonus", "cap"), "cap", instrument.bonus.cap
        yield ("bonus", "total_cap"), "total_cap", instrument.bonus.total_cap
        for index, item in enumerate(instrument.bonus.items):
            yield ("bonus", "items", index, "max_points"), "max_points", item.max_points


def _tree_rules(instrument: Instrument, tree: WeightedTree, places: Places) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, node in nodes_of(tree):
        yield from _node_rules(node, path, places, known=bool(instrument.known_indicators))
        for code in node.indicators:
            here = (*path, "indicators", code)
            if code in first:
                yield TWICE_IN_TREE(places.at(*here), code=code, first=places.at(*first[code]).line)
            first.setdefault(code, here)
    for index, indicator in enumerate(instrument.known_indicators):
        if indicator.code not in first:
            yield NOT_IN_TREE(places.at("indicators", index, "code"), code=indicator.code)


def _node_rules(node: Node, path: Path, places: Places, *, known: bool) -> Iterator[Problem]:
    if node.children and node.indicators:
        yield NODE_HOLDS_BOTH(places.at(*path), code=node.code)
    if known and not node.children and not node.indicators:
        yield NODE_EMPTY(places.at(*path), code=node.code)


def _element_rules(instrument: Instrument, places: Places) -> Iterator[Problem]:
    if not instrument.elements:
        yield NO_ELEMENTS(places.at("aggregation", "method"))
        return
    for index, element in enumerate(instrument.elements):
        if element.points is None:
            yield NO_ELEMENT_POINTS(places.at("elements", index), code=element.code)
    known = ", ".join(element.code for element in instrument.elements)
    for index, indicator in enumerate(instrument.known_indicators):
        if indicator.element is None:
            yield NO_ELEMENT(places.at("indicators", index, "code"), code=indicator.code, known=known)


def _predicate_rules(instrument: Instrument, places: Places) -> Iterator[Problem]:
    predicates = instrument.predicates
    if not predicates.levels and predicates.none_because is None:
        yield NO_PREDICATES(places.at("predicates"))
    if predicates.levels and predicates.none_because is not None:
        yield PREDICATES_AND_REASON(places.at("predicates", "none_because"))
    for index, (above, level) in enumerate(pairwise(predicates.levels), start=1):
        if level.from_ >= above.from_:
            yield OUT_OF_ORDER(
                places.at("predicates", "levels", index),
                code=level.code,
                given=plain_both(level.from_),
                above=above.code,
                limit=plain_both(above.from_),
            )


def _gate_rules(instrument: Instrument, places: Places) -> Iterator[Problem]:
    for index, gate in enumerate(instrument.gates):
        at = places.at("gates", index)
        by_group = gate.rule == "group_at_least"
        if not by_group and not gate.indicators:
            yield GATE_WITHOUT_INDICATORS(at, code=gate.code)
        stray = "indicators" if by_group else "groups"
        if getattr(gate, stray):
            yield GATE_OF_OTHER_KIND(at, code=gate.code, rule=gate.rule, key=stray)
