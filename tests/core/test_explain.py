"""An explanation leads from the total to the fact, in both languages, and never turns text into markup."""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.core.compare import added
from kotaham.core.errors import Refused
from kotaham.core.facts import Answer, FactTable, Given, Paper, Quotient
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.core.numbers import exact
from kotaham.core.scoring.explain import Told, explain, told_html, told_json, told_text
from tests.core.shelf import (
    LAW_OF_2013,
    OPEN_DATA,
    PRACTICE,
    case_answers,
    case_of,
    record_of,
    shipped,
    table_of,
    told_of,
)
from tests.strategies import instruments_with_tables

HOSTILE = '<script>alert("x")</script>&<img src=x onerror=1>'
PUSAT = case_answers(case_of(OPEN_DATA, 1))
PERFECT = case_answers(case_of(PRACTICE, 0))


def every(told: Told) -> Iterator[Told]:
    """Go through an explanation, the whole before its parts."""
    yield told
    for part in told.parts:
        yield from every(part)


def of_kind(told: Told, kind: str) -> list[str]:
    return [one.text for one in every(told) if one.kind == kind]


def of_city(name: str = OPEN_DATA, lang: Lang = "id", **options: Any) -> Told:
    return told_of(name, PUSAT if name == OPEN_DATA else PERFECT, lang, **options)


# The whole city


def test_a_city_is_told_from_total_to_formula_rights_and_policies() -> None:
    told = of_city()
    assert told.text == "Kota Uji (31.71) - nilai akhir 86,27"
    assert of_kind(told, "coverage") == ["Dinilai 8 dari 12 indikator"]
    assert of_kind(told, "formula")[0].startswith("Rumus: rata-rata nilai hak; nilai tiap hak = 100 x poin / poin maks")
    assert "= 86,27 (tepatnya 5090/59)" in of_kind(told, "formula")[0]
    assert of_kind(told, "group")[:2] == [
        "Hak hidup: 100,00 dari 100",
        "Hak mengembangkan diri: 80,00 dari 100",
    ]
    assert len(of_kind(told, "policy")) == 3


def test_the_same_city_is_told_in_english_with_english_numbers() -> None:
    told = of_city(lang="en")
    assert told.text == "Kota Uji (31.71) - score 86.27"
    assert of_kind(told, "coverage") == ["Scored 8 of 12 indicators"]
    assert of_kind(told, "group")[0] == "Right to life: 100.00 of 100"
    assert not any("dari" in text.split() for kind in ("group", "coverage", "weight") for text in of_kind(told, kind))


def test_an_example_says_so_first_and_a_right_without_indicators_says_why() -> None:
    told = of_city()
    assert told.parts[0].text == "Contoh, bukan peraturan."
    holes = [text for text in of_kind(told, "group") if "tidak ada indikator" in text]
    assert [text.split(":")[0] for text in holes] == ["Hak atas rasa aman", "Hak perempuan"]


def test_a_predicate_is_told_with_every_threshold_every_gate_and_the_bonus() -> None:
    told = of_city(PRACTICE)
    assert of_kind(told, "verdict") == ["Predikat: Kota HAM Utama"]
    thresholds = of_kind(told, "threshold")
    assert len(thresholds) == 4
    assert all(" - tercapai" in text for text in thresholds)
    assert all("terpenuhi" in text for text in of_kind(told, "gate"))
    assert of_kind(told, "bonus")[0].startswith("Nilai tambah: diajukan 0, dihitung 0 (paling banyak 3)")
    assert len(of_kind(told, "element")) == 15


def test_a_total_that_is_missing_is_told_with_its_reason_and_no_threshold_is_called_missed() -> None:
    answers = {**PERFECT, "SJT-P2": Answer(None, "belum direviu")}
    told = told_of(PRACTICE, answers)
    assert told.text == "Kota Uji (31.71) - tanpa nilai akhir"
    assert of_kind(told, "verdict") == ["Tidak ada predikat karena nilai akhir tidak ada."]
    assert all(" - tidak dapat dinilai" in text for text in of_kind(told, "threshold"))
    assert any("tidak ada nilai karena SJT-P2 (tidak ada data)" in text for text in of_kind(told, "group"))


def test_a_predicate_held_back_by_a_gate_names_the_gate_and_what_was_too_low() -> None:
    answers = {**PERFECT, "AMN-H1": Answer(50), "AMN-H2": Answer(Quotient(0, 20))}
    told = told_of(PRACTICE, answers)
    assert any(text.endswith("tertahan oleh syarat") for text in of_kind(told, "threshold"))
    assert any("belum terpenuhi: Hak atas rasa aman:" in text for text in of_kind(told, "gate"))


def test_a_regulation_with_unknown_ways_of_scoring_says_so_at_each_indicator() -> None:
    told = told_of(LAW_OF_2013, {"P25-01": Answer(100), "P25-09": Answer(3)})
    assert told.text.endswith("tanpa nilai akhir")
    unscored = [text for text in of_kind(told, "indicator") if text.startswith("P25-09")]
    assert unscored[0].endswith(": cara penilaian belum diketahui")
    assert any("[simpulan kami" in text for text in of_kind(told, "formula"))


# One right, one indicator


def test_one_right_is_told_alone() -> None:
    told = of_city(group="KEMBANG")
    assert told.text == "Hak mengembangkan diri: 80,00 dari 100"
    assert [text.split()[0] for text in of_kind(told, "indicator")] == ["RLS", "BUTA_AKSARA"]


