"""`kotaham instrument export`: an instrument as a workbook that can be typed on."""

from pathlib import Path

import pytest

from kotaham.cli.setting import REFUSED
from kotaham.core.instrument.load import load
from tests.cli.running import SHELVES, run


@pytest.mark.slow
@pytest.mark.parametrize("folder", sorted(path.name for path in SHELVES.iterdir() if path.is_dir()))
def test_an_exported_instrument_comes_back_the_same_through_import(folder: str, tmp_path: Path) -> None:
    told = run("instrument", "export", folder, "-o", tmp_path / "annex.xlsx")
    assert told.text.startswith("Ditulis:")
    run("instrument", "import", tmp_path / "annex.xlsx", "-o", tmp_path / "lagi.yaml")
    (original,) = (file for file in (SHELVES / folder).glob("*.yaml") if not file.stem.endswith(".en"))
    assert load(tmp_path / "lagi.yaml").instrument == load(original).instrument


def test_a_file_that_exists_is_kept_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "annex.xlsx"
    file.write_bytes(b"milik orang")
    told = run("instrument", "export", "kota-ham-contoh", "-o", file, "--lang", "en", code=REFUSED)
    assert "exists already. Choose another name, or add --overwrite." in told.errors
    assert file.read_bytes() == b"milik orang"
    assert run("instrument", "export", "kota-ham-contoh", "-o", file, "--overwrite", "--lang", "en").text.startswith(
        "Written:"
    )


def test_an_instrument_that_is_not_known_is_not_exported(tmp_path: Path) -> None:
    told = run("instrument", "export", "tidak-ada", "-o", tmp_path / "annex.xlsx", code=REFUSED)
    assert "Instrumen `tidak-ada` tidak ditemukan." in told.errors
    assert list(tmp_path.iterdir()) == []
