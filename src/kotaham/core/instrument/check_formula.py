"""Advice on the instrument as a whole: weights, counts, empty rights, and verdicts that nobody can reach."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from kotaham.core.errors import Kind
from kotaham.core.instrument.advice import Advice
from kotaham.core.instrument.canonical import content_json
from kotaham.core.instrument.kinds import max_points
from kotaham.core.instrument.model import Bonus, ElementPoints, Gate, Instrument, WeightedTree
from kotaham.core.instrument.places import Path, Places
from kotaham.core.instrument.tree import nodes_of
from kotaham.core.language import Say
from kotaham.core.numbers import plain_both

WEIGHTS = Kind(
    "check.weights-do-not-add-up",
    Say(
        "Bobot di {place} berjumlah {given}, bukan 1 atau 100.",
        "The weights in {place} add up to {given}, not 1 or 100.",
    ),
    Say(
        "Periksa bobotnya; nilai tetap dihitung sebagai rata-rata berbobot.",
        "Check the weights; the score is a weighted mean all the same.",
    ),
)
EMPTY_GROUP = Kind(
    "check.empty-group",
    Say(
        "Hak {code} tidak punya indikator dan tidak punya `hole`.",
        "The right {code} has neither indicators nor a `hole`.",
    ),
    Say(
        "Tulis di `hole` mengapa tidak ada indikatornya, atau tambahkan indikatornya.",
        "Say in `hole` why there are no indicators, or add its indicators.",
    ),
)
EMPTY_ELEMENT = Kind(
    "check.empty-element",
    Say(
        "Hak {group} tidak punya indikator untuk unsur {element}.",
        "The right {group} has no indicator for the element {element}.",
    ),
    Say(
        "Periksa teks hukumnya; poin unsur itu tidak dapat diperoleh di hak ini.",
        "Check the legal text; the points of that element cannot be earned in this right.",
    ),
)
OTHER_COUNT = Kind(
    "check.stated-count-differs",
    Say(
        "Disebut ada {stated} {what}, tetapi yang diketahui {known}.",
        "{stated} {what} are stated, but {known} are known.",
    ),
    Say("Lengkapi daftarnya, atau betulkan jumlahnya.", "Complete the list, or correct the count."),
)
OUT_OF_REACH = Kind(
    "check.predicate-out-of-reach",
    Say(
        "Predikat {code} (mulai {given}) tidak pernah tercapai: nilai tertinggi {most}.",
        "The predicate {code} (from {given}) is never reached: the highest total is {most}.",
    ),
    Say("Betulkan ambangnya atau skalanya.", "Correct its threshold or the scale."),
)
ALWAYS_REACHED = Kind(
    "check.predicate-always-reached",
    Say(
        "Predikat {code} (mulai {given}) selalu tercapai, sehingga `below` tidak pernah dipakai.",
        "The predicate {code} (from {given}) is always reached, so `below` is never used.",
    ),
    Say("Periksa ambangnya, atau hapus `below`.", "Check its threshold, or delete `below`."),
)
GATE_OUT_OF_REACH = Kind(
    "check.gate-out-of-reach",
    Say(
        "Syarat {code} meminta {given}, padahal nilai tertinggi {what} adalah {most}.",
        "The gate {code} asks for {given}, but {what} has at most {most}.",
    ),
    Say("Betulkan `value`.", "Correct `value`."),
)
BONUS_CUT = Kind(
    "check.bonus-cut",
    Say(
        "Butir nilai tambah bersama-sama bernilai {given}, tetapi dibatasi {cap}.",
        "The bonus items add up to {given}, but the cap is {cap}.",
    ),
    Say("Pastikan batas itu memang dimaksud.", "Make sure that the cap is meant."),
)
BONUS_CAP_IDLE = Kind(
    "check.bonus-cap-idle",
    Say(
        "Batas nilai tambah {cap} tidak pernah tercapai: semua butir berjumlah {given}.",
        "The bonus cap {cap} is never reached: all items add up to {given}.",
    ),
    Say("Periksa batas atau butirnya.", "Check the cap or the items."),
)
TOTAL_CAP_LOW = Kind(
    "check.total-cap-below-scale",
    Say(
        "`total_cap` {cap} lebih rendah daripada skala {scale}, sehingga memotong nilai tanpa nilai tambah.",
        "`total_cap` {cap} is below the scale {scale}, so it cuts totals that have no bonus.",
    ),
    Say("Betulkan `total_cap`.", "Correct `total_cap`."),
)
SOURCE_UNUSED = Kind(
    "check.source-unused",
    Say("Sumber {code} tidak dirujuk di mana pun.", "The source {code} is referred to nowhere."),
    Say(
        "Rujuk dengan `source: {code}` atau di dalam teks, atau hapus.",
        "Refer to it with `source: {code}` or in a text, or delete it.",
    ),
)

_INDICATORS = Say("indikator", "indicators")
_RIGHTS = Say("hak", "rights")
_A_RIGHT = Say("sebuah hak", "a right")


def advice_on_whole(instrument: Instrument, places: Places) -> Iterator[Advice]:
    """Yield advice on everything but the scoring of single indicators."""
    yield from _counts(instrument, places)
    yield from _empty(instrument, places)
    if isinstance(instrument.aggregation, WeightedTree):
        yield from _weights(instrument.aggregation, places)
    yield from _predicates(instrument, places)
    for index, gate in enumerate(instrument.gates):
        yield from _gate(instrument, gate, index, places)
    if isinstance(instrument.bonus, Bonus):
        yield from _bonus(instrument, instrument.bonus, places)
    text = content_json(instrument.model_copy(update={"sources": {}})).decode()
    for code in instrument.sources:
        if not re.search(rf"\b{re.escape(code)}\b", text):
            yield Advice(SOURCE_UNUSED(places.at("sources", code), code=code))


def _counts(instrument: Instrument, places: Places) -> Iterator[Advice]:
    lists = (
        ("stated_groups", instrument.stated_groups, _RIGHTS, len(instrument.groups)),
        ("stated_indicators", instrument.stated_indicators, _INDICATORS, len(instrument.known_indicators)),
    )
    for key, stated, what, known in lists:
        if stated is not None and stated.count != known:
            yield Advice(OTHER_COUNT(places.at(key), stated=stated.count, what=what, known=known))


def _empty(instrument: Instrument, places: Places) -> Iterator[Advice]:
    """Yield rights without indicators and, where elements earn points, rights that lack an element."""
    held = Counter(indicator.group for indicator in instrument.known_indicators)
    pairs = {(indicator.group, indicator.element) for indicator in instrument.known_indicators}
    by_element = isinstance(instrument.aggregation, ElementPoints)
    for index, group in enumerate(instrument.groups if held else ()):
        at = places.at("groups", index)
        if not held[group.code] and group.hole is None:
            yield Advice(EMPTY_GROUP(at, code=group.code), "error")
        for element in instrument.elements if by_element and held[group.code] else ():
            if (group.code, element.code) not in pairs:
                yield Advice(EMPTY_ELEMENT(at, group=group.code, element=element.code))


def _weights(tree: WeightedTree, places: Places) -> Iterator[Advice]:
    sums: list[tuple[Path, str, list[Fraction]]] = [
        (("aggregation", "tree"), "aggregation.tree", [node.weight for node in tree.tree])
    ]
    for path, node in nodes_of(tree):
        inner = [child.weight for child in node.children] or list(node.indicators.values())
        sums += [(path, node.code, inner)] if inner else []
    for path, name, weights in sums:
        total = sum(weights, Fraction(0))
        if total not in (1, 100):
            yield Advice(WEIGHTS(places.at(*path), place=name, given=plain_both(total)))


def _predicates(instrument: Instrument, places: Places) -> Iterator[Advice]:
    most, levels = highest_total(instrument), instrument.predicates.levels
    for index, level in enumerate(levels):
        if level.from_ > most:
            at = places.at("predicates", "levels", index)
            values = {"given": plain_both(level.from_), "most": plain_both(most)}
            yield Advice(OUT_OF_REACH(at, code=level.code, **values), "error")
    if levels and levels[-1].from_ <= 0 and instrument.predicates.below is not None:
        at = places.at("predicates", "levels", len(levels) - 1)
        yield Advice(ALWAYS_REACHED(at, code=levels[-1].code, given=plain_both(levels[-1].from_)))


def highest_total(instrument: Instrument) -> Fraction:
    """Return the highest total that predicates are judged on."""
    bonus = instrument.bonus
    if instrument.predicates.on == "total_with_bonus" and isinstance(bonus, Bonus):
        return min(instrument.scale + bonus.cap, bonus.total_cap)
    return instrument.scale


def _gate(instrument: Instrument, gate: Gate, index: int, places: Places) -> Iterator[Advice]:
    at = places.at("gates", index, "value")
    if gate.rule == "group_at_least" and gate.value > instrument.scale:
        values = {"given": plain_both(gate.value), "what": _A_RIGHT, "most": plain_both(instrument.scale)}
        yield Advice(GATE_OUT_OF_REACH(at, code=gate.code, **values), "error")
    for indicator in instrument.known_indicators:
        most = max_points(indicator.scoring)
        if indicator.code in gate.indicators and most is not None and gate.value > most:
            values = {
                "given": plain_both(gate.value),
                "what": Say(indicator.code, indicator.code),
                "most": plain_both(most),
            }
            yield Advice(GATE_OUT_OF_REACH(at, code=gate.code, **values), "error")


def _bonus(instrument: Instrument, bonus: Bonus, places: Places) -> Iterator[Advice]:
    total = sum((item.max_points for item in bonus.items), Fraction(0))
    if total != bonus.cap:
        kind = BONUS_CUT if total > bonus.cap else BONUS_CAP_IDLE
        yield Advice(kind(places.at("bonus", "cap"), given=plain_both(total), cap=plain_both(bonus.cap)))
    if bonus.total_cap < instrument.scale:
        at = places.at("bonus", "total_cap")
        cut = TOTAL_CAP_LOW(at, cap=plain_both(bonus.total_cap), scale=plain_both(instrument.scale))
        yield Advice(cut, "error")
