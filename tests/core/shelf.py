"""Shipped instruments and small results, for the tests of telling and comparing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.facts_json import answer_from_json
from kotaham.core.instrument.load import load, read_yaml
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.translate import load_translation, translated
from kotaham.core.language import Lang
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.explain import Told, explain
from kotaham.core.scoring.plan import compile_plan

SHELVES = Path(__file__).parents[2] / "instruments"
OPEN_DATA = "kota-ham-data-terbuka/2026"
PRACTICE = "kota-ham-contoh/2026"
LAW_OF_2013 = "permenkumham-25-2013/2013"


def shipped(name: str, lang: Lang = "id") -> Instrument:
    """Load a shipped instrument in a language."""
    instrument = load(SHELVES / f"{name}.yaml").instrument
    return instrument if lang == "id" else translated(instrument, load_translation(SHELVES / f"{name}.en.yaml"))


def case_of(name: str, number: int) -> dict[str, Any]:
    """Read one worked example of a shipped instrument."""
    folder, version = name.split("/")
    text = (SHELVES / folder / "cases" / f"{version}.yaml").read_text(encoding="utf-8")
    return dict(read_yaml(text, name).value[number])


def table_of(answers: Mapping[str, Answer | None], name: str = "Kota Uji", period_end: str = "") -> FactTable:
    """Make a table of one city."""
    columns = {code: [answer] for code, answer in answers.items()}
    return FactTable([Subject("31.71", name, "DKI Jakarta")], columns, "2021", period_end)


def record_of(instrument: Instrument, table: FactTable) -> dict[str, Any]:
    """Score a table and make its record."""
    return make_record(score(compile_plan(instrument), table))


def case_answers(case: Mapping[str, Any]) -> dict[str, Answer | None]:
    """Turn the facts of a case into answers."""
    return {code: answer_from_json(fact) for code, fact in case["facts"].items()}


def told_of(name: str, answers: Mapping[str, Answer | None], lang: Lang = "id", **options: Any) -> Told:
    """Score answers of one city to a shipped instrument and explain the result."""
    subject, period_end = options.pop("subject", "Kota Uji"), options.pop("period_end", "2025-12-31")
    record = record_of(shipped(name), table_of(answers, subject, period_end))
    return explain(shipped(name, lang), record["results"][0], answers, lang, **options)
