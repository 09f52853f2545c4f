"""What an instrument must satisfy beyond its shape; a file that breaks one of these is not loaded.

Here: codes that are written twice or lead nowhere, and statements about the instrument as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import chain
from typing import Any

from pydantic import BaseModel

from kotaham.core.errors import Kind, Problem
from kotaham.core.instrument.kinds import Band, Checklist, Choice, Claim
from kotaham.core.instrument.model import Bonus, Instrument, WeightedTree
from kotaham.core.instrument.model_keys import file_fields
from kotaham.core.instrument.places import Path, Places
from kotaham.core.instrument.rules_bands import broken_scoring_rules
from kotaham.core.instrument.rules_formula import broken_formula_rules
from kotaham.core.instrument.tree import nodes_of
from kotaham.core.language import Say

DUPLICATE_CODE = Kind(
    "instrument.duplicate-code",
    Say(
        "Kode {what} `{code}` dipakai dua kali; yang pertama di baris {first}.",
        "The {what} code `{code}` is used twice; first on line {first}.",
    ),
    Say("Beri kode yang lain, atau hapus salah satunya.", "Give it another code, or delete one of them."),
)
RESERVED_CODE = Kind(
    "instrument.reserved-code",
    Say(
        "Kode `{code}` sudah punya arti lain sebagai judul kolom tabel data.",
        "The code `{code}` already means something else as a column of data tables.",
    ),
    Say("Pakai kode yang lain.", "Use another code."),
)
UNKNOWN_CODE = Kind(
    "instrument.unknown-code",
    Say("Tidak ada {what} dengan kode `{code}`.", "There is no {what} with the code `{code}`."),
    Say("{near}", "{near}"),
)
NO_NOTICE = Kind(
    "instrument.example-without-notice",
    Say("Instrumen contoh ini tidak memuat `notice`.", "This example instrument has no `notice`."),
    Say(
        "Tulis di `notice` bahwa ini bukan ketentuan hukum dan dari mana isinya.",
        "Say in `notice` that it is not law and where its content comes from.",
    ),
    why=Say(
        "Tanpa itu orang dapat mengiranya peraturan yang berlaku.",
        "Without it people may take it for a regulation in force.",
    ),
)
DATES_REVERSED = Kind(
    "instrument.in-force-reversed",
    Say(
        "Masa berlaku ini berakhir ({to}) sebelum dimulai ({start}).",
        "The version ends ({to}) before it begins ({start}).",
    ),
    Say("Betulkan `from` atau `to`.", "Correct `from` or `to`."),
)
HOLE_WITH_INDICATORS = Kind(
    "instrument.hole-with-indicators",
    Say(
        "Hak {code} dinyatakan tanpa indikator (`hole`), tetapi punya {count} indikator.",
        "The right {code} says it has no indicators (`hole`), but it has {count} indicators.",
    ),
    Say("Hapus `hole`, atau pindahkan indikatornya.", "Delete `hole`, or move its indicators."),
)

GROUP = Say("hak", "right")
ELEMENT = Say("unsur", "element")
INDICATOR = Say("indikator", "indicator")
PREDICATE = Say("predikat", "predicate")
OPTION = Say("pilihan", "option")
ITEM = Say("butir", "item")
BONUS_ITEM = Say("butir nilai tambah", "bonus item")
GATE = Say("syarat", "gate")
NODE = Say("cabang", "branch")
SOURCE = Say("sumber", "source")

_TABLE_COLUMNS = {"kode", "nama", "provinsi", "bonus"}
_ITEM_COLUMNS = {"pembilang", "penyebut", "mulai", "sampai", "alasan", "tidak_berlaku", "kosong", "bukti"}


def broken_rules(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Yield every broken rule of an instrument whose shape is right."""
    yield from _duplicates(instrument, places)
    yield from _reserved(instrument, places)
    yield from _references(instrument, places)
    yield from _unknown_sources(instrument, (), instrument.sources, places)
    yield from _statements(instrument, places)
    for index, indicator in enumerate(instrument.known_indicators):
        yield from broken_scoring_rules(indicator, ("indicators", index, "scoring"), places)
    yield from broken_formula_rules(instrument, places)


def _coded_lists(instrument: Instrument) -> Iterator[tuple[Say, list[tuple[str, Path]]]]:
    """Yield every list whose codes must differ: its name, and each code with its path."""
    for what, key in ((GROUP, "groups"), (ELEMENT, "elements"), (GATE, "gates")):
        yield what, _codes(getattr(instrument, key), key)
    yield INDICATOR, _codes(instrument.known_indicators, "indicators")
    yield PREDICATE, _codes(instrument.predicates.levels, "predicates", "levels")
    if isinstance(instrument.bonus, Bonus):
        yield BONUS_ITEM, _codes(instrument.bonus.items, "bonus", "items")
    if isinstance(instrument.aggregation, WeightedTree):
        yield NODE, [(node.code, (*path, "code")) for path, node in nodes_of(instrument.aggregation)]
    for index, indicator in enumerate(instrument.known_indicators):
        if isinstance(indicator.scoring, Choice):
            yield OPTION, _codes(indicator.scoring.options, "indicators", index, "scoring", "options")
        if isinstance(indicator.scoring, Checklist):
            yield ITEM, _codes(indicator.scoring.items, "indicators", index, "scoring", "items")


