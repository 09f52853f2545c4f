"""`kotaham instrument seal`: from then on the file may not change."""

from pathlib import Path

import pytest

from kotaham.cli.setting import REFUSED, VARIABLE
from tests.cli.running import run, shelf_with


@pytest.mark.parametrize(("lang", "word"), [("id", "Disegel:"), ("en", "Sealed:")])
def test_a_version_is_sealed_beside_its_file_and_listed_as_sealed(
    lang: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n")
    told = run("instrument", "seal", file, "--lang", lang)
    assert told.text.startswith(word)
    seal = (file.parent / "SEALED").read_text(encoding="utf-8")
    assert seal == f"2026 sha256:{told.text.rsplit(' ', 1)[1]}\n"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "rak"))
    assert "kota-ham-contoh 2026 disegel Contoh" in run("instrument", "list").text


def test_a_sealed_version_that_changed_is_refused_by_every_command(tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n")
    run("instrument", "seal", file)
    run("instrument", "seal", file)
    file.write_text(file.read_text(encoding="utf-8").replace("points: 10", "points: 9", 1), encoding="utf-8")
    for command in ("seal", "check", "show"):
        told = run("instrument", command, file, code=REFUSED)
        assert "sudah disegel, tetapi isinya berubah sesudah itu." in told.errors
        assert "simpan perubahan sebagai versi baru" in told.errors


def test_a_regulation_with_holes_cannot_be_sealed(tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n", "permenkumham-25-2013/2013")
    told = run("instrument", "seal", file, code=REFUSED)
    assert "Versi ini belum dapat disegel:" in told.errors
    assert "Lengkapi dahulu hal-hal itu dari teks hukumnya." in told.errors
    assert not (file.parent / "SEALED").exists()
