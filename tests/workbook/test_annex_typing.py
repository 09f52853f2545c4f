"""A jurist types the annex of a regulation into the empty form, and it is read as meant."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from kotaham.core.instrument.kinds import Band, Bands, Checklist, Choice, Direct, Document, NotKnown, Ratio, YesNo
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Indicator
from kotaham.core.instrument.write import to_yaml
from kotaham.workbook.annex import read_annex
from tests.workbook.annex_typist import INDICATOR, Typist, small

COUNT = 120
RIGHTS = ("HIDUP", "KEMBANG", "SEJAHTERA", "AMAN", "PEREMPUAN")
WAYS: tuple[dict[str, Any], ...] = (
    {"Cara penilaian": "rentang angka", "Rentang dan poin": "≤ 110 = 10; 111 – 140 = 8; 141 – 170 = 6; > 170 = 0"},
    {"Cara penilaian": "ya atau tidak", "Rentang dan poin": "ya = 10; tidak = 0"},
    {"Cara penilaian": "pilihan", "Pilihan atau butir": "a. Ada perda = 10\nb. Ada perkada = 5\nc. Belum ada = 0"},
    {"Cara penilaian": "dokumen", "Rentang dan poin": "berlaku = 10; tidak berlaku = 5; tidak ada = 0"},
    {
        "Cara penilaian": "rasio",
        "Rentang dan poin": "≥ 90 = 10; 75 – < 90 = 7; < 75 = 0",
        "Pembilang": "anak yang bersekolah",
        "Penyebut": "anak usia sekolah",
        "Per": "100",
    },
)
REST = {
    "Satuan": "persen",
    "Arah": "makin tinggi makin baik",
    "Data dukung": "Profil daerah tahun berjalan\nSurat keputusan kepala daerah",
    "Perangkat daerah": "Dinas Kesehatan",
    "Pasal": "Lampiran, angka 1",
}


def test_an_annex_of_120_indicators_is_typed_with_about_ten_cells_each_and_read_at_once(tmp_path: Path) -> None:
    typist = Typist(tmp_path / "lampiran.xlsx").required()
    for code in RIGHTS:
        typist.row("Hak", {"Kode": code, "Judul": f"Hak {code.lower()}"})
    head_cells, typist.cells, typist.signs = typist.cells, 0, 0
    for number in range(COUNT):
        about = {"Kode": f"I-{number + 1:03}", "Judul": f"Persentase penduduk yang terlayani menurut ukuran {number}"}
        typist.row("Indikator", {**about, "Hak": RIGHTS[number % 5], **WAYS[number % 5], **REST})
    instrument = read_annex(typist.saved())
    assert len(instrument.known_indicators) == COUNT
    assert 15 <= head_cells <= 25
    assert 10 <= typist.cells / COUNT <= 11  # docs/how-to/type-an-annex.md tells these figures
    assert 230 <= typist.signs / COUNT <= 300
    assert parse(to_yaml(instrument)).instrument == instrument


def read_one(tmp_path: Path, values: dict[str, Any]) -> Indicator:
    typist = Typist(tmp_path / "a.xlsx").required()
    typist.row("Hak", {"Kode": "HIDUP", "Judul": "Hak hidup"})
    typist.row("Indikator", {"Kode": "1-01", "Judul": "Satu", "Hak": "HIDUP", **values})
    return read_annex(typist.saved()).known_indicators[0]


def test_every_way_of_scoring_is_typed_on_the_row_of_its_indicator(tmp_path: Path) -> None:
    found = [read_one(tmp_path, way).scoring for way in WAYS]
    more = [
        {
            "Cara penilaian": "daftar periksa",
            "Pilihan atau butir": "a. Ada anggaran (wajib)\nb. Ada petugas",
            "Rentang dan poin": "2 = 10; 1 = 5; 0 = 0; tanpa wajib = 1",
        },
        {"Cara penilaian": "poin langsung", "Rentang dan poin": "0 – 10; langkah 0,5", "Kriteria penelaah": "Mutu"},
        {"Cara penilaian": "belum diketahui", "Rentang dan poin": "maksimum 10"},
        {"Cara penilaian": "belum diketahui"},
    ]
    found += [read_one(tmp_path, way).scoring for way in more]
    kinds = (Bands, YesNo, Choice, Document, Ratio, Checklist, Direct, NotKnown, NotKnown)
    assert [type(one) for one in found] == list(kinds)
    checklist, direct = found[5], found[6]
    assert isinstance(checklist, Checklist)
    assert [(item.code, item.title, item.required) for item in checklist.items] == [
        ("a", "Ada anggaran", True),
        ("b", "Ada petugas", False),
    ]
    assert checklist.without_required == 1
    assert isinstance(direct, Direct)
    assert direct.step == Fraction(1, 2)
    assert [one.max_points for one in found[7:] if isinstance(one, NotKnown)] == [10, None]


def test_numbers_are_exact_however_excel_keeps_them(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    for number, value in enumerate([0.1, 30, "5,1", "1/3", "1.234.567", "0,125", "5.1", "100 000", "belum diketahui"]):
        typist.row("Unsur", {"Kode": f"U{number}", "Judul": "Unsur", "Poin per hak": value})
    points = [element.points for element in read_annex(typist.saved()).elements]
    exact = ["1/10", "30", "51/10", "1/3", "1234567", "1/8", "51/10", "100000"]
    assert points == [*map(Fraction, exact), "unknown"]


def test_dates_are_read_from_date_cells_and_from_words(tmp_path: Path) -> None:
    for typed in (
        date(2016, 12, 30),
        "2016-12-30",
        "30/12/2016",
        "30-12-2016",
        "30 Desember 2016",
        " 30\u00a0december 2016 ",
    ):
        typist = small(tmp_path / "a.xlsx")
        typist.answer("Identitas", "Berlaku mulai", typed)
        assert read_annex(typist.saved()).in_force.from_ == date(2016, 12, 30), typed


def test_unseen_signs_smart_dashes_and_either_language_of_the_choices_do_not_matter(tmp_path: Path) -> None:
    found = read_one(
        tmp_path,
        {
            "Judul": " Angka\u00a0kematian ibu \u200b",
            "Cara penilaian": " Rentang  Angka",
            "Rentang dan poin": "<= 110 = 10 ;\r\n111 s.d. 140 = 8; lebih dari 140: 0",
            "Arah": "lower is better",
            "Perangkat daerah": "• Dinas Kesehatan\n\n- RSUD ",
            "Data dukung": "Belum Diketahui",
        },
    )
    assert found.title == "Angka kematian ibu"
    assert found.direction == "lower_better"
    assert found.owners == ("Dinas Kesehatan", "RSUD")
    assert found.evidence == "unknown"
    assert isinstance(found.scoring, Bands)
    assert found.scoring.bands == (
        Band(to=Fraction(110), points=Fraction(10)),
        Band(from_=Fraction(111), to=Fraction(140), points=Fraction(8)),
        Band(above=Fraction(140), points=Fraction(0)),
    )


def test_certainty_of_one_band_is_typed_in_the_sheet_of_details(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    typist.row("Indikator", {**INDICATOR, "Kode": "1-02", "Rentang dan poin": None})
    typist.row("Poin", {"Indikator": "1-02", "Bagian": "rentang", "Rentang": "≤ 5", "Poin": 10})
    last = {"Indikator": "1-02", "Bagian": "rentang", "Rentang": "> 5", "Poin": "belum diketahui"}
    typist.row("Poin", {**last, "Keyakinan": "simpulan", "Catatan": "dugaan"})
    scoring = read_annex(typist.saved()).known_indicators[1].scoring
    assert isinstance(scoring, Bands)
    assert scoring.bands[1].points == "unknown"
    assert scoring.bands[1].certainty == "inferred"
    assert scoring.bands[1].note == "dugaan"


def test_empty_rows_own_column_order_and_renamed_case_do_not_matter(tmp_path: Path) -> None:
    typist = small(tmp_path / "a.xlsx")
    page = typist.sheet("Indikator")
    page.insert_rows(4, 3)
    page.move_range("B3:B20", cols=30)
    page.move_range("A3:A20", cols=30)
    page["AE5"] = "  "
    page["AE3"] = "KODE *"
    instrument = read_annex(typist.saved())
    assert [one.code for one in instrument.known_indicators] == ["1-01"]
    assert instrument.known_indicators[0].title == "Angka kematian ibu"


def test_an_unreadable_annex_is_said_to_be_unknown_and_not_empty(tmp_path: Path) -> None:
    typist = Typist(tmp_path / "a.xlsx").required()
    typist.row("Hak", {"Kode": "HIDUP", "Judul": "Hak hidup"})
    typist.answer("Identitas", "Daftar indikator", "belum diketahui")
    assert read_annex(typist.saved()).indicators == "unknown"
