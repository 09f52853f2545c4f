"""The fictional cities through the command line: what an office worker is told, and what to do next."""

from pathlib import Path

import openpyxl
import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import PRACTICE, ROOT, Ran, run

TABLE = ROOT / "examples" / "kota-rekaan-2025.csv"
END = ("--period-end", "2025-12-31")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rekaan") / "hasil"
    run("score", PRACTICE, TABLE, "--period", "2025", *END, "--no-pdf", "--out", folder)
    return folder


def told(result: Path, city: str, code: str, lang: str = "id") -> list[str]:
    lines = run("explain", result, "--city", city, "--indicator", code, "--lang", lang, width=300).out.splitlines()
    return [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("code", "points", "limit"),
    [("HDP-P1", "(5 poin)", "2 poin"), ("PRP-P1", "(1 poin)", "0 poin")],
)
def test_points_below_those_of_the_band_are_told_with_their_reason(
    result: Path, code: str, points: str, limit: str
) -> None:
    sentence = next(line for line in told(result, "99.02", code) if "masuk rentang" in line)
    assert sentence.endswith(f"{points}, dibatasi karena butir wajib belum terpenuhi = {limit}")
    english = next(line for line in told(result, "99.02", code, "en") if "is in the band" in line)
    assert ", limited because a required item is missing = " in english


def test_points_of_the_band_itself_are_told_plainly(result: Path) -> None:
    sentence = next(line for line in told(result, "98.02", "HDP-P1") if "masuk rentang" in line)
    assert sentence.startswith("3 butir masuk rentang")
    assert sentence.endswith(" = 5 poin")
    assert "dibatasi" not in sentence


@pytest.mark.parametrize(
    ("code", "sum_", "figure"),
    [("HDP-H1", "1 / 412 × 100.000", "242,7184"), ("HDP-P2", "358 / 421 × 100", "85,0356")],
)
def test_a_ratio_is_told_as_the_sum_that_gives_its_figure(result: Path, code: str, sum_: str, figure: str) -> None:
    lines = told(result, "99.01", code)
    assert lines[1].startswith(f"Jawaban: {sum_}")
    assert lines[2].startswith(f"{figure} masuk rentang")


def test_the_page_of_a_city_shows_the_same_sum(result: Path) -> None:
    page = (result / "report.html").read_text(encoding="utf-8")
    assert "1 / 412 × 100.000" in page
    assert "1 / 412 <" not in page


def test_the_overview_tells_whose_predicate_is_withheld_and_how_many_have_a_bonus(result: Path) -> None:
    page = (result / "report.html").read_text(encoding="utf-8")
    held = (
        "1 daerah cukup nilainya untuk predikat yang lebih tinggi, tetapi syaratnya belum terpenuhi: Kabupaten Ibarat."
    )
    assert held in page
    assert "Nilai akhir 2 daerah memuat nilai tambah." in page


def test_the_table_of_scores_tells_the_withheld_predicate_beside_the_one_given(result: Path) -> None:
    rows = list(openpyxl.load_workbook(result / "scores.xlsx")["Nilai per daerah"].values)
    (head,) = (row for row in rows if "Keterangan predikat" in row)
    name, predicate, about = (head.index(title) for title in ("Nama", "Predikat", "Keterangan predikat"))
    below = rows[rows.index(head) + 1 :]
    assert {row[name]: row[about] for row in below if row[about]} == {
        "Kabupaten Ibarat": "Nilainya cukup untuk Kota HAM Utama, tetapi syaratnya belum terpenuhi.",
        "Kota Syahdan": "Tidak ada predikat karena nilai akhir tidak ada.",
    }
    assert [row[predicate] for row in below if row[name] == "Kabupaten Ibarat"] == ["Kota HAM Madya"]


def test_wrapped_texts_of_the_workbook_have_rows_that_are_high_enough(result: Path) -> None:
    book = openpyxl.load_workbook(result / "scores.xlsx")
    sheet = book["Nilai per daerah"]
    head = next(n for n, row in enumerate(sheet.values, start=1) if "Nilai pasti dengan nilai tambah" in row)
    assert (sheet.row_dimensions[head].height or 0) >= 45
    method = book["Metode"]
    needed = {n: max(str(cell).count("\n") for cell in row) + 1 for n, row in enumerate(method.values, start=1)}
    assert max(needed.values()) > 5
    low = [n for n, lines in needed.items() if lines > 1 and (method.row_dimensions[n].height or 0) < 15 * lines]
    assert low == []


# The last day of the period


def test_without_the_last_day_of_the_period_it_is_told_that_dated_documents_do_not_count(tmp_path: Path) -> None:
    ran = run("score", PRACTICE, TABLE, "--no-pdf", "--out", tmp_path / "hasil")
    words = "Hari terakhir periode tidak disebutkan, jadi 36 dokumen yang bertanggal dinilai di luar masa berlaku."
    assert f"{TABLE.name}: {words} Sebutkan harinya, misalnya --period-end 2025-12-31, lalu nilai lagi." in ran.errors
    assert words in (tmp_path / "hasil" / "report.html").read_text(encoding="utf-8")
    english = run("score", PRACTICE, TABLE, "--lang", "en").errors
    assert "The last day of the period is not stated, so 36 documents with dates count as not valid." in english


def test_with_the_last_day_of_the_period_nothing_of_that_is_told() -> None:
    assert run("score", PRACTICE, TABLE, *END).errors == ""


def form(folder: Path, *args: object) -> Ran:
    return run("template", PRACTICE, "-o", folder / "form.xlsx", "--city", "99.01 Kabupaten Rekacita", *args)


@pytest.mark.parametrize("period", ["", "2025", "2025/2026"])
def test_the_form_says_how_it_is_scored(period: str, tmp_path: Path) -> None:
    assert form(tmp_path, "--period", period).text.endswith("form.xlsx")


def test_a_year_ends_on_its_last_day_without_being_told() -> None:
    assert run("score", PRACTICE, TABLE, "--period", "2025").errors == ""


# Refused


def test_when_no_row_can_be_scored_nobody_is_told_to_score_the_rest(tmp_path: Path) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert lines[6].startswith("98.72;Kota Andaikata;")
    bad = [*lines[:3], lines[6].replace(";95,35;", ";140;")]
    file = tmp_path / "satu.csv"
    file.write_text("\n".join(bad), encoding="utf-8")
    ran = run("score", PRACTICE, file, *END, code=REFUSED)
    assert "satu.csv, baris 4, kolom" in ran.errors
    assert "(KMB-H1): Nilai 140 tidak mungkin; yang mungkin 0 – 100." in ran.errors
    assert "Tidak ada yang dinilai. Perbaiki isian di atas, simpan, lalu nilai lagi." in ran.errors
    assert "--partial" not in ran.errors


@pytest.mark.parametrize("label", ["Kode wilayah", "Kode daerah"])
def test_a_form_is_read_by_the_old_and_the_new_name_of_the_code(label: str, tmp_path: Path) -> None:
    file = tmp_path / "isian.csv"
    file.write_text(f"{label};99.01;\nNama daerah;Rekacita;\nKode;Jawaban;\nAMN-P3;26;\n", encoding="utf-8")
    assert "Baris dibaca 1 = diterima 1 + ditolak 0." in run("score", PRACTICE, file, *END).text
