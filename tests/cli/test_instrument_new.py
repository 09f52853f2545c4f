"""`kotaham instrument new`: the empty form of an annex."""

from pathlib import Path

import openpyxl
import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import run


@pytest.mark.parametrize(("lang", "words"), [("id", "Formulir lampiran ditulis:"), ("en", "Annex form written:")])
def test_the_form_is_written_and_the_next_command_is_told(lang: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "annex.xlsx"
    told = run("instrument", "new", "perda-kota-damai", "-o", file, "--lang", lang)
    assert words in told.text
    assert f"kotaham instrument import {file}" in told.text
    assert len(openpyxl.load_workbook(file).sheetnames) > 3


def test_a_file_that_exists_is_kept_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "annex.xlsx"
    file.write_bytes(b"milik orang")
    told = run("instrument", "new", "perda-kota-damai", "-o", file, code=REFUSED)
    assert "sudah ada. Pilih nama lain, atau tambahkan --overwrite." in told.errors
    assert file.read_bytes() == b"milik orang"
    run("instrument", "new", "perda-kota-damai", "-o", file, "--overwrite")
    assert file.read_bytes().startswith(b"PK")


def test_an_empty_form_is_refused_at_import_with_what_is_missing(tmp_path: Path) -> None:
    run("instrument", "new", "perda-kota-damai", "-o", tmp_path / "annex.xlsx")
    told = run("instrument", "import", tmp_path / "annex.xlsx", code=REFUSED)
    assert "annex.xlsx" in told.errors
    assert told.out == ""
