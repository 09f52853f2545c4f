"""A form given out with answers, read back untouched, is those answers."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.workbook.form_filled import Filled, number_cell
from kotaham.workbook.read import NO_COLUMN, read_facts
from kotaham.workbook.template import write_template
from tests.strategies import instruments_with_tables
from tests.workbook.fill import writable
from tests.workbook.small import instrument, told
from tests.workbook.test_form_round_trip import EVERY_KIND

CITY = Subject("31.71", "Kota =Satu", "DKI")


def out_and_in(folder: Path, law: Instrument, filled: Filled, lang: Lang) -> FactTable:
    path = folder / "formulir.xlsx"
    write_template(path, law, [CITY], lang=lang, period="2026", filled=filled)
    reading = read_facts(path, law, numbers=lang, lang=lang)
    assert not reading.problems, told(reading.problems)
    return reading.table


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_kind_of_answer_comes_back_untouched(tmp_path: Path, lang: Lang) -> None:
    table = out_and_in(tmp_path, instrument(), Filled(EVERY_KIND), lang)
    assert {code: column[0] for code, column in table.columns.items()} == EVERY_KIND


def test_what_is_not_answered_stays_an_empty_cell(tmp_path: Path) -> None:
    table = out_and_in(tmp_path, instrument(), Filled(), "id")
    assert {column[0].reason for column in table.columns.values() if column[0]} == {"sel kosong"}


def test_a_form_for_some_indicators_holds_no_rows_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    only = Filled(EVERY_KIND, only=frozenset({"ANGKA", "BUTIR"}))
    write_template(path, instrument(), [CITY], period="2026", filled=only)
    reading = read_facts(path, instrument())
    lacking = next(note for note in reading.notes if note.kind is NO_COLUMN)
    assert set(str(lacking.values["codes"]).split(", ")) == set(EVERY_KIND) - {"ANGKA", "BUTIR"}
    column = reading.table.columns["ANGKA"][0]
    assert column == EVERY_KIND["ANGKA"]


def test_the_same_answers_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, instrument(), [CITY], period="2026", filled=Filled(EVERY_KIND))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@given(instruments_with_tables(), st.sampled_from(["id", "en"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_random_answers_come_back_untouched(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[Instrument, FactTable], lang: Lang
) -> None:
    law, table = case
    if law.subject != "city":
        return
    answers = {code: column[0] for code, column in table.columns.items() if column[0] is not None}
    kept = {code: one for code, one in answers.items() if _plain(one)}
    bonus = {code: points[0] for code, points in table.bonus.items() if points[0] is not None and writable(points[0])}
    found = out_and_in(tmp_path_factory.mktemp("form"), law, Filled(kept, bonus), lang)
    assert {code: _value(found.columns[code][0]) for code in kept} == {code: _value(one) for code, one in kept.items()}
    assert {code: found.bonus[code][0] for code in bonus} == bonus


def _value(answer: Answer | None) -> object:
    assert answer is not None
    return answer.value, answer.not_applicable, answer.reason if answer.value is None else ""


def _plain(answer: Answer) -> bool:
    """Tell whether a cell can hold an answer at all: quotients that never end have no digits to write."""
    numbers = [getattr(answer.value, name, None) for name in ("numerator", "denominator", "points")]
    numbers.append(answer.value if isinstance(answer.value, Fraction | int) else None)
    ends = all(writable(one) for one in numbers if isinstance(one, Fraction | int) and not isinstance(one, bool))
    words = [answer.reason, getattr(answer.value, "reason", "")]
    return (
        ends and (answer.value is not None or answer.reason.strip() != "") and all(one == one.strip() for one in words)
    )


@pytest.mark.parametrize(
    ("number", "id_", "en"),
    [("12.5", 12.5, 12.5), ("0", 0, 0), ("1234567890123456.5", "1234567890123456,5", "1234567890123456.5")],
)
def test_a_number_that_a_spreadsheet_would_round_is_written_as_text(number: str, id_: object, en: object) -> None:
    assert number_cell(Fraction(number), "id") == id_
    assert number_cell(Fraction(number), "en") == en
