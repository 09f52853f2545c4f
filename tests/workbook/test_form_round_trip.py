"""What the form asks and an office fills in is what reading gives back."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Paper, Quotient, Subject, Ticked
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.workbook.read import read_facts
from kotaham.workbook.template import write_template
from tests.strategies import instruments_with_tables
from tests.workbook.fill import expected, fill, writable
from tests.workbook.small import instrument, told

CITIES = [Subject("31.71", "Kota =Satu", "DKI"), Subject("31.70", "+Dua", ""), Subject("32.01", "Tiga", "@Jabar")]
EVERY_KIND: dict[str, Answer] = {
    "ANGKA": Answer(Fraction("12.5"), evidence="=bukti"),
    "BEBAS": Answer(None, "belum ada survei"),
    "RASIO": Answer(Quotient(3, 1200)),
    "YATIDAK": Answer(value=False),
    "PILIH": Answer(Chosen("b")),
    "BUTIR": Answer(Ticked(frozenset({"bukti"})), evidence="foto"),
    "DOK": Answer(Paper(True, "2024-01-01", "2026-12-31")),
    "POIN": Answer(Given(Fraction("7.5"), "=lengkap")),
    "GELAP": Answer(None, "tidak punya laut", not_applicable=True),
}


def round_trip(folder: Path, law: Instrument, table: FactTable, lang: Lang) -> None:
    """Write a form, fill it in, read it, and compare."""
    path = folder / "formulir.xlsx"
    write_template(path, law, list(table.subjects), lang=lang, period=table.period)
    fill(path, law, table, lang)
    reading = read_facts(path, law, lang=lang)
    assert not reading.problems, told(reading.problems)
    assert list(reading.table.subjects) == list(table.subjects)
    assert reading.table.period == table.period
    assert {code: list(column) for code, column in reading.table.columns.items()} == expected(table, lang)
    for code, points in table.bonus.items():
        kept = [number if number is not None and writable(number) else None for number in points]
        assert list(reading.table.bonus[code]) == kept


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("count", [1, 3])
def test_every_kind_of_answer_survives_the_form_in_both_layouts_and_languages(
    tmp_path: Path, lang: Lang, count: int
) -> None:
    columns = {code: [answer] * count for code, answer in EVERY_KIND.items()}
    table = FactTable(CITIES[:count], columns, period="2026")
    round_trip(tmp_path, instrument(), table, lang)


@given(instruments_with_tables(), st.sampled_from(["id", "en"]))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_random_instruments_and_answers_survive_the_form(
    tmp_path: Path, pair: tuple[Instrument, FactTable], lang: Lang
) -> None:
    law, table = pair
    round_trip(tmp_path, law, table, lang)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_empty_form_reads_as_no_data_for_everything(tmp_path: Path, count: int) -> None:
    path = tmp_path / "formulir.xlsx"
    write_template(path, instrument(), CITIES[:count], lang="id", period="2026")
    reading = read_facts(path, instrument())
    assert reading.rows_in == max(count, 1)
    assert not reading.notes, told(reading.notes)
    if count:
        assert all(
            answer == Answer(None, "sel kosong") for column in reading.table.columns.values() for answer in column
        )
    else:
        assert "kolom C (Kode daerah): Baris ini tidak memiliki kode daerah" in told(reading.problems)


def test_the_form_of_another_version_is_refused_with_words(tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    write_template(path, instrument(), CITIES[:1])
    for other in (instrument(version="2027"), instrument("ANGKA"), instrument(id="lain")):
        with pytest.raises(Exception, match="Formulir ini dibuat untuk uji-kecil@2026") as caught:
            read_facts(path, other)
        assert "pindahkan jawabannya ke formulir" in str(caught.value)


def test_a_change_that_asks_the_same_is_only_told(tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    write_template(path, instrument(), CITIES[:1])
    reading = read_facts(path, instrument(title="Judul baru"))
    assert "sudah berubah sejak formulir ini dibuat" in told(reading.notes)


def test_the_period_of_the_form_must_be_the_period_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "formulir.xlsx"
    for count in (1, 3):
        write_template(path, instrument(), CITIES[:count], period="2025")
        assert read_facts(path, instrument()).table.period == "2025"
        with pytest.raises(Exception, match="Periode yang diminta 2026, sedangkan formulirnya menyatakan 2025"):
            read_facts(path, instrument(), period="2026")
