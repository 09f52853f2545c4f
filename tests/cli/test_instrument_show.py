"""`kotaham instrument show`: the whole instrument, readable without a manual."""

import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import SHELVES, run


@pytest.mark.parametrize("folder", sorted(path.name for path in SHELVES.iterdir() if path.is_dir()))
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_shipped_instrument_can_be_shown(folder: str, lang: str) -> None:
    told = run("instrument", "show", folder, "--lang", lang)
    assert f"({folder}@" in told.out.splitlines()[0]
    assert told.err == ""


def test_a_regulation_is_shown_with_bands_certainty_and_what_is_not_known() -> None:
    told = run("instrument", "show", "permenkumham-25-2013").text
    assert "mulai 111 sampai 140 = 8 poin" in told
    assert "mulai 76 [menurut sumber sekunder]" in told
    assert "di bawah 24 = ? poin" in told
    assert "hal belum diketahui." in told


def test_a_version_and_a_file_can_be_named_too() -> None:
    by_id = run("instrument", "show", "kota-ham-contoh@2026").out
    assert run("instrument", "show", SHELVES / "kota-ham-contoh" / "2026.yaml").out == by_id


def test_a_version_that_does_not_exist_is_refused_with_the_ones_that_do() -> None:
    told = run("instrument", "show", "kota-ham-contoh@1999", code=REFUSED)
    assert "Instrumen `kota-ham-contoh` tidak mempunyai versi `1999`. Versi yang ada: 2026." in told.errors


def test_a_file_that_is_no_instrument_is_refused_with_its_lines() -> None:
    told = run("instrument", "show", SHELVES / "kota-ham-contoh" / "cases" / "2026.yaml", code=REFUSED)
    assert "2026.yaml" in told.errors
    assert "Ditolak; tidak ada yang ditulis:" in told.errors
