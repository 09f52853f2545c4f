"""The pages of the draft editor: which fields of which sheet of the annex form each one shows.

The words of the fields are those of the annex workbook, so that whoever knows one knows the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaham.apps.instruments.rules.drafting.trees import Tree, nodes_below, renamed
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Say
from kotaham.workbook.annex_export import filled_rows
from kotaham.workbook.annex_forms import FORMULA, IDENTITY
from kotaham.workbook.annex_layout import CLAIM, Column
from kotaham.workbook.annex_sheets import BONUS, ELEMENTS, GATES, GROUPS, LEGAL_BASIS, PREDICATES, SOURCES, TREE

Values = Mapping[str, Any]
Rows = Sequence[Values]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its key in the address, its words, its single fields, and its table."""

    key: str
    title: Say
    about: Say
    fields: tuple[Column, ...] = ()
    table: tuple[Column, ...] = ()
    rows: str = ""  # the sheet that the table shows


def _rows_of(sheet: Any, *starts: str) -> tuple[Column, ...]:
    return tuple(row for row in sheet.rows if not starts or row.key.startswith(starts))


def _table(key: str, title: Say, about: Say, sheet: Any, fields: tuple[Column, ...] = ()) -> Page:
    return Page(key, title, about, fields, sheet.columns, sheet.key)


_PAGES = (
    Page(
        "identitas",
        Say("Identitas dan masa berlaku", "Identity and dates"),
        Say("Nama, sifat, dan masa berlaku instrumen ini.", "The name, nature and dates of this instrument."),
        _rows_of(IDENTITY),
    ),
    _table("dasar-hukum", LEGAL_BASIS.name, LEGAL_BASIS.about, LEGAL_BASIS),
    _table("sumber", SOURCES.name, Say(
        "Dokumen dan alamat yang dirujuk kolom Sumber pada halaman lain.",
        "Documents and addresses that the field Source names on the other pages.",
    ), SOURCES),
    _table("hak", GROUPS.name, GROUPS.about, GROUPS),
    _table("unsur", ELEMENTS.name, ELEMENTS.about, ELEMENTS),
    Page(
        "rumus",
        Say("Rumus dan aturan hitung", "Formula and rules"),
        FORMULA.about,
        _rows_of(FORMULA, "aggregation", "scale", "policies", "rounding"),
    ),
    _table("pohon", Say("Pohon bobot", "Tree of weights"), TREE.about, TREE),
    _table("predikat", PREDICATES.name, PREDICATES.about, PREDICATES, _rows_of(FORMULA, "predicates")),
    _table("syarat", GATES.name, GATES.about, GATES),
    _table("nilai-tambah", BONUS.name, BONUS.about, BONUS, _rows_of(FORMULA, "bonus")),
)  # fmt: skip
PAGES: Mapping[str, Page] = {page.key: page for page in _PAGES}
_OF_PATH = {
    "legal_basis": "dasar-hukum", "sources": "sumber", "groups": "hak", "elements": "unsur", "gates": "syarat",
    "aggregation.tree": "pohon", "aggregation": "rumus", "scale": "rumus", "policies": "rumus", "rounding": "rumus",
    "predicates": "predikat", "bonus": "nilai-tambah",
}  # fmt: skip
_WHAT = {"groups": "group", "elements": "element", "predicates": "predicate"}


def page_of_path(path: str) -> str:
    """Return the key of the page on which a path of the file is edited; indicators have pages of their own."""
    return next((page for start, page in _OF_PATH.items() if path.startswith(start)), "identitas")


