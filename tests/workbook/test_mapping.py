"""Somebody else's table, read through a mapping."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kotaham.core.errors import Refused
from kotaham.core.facts import Chosen, Quotient
from kotaham.core.instrument.load import load
from kotaham.workbook.mapping import load_mapping
from kotaham.workbook.read import read_facts
from kotaham.workbook.reading import Reading
from tests.workbook.small import answer, instrument, told, write_csv, write_xlsx

HEAD = """\
schema: 1
instrument: uji-kecil
title: Tabel uji
period: "2021"
period_end: 2021-12-31
numbers: en
source: Badan uji
subject: {code: kode_wilayah, system: kemendagri, name: nama_daerah}
columns:
"""
LAW = instrument("ANGKA", "BEBAS", "RASIO", "YATIDAK", "PILIH")
ALL = """\
  ANGKA: {value: 100 - melek}
  BEBAS: {value: "`nilai lain`", missing_when: {equals: [0, -999]}, missing_reason: nol di sumber}
  RASIO: {numerator: mati, denominator: hidup + mati}
  YATIDAK: {value: punya}
  PILIH: {not_applicable: tidak ditanyakan}
"""
HEADER = ["kode_wilayah", "nama_daerah", "melek", "nilai lain", "mati", "hidup", "punya", "tak dipakai"]
ROW = ["31.71", "Kota A", "95.5", "1.234", "3", "997", "ya", "x"]


def mapping(folder: Path, rules: str, head: str = HEAD) -> Path:
    path = folder / "peta.yaml"
    path.write_text(head + rules, encoding="utf-8")
    return path


def read(folder: Path, rules: str = ALL, row: list[str] | None = None, **options: Any) -> Reading:
    table = write_csv(folder / "t.csv", [["Judul"], HEADER, row or ROW])
    return read_facts(table, LAW, mapping=mapping(folder, rules), **options)


def refusal(folder: Path, rules: str, head: str = HEAD) -> str:
    with pytest.raises(Refused) as caught:
        load_mapping(mapping(folder, rules, head), LAW)
    return caught.value.text()


def test_every_kind_of_rule_gives_its_answer(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert answer(reading, "ANGKA").value == Fraction("4.5")
    assert answer(reading, "BEBAS").value == Decimal("1.234")
    assert answer(reading, "RASIO").value == Quotient(3, 1000)
    assert answer(reading, "YATIDAK").value is True
    assert answer(reading, "PILIH").not_applicable
    assert (reading.table.period, reading.table.period_end) == ("2021", "2021-12-31")
    assert (reading.table.subjects[0].code, reading.table.subjects[0].name) == ("31.71", "Kota A")
    assert not reading.notes, "columns that the mapping does not use are not worth a word"


def test_an_answer_says_from_which_columns_it_comes(tmp_path: Path) -> None:
    assert answer(read(tmp_path), "ANGKA").origin == "Tabel uji: 100 - melek"


@pytest.mark.parametrize("cell", ["0", "-999", "0.0"])
def test_values_that_stand_for_no_data_are_no_data_with_the_reason_given(tmp_path: Path, cell: str) -> None:
    row = [*ROW[:3], cell, *ROW[4:]]
    found = answer(read(tmp_path, row=row), "BEBAS")
    assert (found.value, found.reason) == (None, "nol di sumber")


def test_a_blank_in_a_formula_is_no_data_that_names_its_column(tmp_path: Path) -> None:
    row = [*ROW[:5], "-", *ROW[6:]]
    found = answer(read(tmp_path, row=row), "RASIO")
    assert (found.value, found.reason) == (None, "kolom hidup: tertulis '-'")


def test_an_exception_overrules_one_cell_with_its_reason(tmp_path: Path) -> None:
    rules = ALL + 'except:\n  - {code: "31.71", indicator: ANGKA, missing: diketahui salah}\n'
    assert answer(read(tmp_path, rules), "ANGKA").reason == "diketahui salah"


EXCEPT = 'except:\n  - {{code: "{code}", indicator: ANGKA, missing: diketahui salah}}\n'


def test_an_exception_for_a_city_that_the_table_lacks_is_not_worth_a_word(tmp_path: Path) -> None:
    assert "Pengecualian" not in told(read(tmp_path, ALL + EXCEPT.format(code="94.08")).notes)


def test_an_exception_for_a_city_whose_row_is_refused_is_told(tmp_path: Path) -> None:
    row = [*ROW[:5], "banyak", *ROW[6:]]
    said = told(read(tmp_path, ALL + EXCEPT.format(code="31.71"), row=row).notes)
    assert "Pengecualian 31.71 ANGKA tidak dapat diterapkan: baris daerah itu ditolak." in said


def test_an_indicator_that_is_not_mentioned_is_no_data_and_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "  ANGKA: {value: melek}\n")
    assert answer(reading, "BEBAS").reason == "pemetaan peta.yaml tidak menyebut indikator ini"
    assert "tidak menyebut 4 indikator: BEBAS, RASIO, YATIDAK, PILIH" in told(reading.notes)


@pytest.mark.parametrize(
    ("at", "cell", "words"),
    [
        (2, "banyak", "kolom C (melek): 'banyak' bukan angka"),
        (2, "300", "Nilai -200 tidak mungkin; yang mungkin 0 – 100"),
        (2, "95,5", "tidak sesuai dengan cara tulis angka yang dinyatakan (en: 1,234.5)"),
        (5, "-3", "Penyebut 0 tidak lebih dari nol"),
        (4, "-3", "kolom E (mati): Pembilang -3 di bawah nol"),
        (6, "mungkin", "'mungkin' bukan jawaban ya atau tidak"),
        (0, "3171", "dapat berarti dua daerah"),
    ],
)
def test_a_bad_cell_refuses_its_row_with_the_place(tmp_path: Path, at: int, cell: str, words: str) -> None:
    row = [*ROW[:at], cell, *ROW[at + 1 :]]
    reading = read(tmp_path, row=row)
    assert words in told(reading.problems)
    assert "t.csv, baris 3" in told(reading.problems)
    assert reading.rows_in == len(reading.refused) == 1


def test_a_division_by_zero_refuses_the_row(tmp_path: Path) -> None:
    reading = read(tmp_path, "  ANGKA: {value: mati / (hidup - 997)}\n")
    assert "Rumus 'mati / (hidup - 997)' membagi dengan nol pada baris ini" in told(reading.problems)


def test_a_column_that_the_table_lacks_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read(tmp_path, "  ANGKA: {value: melekk}\n")
    assert "memakai kolom 'melekk', tetapi tabel ini tidak memuatnya. Apakah maksudnya 'melek'?" in caught.value.text()


def test_a_choice_is_read_from_one_column(tmp_path: Path) -> None:
    reading = read(tmp_path, "  PILIH: {value: punya}\n", [*ROW[:6], "c", "x"])
    assert answer(reading, "PILIH").value == Chosen("c")


def test_the_caller_may_state_another_way_of_writing_numbers(tmp_path: Path) -> None:
    assert answer(read(tmp_path, numbers="id", row=[*ROW[:2], "95,5", *ROW[3:]]), "BEBAS").value == 1234


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("  ANGKA: {value: a, missing: b}\n", "peta.yaml:10, columns.ANGKA: ANGKA: lebih dari satu cara"),
        ("  ANGKA: {}\n", "ANGKA: lebih dari satu cara, atau tidak satu pun"),
        ("  RASIO: {numerator: a}\n", "pembilang dan penyebut harus keduanya"),
        ("  RASIO: {value: a}\n", "hanya dan selalu untuk indikator berjenis rasio"),
        ("  ANGKA: {numerator: a, denominator: b}\n", "hanya dan selalu untuk indikator berjenis rasio"),
        ("  ANGKA: {value: a +}\n", "Rumus 'a +' tidak dapat dibaca: angka atau nama kolom dinanti"),
        ("  YATIDAK: {value: 1 - a}\n", "bukan angka, jadi hanya dapat memakai satu kolom"),
        ("  LAIN: {value: a}\n", "Indikator LAIN tidak ada dalam uji-kecil"),
        ("  ANGKA: {value: a, missing_when: {equals: [0]}}\n", "missing_when dan missing_reason harus keduanya"),
        ("  ANGKA: {nilai: a}\n", "nilai"),
        ("  ANGKA: {value: a}\n  ANGKA: {value: b}\n", "ditulis dua kali"),
        ("  ANGKA: {value: a}\nexcept:\n  - {code: 9408, indicator: X, missing: y}\n", "peta.yaml:12"),
    ],
)
def test_a_bad_mapping_is_refused_with_its_line(tmp_path: Path, rules: str, words: str) -> None:
    text = refusal(tmp_path, rules)
    assert words in text
    assert "peta.yaml:1" in text


def test_all_problems_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    text = refusal(tmp_path, "  ANGKA: {}\n  LAIN: {value: a}\n  BEBAS: {value: a b}\n")
    assert len(text.splitlines()) == 3


def test_a_mapping_for_another_instrument_is_refused(tmp_path: Path) -> None:
    text = refusal(tmp_path, ALL, HEAD.replace("uji-kecil", "lain"))
    assert "Pemetaan ini untuk instrumen lain, bukan uji-kecil" in text


BPS = HEAD.replace("system: kemendagri", "system: bps")
WALK = BPS.replace("name: nama_daerah", "crosswalk: {file: padanan.csv, from: bps, to: dagri}")


def test_bps_codes_without_a_crosswalk_are_refused(tmp_path: Path) -> None:
    text = refusal(tmp_path, ALL, BPS)
    assert "Tabel memakai kode BPS, tetapi pemetaan ini tidak menyebut tabel padanan kodenya" in text
    assert "crosswalk: {file: ..., from: kolom BPS, to: kolom Kemendagri}" in text


def test_bps_codes_become_kemendagri_codes_by_the_crosswalk(tmp_path: Path) -> None:
    (tmp_path / "padanan.csv").write_text("bps,dagri\n3171,31.74\n", encoding="utf-8")
    table = write_xlsx(tmp_path / "t.xlsx", [HEADER, [3171, *ROW[1:]]])
    reading = read_facts(table, LAW, mapping=mapping(tmp_path, ALL, WALK))
    assert reading.table.subjects[0].code == "31.74"


def test_a_crosswalk_outside_the_folder_is_refused(tmp_path: Path) -> None:
    for file in ("../padanan.csv", "/etc/passwd"):
        assert "di luar folder pemetaan" in refusal(tmp_path, ALL, WALK.replace("padanan.csv", file))


SHIPPED = Path(__file__).parents[2] / "instruments" / "kota-ham-data-terbuka"


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("mappings/*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_mapping_fits_its_instrument(path: Path) -> None:
    law = load(SHIPPED / "2026.yaml").instrument
    assert load_mapping(path, law).file.title
