"""Problems, kinds and refusals: where, what, why, what next, in both languages."""

import pytest

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say

WATER = Kind(
    "ujian.air",
    Say("Air {amount} liter terlalu sedikit.", "{amount} litres of water are too few."),
    Say("Tambahkan {what}.", "Add {what}."),
    why=Say("Orang minum setiap hari.", "People drink every day."),
)
SHORT = Kind("ujian.singkat", Say("Tidak ada.", "Nothing."), Say("Isi.", "Fill in."))


def test_a_problem_tells_where_what_why_and_what_to_do_next() -> None:
    problem = WATER(Where("air.yaml", 7, path="kota[0]"), amount=3, what="sumur")
    assert problem.text() == (
        "air.yaml:7, kota[0]: Air 3 liter terlalu sedikit. Orang minum setiap hari. Tambahkan sumur. [ujian.air]"
    )
    assert problem.text("en") == (
        "air.yaml:7, kota[0]: 3 litres of water are too few. People drink every day. Add sumur. [ujian.air]"
    )


def test_a_value_with_two_languages_is_told_in_the_language_asked_for() -> None:
    problem = WATER(amount=3, what=Say("sumur", "a well"))
    assert problem.text().endswith("Tambahkan sumur. [ujian.air]")
    assert problem.text("en").endswith("Add a well. [ujian.air]")


def test_braces_in_values_are_told_as_they_stand() -> None:
    assert "Tambahkan {amount} {0} %s." in WATER(amount=1, what="{amount} {0} %s").text()
    assert "Tambahkan {x}." in WATER(amount=1, what=Say("{x}", "{x}")).text()


def test_a_problem_without_a_place_or_a_reason_is_short() -> None:
    assert SHORT().text() == "Tidak ada. Isi. [ujian.singkat]"


@pytest.mark.parametrize(
    ("where", "indonesian", "english"),
    [
        (Where(), "", ""),
        (Where("a.yaml"), "a.yaml", "a.yaml"),
        (Where("a.yaml", 1), "a.yaml:1", "a.yaml:1"),
        (Where("a.yaml", 0), "a.yaml:0", "a.yaml:0"),
        (
            Where("a.xlsx", sheet="Data", row=3, column="B"),
            "a.xlsx, lembar Data, baris 3, kolom B",
            "a.xlsx, sheet Data, row 3, column B",
        ),
        (Where(path="groups[0]"), "groups[0]", "groups[0]"),
    ],
)
def test_a_place_is_told_in_both_languages(where: Where, indonesian: str, english: str) -> None:
    assert where.text() == indonesian
    assert where.text("en") == english


def test_a_line_without_a_file_is_told_in_words() -> None:
    assert Where(line=4).text() == "baris 4"
    assert Where(line=4).text("en") == "line 4"


def test_a_code_is_declared_only_once() -> None:
    with pytest.raises(ValueError, match=r"error code declared twice: ujian\.air"):
        Kind("ujian.air", Say("a", "b"), Say("c", "d"))
    assert Kind.all["ujian.air"] is WATER


def test_a_refusal_tells_all_its_problems_in_order() -> None:
    refused = Refused(SHORT(Where("a", line)) for line in (2, 1))
    assert refused.text() == "a:2: Tidak ada. Isi. [ujian.singkat]\na:1: Tidak ada. Isi. [ujian.singkat]"
    assert str(refused) == refused.text()
    assert refused.text("en").startswith("a:2: Nothing. Fill in.")
    assert refused.codes == ("ujian.singkat", "ujian.singkat")


def test_a_refusal_takes_a_single_problem() -> None:
    problem = SHORT()
    assert Refused(problem).problems == (problem,)
    assert isinstance(problem, Problem)


def test_values_may_be_named_like_anything() -> None:
    kind = Kind("ujian.nama", Say("{lang} {where} {self}", "{lang}"), Say(".", "."))
    assert kind(None, lang="id", where="sana", self="aku").text() == "id sana aku . [ujian.nama]"
