"""A small instrument with every way of scoring, and runs over it, for the tests of printed and tabular reports."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Paper, Quotient, Subject, Ticked
from kotaham.core.instrument.model import Instrument
from kotaham.core.record import Origins, RefusedRow, Source, make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report.printing import ZERO_WIDTH_SPACE
from kotaham.report.run import Run

HOSTILE = (
    "#panic()",
    "*tebal* $x^2$ _miring_ `kode`",
    '<script>alert("1")</script>',
    '=HYPERLINK("http://example.org")',
    "Kabupaten " + "Panjang" * 30,
)


def instrument(**changes: Any) -> Instrument:
    """Make the instrument; `changes` replace parts of it."""
    return Instrument.model_validate(CONTENT | changes)


def english() -> Instrument:
    """Return the instrument told in English; the scores stay."""
    told = [one | {"title": f"{one['title']} (EN)"} for one in CONTENT["indicators"]]
    groups = [one | {"title": title} for one, title in zip(CONTENT["groups"], ENGLISH_GROUPS, strict=True)]
    titles = {"title": "Example of a human-rights city", "notice": "Example, not a regulation."}
    return instrument(indicators=told, groups=groups, **titles)


def full_answers() -> dict[str, Answer]:
    """Return one answer of each kind."""
    return {
        "AKI": Answer(Quotient(3, 2400), evidence="Profil kesehatan 2025"),
        "MELEK": Answer(Fraction("97.25")),
        "POSKO": Answer(True),
        "LAYANAN": Answer(Chosen("sebagian")),
        "AKSES": Answer(Ticked(frozenset({"LANDAI", "TOILET"}))),
        "PERDA": Answer(Paper(True, "2020-01-01", "2030-01-01")),
        "KESAN": Answer(Given(7, "wawancara")),
    }


def table(cities: int = 3, names: tuple[str, ...] = ()) -> FactTable:
    """Make facts: the first city answers everything, the second lacks one, others vary by number."""
    named = [*names, *(f"Kabupaten Contoh {n}" for n in range(len(names), cities))]
    subjects = [
        Subject(f"{11 + n // 25}.{n % 25 + 1:02}", name, f"Provinsi {1 + n // 25}") for n, name in enumerate(named)
    ]
    columns: dict[str, list[Answer | None]] = {
        code: [_vary(code, answer, n) for n in range(len(named))] for code, answer in full_answers().items()
    }
    bonus: dict[str, list[Any]] = {"JUARA": [2 if n % 3 == 0 else None for n in range(len(named))]}
    return FactTable(subjects, columns, "2025", "2025-12-31", bonus)


def _vary(code: str, answer: Answer, number: int) -> Answer | None:
    if number % 9 == 1 and code == "MELEK":
        return Answer(None, "belum dihitung")
    if number % 5 == 2 and code == "PERDA":
        return Answer(None, "tidak ada wewenang", not_applicable=True)
    match code:
        case "AKI":
            return Answer(Quotient(3 + number % 7, 2400 + 10 * number))
        case "MELEK":
            return Answer(Fraction(9725 - 37 * (number % 60), 100))
        case "POSKO":
            return Answer(number % 4 != 3)
        case "KESAN":
            return Answer(Given(number % 11, "wawancara"))
    return answer


def run(
    cities: int = 3, names: tuple[str, ...] = (), *, lang: str = "id", origins: Origins | None = None, **changes: Any
) -> Run:
    """Score the facts and return the whole run."""
    judge, facts = instrument(**changes), table(cities, names)
    record = make_record(score(compile_plan(judge), facts), origins)
    told = english() if lang == "en" else judge
    return Run(judge, told, record, facts, "schema: 1\n")


def partial_origins(rows_in: int, scored: int) -> Origins:
    """Say that some rows were refused."""
    refused = tuple(
        RefusedRow(row, f"99.{row:02}", "Kota Salah Ketik", ("AKI: nilai 140 tidak mungkin.",))
        for row in range(2, 2 + rows_in - scored)
    )
    return Origins("f" * 64, True, (Source("data.csv", "a" * 64, rows_in),), rows_in, refused)


ENGLISH_GROUPS = ("Right to life", "Right to self-development", "Right to security")
CONTENT: dict[str, Any] = {
    "schema": 1,
    "id": "contoh-cetak",
    "version": "1",
    "title": "Contoh kota HAM",
    "nature": "example",
    "notice": "Contoh, bukan peraturan.",
    "subject": "city",
    "in_force": {"from": "2025-01-01"},
    "groups": [
        {"code": "HIDUP", "title": "Hak hidup"},
        {"code": "KEMBANG", "title": "Hak mengembangkan diri"},
        {"code": "AMAN", "title": "Hak atas rasa aman", "hole": "Tidak ada angka terbuka per daerah."},
    ],
    "aggregation": {"method": "flat_mean", "article": "Pasal 7", "certainty": "inferred"},
    "policies": {
        "missing": {"rule": "incomplete"},
        "not_applicable": {"rule": "lowers_maximum"},
        "gap": {"rule": "flag"},
    },
    "rounding": {"decimals": 2},
    "predicates": {
        "on": "total_with_bonus",
        "levels": [
            {"code": "PEDULI", "title": "Peduli HAM", "from": 85},
            {"code": "CUKUP", "title": "Cukup Peduli HAM", "from": 65},
        ],
        "below": "Belum Peduli HAM",
    },
    "gates": [
        {"code": "G1", "title": "Tiap hak paling sedikit 50", "for": "PEDULI", "rule": "group_at_least", "value": 50}
    ],
    "bonus": {"items": [{"code": "JUARA", "title": "Prakarsa daerah", "max_points": 3}], "cap": 3},
    "indicators": [
        {
            "code": "AKI",
            "group": "HIDUP",
            "title": "Kematian ibu",
            "unit": "per 100.000 kelahiran hidup",
            "direction": "lower_better",
            "article": "Pasal 3",
            "scoring": {
                "kind": "ratio",
                "numerator": "kematian ibu",
                "denominator": "kelahiran hidup",
                "per": 100000,
                "small_below": 2500,
                "bands": [
                    {"to": 110, "points": 10},
                    {"from": 111, "to": 140, "points": 8},
                    {"from": 141, "to": 200, "points": 4},
                    {"above": 200, "points": 0},
                ],
            },
        },
        {
            "code": "POSKO",
            "group": "HIDUP",
            "title": "Ada pos pengaduan warga",
            "scoring": {"kind": "yes_no", "yes": 5, "no": 0},
        },
        {
            "code": "PERDA",
            "group": "HIDUP",
            "title": "Perda layanan darurat",
            "scoring": {"kind": "document", "valid": 10, "invalid": 4, "absent": 0},
        },
        {
            "code": "MELEK",
            "group": "KEMBANG",
            "title": "Angka melek huruf",
            "unit": "persen",
            "direction": "higher_better",
            "scoring": {
                "kind": "bands",
                "possible": {"from": 0, "to": 100},
                "bands": [
                    {"from": 95, "points": 10},
                    {"from": 90, "below": 95, "points": 7},
                    {"from": 80, "below": 90, "points": 3},
                    {"below": 80, "points": 0},
                ],
            },
        },
        {
            "code": "LAYANAN",
            "group": "KEMBANG",
            "title": "Layanan sekolah inklusif",
            "scoring": {
                "kind": "choice",
                "options": [
                    {"code": "semua", "title": "Semua kecamatan", "points": 10},
                    {"code": "sebagian", "title": "Sebagian kecamatan", "points": 5},
                    {"code": "tidak", "title": "Belum ada", "points": 0},
                ],
            },
        },
        {
            "code": "AKSES",
            "group": "KEMBANG",
            "title": "Gedung yang mudah dijangkau",
            "scoring": {
                "kind": "checklist",
                "items": [
                    {"code": "LANDAI", "title": "Bidang landai", "required": True},
                    {"code": "TOILET", "title": "Toilet aksesibel"},
                    {"code": "HURUF", "title": "Papan huruf braille"},
                ],
                "bands": [{"to": 0, "points": 0}, {"from": 1, "to": 2, "points": 4}, {"from": 3, "points": 9}],
            },
        },
        {
            "code": "KESAN",
            "group": "KEMBANG",
            "title": "Penilaian lapangan",
            "scoring": {"kind": "direct", "from": 0, "to": 10, "criteria": "Wawancara warga."},
        },
    ],
}


def text_of(path: Path) -> str:
    """Return the words of a PDF, one space between them."""
    pages = (page.extract_text() for page in PdfReader(path).pages)
    return " ".join("\n".join(pages).replace(ZERO_WIDTH_SPACE, "").split())
