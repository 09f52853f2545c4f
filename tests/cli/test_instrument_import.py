"""`kotaham instrument import`: from the workbook of an annex to the YAML of an instrument."""

from pathlib import Path

import openpyxl
import pytest

from kotaham.cli.setting import REFUSED
from kotaham.core.instrument.load import load, parse
from tests.cli.running import EXAMPLE, SHELVES, run


@pytest.fixture(scope="module")
def annex(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("annex") / "annex.xlsx"
    run("instrument", "export", "kota-ham-data-terbuka", "-o", file)
    return file


def test_without_a_file_the_yaml_goes_to_standard_output_alone(annex: Path) -> None:
    told = run("instrument", "import", annex)
    original = load(SHELVES / "kota-ham-data-terbuka" / "2026.yaml").instrument
    assert parse(told.out, "keluaran").instrument == original


@pytest.mark.parametrize(("lang", "words"), [("id", "12 indikator ditulis ke"), ("en", "12 indicators written to")])
def test_the_file_is_written_in_a_new_folder_and_the_next_command_is_told(
    annex: Path, lang: str, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "rak" / "kota-ham-data-terbuka" / "2026.yaml"
    told = run("instrument", "import", annex, "-o", file, "--lang", lang)
    assert words in told.text
    assert f"kotaham instrument check {file}" in told.text
    run("instrument", "check", file)


def test_a_yaml_that_exists_is_kept_unless_overwriting_is_asked_for(annex: Path, tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    file.write_text("milik orang", encoding="utf-8")
    told = run("instrument", "import", annex, "-o", file, code=REFUSED)
    assert "sudah ada. Pilih nama lain, atau tambahkan --overwrite." in told.errors
    assert file.read_text(encoding="utf-8") == "milik orang"
    run("instrument", "import", annex, "-o", file, "--overwrite")
    assert file.read_text(encoding="utf-8").startswith("schema: 1")


@pytest.mark.parametrize("file", [EXAMPLE, Path("tidak-ada.xlsx"), SHELVES / "kota-ham-contoh" / "2026.yaml"])
def test_a_file_that_is_no_annex_workbook_is_refused(file: Path, tmp_path: Path) -> None:
    told = run("instrument", "import", file, "-o", tmp_path / "x.yaml", code=REFUSED)
    assert file.name in told.errors
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_of_something_else_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "lain.xlsx")
    told = run("instrument", "import", tmp_path / "lain.xlsx", "-o", tmp_path / "x.yaml", code=REFUSED)
    assert "lain.xlsx" in told.errors
    assert not (tmp_path / "x.yaml").exists()
