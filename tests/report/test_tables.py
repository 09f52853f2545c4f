"""The score tables: what a program reads from the CSV, what a person sees in the workbook, what nobody can slip in."""

import csv
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from kotaham.report.tables import RUNS, SKIPPED, safe_text, write_scores_csv, write_scores_xlsx
from tests.report.print_sample import HOSTILE, partial_origins, run

SHEETS = ["Ringkasan", "Nilai per daerah", "Nilai per indikator", "Metode"]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def head_row(sheet: Worksheet, first: str) -> int:
    return next(row for row in range(1, 20) if sheet.cell(row, 1).value == first)


def table_of(path: Path, name: str, first: str) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path)[name]
    top = head_row(sheet, first)
    heads = [str(cell.value) for cell in sheet[top]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=top + 1, values_only=True)]


def test_the_csv_gives_the_rounded_total_beside_the_exact_one(tmp_path: Path) -> None:
    whole = run(12)
    write_scores_csv(tmp_path / "scores.csv", whole)
    for row, result in zip(read_csv(tmp_path / "scores.csv"), whole.record["results"], strict=True):
        if result["total"] is None:
            assert (row["nilai"], row["nilai_pembilang"], row["nilai_penyebut"]) == ("", "", "")
        else:
            exact = Fraction(int(row["nilai_pembilang"]), int(row["nilai_penyebut"]))
            assert exact == Fraction(result["total"])
            assert abs(Fraction(row["nilai"]) - exact) <= Fraction(1, 200)


def test_the_csv_rounds_half_up_only_when_shown(tmp_path: Path) -> None:
    write_scores_csv(tmp_path / "scores.csv", run(1))
    row = read_csv(tmp_path / "scores.csv")[0]
    assert (row["nilai"], row["nilai_pembilang"], row["nilai_penyebut"]) == ("65.63", "525", "8")


def test_the_csv_begins_with_a_byte_order_mark_and_ends_lines_with_crlf(tmp_path: Path) -> None:
    write_scores_csv(tmp_path / "scores.csv", run(2))
    data = (tmp_path / "scores.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfperingkat,kode,nama,")
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_the_csv_speaks_english_when_asked(tmp_path: Path) -> None:
    write_scores_csv(tmp_path / "scores.csv", run(2, lang="en"), "en")
    row = read_csv(tmp_path / "scores.csv")[1]
    assert row["why_no_predicate"] == "There is no predicate because there is no total."
    assert row["notice"].startswith("Example, not a regulation.")
    assert row["indicators_without_data"] == "1"


def test_no_cell_of_the_csv_can_be_run(tmp_path: Path) -> None:
    names = ('=HYPERLINK("http://example.org")', "+62811", "-1+2", "@SUM(A1)", "\tTab", "  =1+1", "\uff1d1+1")
    write_scores_csv(tmp_path / "scores.csv", run(len(names), names))
    told = [row["nama"] for row in read_csv(tmp_path / "scores.csv")]
    assert told == [f"'{name}" for name in names]


@given(st.text(max_size=12))
def test_a_safe_text_never_begins_a_formula_and_loses_nothing(text: str) -> None:
    safe = safe_text(text)
    assert not safe.lstrip(SKIPPED).startswith(RUNS)
    assert safe in (text, f"'{text}")


def test_every_sheet_bears_the_notice_and_says_that_rows_were_refused(tmp_path: Path) -> None:
    write_scores_xlsx(tmp_path / "scores.xlsx", run(4, origins=partial_origins(6, 4)))
    book = openpyxl.load_workbook(tmp_path / "scores.xlsx")
    assert book.sheetnames == SHEETS
    for sheet in book:
        top = [str(sheet.cell(row, 1).value) for row in range(2, 5)]
        assert top[:2] == ["Contoh, bukan peraturan.", "SEBAGIAN: 2 dari 6 baris ditolak."]
        footer = sheet.oddFooter
        assert footer is not None
        assert "Contoh, bukan peraturan." in str(footer.center.text)


