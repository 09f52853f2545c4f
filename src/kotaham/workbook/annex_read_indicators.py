"""The rows of the indicators, each with its points from the short writing or from the sheet of details."""

from collections.abc import Callable
from typing import Any

from kotaham.core.instrument.kinds import Band, Item, NotKnown, Option, Strict
from kotaham.core.instrument.model import Indicator
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_desk import Row
from kotaham.workbook.annex_indicators import DETAILS
from kotaham.workbook.annex_ladder import read_span
from kotaham.workbook.annex_problems import BOTH, EMPTY, NOT_USED
from kotaham.workbook.annex_rows import Book
from kotaham.workbook.annex_scoring import (
    MODELS,
    SCORING_COLUMNS,
    USES,
    AnyScoring,
    read_ladder,
    read_options,
    read_possible,
)

_OWN = (
    "code",
    "group",
    "element",
    "title",
    "help",
    "unit",
    "period",
    "owners",
    "evidence",
    "example",
    "direction",
    "direction_certainty",
    "certainty",
    "article",
    "source",
    "note",
)
_PARTS = {
    "bands": {"band"},
    "ratio": {"band"},
    "choice": {"option"},
    "checklist": {"band", "item"},
}
_FIELD = {"band": "bands", "option": "options", "item": "items"}
_ON_LADDER = (
    "bands",
    "from",
    "to",
    "step",
    "yes",
    "no",
    "valid",
    "invalid",
    "absent",
    "max_points",
    "without_required",
)
_CELL = {**dict.fromkeys(_ON_LADDER, "ladder"), "items": "options"}
_PART_COLUMNS = {
    "band": ("span", "points", "certainty", "source", "note"),
    "option": ("code", "title", "points", "certainty"),
    "item": ("code", "title", "required"),
}
_ENDS = dict.fromkeys(("from", "above", "to", "below", "exactly"), "span")


def read_indicators(book: Book) -> tuple[Indicator | None, ...]:
    """Return the indicators in the order of their rows; None stands for a row with problems."""
    details: dict[str, list[Row]] = {}
    for row in book.rows["details"]:
        details.setdefault(row.values.get("indicator", ""), []).append(row)
    return tuple(_indicator(row, details.get(row.values.get("code", ""), [])) for row in book.rows["indicators"])


def _indicator(row: Row, details: list[Row]) -> Indicator | None:
    scoring = _scoring(row, details)
    values = {**row.part(*_OWN), "scoring": scoring or NotKnown(kind="unknown")}
    return row.made(Indicator, values)


def _scoring(row: Row, details: list[Row]) -> AnyScoring | None:
    """Read how one indicator earns points."""
    kind = row.values.get("kind")
    if kind is None:
        return None
    _refuse_unused(row, kind)
    plain = {"numerator", "denominator", "per", "small_below", "criteria"}
    found: dict[str, Any] = row.part(*(key for key in USES[kind] if key in plain))
    found |= _detailed(kind, details)
    if "ladder" in USES[kind]:
        found |= _typed(row, "ladder", found, lambda text: read_ladder(kind, text, row.desk.lang))
    if "options" in USES[kind]:
        found |= _typed(row, "options", found, lambda text: read_options(kind, text, row.desk.lang))
    if "possible" in USES[kind] and "possible" in row.values:
        found["possible"] = row.attempt("possible", lambda: read_possible(row.values["possible"], row.desk.lang))
    return row.made(MODELS[kind], {"kind": kind, **found}, _CELL)


def _refuse_unused(row: Row, kind: str) -> None:
    """Refuse what is filled in but plays no part, because it would be lost."""
    for key in SCORING_COLUMNS:
        if key in row.values and key not in USES[kind]:
            word = words.KIND.word(kind, row.desk.lang)
            row.problem(NOT_USED, key, value=str(row.values[key])[:60], by=word)


def _typed(row: Row, key: str, found: dict[str, Any], read: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Read a cell of short writing; what stands in the sheet of details as well is refused."""
    text = row.values.get(key, "")
    values = (row.attempt(key, lambda: read(text)) or {}) if text else {}
    if set(values) & set(found) & {"bands", "options", "items"}:
        row.problem(BOTH, key, code=row.values.get("code", ""), there=DETAILS.name)
    needed = {"ladder": {"bands", "yes", "valid", "from"}, "options": {"options", "items"}}[key]
    fields = {info.alias or name for name, info in MODELS[row.values["kind"]].model_fields.items()}
    if needed & fields and not needed & (set(values) | set(found)):
        row.problem(EMPTY, key, hint=row.sheet.column(key).help)
    return values


def _detailed(kind: str, details: list[Row]) -> dict[str, Any]:
    """Read the rows of details of one indicator into the fields of its scoring."""
    found: dict[str, list[Strict | None]] = {}
    for row in details:
        part = row.values.get("part")
        if part is None:
            continue
        if part not in _PARTS.get(kind, set()):
            lang = row.desk.lang
            row.problem(NOT_USED, "part", value=words.PART.word(part, lang), by=words.KIND.word(kind, lang))
            continue
        found.setdefault(_FIELD[part], []).append(_detail(row, part))
    return {field: tuple(parts) for field, parts in found.items()}


def _detail(row: Row, part: str) -> Strict | None:
    """Read one row of details."""
    for key in ("span", "code", "title", "points", "required", "certainty", "source", "note"):
        if key in row.values and key not in _PART_COLUMNS[part]:
            row.problem(NOT_USED, key, value=str(row.values[key])[:60], by=words.PART.word(part, row.desk.lang))
    given = row.part(*_PART_COLUMNS[part])
    if part == "option":
        return row.made(Option, given)
    if part == "item":
        return row.made(Item, {**given, "required": given.get("required") == "yes"})
    if "span" not in given:
        row.problem(EMPTY, "span", hint=row.sheet.column("span").help)
        return None
    ends = row.attempt("span", lambda: read_span(given.pop("span"), row.desk.lang))
    return None if ends is None else row.made(Band, {**given, **ends}, _ENDS)