def initial(page: Page, instrument: Instrument) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what a page shows of an instrument: its single fields, and the rows of its table."""
    filled = filled_rows(instrument, "id")
    single = {**filled["identity"][0], **filled["formula"][0]} if page.fields else {}
    rows = [dict(row) for row in filled[page.rows]] if page.rows else []
    return single, rows


def with_page(tree: Tree, page: Page, values: Values, rows: Rows) -> None:
    """Put what a page holds into the tree; a row whose code is new takes along what names it."""
    _WRITERS[page.key](tree, values, rows)
    if what := _WHAT.get(page.rows):
        renamed(tree, what, {row["was"]: row["code"] for row in rows if row.get("was") and row["was"] != row["code"]})


def _under(prefix: str, values: Values) -> Tree:
    start = f"{prefix}."
    return {key.removeprefix(start): value for key, value in values.items() if key.startswith(start)}


def _clean(row: Values) -> Tree:
    """Leave out what was left empty: the model then says its default."""
    return {key: value for key, value in row.items() if key != "was" and value not in (None, "")}


def _identity(tree: Tree, values: Values, _rows: Rows) -> None:
    for key in ("id", "version", "title", "nature", "subject"):
        tree[key] = values[key]
    tree["language"] = values.get("language") or "id"
    for key in ("notice", "about"):
        tree[key] = values.get(key) or None
    tree["in_force"] = {"to": None, **_clean(_under("in_force", values))}
    for key in ("stated_groups", "stated_indicators"):
        stated = _clean(_under(key, values))
        tree[key] = stated if "count" in stated else None
    if not tree["indicators"] or tree["indicators"] == "unknown":
        tree["indicators"] = "unknown" if values.get("listed") == "unknown" else []


def _plain_rows(key: str) -> Any:
    def write(tree: Tree, _values: Values, rows: Rows) -> None:
        tree[key] = [_clean(row) for row in rows]

    return write


def _sources(tree: Tree, _values: Values, rows: Rows) -> None:
    tree["sources"] = {row["code"]: row["text"] for row in rows}


def _formula(tree: Tree, values: Values, _rows: Rows) -> None:
    old, wanted = tree["aggregation"], _clean(_under("aggregation", values))
    if wanted["method"] == "element_points":
        wanted.setdefault("within_element", "unknown")
    else:
        wanted.pop("within_element", None)
    if wanted["method"] == "weighted_tree":
        wanted["tree"] = old.get("tree") or [_root(tree)]
    tree["aggregation"] = wanted
    tree["scale"] = values.get("scale") or "100"
    for rule in ("missing", "not_applicable", "gap"):
        tree["policies"][rule] = _clean(_under(f"policies.{rule}", values))
    tree["rounding"] = _clean(_under("rounding", values))


def _root(tree: Tree) -> Tree:
    """Make the one branch that a new tree begins with; nothing is in it until somebody says so."""
    title = tree["groups"][0]
    return {"code": title["code"], "title": title["title"], "weight": "1"}


def _tree(tree: Tree, _values: Values, rows: Rows) -> None:
    """Build the branches out of rows: a branch has a code, an indicator in a branch names its parent."""
    if tree["aggregation"]["method"] != "weighted_tree":
        return
    nodes = {
        row["code"]: {
            "code": row["code"], "title": row.get("title") or row["code"], "weight": row["weight"],
            "children": [], "indicators": {},
        }
        for row in rows if row.get("code")
    }  # fmt: skip
    top: list[Tree] = []
    for row in rows:
        parent = nodes.get(row.get("parent") or "")
        if row.get("code"):
            # A branch that stands below itself would vanish: it is kept at the top, and the check tells about it.
            held = parent if parent is not None and not _holds(nodes[row["code"]], parent) else None
            (held["children"] if held else top).append(nodes[row["code"]])
        elif parent is not None and row.get("indicator"):
            parent["indicators"][row["indicator"]] = row["weight"]
    tree["aggregation"]["tree"] = top


def _holds(node: Tree, other: Tree) -> bool:
    return any(one is other for one in (node, *nodes_below(node["children"])))


def _predicates(tree: Tree, values: Values, rows: Rows) -> None:
    tree["predicates"] = {**_clean(_under("predicates", values)), "levels": [_clean(row) for row in rows]}


def _bonus(tree: Tree, values: Values, rows: Rows) -> None:
    given = _clean(_under("bonus", values))
    state = given.pop("state", "") or ("given" if rows else "none")
    tree["bonus_note"] = values.get("bonus_note") or None
    if state == "given":
        tree["bonus"] = {**given, "items": [_clean(row) for row in rows]}
    else:
        tree["bonus"] = "unknown" if state == "unknown" else None


_WRITERS: Mapping[str, Any] = {
    "identitas": _identity,
    "dasar-hukum": _plain_rows("legal_basis"),
    "sumber": _sources,
    "hak": _plain_rows("groups"),
    "unsur": _plain_rows("elements"),
    "rumus": _formula,
    "pohon": _tree,
    "predikat": _predicates,
    "syarat": _plain_rows("gates"),
    "nilai-tambah": _bonus,
}
CLAIM_KEYS = CLAIM
