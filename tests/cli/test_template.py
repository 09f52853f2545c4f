"""`kotaham template`: the form that an office fills in."""

from pathlib import Path

import openpyxl
import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import PRACTICE, run

CITY = ("--city", "31.71 Kota Jakarta Pusat")


@pytest.mark.parametrize(("lang", "words"), [("id", "Formulir ditulis:"), ("en", "Form written:")])
def test_a_form_for_one_city_is_written_and_can_be_scored_as_it_is(lang: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    told = run("template", PRACTICE, "-o", file, *CITY, "--period", "2025", "--lang", lang)
    assert words in told.text
    assert f"kotaham score {PRACTICE} {file}" in told.text
    scored = run("score", PRACTICE, file)
    assert "Baris dibaca 1 = diterima 1 + ditolak 0." in scored.text
    assert "31.71 Kota Jakarta Pusat –" in scored.text


def test_a_form_for_many_cities_takes_them_from_a_list(tmp_path: Path) -> None:
    listed = tmp_path / "daerah.csv"
    listed.write_text("kode,nama,provinsi\n31.71,Jakarta Pusat,DKI\n31.72,Jakarta Utara,DKI\n", encoding="utf-8-sig")
    run("template", PRACTICE, "-o", tmp_path / "form.xlsx", "--cities", listed)
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(tmp_path / "form.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "Jakarta Pusat" in cells
    assert "31.72" in cells


@pytest.mark.parametrize("text", ["31.71", "Jakarta", " ", ""])
def test_a_city_without_code_or_name_is_refused_with_how_to_write_it(text: str, tmp_path: Path) -> None:
    told = run("template", PRACTICE, "-o", tmp_path / "form.xlsx", "--city", text, code=REFUSED)
    assert "bukan 'kode nama'. Tulis seperti --city '31.71 Kota Jakarta Pusat'." in told.errors
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("kota,nama\n1,2\n", "Daftar daerah tidak punya kolom kode."),
        ("kode;nama\n1;2\n", "Daftar daerah tidak punya kolom"),
        ("", "Daftar daerah tidak punya kolom kode."),
        ("kode,nama,provinsi\n", "Daftar daerah tidak memuat satu daerah pun."),
        ("kode,nama\n31.71\n", "baris 2: Baris ini tidak punya kode atau nama."),
        ("kode,nama\n31.71, \n", "baris 2: Baris ini tidak punya kode atau nama."),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(content: str, words: str, tmp_path: Path) -> None:
    listed = tmp_path / "daerah.csv"
    listed.write_text(content, encoding="utf-8")
    told = run("template", PRACTICE, "-o", tmp_path / "form.xlsx", "--cities", listed, code=REFUSED)
    assert words in told.errors
    assert not (tmp_path / "form.xlsx").exists()


def test_a_list_that_is_no_text_is_refused(tmp_path: Path) -> None:
    listed = tmp_path / "daerah.csv"
    listed.write_bytes(b"kode,nama\n31.71,Jakarta \xff\xfe\n")
    told = run("template", PRACTICE, "-o", tmp_path / "form.xlsx", "--cities", listed, code=REFUSED)
    assert "bukan teks UTF-8 dengan pemisah koma (CSV). Simpan ulang sebagai CSV UTF-8." in told.errors


@pytest.mark.parametrize("name", ["tidak-ada.csv"])
def test_a_list_that_does_not_exist_is_refused(name: str, tmp_path: Path) -> None:
    told = run("template", PRACTICE, "-o", tmp_path / "form.xlsx", "--cities", name, "--lang", "en", code=REFUSED)
    assert "The file tidak-ada.csv does not exist or cannot be read." in told.errors


def test_a_form_that_exists_is_kept_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"sudah diisi")
    told = run("template", PRACTICE, "-o", file, *CITY, code=REFUSED)
    assert "sudah ada. Pilih nama lain, atau tambahkan --overwrite." in told.errors
    assert file.read_bytes() == b"sudah diisi"
    run("template", PRACTICE, "-o", file, *CITY, "--overwrite")
    assert file.read_bytes().startswith(b"PK")


def test_an_instrument_that_is_not_known_has_no_form(tmp_path: Path) -> None:
    told = run("template", "tidak-ada", "-o", tmp_path / "form.xlsx", *CITY, code=REFUSED)
    assert "Instrumen `tidak-ada` tidak ditemukan." in told.errors


def test_the_folder_of_a_form_is_made(tmp_path: Path) -> None:
    run("template", PRACTICE, "-o", tmp_path / "baru" / "sekali" / "form.xlsx", *CITY)
    assert (tmp_path / "baru" / "sekali" / "form.xlsx").is_file()


def test_a_place_that_cannot_be_written_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    told = run("template", PRACTICE, "-o", tmp_path / "berkas" / "form.xlsx", *CITY, code=REFUSED)
    assert "tidak dapat dibaca atau ditulis" in told.errors
    told = run("template", PRACTICE, "-o", tmp_path, *CITY, "--overwrite", "--lang", "en", code=REFUSED)
    assert "cannot be read or written (it may not be written)" in told.errors
