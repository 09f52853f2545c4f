"""`replay` of a folder looks at the files that stand beside the pack, and says which it did not look at."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture
def copied(jakarta: Path, tmp_path: Path) -> Path:
    """Results that a test may spoil."""
    return Path(shutil.copytree(jakarta, tmp_path / "hasil"))


def test_an_untouched_folder_is_equal_and_says_what_was_not_checked(copied: Path) -> None:
    told = run("replay", copied).out
    assert "Sama persis: 6 daerah" in told
    assert "Laporan HTML, PDF, dan XLSX tidak diperiksa." in told


@pytest.mark.parametrize("name", ["record.json", "scores.csv"])
def test_a_forged_file_beside_the_pack_is_named(copied: Path, name: str) -> None:
    file = copied / name
    file.write_bytes(file.read_bytes().replace(b"Jakarta Pusat", b"Jakarta Pusing"))
    ran = run("replay", copied, code=1)
    assert f"- {name}" in ran.out
    assert "BERBEDA di 1 tempat." in ran.out
