"""The short writing of bands is read exactly, written back the same, and refused in words that help."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.instrument.kinds import Band
from kotaham.core.language import Lang
from kotaham.workbook.annex_cells import number_in_text, read_lines, read_text, write_lines, write_number, write_text
from kotaham.workbook.annex_ladder import ENDS, pieces, read_bands, read_span, write_bands, write_span
from kotaham.workbook.annex_problems import Slip
from tests.strategies import band_lists
from tests.words_and_numbers import lines

LANGS: tuple[Lang, ...] = ("id", "en")
NUMBERS = st.fractions(-1000, 1000, max_denominator=40)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("≤ 110", {"to": "110"}),
        ("<=110", {"to": "110"}),
        ("< 5,5", {"below": "11/2"}),
        ("111 – 140", {"from": "111", "to": "140"}),
        ("111-140", {"from": "111", "to": "140"}),
        ("-5 - -1", {"from": "-5", "to": "-1"}),
        ("−5 – 1/3", {"from": "-5", "to": "1/3"}),
        ("111 s.d. 140", {"from": "111", "to": "140"}),
        ("111 s/d 140", {"from": "111", "to": "140"}),
        ("111 sampai dengan 140", {"from": "111", "to": "140"}),
        ("> 3 – 4", {"above": "3", "to": "4"}),
        ("3 – < 4", {"from": "3", "below": "4"}),
        ("lebih dari 3 sampai 4", {"above": "3", "to": "4"}),
        ("paling sedikit 91", {"from": "91"}),
        ("sekurang-kurangnya 91", {"from": "91"}),
        ("kurang dari 50", {"below": "50"}),
        ("paling banyak 2", {"to": "2"}),
        ("≥ 5 dan < 9", {"from": "5", "below": "9"}),
        ("0", {"exactly": "0"}),
        ("= 0", {"exactly": "0"}),
        ("semua", {}),
    ],
)
def test_a_range_is_read_as_people_write_it(typed: str, ends: dict[str, str]) -> None:
    assert read_span(typed, "id") == {end: Fraction(number) for end, number in ends.items()}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("≤ 110", "Poinnya tidak ditemukan sesudah tanda ="),
        ("≤ 110 =", "Poinnya tidak ditemukan sesudah tanda ="),
        ("80% – 100% = 10", "Tulis angka tanpa %; satuan ada di kolom Satuan."),
        ("140 – 111 = 8", "Rentang harus dari yang kecil ke yang besar."),
        ("≥ 5 dan ≥ 6 = 8", "Satu batas disebut dua kali."),
        ("banyak = 8", "Rentangnya tidak dikenali."),
        ("1 – 2 – 3 = 8", "Rentangnya tidak dikenali."),
        ("> – 3 – 4 5 = 8", "Rentangnya tidak dikenali."),
    ],
)
def test_a_band_that_cannot_be_read_is_named_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Slip) as caught:
        read_bands(pieces(typed), "id")
    told = caught.value.kind(None, **caught.value.values).text("id")
    assert f"“{typed}” tidak dapat dibaca sebagai rentang dan poinnya." in told
    assert why in told
    assert "≤ 110 = 10; 111 – 140 = 8; > 140 = 0" in told


@given(bands=band_lists(-20, 60), lang=st.sampled_from(LANGS))
def test_any_ladder_comes_back_the_same(bands: list[dict[str, object]], lang: Lang) -> None:
    ladder = tuple(Band.model_validate(band) for band in bands)
    assert read_bands(pieces("; ".join(write_bands(ladder, lang))), lang) == ladder
    assert read_bands(pieces("\n".join(write_bands(ladder, lang))), lang) == ladder


@given(ends=st.dictionaries(st.sampled_from(ENDS), NUMBERS), lang=st.sampled_from(LANGS))
def test_any_mixture_of_ends_comes_back_the_same(ends: dict[str, Fraction], lang: Lang) -> None:
    assert read_span(write_span(ends, lang), lang) == ends


@given(number=st.fractions(), lang=st.sampled_from(LANGS))
def test_any_number_comes_back_the_same(number: Fraction, lang: Lang) -> None:
    text = write_number(number, lang)
    if len(text) <= 60:
        assert number_in_text(text, lang) == number


@given(text=lines() | st.text(min_size=1).filter(lambda one: "\0" not in one), lang=st.sampled_from(LANGS))
def test_any_text_comes_back_the_same(text: str, lang: Lang) -> None:
    assert read_text(write_text(text, lang)) == text
    assert read_lines(write_lines((text, text), lang)) == (text, text)


@pytest.mark.parametrize(
    ("typed", "lang", "told"),
    [
        ("1.234", "id", "“1.234” dapat dibaca 1234 atau 1,234."),
        ("100.000", "id", "Tulis 100000 tanpa tanda ribuan, atau 100,000."),
        ("1,234", "en", "“1,234” can be read as 1234 or as 1.234."),
        ("sepuluh", "id", "“sepuluh” bukan angka. Tulis angka biasa seperti 110, 5,1, atau 1/3."),
        ("1e5", "en", "“1e5” is not a number. Write a plain number such as 110, 5.1 or 1/3."),
        ("1/0", "id", "“1/0” bukan angka."),
    ],
)
def test_a_number_that_is_ambiguous_or_none_is_refused(typed: str, lang: Lang, told: str) -> None:
    with pytest.raises(Slip) as caught:
        number_in_text(typed, lang)
    assert told in caught.value.kind(None, **caught.value.values).text(lang)
