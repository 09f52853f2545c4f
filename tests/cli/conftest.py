"""Results that many tests look at and none changes."""

from pathlib import Path

import pytest

from tests.cli.running import jakarta_with, run_jakarta


@pytest.fixture(scope="session")
def jakarta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of results of the Jakarta example, without PDF."""
    folder = tmp_path_factory.mktemp("jakarta") / "hasil"
    run_jakarta("--out", folder)
    return folder


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with a poverty rate of 8.94 instead of 4.94 percent for Jakarta Pusat."""
    folder = tmp_path_factory.mktemp("ubah")
    run_jakarta("--out", folder / "hasil", table=jakarta_with(folder, miskin_p0_persen="8.94"))
    return folder / "hasil"
