"""An instrument told line by line: every rule, every step, and what nobody knows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.language import Lang
from kotaham.core.scoring.method import indicator_lines, method_lines, steps
from tests.core.shelf import LAW_OF_2013, OPEN_DATA, PRACTICE, shipped
from tests.strategies import instruments


def told(name: str, lang: Lang = "id") -> list[str]:
    return list(method_lines(shipped(name, lang), lang))


def of(name: str, code: str, lang: Lang = "id") -> list[str]:
    instrument = shipped(name, lang)
    return list(indicator_lines(next(one for one in instrument.known_indicators if one.code == code), lang))


def test_an_example_begins_with_its_title_and_says_that_it_is_no_law() -> None:
    assert told(OPEN_DATA)[:2] == [
        "Kota HAM menurut data terbuka (kota-ham-data-terbuka@2026)",
        "Contoh, bukan peraturan.",
    ]
    assert told(OPEN_DATA, "en")[1] == "An example, not a regulation."


def test_a_regulation_names_its_gazette_and_how_sure_we_are() -> None:
    lines = told(LAW_OF_2013)
    assert any("Berita Negara Republik Indonesia Tahun 2013 Nomor 933" in line for line in lines)
    assert any(line.startswith("Rumus: ") and line.endswith("[simpulan kami]") for line in lines)


def test_the_policies_for_blanks_not_applicable_and_gaps_are_told_in_both_languages() -> None:
    assert "- angka di celah ditandai dan tidak dinilai [belum diketahui]" in told(LAW_OF_2013)
    assert "- a gap is flagged and not scored [not known]" in told(LAW_OF_2013, "en")
    assert any("bila ada jawaban tanpa data, nilai akhir tidak diberikan" in line for line in told(OPEN_DATA))


def test_predicates_are_told_with_their_thresholds_and_what_lies_below_even_if_nobody_knows() -> None:
    lines = told(LAW_OF_2013)
    assert any("mulai 76 [menurut sumber sekunder]" in line for line in lines)
    assert "- di bawahnya: belum diketahui" in lines
    assert any(line.startswith("- syarat: ") for line in told(PRACTICE))
    assert "- nilai tambah paling banyak 3" in told(PRACTICE)


def test_an_instrument_without_predicates_says_why() -> None:
    assert any("tiga hak akan menyesatkan" in line for line in told(OPEN_DATA))


def test_a_right_without_indicators_is_listed_with_the_reason() -> None:
    assert any(line.startswith("Hak perempuan (PEREMPUAN): Tidak ditemukan") for line in told(OPEN_DATA))


def test_the_last_line_counts_what_is_not_known() -> None:
    assert told(OPEN_DATA)[-1] == "0 hal belum diketahui."
    assert told(LAW_OF_2013, "en")[-1] == f"{len(unknowns(shipped(LAW_OF_2013)))} things are not known."


def test_a_band_whose_points_are_unknown_is_told_with_a_question_mark_and_no_number() -> None:
    assert "di bawah 24 = ? poin [belum diketahui]" in [line.strip() for line in of(LAW_OF_2013, "P25-08")]


def test_a_band_that_was_deduced_is_not_told_as_the_words_of_the_law() -> None:
    assert "di atas 29 = 0 poin [simpulan kami]" in [line.strip() for line in of(LAW_OF_2013, "P25-05")]
    assert "sampai 25 = 10 poin" in [line.strip() for line in of(LAW_OF_2013, "P25-05")]


def test_a_checklist_is_told_with_its_items_and_a_ratio_with_its_parts() -> None:
    checklist = [line.strip() for line in of(PRACTICE, "HDP-P1")]
    assert "- Nomor darurat kesehatan aktif 24 jam (wajib)" in checklist
    assert "tanpa butir wajib paling banyak 2 poin" in checklist
    assert any(line.startswith("    pembilang: Kematian ibu") for line in of(PRACTICE, "HDP-H1"))


def test_an_indicator_whose_scoring_is_unknown_says_so_and_shows_no_step() -> None:
    line, *rest = of(LAW_OF_2013, "P25-09")[1:]
    assert not any("poin" in one for one in rest)
    assert line.strip().startswith("cara penilaian belum diketahui")


@pytest.mark.parametrize(
    ("code", "first", "step"),
    [
        ("HDP-S1", "dokumen ada dan berlaku", "ada dan berlaku = 10 poin"),
        ("HDP-P1", "berapa butir yang terpenuhi", "tepat 4 = 8 poin"),
        ("HDP-P2", "pembilang / penyebut x 100, dibaca menurut rentang", "mulai 95 = 10 poin"),
        ("HDP-P3", "ya atau tidak", "tidak = 0 poin"),
        ("KMB-P1", "satu pilihan", " = 10 poin"),
        ("SJT-P2", "poin dari penelaah", "0 - 10: "),
        ("SJT-H1", "angka yang dibaca menurut rentang", "sampai 5 = 10 poin"),
    ],
)
def test_each_way_of_scoring_is_told_in_its_own_words(code: str, first: str, step: str) -> None:
    lines = [line.strip() for line in of(PRACTICE, code)]
    assert lines[1].startswith(first)
    assert any(step in line for line in lines[2:]), lines


@settings(max_examples=60)
@given(instruments(), st.sampled_from(["id", "en"]))
def test_any_instrument_can_be_told_with_every_indicator_and_every_right(instrument: Instrument, lang: Lang) -> None:
    text = "\n".join(method_lines(instrument, lang))
    assert all(f"  {one.code} {one.title}" in text for one in instrument.known_indicators)
    assert all(f"{group.title} ({group.code})" in text for group in instrument.groups)
    assert all(len(steps(one, lang)) >= (one.scoring.kind != "unknown") for one in instrument.known_indicators)