def test_the_sheet_of_cities_holds_real_numbers_frozen_and_filtered(tmp_path: Path) -> None:
    whole = run(12)
    write_scores_xlsx(tmp_path / "scores.xlsx", whole)
    rows = table_of(tmp_path / "scores.xlsx", "Nilai per daerah", "Peringkat")
    assert [row["Kode"] for row in rows] == [result["code"] for result in whole.record["results"]]
    assert (rows[0]["Nilai"], rows[0]["Nilai pasti"], rows[0]["Nilai dengan nilai tambah"]) == (
        65.625,
        "65.625",
        67.625,
    )
    assert rows[1]["Nilai"] is None
    assert rows[1]["Keterangan predikat"] == "Tidak ada predikat karena nilai akhir tidak ada."
    assert rows[2]["Nilai pasti"] == "1300/27"
    sheet = openpyxl.load_workbook(tmp_path / "scores.xlsx")["Nilai per daerah"]
    top = head_row(sheet, "Peringkat")
    assert sheet.freeze_panes == f"D{top + 1}"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.startswith(f"A{top}:")
    assert sheet.cell(top + 1, 5).number_format == "#,##0.00"


def test_the_sheet_of_indicators_has_a_row_for_each_city_and_indicator(tmp_path: Path) -> None:
    write_scores_xlsx(tmp_path / "scores.xlsx", run(3))
    rows = table_of(tmp_path / "scores.xlsx", "Nilai per indikator", "Kode")
    assert len(rows) == 3 * 7
    mothers = rows[0]
    assert (mothers["Indikator"], mothers["Jawaban"], mothers["Angka yang dinilai"]) == ("AKI", "3 / 2.400", 125)
    assert (mothers["Rentang atau pilihan"], mothers["Poin"], mothers["Poin maksimum"]) == (
        "mulai 111 sampai 140",
        8,
        10,
    )
    missing = next(row for row in rows if row["Keadaan"] == "tidak ada data")
    assert (missing["Indikator"], missing["Jawaban"], missing["Poin"]) == ("MELEK", "belum dihitung", None)


def test_the_method_sheet_tells_rules_ladders_and_digests(tmp_path: Path) -> None:
    whole = run(3)
    write_scores_xlsx(tmp_path / "scores.xlsx", whole)
    sheet = openpyxl.load_workbook(tmp_path / "scores.xlsx")["Metode"]
    text = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
    assert "bila ada jawaban tanpa data, nilai akhir tidak diberikan" in text
    assert "mulai 111 sampai 140 = 8" in text
    assert whole.record["instrument"]["content_sha256"] in text
    assert whole.record["facts_sha256"] in text


def test_hostile_texts_stay_texts_in_the_workbook(tmp_path: Path) -> None:
    names = (*HOSTILE, "http://example.org", "x" * 40_000, "ftp://a", "{=1+1}", "12345")
    write_scores_xlsx(tmp_path / "scores.xlsx", run(len(names), names))
    sheet = openpyxl.load_workbook(tmp_path / "scores.xlsx")["Nilai per daerah"]
    top = head_row(sheet, "Peringkat")
    cells = [sheet.cell(top + 1 + at, 3) for at in range(len(names))]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert all(cell.hyperlink is None for cell in cells)
    assert [cell.value for cell in cells if len(str(cell.value)) < 1000] == [n for n in names if len(n) < 1000]


def test_the_same_run_gives_the_same_bytes_because_no_part_knows_the_time(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        write_scores_xlsx(tmp_path / name, run(5))
        write_scores_csv(tmp_path / f"{name}.csv", run(5))
        made.append((tmp_path / name).read_bytes() + (tmp_path / f"{name}.csv").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "one") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kotaham.report.workbook_sheets.MOST_ROWS", 10)
    write_scores_xlsx(tmp_path / "scores.xlsx", run(3))
    book = openpyxl.load_workbook(tmp_path / "scores.xlsx")
    assert [name for name in book.sheetnames if "indikator" in name] == [
        "Nilai per indikator",
        "Nilai per indikator 2",
        "Nilai per indikator 3",
    ]
