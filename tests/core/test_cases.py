"""Worked examples: one that comes out otherwise, or cannot be read, is told and never passed over."""

from typing import Any

import pytest

from kotaham.core.scoring.cases import run_cases
from tests.core.shelf import LAW_OF_2013, OPEN_DATA, PRACTICE, case_of, shipped


def told(name: str, case: object, lang: Any = "id") -> str:
    """Run one case and tell its problems in one text; empty when all is well."""
    return "\n".join(problem.text(lang) for problem in run_cases(shipped(name), [case], "kasus.yaml"))


def changed(name: str, number: int, **expect: Any) -> dict[str, Any]:
    """Take a shipped case and expect something else of it."""
    case = case_of(name, number)
    return {**case, "expect": {**case["expect"], **expect}}


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ({"total": "5091/59"}, "total seharusnya 5091/59, hasilnya 5090/59."),
        ({"total": None}, "total seharusnya None, hasilnya 5090/59."),
        ({"shown": "86.28"}, "shown seharusnya 86.28, hasilnya 86.27."),
        ({"predicate": "peduli"}, "predicate seharusnya peduli, hasilnya None."),
        ({"points": {"SANITASI": 7}}, "points.SANITASI seharusnya 7, hasilnya 7.5."),
        ({"groups": {"HIDUP": "99.9"}}, "groups.HIDUP seharusnya 99.9, hasilnya 100."),
        ({"states": {"LISTRIK": "missing"}}, "states.LISTRIK seharusnya missing, hasilnya not_applicable."),
    ],
)
def test_each_expectation_that_does_not_hold_is_told_with_both_values(expect: dict[str, Any], words: str) -> None:
    text = told(OPEN_DATA, changed(OPEN_DATA, 1, **expect))
    assert text.startswith("kasus.yaml: Contoh hitungan 'Kota Administrasi Jakarta Pusat, tahun 2021': ")
    assert words in text
    assert "Periksa instrumennya, lalu hitungan contohnya. [cases.wrong-result]" in text


def test_a_difference_is_told_in_english_too() -> None:
    text = told(OPEN_DATA, changed(OPEN_DATA, 1, total="80"), "en")
    assert "total should be 80, but is 5090/59. Check the instrument first, then the arithmetic of the case." in text


def test_an_exact_total_is_not_satisfied_by_a_rounded_one() -> None:
    assert "seharusnya 77.65, hasilnya 1320/17" in told(LAW_OF_2013, changed(LAW_OF_2013, 0, total="77.65"))
    assert told(LAW_OF_2013, changed(LAW_OF_2013, 0, total="13200/170")) == ""


def test_every_difference_of_a_case_is_told_not_only_the_first() -> None:
    text = told(OPEN_DATA, changed(OPEN_DATA, 1, total="1", shown="1.00", points={"UHH": 1}))
    assert text.count("[cases.wrong-result]") == 3


GOOD = {"name": "c", "points": {"P25-01": 10}, "expect": {"total": None}}


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({**GOOD, "skor": 1}, "kunci yang tidak dikenal: skor"),
        ({**GOOD, "facts": {}}, "harus ada tepat satu dari: facts, points, groups"),
        ({"name": "c", "expect": {"total": 1}}, "harus ada tepat satu dari: facts, points, groups"),
        ({**GOOD, "points": {"P99": 1}}, "tidak ada indikator ini: P99"),
        ({**GOOD, "not_applicable": ["P99"]}, "tidak ada indikator ini: P99"),
        ({**GOOD, "points": {"P25-01": 11}}, "poin di luar jangkauan: P25-01"),
        ({**GOOD, "points": {"P25-01": -1}}, "poin di luar jangkauan: P25-01"),
        ({**GOOD, "points": {"P25-01": "banyak"}}, "not a plain number: 'banyak'"),
        ({**GOOD, "expect": {}}, "`expect` kosong atau tidak dikenal"),
        ({"name": "c", "points": {}}, "`expect` kosong atau tidak dikenal"),
        ({**GOOD, "expect": {"jumlah": 1}}, "`expect` kosong atau tidak dikenal: jumlah"),
        ({**GOOD, "expect": {"points": {"P99": 1}}}, "bentuknya tidak sesuai ('P99')"),
        ({"name": "c", "facts": {"P99": {"number": 1}}, "expect": {"total": 1}}, "P99 tidak dikenal instrumen"),
        ({"name": "c", "facts": {"P25-01": {"yes": "ya"}}, "expect": {"total": 1}}, "not a yes or no: 'ya'"),
        ({"name": "c", "groups": {"HIDUP": 50}, "expect": {"total": 50}}, "nilai hak ini tidak dipakai rumus: HIDUP"),
        ("bukan contoh", "Contoh hitungan '?' tidak dapat dibaca"),
        (7, "Contoh hitungan '?' tidak dapat dibaca"),
    ],
)
def test_a_case_that_cannot_be_read_is_told_with_what_is_wrong(case: object, words: str) -> None:
    text = told(LAW_OF_2013, case)
    assert words in text
    assert text.endswith("Perbaiki menurut docs/reference/case-format.md. [cases.bad-case]")


def test_what_is_wrong_with_a_case_is_told_in_english_too() -> None:
    assert "there must be exactly one of: facts, points, groups" in told(LAW_OF_2013, {"name": "c"}, "en")
    assert "cannot be read" in told(LAW_OF_2013, {"name": "c"}, "en")


@pytest.mark.parametrize("cases", [{"name": "satu"}, "teks", None])
def test_a_file_that_holds_no_list_of_cases_does_not_count_as_no_cases(cases: Any) -> None:
    (problem,) = run_cases(shipped(LAW_OF_2013), cases, "kasus.yaml")
    assert "isi berkasnya bukan daftar contoh" in problem.text()
    assert "the file does not hold a list of cases" in problem.text("en")


def test_scores_of_rights_are_averaged_exactly_and_judged() -> None:
    case = {"name": "c", "groups": {"HIDUP": "100", "AMAN": "1/3"}, "expect": {"total": "301/6"}}
    assert told(PRACTICE, case) == ""
    assert "total seharusnya 50, hasilnya 301/6" in told(PRACTICE, {**case, "expect": {"total": 50}})


def test_points_leave_out_what_does_not_apply_and_miss_what_is_not_said() -> None:
    codes = [one.code for one in shipped(LAW_OF_2013).known_indicators]
    points = dict.fromkeys(codes[:-1], 10)
    whole = {"name": "c", "points": points, "not_applicable": codes[-1:], "expect": {"total": 100}}
    assert told(LAW_OF_2013, whole) == ""
    without = {"name": "c", "points": points, "expect": {"total": None, "states": {codes[-1]: "missing"}}}
    assert told(LAW_OF_2013, without) == ""


def test_a_bonus_is_counted_up_to_its_cap() -> None:
    perfect = case_of(PRACTICE, 0)
    facts = {**perfect["facts"], "SJT-H1": {"number": 40}}
    plain = {**perfect, "facts": facts, "bonus": {}}
    with_bonus = {**plain, "bonus": {"TERBUKA": 2}}
    totals = [told(PRACTICE, {**case, "expect": {"total": "1"}}) for case in (plain, with_bonus)]
    assert "hasilnya 96." in totals[0]
    assert "hasilnya 98." in totals[1]
