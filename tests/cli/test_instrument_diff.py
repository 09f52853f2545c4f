"""`kotaham instrument diff`: two versions told apart in words."""

from pathlib import Path

import pytest

from kotaham.cli.setting import REFUSED
from tests.cli.running import PRACTICE, run, shelf_with


def test_an_instrument_does_not_differ_from_itself() -> None:
    assert run("instrument", "diff", PRACTICE, PRACTICE).out == "Isinya tidak berbeda.\n"
    assert run("instrument", "diff", PRACTICE, PRACTICE, "--lang", "en").out == "No difference in content.\n"


@pytest.mark.parametrize(("lang", "words"), [("id", "1 perbedaan."), ("en", "1 difference.")])
def test_a_band_that_moved_is_told_with_both_values(lang: str, words: str, tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text.replace("points: 10", "points: 9", 1))
    told = run("instrument", "diff", PRACTICE, file, "--lang", lang)
    assert told.text.endswith(words)
    assert "10" in told.text
    assert "9" in told.text


def test_two_regulations_are_compared_line_by_line() -> None:
    told = run("instrument", "diff", "permenkumham-25-2013", "permenkumham-34-2016")
    lines = told.out.splitlines()
    assert all(line.startswith("- ") for line in lines[:-1])
    assert lines[-1] == f"{len(lines) - 1} perbedaan."


def test_an_instrument_that_is_not_known_is_refused() -> None:
    assert (
        "Instrumen `tidak-ada` tidak ditemukan."
        in run("instrument", "diff", PRACTICE, "tidak-ada", code=REFUSED).errors
    )