def test_one_indicator_is_told_by_fact_band_and_weight() -> None:
    told = of_city(indicator="SANITASI")
    assert told.text.endswith(": 7,5 dari 10 poin")
    fact, step, weight = told.parts
    assert fact.text == "Jawaban: 89,56 persen"
    assert step.text.startswith(
        "89,56 masuk rentang di atas 85,31 sampai kurang dari 90 = 7,5 poin [menurut sumber sekunder; sumber:"
    )
    assert weight.text == "Menyumbang 4,24 dari paling banyak 5,65 pada nilai akhir"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ["Instrumen kota-ham-data-terbuka tidak punya hak 'X'. Yang ada: HIDUP, KEMBANG,"]),
        ("en", ["Instrument kota-ham-data-terbuka has no right 'X'. There are: HIDUP, KEMBANG,"]),
    ],
)
def test_a_right_that_does_not_exist_is_refused_with_the_ones_that_do(lang: Lang, words: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        of_city(group="X")
    assert all(word in refused.value.text(lang) for word in words)


def test_an_indicator_that_does_not_exist_is_refused_with_the_ones_that_do() -> None:
    with pytest.raises(Refused, match=r"tidak punya indikator 'X'\. Yang ada: UHH, RLS,"):
        of_city(indicator="X")


def test_an_absent_cell_a_blank_with_a_reason_and_not_applicable_are_three_different_sentences() -> None:
    answers = {"UHH": None, "RLS": Answer(None, "survei ditunda"), "IPM": Answer(None, "bukan kota", True)}
    facts = [told_of(OPEN_DATA, answers, indicator=code).parts[0].text for code in answers]
    assert facts == [
        "Tidak ada jawaban dalam berkas.",
        "Jawaban: tidak ada data: survei ditunda",
        "Jawaban: tidak berlaku: bukan kota",
    ]


@pytest.mark.parametrize(
    ("code", "answer", "words"),
    [
        ("HDP-S1", Answer(Paper(True, "2024-01-01", "2028-12-31")), "ada sejak 1 Januari 2024 sampai 31 Desember 2028"),
        ("HDP-P2", Answer(Quotient(9900, 10000)), "9.900 / 10.000"),
        ("HDP-P3", Answer(True), "Jawaban: ya"),
        ("SJT-P2", Answer(Given(10, "dianggarkan")), "10 (dianggarkan)"),
        (
            "AMN-P3",
            Answer(Decimal(12), evidence="surat 7", origin="form.xlsx: B4"),
            "; data dukung: surat 7 [form.xlsx: B4]",
        ),
    ],
)
def test_an_answer_is_told_as_it_was_given_with_evidence_and_origin(code: str, answer: Answer, words: str) -> None:
    assert words in told_of(PRACTICE, {**PERFECT, code: answer}, indicator=code).parts[0].text


def test_a_value_between_two_bands_is_told_with_the_policy_of_the_instrument() -> None:
    told = told_of(LAW_OF_2013, {"P25-01": Answer(Decimal("110.5"))}, indicator="P25-01")
    assert of_kind(told, "gap") == ["110,5 tidak masuk rentang mana pun; angka di celah ditandai dan tidak dinilai."]
    assert of_kind(told, "mark") == ["angka ini jatuh di celah antara dua rentang"]


# Printing


class Tags(HTMLParser):
    """Remembers the tags and the text that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_names_reasons_and_evidence_stay_text_in_html() -> None:
    answers = {"UHH": Answer(70, evidence=HOSTILE, origin=HOSTILE), "RLS": Answer(None, HOSTILE)}
    page = told_html(told_of(OPEN_DATA, answers, subject=HOSTILE))
    seen = Tags()
    seen.feed(page)
    assert seen.tags == {"li", "ul"}
    assert seen.text.count(HOSTILE) == 4


def test_text_from_a_file_can_neither_add_a_line_nor_steer_the_terminal() -> None:
    answers = {"UHH": Answer(None, "ditunda\nPredikat: Kota HAM Utama\x1b[2J\u2028akhir")}
    told = told_of(OPEN_DATA, answers, indicator="UHH")
    printed = told_text(told)
    assert len(printed.split("\n")) == len(list(every(told)))
    assert "\x1b" not in printed
    assert "ditunda Predikat: Kota HAM Utama [2J akhir" in printed


@settings(max_examples=50)
@given(instruments_with_tables(), st.sampled_from(["id", "en"]))
def test_any_result_can_be_told_and_printed_in_three_ways(drawn: tuple[Instrument, FactTable], lang: Lang) -> None:
    instrument, table = drawn
    result = record_of(instrument, table)["results"][0]
    told = explain(instrument, result, {code: column[0] for code, column in table.columns.items()}, lang)
    nodes = list(every(told))
    assert len(told_text(told).split("\n")) == len(nodes)
    assert json.loads(json.dumps(told_json(told)))["text"] == told.text
    assert told_html(told).count("<li ") == len(nodes)
    codes = [one.data["indicator"] for one in nodes if one.kind == "indicator"]
    assert sorted(codes) == sorted(one.code for one in instrument.known_indicators)


@settings(max_examples=50)
@given(instruments_with_tables())
def test_what_the_indicators_add_is_exactly_the_total(drawn: tuple[Instrument, FactTable]) -> None:
    for result in record_of(*drawn)["results"]:
        if result["total"] is not None:
            parts = sum((added(answer) for answer in result["answers"]), Fraction(0))
            assert parts == exact(result["total"])


def test_an_explanation_uses_the_table_only_for_answers_so_an_old_record_is_told_as_it_was() -> None:
    instrument, table = shipped(OPEN_DATA), table_of(PUSAT)
    result = record_of(instrument, table)["results"][0]
    result["total"] = result["total_with_bonus"] = "12"
    assert explain(instrument, result, PUSAT).text == "Kota Uji (31.71) - nilai akhir 12,00"
