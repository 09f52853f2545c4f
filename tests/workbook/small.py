"""A small instrument with every kind of scoring, and tables for it, made for the tests of reading."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

from kotaham.core.errors import Problem, Refused
from kotaham.core.facts import Answer
from kotaham.core.instrument.model import Instrument
from kotaham.workbook.read import read_facts
from kotaham.workbook.reading import Reading

BANDS = [{"to": 50, "points": 10}, {"above": 50, "points": 0}]
OPTIONS = [
    {"code": "a", "title": "Belum ada aturan", "points": 0},
    {"code": "b", "title": "Tidak ada", "points": 5},
    {"code": "c", "title": "Ada aturan, sudah berjalan", "points": 10},
]
ITEMS = [{"code": "sk", "title": "Ada SK", "required": True}, {"code": "bukti", "title": "Ada bukti"}]
SCORINGS: dict[str, dict[str, Any]] = {
    "ANGKA": {"kind": "bands", "bands": BANDS, "possible": {"from": 0, "to": 100}},
    "BEBAS": {"kind": "bands", "bands": BANDS},
    "RASIO": {"kind": "ratio", "numerator": "Kematian", "denominator": "Kelahiran", "per": 1000, "bands": BANDS},
    "YATIDAK": {"kind": "yes_no", "yes": 10, "no": 0},
    "PILIH": {"kind": "choice", "options": OPTIONS},
    "BUTIR": {"kind": "checklist", "items": ITEMS, "bands": [{"from": 0, "points": 1}]},
    "DOK": {"kind": "document", "valid": 10, "invalid": 5, "absent": 0},
    "POIN": {"kind": "direct", "from": 0, "to": 10, "step": "0.5", "criteria": "Mutu"},
    "GELAP": {"kind": "unknown"},
}


def instrument(*codes: str, not_applicable: str = "lowers_maximum", **changes: Any) -> Instrument:
    """Make an instrument with these indicators (all when none is named)."""
    chosen = codes or tuple(SCORINGS)
    indicators = [{"code": c, "group": "G", "title": f"Indikator {c}", "scoring": SCORINGS[c]} for c in chosen]
    policies = {
        "missing": {"rule": "incomplete"},
        "not_applicable": {"rule": not_applicable},
        "gap": {"rule": "flag"},
    }
    data = {
        "schema": 1,
        "id": "uji-kecil",
        "version": "2026",
        "title": "Instrumen uji kecil",
        "nature": "example",
        "notice": "Contoh, bukan peraturan.",
        "subject": "city",
        "in_force": {"from": "2026-01-01"},
        "groups": [{"code": "G", "title": "Hak hidup"}],
        "aggregation": {"method": "flat_mean"},
        "policies": policies,
        "rounding": {"decimals": 2},
        "predicates": {"none_because": "contoh"},
        "indicators": indicators,
    }
    return Instrument.model_validate(data | changes)


def write_csv(path: Path, rows: Sequence[Sequence[object]], separator: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as CSV."""
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Data") -> Path:
    """Write rows as XLSX; text stays text."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(at, column, cell)
    return path


def read_row(folder: Path, cells: Mapping[str, object], law: Instrument, **options: Any) -> Reading:
    """Read a CSV table of one city with these columns."""
    header, row = ["kode", "nama", *cells], ["31.71", "Kota Uji", *cells.values()]
    return read_facts(write_csv(folder / "tabel.csv", [header, row]), law, **options)


def answer(reading: Reading, code: str) -> Answer:
    """Return the only answer to an indicator; the row must have been accepted."""
    assert not reading.problems, told(reading.problems)
    found = reading.table.columns[code][0]
    assert found is not None
    return found


def told(problems: Sequence[Problem] | Refused, lang: str = "id") -> str:
    """Return all problems in words."""
    found = problems.problems if isinstance(problems, Refused) else problems
    return "\n".join(problem.text("en" if lang == "en" else "id") for problem in found)
