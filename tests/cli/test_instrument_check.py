"""`kotaham instrument check`: mistakes, advice, what is not known, and the worked examples."""

from pathlib import Path

import pytest

from kotaham.cli.setting import REFUSED, WANTING
from tests.cli.running import run, shelf_with


def test_an_example_comes_out_clean_with_all_its_cases() -> None:
    told = run("instrument", "check", "kota-ham-data-terbuka")
    assert told.text == (
        "kota-ham-data-terbuka: 12 indikator; 0 saran; 0 hal belum diketahui; 6 dari 6 contoh hitungan cocok."
    )
    assert told.err == ""


def test_a_regulation_lists_every_thing_that_is_not_known_with_its_line() -> None:
    told = run("instrument", "check", "permenkumham-25-2013", "--lang", "en")
    assert "permenkumham-25-2013: 17 indicators;" in told.text
    assert "5 of 5 cases come out right." in told.text
    lines = [line for line in told.err.splitlines() if "2013.yaml:" in line]
    assert f"{len(lines)} things unknown" in told.text or len(lines) > 50


def test_a_case_that_does_not_come_out_fails_with_both_values(tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n")
    cases = file.parent / "cases" / file.name
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace('total: "100", shown: "100.00"', 'total: "99", shown: "100.00"', 1), encoding="utf-8")
    told = run("instrument", "check", file, code=WANTING)
    assert "'Semua jawaban terbaik': total seharusnya 99, hasilnya 100." in told.errors
    count = text.count("- name:")
    assert f"{count - 1} dari {count} contoh hitungan cocok." in told.text


def test_a_case_file_that_is_no_list_fails_and_is_not_taken_for_none(tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n")
    (file.parent / "cases" / file.name).write_text("name: satu\n", encoding="utf-8")
    told = run("instrument", "check", file, "--lang", "en", code=WANTING)
    assert "the file does not hold a list of cases" in told.errors


@pytest.mark.parametrize(("old", "new"), [("schema: 1", "schema: 1\nwarna: biru"), ("predicates:", "predicates: [")])
def test_a_file_that_cannot_be_read_is_refused_with_its_place(old: str, new: str, tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text.replace(old, new, 1))
    told = run("instrument", "check", file, code=REFUSED)
    assert "2026.yaml:" in told.errors
    assert told.out == ""


def test_advice_alone_does_not_fail(tmp_path: Path) -> None:
    file = shelf_with(tmp_path, lambda text: text + "\n")
    told = run("instrument", "check", file)
    assert "[check.bonus-cut]" in told.errors
    assert "1 saran" in told.text
