"""A filled annex form turned into an instrument; everything that is wrong with it is told at once."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kotaham.core.instrument.kinds import Strict
from kotaham.core.instrument.model import (
    Aggregation,
    Bonus,
    BonusItem,
    Element,
    ElementPoints,
    FlatMean,
    GapRule,
    Gate,
    Group,
    GroupMean,
    InForce,
    Instrument,
    LegalBasis,
    MissingRule,
    NotApplicableRule,
    Policies,
    Predicate,
    Predicates,
    Rounding,
    Stated,
    WeightedTree,
)
from kotaham.core.language import Lang, Say
from kotaham.workbook import annex_words as words
from kotaham.workbook.annex_names import check_names
from kotaham.workbook.annex_problems import EMPTY, NEEDS, NOT_USED
from kotaham.workbook.annex_read_indicators import read_indicators
from kotaham.workbook.annex_read_tree import read_tree
from kotaham.workbook.annex_rows import Book, open_annex
from kotaham.workbook.annex_rules import check_rules
from kotaham.workbook.annex_sheets import sheet

PartT = TypeVar("PartT", bound=Strict)
_PLAIN = ("id", "version", "title", "nature", "notice", "about", "subject", "language")
_NO_RIGHTS = Say("Belum ada satu hak pun.", "There is not one right yet.")
_NO_TREE = Say("Pohonnya belum diisi.", "The tree is not filled in yet.")
_NO_ITEMS = Say(
    "Nilai tambahnya ada, tetapi butirnya belum diisi.", "There is a bonus, but its items are not filled in."
)
_ONE_ROW = Say("Isi paling sedikit satu baris.", "Fill in at least one row.")
_LISTED = Say("Daftar indikator: belum diketahui", "List of indicators: unknown")


def read_annex(path: Path | str, lang: Lang | None = None) -> Instrument:
    """Read a filled annex form; `lang` is the form's language, told from its sheets when not given.

    Raises Refused with every problem of the file, each with sheet, row and column.
    """
    book = open_annex(Path(path), lang)
    check_names(book)
    instrument = _instrument(book)
    book.desk.refuse_if_any()
    if instrument is None:  # pragma: no cover - every refusal of the model has been told above
        raise AssertionError("an annex was refused without a reason")
    check_rules(instrument, book)
    return instrument


def _instrument(book: Book) -> Instrument | None:
    """Put the parts together; what the model refuses becomes problems of cells."""
    identity = book.form("identity")
    parts = {
        "schema": 1,
        **identity.part(*_PLAIN),
        "legal_basis": _table(book, "legal_basis", LegalBasis),
        "in_force": identity.made(InForce, identity.under("in_force"), prefix="in_force."),
        "sources": {row.values.get("code", ""): row.values.get("text", "") for row in book.rows["sources"]},
        "stated_groups": _stated(book, "stated_groups"),
        "stated_indicators": _stated(book, "stated_indicators"),
        "groups": _table(book, "groups", Group),
        "elements": _table(book, "elements", Element),
        **_formula(book),
        "gates": _table(book, "gates", Gate),
        "indicators": _indicators(book),
    }
    try:
        return Instrument.model_validate(parts)
    except ValidationError as error:
        _tell(book, error)
        return None


def _tell(book: Book, error: ValidationError) -> None:
    """Tell what only the whole instrument shows: a bad id or version, no rights, a bad source."""
    identity = book.form("identity")
    for details in error.errors(include_url=False):
        key = str(details["loc"][0])
        if key in _PLAIN:
            identity.refused(key, details)
        elif key in {"bonus_note", "scale"}:
            book.form("formula").refused(key, details)
        elif key == "groups" and details["type"] == "too_short":
            book.desk.add(NEEDS, sheet("groups"), what=_NO_RIGHTS, hint=_ONE_ROW)
        elif key == "sources":
            _tell_source(book, str(details["loc"][1]), details)


def _tell_source(book: Book, code: str, details: Any) -> None:
    column = "code" if "[key]" in details["loc"] else "text"
    for row in book.rows["sources"]:
        if row.values.get("code") == code:
            row.refused(column, details)


def _table(book: Book, key: str, model: type[PartT]) -> tuple[PartT | None, ...]:
    return tuple(row.made(model, row.values) for row in book.rows[key])


def _stated(book: Book, key: str) -> Stated | None:
    identity = book.form("identity")
    given = identity.under(key)
    return identity.made(Stated, given, prefix=f"{key}.") if given else None


def _indicators(book: Book) -> Any:
    identity, rows = book.form("identity"), book.rows["indicators"]
    if identity.values.get("listed") != "unknown":
        return read_indicators(book)
    if rows:
        rows[0].problem(NOT_USED, "code", value=rows[0].values.get("code", ""), by=_LISTED)
    return "unknown"


def _formula(book: Book) -> dict[str, Any]:
    """Read the sheet of the formula with the tables that belong to it."""
    formula = book.form("formula")
    return {
        "aggregation": _aggregation(book),
        **formula.part("scale", "bonus_note"),
        "policies": _policies(book),
        "rounding": _part(book, "rounding", Rounding),
        "predicates": formula.made(
            Predicates,
            {**formula.under("predicates"), "levels": _table(book, "predicates", Predicate)},
            prefix="predicates.",
        ),
        "bonus": _bonus(book),
    }


def _policies(book: Book) -> Policies | None:
    missing = _part(book, "policies.missing", MissingRule)
    not_applicable = _part(book, "policies.not_applicable", NotApplicableRule)
    gap = _part(book, "policies.gap", GapRule)
    if missing is None or not_applicable is None or gap is None:
        return None
    return Policies(missing=missing, not_applicable=not_applicable, gap=gap)


def _part(book: Book, prefix: str, model: type[PartT]) -> PartT | None:
    formula = book.form("formula")
    return formula.made(model, formula.under(prefix), prefix=f"{prefix}.")


def _aggregation(book: Book) -> Aggregation | None:
    """Read the method with what belongs to it; what belongs to another method is refused."""
    formula, within = book.form("formula"), "aggregation.within_element"
    given, method = formula.under("aggregation"), formula.values.get("aggregation.method")
    if method is None:
        return None
    word = words.METHOD.word(method, book.desk.lang)
    if within in formula.values and method != "element_points":
        formula.problem(NOT_USED, within, value=words.WITHIN.word(given.pop("within_element"), book.desk.lang), by=word)
    rows = book.rows["tree"]
    if rows and method != "weighted_tree":
        rows[0].problem(NOT_USED, "code", value=rows[0].values.get("code", ""), by=word)
    if method == "weighted_tree":
        return _weighted(book, given)
    models: dict[str, type[FlatMean | GroupMean | ElementPoints]] = {
        "flat_mean": FlatMean,
        "group_mean": GroupMean,
        "element_points": ElementPoints,
    }
    return formula.made(models[method], given, prefix="aggregation.")


def _weighted(book: Book, given: dict[str, Any]) -> WeightedTree | None:
    if not book.rows["tree"]:
        book.desk.add(NEEDS, sheet("tree"), what=_NO_TREE, hint=_ONE_ROW)
        return None
    tree = read_tree(book)
    return book.form("formula").made(WeightedTree, {**given, "tree": tree}, prefix="aggregation.") if tree else None


def _bonus(book: Book) -> Any:
    """Read the bonus: none, unknown, or items with their cap."""
    formula, rows = book.form("formula"), book.rows["bonus"]
    given = {key: value for key, value in formula.under("bonus").items() if key != "state"}
    state = formula.values.get("bonus.state") or ("given" if rows or given else "none")
    if state == "given":
        items = _table(book, "bonus", BonusItem)
        if not items:
            book.desk.add(NEEDS, sheet("bonus"), what=_NO_ITEMS, hint=_ONE_ROW)
        if "cap" not in given:
            formula.problem(EMPTY, "bonus.cap", hint=formula.sheet.column("bonus.cap").help)
        return formula.made(Bonus, {**given, "items": items}, prefix="bonus.") if items else None
    word = words.BONUS.word(state, book.desk.lang)
    for key, value in given.items():
        formula.problem(NOT_USED, f"bonus.{key}", value=value, by=Say(f"Nilai tambah: {word}", f"Bonus: {word}"))
    for row in rows[:1]:
        row.problem(
            NOT_USED, "code", value=row.values.get("code", ""), by=Say(f"Nilai tambah: {word}", f"Bonus: {word}")
        )
    return "unknown" if state == "unknown" else None
