"""What is wrong with a typed annex is told all at once, with sheet, row, column, value and what to do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kotaham.core.errors import Refused
from kotaham.core.language import Lang
from kotaham.workbook.annex import read_annex
from tests.workbook.annex_typist import INDICATOR, Typist, small


def told(typist: Typist, lang: Lang = "id") -> list[str]:
    with pytest.raises(Refused) as caught:
        read_annex(typist.saved())
    return caught.value.text(lang).split("\n")


def test_the_small_annex_that_these_tests_break_is_accepted(tmp_path: Path) -> None:
    assert len(read_annex(small(tmp_path / "a.xlsx").saved()).known_indicators) == 1


CELLS: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"Judul": None},
        "lembar Indikator, baris 5, kolom B (Judul): Sel ini wajib diisi, tetapi kosong. Bunyi indikator.",
    ),
    ({"Hak": "HIDPU"}, "kolom C (Hak): HIDPU tidak ada di lembar Hak. Pakai kode yang ada; yang mirip: HIDUP."),
    ({"Unsur": "X"}, "kolom D (Unsur): X tidak ada di lembar Unsur. Pakai kode yang ada; yang mirip: tidak ada."),
    ({"Kode": "1-01"}, "kolom A (Kode): Kode 1-01 sudah dipakai di baris 4. Beri kode lain."),
    ({"Kode": 1.1}, "kolom A (Kode): Excel menyimpan kode ini sebagai angka 1.1. Kode 1.1 dan 1.10 menjadi angka yang"),
    ({"Kode": "a.b c"}, "kolom A (Kode): “a.b c” tidak dapat menjadi kode. Pakai huruf, angka, - atau _"),
    (
        {"Cara penilaian": "tangga"},
        "kolom E (Cara penilaian): “tangga” bukan salah satu pilihan. Pilih salah satu: rentang angka, rasio",
    ),
    ({"Rentang dan poin": None}, "kolom F (Rentang dan poin): Sel ini wajib diisi, tetapi kosong. Rentang: ≤ 110 = 10"),
    (
        {"Rentang dan poin": "≤ 5 = 1; x = 2"},
        "“x = 2” tidak dapat dibaca sebagai rentang dan poinnya. Rentangnya tidak dikenali.",
    ),
    (
        {"Rentang dan poin": date(2026, 3, 1)},
        "Excel mengubah isian ini menjadi tanggal (2026-03-01). Ubah format sel menjadi Teks",
    ),
    ({"Pembilang": "anak"}, "“anak” tidak dipakai oleh “rentang angka”. Hapus, atau ganti pilihannya."),
    ({"Sumber": "Z"}, "Z tidak ada di lembar Sumber. Pakai kode yang ada; yang mirip: tidak ada."),
    ({"Judul": "x" * 2001}, "kolom B (Judul): Teks ini 2001 tanda; paling banyak 2000. Persingkat."),
    ({"Judul": "teks persis: x"}, "Tulisan sesudah “teks persis:” tidak lengkap."),
    ({"Angka yang mungkin": "> 5"}, "“> 5” tidak dapat dibaca sebagai poin. Tulis seperti: 0 – 100."),
    (
        {"Cara penilaian": "ya atau tidak", "Rentang dan poin": "ya = 10"},
        "“ya = 10” tidak dapat dibaca sebagai poin. Tulis seperti: ya = 10; tidak = 0.",
    ),
    (
        {"Cara penilaian": "poin langsung", "Rentang dan poin": "≤ 5", "Kriteria penelaah": "x"},
        "Tulis seperti: 0 – 10; langkah 1.",
    ),
    (
        {"Cara penilaian": "rasio", "Pembilang": "a", "Penyebut": "b"},
        "Sel ini wajib diisi, tetapi kosong. Untuk rasio: 100, 1000, atau 100000.",
    ),
    (
        {"Cara penilaian": "pilihan", "Rentang dan poin": None, "Pilihan atau butir": "Ada perda = 10"},
        "Baris “Ada perda = 10” tidak dapat dibaca. Tulis satu baris untuk setiap butir: a. Ada perda = 10.",
    ),
    ({"Cara penilaian": "rasio", "Pembilang": "a", "Penyebut": "b", "Per": 1 / 3}, "hasil hitungan Excel yang sudah"),
    (
        {"Cara penilaian": "rasio", "Pembilang": "a", "Penyebut": "b", "Per": "100.000"},
        "dapat dibaca 100000 atau 100,000",
    ),
)


@pytest.mark.parametrize(
    ("values", "words"), CELLS, ids=lambda value: next(iter(value)) if isinstance(value, dict) else ""
)
def test_a_cell_that_cannot_be_accepted_is_told_once_with_its_place(
    values: dict[str, Any], words: str, tmp_path: Path
) -> None:
    typist = small(tmp_path / "a.xlsx")
    typist.row("Indikator", {**INDICATOR, "Kode": "1-02", **values})
    problems = told(typist)
    assert len(problems) == 1, problems
    assert problems[0].startswith("a.xlsx, lembar Indikator, baris 5, kolom ")
    assert words in problems[0]


def break_form(typist: Typist) -> None:
    typist.answer("Identitas", "Versi", "v1")
    typist.answer("Identitas", "Berlaku mulai", "kemarin")
    typist.answer("Rumus", "Desimal yang ditampilkan", "2,5")


def break_tree(typist: Typist) -> None:
    typist.answer("Rumus", "Cara menghitung", "pohon berbobot")
    typist.row("Pohon", {"Kode": "A", "Induk": "B", "Judul": "a", "Bobot": 1})
    typist.row("Pohon", {"Kode": "B", "Induk": "A", "Judul": "b", "Bobot": 1})
    typist.row("Pohon", {"Kode": "C", "Judul": "c", "Bobot": 1})


def break_details(typist: Typist) -> None:
    typist.row("Poin", {"Indikator": "1-01", "Bagian": "rentang", "Rentang": "5", "Poin": 1})
    typist.row("Poin", {"Indikator": "1-01", "Bagian": "pilihan", "Kode": "a", "Judul": "x", "Poin": 1})
    typist.row("Poin", {"Indikator": "9", "Bagian": "rentang", "Poin": 1})


SHEETS: tuple[tuple[Callable[[Typist], object], tuple[str, ...]], ...] = (
    (
        break_form,
        (
            "lembar Identitas, baris 5, kolom B: “v1” tidak dapat diterima di sini. Biasanya tahun: 2021.",
            "lembar Identitas, baris 10, kolom B: “kemarin” bukan tanggal. Tulis seperti 2016-12-30 atau 30",
            "lembar Rumus, baris 10, kolom B: “2,5” bukan bilangan bulat.",
        ),
    ),
    (break_tree, ("Cabang A berada di bawah dirinya sendiri. Betulkan kolom Induk.", "Cabang B berada di bawah")),
    (
        break_details,
        (
            "kolom F (Rentang dan poin): Indikator 1-01 diisi di sini dan juga di lembar Poin.",
            "lembar Poin, baris 5, kolom B (Bagian): “pilihan” tidak dipakai oleh “rentang angka”.",
            "lembar Poin, baris 6, kolom A (Indikator): 9 tidak ada di lembar Indikator.",
        ),
    ),
    (
        lambda t: t.answer("Rumus", "Cara menghitung", "pohon berbobot"),
        ("lembar Pohon: Pohonnya belum diisi. Isi paling sedikit satu baris.",),
    ),
    (
        lambda t: t.answer("Rumus", "Nilai tambah", "ada"),
        (
            "lembar Rumus, baris 15, kolom B: “Batas atas nilai tambah” wajib diisi",
            "Nilai tambahnya ada, tetapi butirnya belum diisi.",
        ),
    ),
    (
        lambda t: t.answer("Rumus", "Batas atas nilai tambah", "5"),
        ("Nilai tambahnya ada, tetapi butirnya belum diisi.",),
    ),
    (
        lambda t: t.answer("Identitas", "Daftar indikator", "belum diketahui"),
        ("lembar Indikator, baris 4, kolom A (Kode): “1-01” tidak dipakai oleh “Daftar indikator: belum diketahui”.",),
    ),
    (
        lambda t: t.answer("Rumus", "Poin unsur dibagi", "sama rata"),
        ("“sama rata” tidak dipakai oleh “rata-rata hak”.",),
    ),
    (
        lambda t: t.answer("Identitas", "Jumlah hak yang disebut", "Pasal 2", "Pasal"),
        ("lembar Identitas, baris 14, kolom B: “Jumlah hak yang disebut” wajib diisi, tetapi kosong.",),
    ),
    (lambda t: t.put("Indikator", "AA9", "sisa"), ("lembar Indikator, baris 9, kolom AA: Ada isian di luar",)),
    (
        lambda t: t.put("Indikator", "AA3", "Warna"),
        ("lembar Indikator, baris 3, kolom AA: Kolom Warna tidak dikenal. Isinya akan hilang tanpa diketahui.",),
    ),
    (lambda t: t.put("Indikator", "B3", None), ("lembar Indikator, baris 3: Kolom Judul * tidak ditemukan.",)),
    (lambda t: t.put("Indikator", "AA3", "Kode"), ("kolom AA: Judul Kode muncul dua kali. Hapus salah satu.",)),
    (lambda t: t.put("Rumus", "A5", "Rahasia"), ("Baris Rahasia tidak dikenal.", "Baris Poin unsur dibagi tidak")),
    (
        lambda t: t.sheet("Indikator").merge_cells("C4:C6"),
        ("lembar Indikator, baris 4: Sel C4:C6 digabung. Pisahkan (Unmerge Cells), lalu isi setiap baris; Ctrl+D",),
    ),
    (
        lambda t: t.put("Indikator", "G4", "=1+1"),
        ("lembar Indikator, baris 4: Sel G4 berisi rumus. Hasil rumus bisa berubah atau dibulatkan",),
    ),
    (
        lambda t: t.put("Indikator", "G4", "#DIV/0!"),
        ("lembar Indikator, baris 4: Sel G4 berisi galat Excel #DIV/0!. Hapus, lalu ketik isinya.",),
    ),
    (lambda t: t.answer("Identitas", "Sifat", "contoh"), ("Instrumen contoh ini tidak memuat `notice`.",)),
)


@pytest.mark.parametrize(
    ("break_it", "words"), SHEETS, ids=lambda value: str(value[0])[:40] if isinstance(value, tuple) else ""
)
def test_what_is_wrong_with_a_sheet_is_told_with_its_place(
    break_it: Callable[[Typist], object], words: tuple[str, ...], tmp_path: Path
) -> None:
    typist = small(tmp_path / "a.xlsx")
    break_it(typist)
    problems = told(typist)
    for sentence in words:
        assert any(sentence in problem for problem in problems), problems


def test_all_problems_are_told_together_in_the_order_of_the_sheets(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    typist.answer("Rumus", "Cara menghitung", "entah")
    for code in ("1-02", "1-03"):
        typist.row("Indikator", {**INDICATOR, "Kode": code, "Hak": "X", "Rentang dan poin": "?"})
    typist.answer("Identitas", "Judul", None)
    problems = told(typist)
    places = [problem.split(",")[1].strip() for problem in problems]
    assert places == ["lembar Identitas", *["lembar Indikator"] * 4, "lembar Rumus"]
    assert [problem.split("baris ")[1].split(",")[0] for problem in problems] == ["6", "5", "5", "6", "6", "4"]


def test_problems_are_told_in_english_too(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    typist.row("Indikator", {**INDICATOR, "Kode": "1-02", "Judul": None})
    assert "This cell is required but empty. What the indicator says." in told(typist, "en")[0]


def test_an_annex_without_rights_is_refused(tmp_path: Path) -> None:
    typist = Typist(tmp_path / "a.xlsx").required()
    assert "lembar Hak: Belum ada satu hak pun. Isi paling sedikit satu baris." in "\n".join(told(typist))


@pytest.mark.parametrize(
    ("ladder", "words"),
    [
        (
            "≤ 110 = 10; 100 – 140 = 8; > 140 = 0",
            "baris 4, kolom F (Rentang dan poin): Rentang “≤ 110” dan “100 – 140” tumpang tindih: angka mulai 100",
        ),
        ("≥ 5 dan > 6 = 10; < 5 = 0", "kolom F (Rentang dan poin): Satu rentang memakai ≥ dan > sekaligus."),
    ],
)
def test_bands_that_cannot_be_are_told_in_the_writing_of_the_form(tmp_path: Path, ladder: str, words: str) -> None:
    typist = small(tmp_path / "a.xlsx")
    typist.put("Indikator", "F4", ladder)
    (said,) = told(typist)
    assert words in said
    assert "`" not in said
    assert "None" not in said


def test_bands_that_overlap_in_the_sheet_of_details_are_told_at_the_later_row(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    typist.put("Indikator", "F4", None)
    for span, points in (("≤ 110", 10), ("100 – 140", 8)):
        typist.row("Poin", {"Indikator": "1-01", "Bagian": "rentang", "Rentang": span, "Poin": points})
    (said,) = told(typist)
    assert "lembar Poin, baris 5, kolom C (Rentang): Rentang “≤ 110” dan “100 – 140” tumpang tindih" in said