def _codes(parts: Iterable[Any], *path: str | int) -> list[tuple[str, Path]]:
    return [(part.code, (*path, index, "code")) for index, part in enumerate(parts)]


def _duplicates(instrument: Instrument, places: Places) -> Iterator[Problem]:
    for what, codes in _coded_lists(instrument):
        first: dict[str, Path] = {}
        for code, path in codes:
            if code in first:
                line = places.at(*first[code]).line
                yield DUPLICATE_CODE(places.at(*path), what=what, code=code, first=line)
            first.setdefault(code, path)


def _reserved(instrument: Instrument, places: Places) -> Iterator[Problem]:
    for what, codes in _coded_lists(instrument):
        reserved = {INDICATOR: _TABLE_COLUMNS, ITEM: _ITEM_COLUMNS}.get(what, set())
        for code, path in codes:
            if code.lower() in reserved:
                yield RESERVED_CODE(places.at(*path), code=code)


def _references(instrument: Instrument, places: Places) -> Iterator[Problem]:
    known = {
        GROUP: [group.code for group in instrument.groups],
        ELEMENT: [element.code for element in instrument.elements],
        INDICATOR: [indicator.code for indicator in instrument.known_indicators],
        PREDICATE: [level.code for level in instrument.predicates.levels],
    }
    for what, code, path in chain(_indicator_references(instrument), _formula_references(instrument)):
        if code not in known[what]:
            near = _near(code, known[what])
            yield UNKNOWN_CODE(places.at(*path), what=what, code=code, near=near)


def _indicator_references(instrument: Instrument) -> Iterator[tuple[Say, str, Path]]:
    for index, indicator in enumerate(instrument.known_indicators):
        yield GROUP, indicator.group, ("indicators", index, "group")
        if indicator.element is not None:
            yield ELEMENT, indicator.element, ("indicators", index, "element")


def _formula_references(instrument: Instrument) -> Iterator[tuple[Say, str, Path]]:
    for index, gate in enumerate(instrument.gates):
        yield PREDICATE, gate.for_, ("gates", index, "for")
        for position, code in enumerate(gate.groups):
            yield GROUP, code, ("gates", index, "groups", position)
        for position, code in enumerate(gate.indicators):
            yield INDICATOR, code, ("gates", index, "indicators", position)
    if isinstance(instrument.aggregation, WeightedTree):
        for path, node in nodes_of(instrument.aggregation):
            yield from ((INDICATOR, code, (*path, "indicators", code)) for code in node.indicators)


def _unknown_sources(part: BaseModel, path: Path, sources: Mapping[str, str], places: Places) -> Iterator[Problem]:
    """Yield every `source` that is not a code of `sources`; several are written `S1, S2`."""
    if isinstance(part, Claim | Band) and part.source is not None:
        for code in (code.strip() for code in part.source.split(",")):
            if code not in sources:
                near = _near(code, list(sources))
                yield UNKNOWN_CODE(places.at(*path, "source"), what=SOURCE, code=code[:80], near=near)
    for inner, key in _parts(part):
        yield from _unknown_sources(inner, (*path, *key), sources, places)


def _parts(part: BaseModel) -> Iterator[tuple[BaseModel, Path]]:
    """Yield the models directly inside a part, with the rest of their path."""
    for (key, _), name in zip(file_fields(type(part)), type(part).model_fields, strict=True):
        value = getattr(part, name)
        if isinstance(value, BaseModel):
            yield value, (key,)
        elif isinstance(value, tuple):
            yield from ((inner, (key, i)) for i, inner in enumerate(value) if isinstance(inner, BaseModel))


def _statements(instrument: Instrument, places: Places) -> Iterator[Problem]:
    """Yield contradictions in what the instrument says about itself."""
    if instrument.nature == "example" and instrument.notice is None:
        yield NO_NOTICE(places.at("nature"))
    start, end = instrument.in_force.from_, instrument.in_force.to
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield DATES_REVERSED(places.at("in_force", "to"), start=start, to=end)
    for index, group in enumerate(instrument.groups):
        count = sum(indicator.group == group.code for indicator in instrument.known_indicators)
        if group.hole is not None and count:
            yield HOLE_WITH_INDICATORS(places.at("groups", index, "hole"), code=group.code, count=count)


def _near(code: str, known: list[str]) -> Say:
    near = get_close_matches(code, known, n=1, cutoff=0.6)
    if near:
        return Say(f"Mungkin maksudnya `{near[0]}`?", f"Did you mean `{near[0]}`?")
    listed = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    if not listed:
        return Say("Belum ada satu pun yang ditulis.", "None is written yet.")
    return Say(f"Yang ada: {listed}.", f"Those that exist: {listed}.")
