"""One cell after the other: values by the kind of the indicator, no data, not applicable, and what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from kotaham.core.facts import Chosen, Given, Paper, Quotient, Ticked
from tests.workbook.small import SCORINGS, answer, instrument, read_row, told


@pytest.mark.parametrize(
    ("code", "cells", "value"),
    [
        ("ANGKA", {"ANGKA": "12,5"}, Decimal("12.5")),
        ("RASIO", {"RASIO.pembilang": "3", "RASIO.penyebut": "1200"}, Quotient(3, 1200)),
        ("RASIO", {"RASIO.pembilang": "0", "RASIO.penyebut": "1200"}, Quotient(0, 1200)),
        ("YATIDAK", {"YATIDAK": "Tidak."}, False),
        ("PILIH", {"PILIH": "c"}, Chosen("c")),
        ("PILIH", {"PILIH": "C"}, Chosen("c")),
        ("PILIH", {"PILIH": "Ada aturan, sudah berjalan"}, Chosen("c")),
        ("PILIH", {"PILIH": "c – Ada aturan, sudah berjalan"}, Chosen("c")),
        ("PILIH", {"PILIH": "tidak ada"}, Chosen("b")),
        ("BUTIR", {"BUTIR.sk": "ya", "BUTIR.butir.bukti": "tidak"}, Ticked(frozenset({"sk"}))),
        ("BUTIR", {"BUTIR.sk": "tidak", "BUTIR.butir.bukti": "tidak"}, Ticked(frozenset())),
        ("DOK", {"DOK": "ada", "DOK.mulai": "1/2/2024", "DOK.sampai": ""}, Paper(True, "2024-02-01", "")),
        ("DOK", {"DOK": "tidak ada"}, Paper(False)),
        ("POIN", {"POIN": "7,5", "POIN.alasan": "lengkap"}, Given(Decimal("7.5"), "lengkap")),
        ("GELAP", {"GELAP": "3"}, 3),
        ("GELAP", {"GELAP": "ya"}, True),
    ],
)
def test_every_kind_of_answer_is_read_from_its_columns(
    tmp_path: Path, code: str, cells: dict[str, str], value: object
) -> None:
    assert answer(read_row(tmp_path, cells, instrument(code)), code).value == value


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "sel kosong"),
        ("-", "tertulis '-'"),
        ("–", "tertulis '–'"),
        ("tidak ada", "tidak ada"),
        ("Tidak ada data", "Tidak ada data"),
        ("n/a", "n/a"),
        ("NA", "NA"),
        ("null", "null"),
        (".", "tertulis '.'"),
    ],
)
def test_no_data_in_a_number_column_keeps_its_words_as_the_reason_and_is_never_zero(
    tmp_path: Path, written: str, reason: str
) -> None:
    found = answer(read_row(tmp_path, {"ANGKA": written}, instrument("ANGKA")), "ANGKA")
    assert (found.value, found.reason, found.not_applicable) == (None, reason, False)


def test_the_reason_for_no_data_can_stand_in_its_own_column(tmp_path: Path) -> None:
    cells = {"ANGKA": "", "ANGKA.kosong": "survei 2026 belum terbit", "ANGKA.bukti": "surat BPS"}
    found = answer(read_row(tmp_path, cells, instrument("ANGKA")), "ANGKA")
    assert (found.value, found.reason, found.evidence) == (None, "survei 2026 belum terbit", "surat BPS")


def test_not_applicable_takes_its_reason_from_its_column(tmp_path: Path) -> None:
    for written in ("", "tidak berlaku"):
        cells = {"ANGKA": written, "ANGKA.tidak_berlaku": "tidak punya hutan"}
        found = answer(read_row(tmp_path, cells, instrument("ANGKA")), "ANGKA")
        assert (found.value, found.reason, found.not_applicable) == (None, "tidak punya hutan", True)


def test_not_applicable_without_a_reason_is_refused(tmp_path: Path) -> None:
    reading = read_row(tmp_path, {"ANGKA": "tidak berlaku", "ANGKA.tidak_berlaku": ""}, instrument("ANGKA"))
    assert "'Tidak berlaku' tanpa alasan. Tulis alasannya di kolom 'ANGKA.tidak_berlaku'" in told(reading.problems)
    reading = read_row(tmp_path, {"ANGKA": "not applicable"}, instrument("ANGKA"))
    assert reading.refused[0].problems[0].code == "table.not-applicable-without-reason"


def test_not_applicable_is_refused_where_the_instrument_does_not_know_it(tmp_path: Path) -> None:
    law = instrument("ANGKA", not_applicable="refused")
    for cells in ({"ANGKA": "tidak berlaku"}, {"ANGKA": "", "ANGKA.tidak_berlaku": "karena"}):
        assert "tidak mengenal 'tidak berlaku' (ANGKA)" in told(read_row(tmp_path, cells, law).problems)


@pytest.mark.parametrize("beside", ["ANGKA.kosong", "ANGKA.tidak_berlaku"])
def test_a_value_with_a_reason_for_its_absence_is_a_contradiction(tmp_path: Path, beside: str) -> None:
    reading = read_row(tmp_path, {"ANGKA": "5", beside: "belum ada"}, instrument("ANGKA"))
    assert f"Ada nilai '5', tetapi kolom '{beside}' juga terisi: 'belum ada'" in told(reading.problems)


def test_no_data_and_not_applicable_at_once_is_a_contradiction(tmp_path: Path) -> None:
    cells = {"ANGKA": "", "ANGKA.kosong": "belum", "ANGKA.tidak_berlaku": "tidak mungkin"}
    assert read_row(tmp_path, cells, instrument("ANGKA")).problems[0].code == "table.contradiction"


@pytest.mark.parametrize(
    ("code", "cells", "words"),
    [
        ("ANGKA", {"ANGKA": "140"}, "Nilai 140 tidak mungkin; yang mungkin 0 – 100."),
        ("ANGKA", {"ANGKA": "-1"}, "Nilai -1 tidak mungkin"),
        ("RASIO", {"RASIO.pembilang": "3", "RASIO.penyebut": "0"}, "Penyebut 0 tidak lebih dari nol"),
        ("RASIO", {"RASIO.pembilang": "3", "RASIO.penyebut": "-5"}, "Penyebut -5 tidak lebih dari nol"),
        ("RASIO", {"RASIO.pembilang": "-3", "RASIO.penyebut": "1200"}, "(RASIO.pembilang): Pembilang -3"),
        ("RASIO", {"RASIO.pembilang": "-3", "RASIO.penyebut": "1200"}, "Pembilang -3 di bawah nol. Isi pembilang yang"),
        ("RASIO", {"RASIO.pembilang": "-3", "RASIO.penyebut": "0"}, "Pembilang -3 di bawah nol"),
        ("RASIO", {"RASIO.pembilang": "-3", "RASIO.penyebut": "0"}, "Penyebut 0 tidak lebih dari nol"),
        ("YATIDAK", {"YATIDAK": "mungkin"}, "'mungkin' bukan jawaban ya atau tidak"),
        ("PILIH", {"PILIH": "d"}, "'d' bukan salah satu pilihan. Pilih salah satu: a – Belum ada aturan; b –"),
        ("DOK", {"DOK": "setengah"}, "tidak mengatakan apakah dokumennya ada"),
        ("DOK", {"DOK": "ada", "DOK.mulai": "besok"}, "'besok' bukan tanggal yang dikenal"),
        ("DOK", {"DOK": "tidak ada", "DOK.mulai": "2024-01-01"}, "dokumennya tidak dinyatakan ada"),
        ("DOK", {"DOK": "", "DOK.sampai": "2024-01-01"}, "dokumennya tidak dinyatakan ada"),
        (
            "DOK",
            {"DOK": "ada", "DOK.mulai": "2025-01-01", "DOK.sampai": "2024-01-01"},
            "Mulai berlaku 2025-01-01 sesudah akhirnya 2024-01-01",
        ),
        ("POIN", {"POIN": "7", "POIN.alasan": ""}, "Poin 7 diberikan tanpa alasan"),
        ("POIN", {"POIN": "11", "POIN.alasan": "x"}, "Nilai 11 tidak mungkin; yang mungkin 0 – 10"),
        ("POIN", {"POIN": "7,25", "POIN.alasan": "x"}, "Nilai 7,25 tidak mungkin; yang mungkin 0 – 10, kelipatan 0,5."),
        ("GELAP", {"GELAP": "banyak"}, "cara penilaian indikator ini belum diketahui"),
        ("ANGKA", {"ANGKA": "=1+1"}, "'=1+1' adalah teks rumus, bukan angka"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell_and_what_to_do(
    tmp_path: Path, code: str, cells: dict[str, str], words: str
) -> None:
    reading = read_row(tmp_path, cells, instrument(code))
    assert words in told(reading.problems)
    assert "tabel.csv, baris 2, kolom " in told(reading.problems)
    assert len(reading.table.subjects) == 0
    assert reading.refused[0].code == "31.71"


def test_a_ratio_is_checked_against_what_is_possible(tmp_path: Path) -> None:
    scoring = SCORINGS["RASIO"] | {"possible": {"from": 0, "to": 1000}}
    law = instrument(indicators=[{"code": "RASIO", "group": "G", "title": "Rasio", "scoring": scoring}])
    reading = read_row(tmp_path, {"RASIO.pembilang": "30", "RASIO.penyebut": "10"}, law)
    assert "Nilai 3.000 (pembilang 30, penyebut 10) tidak mungkin; yang mungkin 0 – 1.000" in told(reading.problems)
    assert not reading.notes  # the numerator above its denominator is not told a second time


def test_a_numerator_above_its_denominator_is_only_flagged(tmp_path: Path) -> None:
    reading = read_row(tmp_path, {"RASIO.pembilang": "30", "RASIO.penyebut": "10"}, instrument("RASIO"))
    assert answer(reading, "RASIO").value == Quotient(30, 10)
    assert "pembilang 30 lebih besar daripada penyebut 10" in told(reading.notes)


@pytest.mark.parametrize(
    ("code", "cells", "reason"),
    [
        ("RASIO", {"RASIO.pembilang": "3", "RASIO.penyebut": "-"}, "belum dijawab: penyebut"),
        ("BUTIR", {"BUTIR.sk": "ya", "BUTIR.butir.bukti": ""}, "belum dijawab: bukti"),
    ],
)
def test_an_answer_in_part_is_no_data_and_is_told(
    tmp_path: Path, code: str, cells: dict[str, str], reason: str
) -> None:
    reading = read_row(tmp_path, cells, instrument(code))
    found = answer(reading, code)
    assert (found.value, found.reason) == (None, reason)
    assert f"{code} baru terisi sebagian ({reason})" in told(reading.notes)


def test_an_empty_cell_is_never_an_option_even_when_a_title_is_blank(tmp_path: Path) -> None:
    options = [{"code": "a", "title": "\N{LINE SEPARATOR}", "points": 0}, {"code": "b", "title": "B", "points": 1}]
    scoring = {"kind": "choice", "options": options}
    law = instrument(indicators=[{"code": "P", "group": "G", "title": "Pilihan", "scoring": scoring}])
    assert answer(read_row(tmp_path, {"P": ""}, law), "P").value is None


def test_a_checklist_of_one_item_is_still_a_checklist(tmp_path: Path) -> None:
    scoring = SCORINGS["BUTIR"] | {"items": [{"code": "sk", "title": "Ada SK"}]}
    law = instrument(indicators=[{"code": "B", "group": "G", "title": "Butir", "scoring": scoring}])
    assert answer(read_row(tmp_path, {"B.sk": "tidak"}, law), "B").value == Ticked(frozenset())


def test_reasons_are_told_in_the_language_asked_for(tmp_path: Path) -> None:
    found = answer(read_row(tmp_path, {"ANGKA": ""}, instrument("ANGKA"), lang="en"), "ANGKA")
    assert found.reason == "empty cell"


def test_evidence_that_looks_like_a_formula_is_kept_as_text(tmp_path: Path) -> None:
    found = answer(read_row(tmp_path, {"ANGKA": "5", "ANGKA.bukti": "=HYPERLINK(1)"}, instrument("ANGKA")), "ANGKA")
    assert found.evidence == "=HYPERLINK(1)"
