"""Codes of cities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.workbook.codes import read_bps_code, read_code, read_crosswalk, read_free_code
from kotaham.workbook.faults import Fault


def said(found: str | Fault) -> str:
    assert isinstance(found, Fault), found
    sentences = [found.kind.what, *([found.kind.why] if found.kind.why else []), found.kind.next]
    return " ".join(sentence.text("id", **found.values) for sentence in sentences)


def test_a_kemendagri_code_is_two_digits_a_dot_and_two_digits() -> None:
    assert read_code("31.71") == "31.71"
    assert read_code(" 31.71 ") == "31.71"


@pytest.mark.parametrize("cell", ["3171", 3171.0, 3171])
def test_four_digits_without_a_dot_are_refused_with_both_readings(cell: object) -> None:
    words = said(read_code(cell))
    assert "Kemendagri 31.71, atau kode BPS 3171" in words
    assert "Jakarta Selatan" in words
    assert "Jakarta Pusat" in words


@given(st.integers(11, 99), st.integers(1, 99))
def test_a_code_that_excel_took_for_a_number_is_read_as_the_only_code_it_can_be(province: int, city: int) -> None:
    code = f"{province}.{city:02d}"
    assert read_code(float(code)) == code


def test_a_number_with_one_decimal_lost_its_last_zero() -> None:
    assert read_code(31.7) == "31.70"
    assert read_code(11.1) == "11.10"


def test_text_with_one_digit_after_the_dot_is_asked_about() -> None:
    assert "'11.1' kurang satu angka: 11.10 atau 11.01?" in said(read_code("11.1"))


@pytest.mark.parametrize("cell", ["31,71", "31.7101", 31.7101, "Jakarta", "31", 31.0, "31.71.01", "01.71", True])
def test_other_codes_are_refused(cell: object) -> None:
    assert isinstance(read_code(cell), Fault)


def test_a_row_without_a_code_says_so() -> None:
    assert "tidak memiliki kode daerah" in said(read_code(""))


def test_a_service_may_have_any_short_code() -> None:
    assert read_free_code("LAYANAN-1") == "LAYANAN-1"
    assert isinstance(read_free_code(""), Fault)
    assert isinstance(read_free_code("x" * 61), Fault)


def test_a_bps_code_is_looked_up_in_the_crosswalk() -> None:
    walk = {"3171": "31.74"}
    assert read_bps_code("3171", walk, "padanan.csv") == "31.74"
    assert read_bps_code(3171.0, walk, "padanan.csv") == "31.74"
    assert "Kode BPS 3172 tidak ada di tabel padanan padanan.csv" in said(read_bps_code("3172", walk, "padanan.csv"))
    assert "bukan kode kabupaten/kota BPS" in said(read_bps_code("31.71", walk, "padanan.csv"))


def test_a_crosswalk_is_read_by_its_named_columns(tmp_path: Path) -> None:
    file = tmp_path / "padanan.csv"
    file.write_text("bps,nama,dagri\n3171,Jakarta Selatan,31.74\n,Baru,99.01\n", encoding="utf-8")
    assert read_crosswalk(file, "bps", "dagri") == {"3171": "31.74"}


def test_a_crosswalk_that_contradicts_itself_is_refused_with_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "padanan.csv"
    file.write_text("bps,dagri\n3171,31.74\n3171,31.71\n317,31.72\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_crosswalk(file, "bps", "dagri")
    text = caught.value.text()
    assert "padanan.csv:3" in text
    assert "padanan.csv:4" in text
    assert "bertentangan" in text


def test_a_crosswalk_without_the_named_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "padanan.csv"
    file.write_text("bps,lain\n3171,31.74\n", encoding="utf-8")
    with pytest.raises(Refused, match="tidak ada kolom dagri"):
        read_crosswalk(file, "bps", "dagri")
    with pytest.raises(Refused, match="tidak terbaca"):
        read_crosswalk(tmp_path / "tidak-ada.csv", "bps", "dagri")
