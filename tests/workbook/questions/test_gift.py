"""GIFT as people write it, and every fault at its line."""

from decimal import Decimal

import pytest

from kotaham.core.exams.question import Asked, Question
from kotaham.workbook.questions.gift import read_gift

pytestmark = pytest.mark.no_database
SAMPLE = """// contoh dari buku petunjuk
$CATEGORY: $course$/top/HAM dasar/Konsep

// [id:HAK-01] [tag:hak:hidup] [tag:poin:2]
::Ibu kota::Kapan DUHAM diterima?{=1948#Benar sekali. ~1945#Itu tahun PBB. ~1950 ####10 Desember.}

::B:: [html]<p>Hak dapat dicabut.</p>{F#Lihat pasal 28I.#Betul.}

Indonesia meratifikasi {=ICCPR =KIHSP} pada 2005.

::J::Jodohkan.{
=Hak hidup -> Pasal 28A
=Hak beragama -> Pasal 29
= -> Pasal 33
}

::N::Berapa pasal DUHAM?{#30:0}
::

::M::Mana hak ekosob?{~%50%Pendidikan ~%50%Kesehatan ~%-100%Suara}
""".replace("\n::\n", "\n")


def one(text: str, topic: str = "T") -> Question:
    read = read_gift(text, "soal.gift", topic)
    assert read.problems == ()
    return read.questions[0]


def problems(text: str) -> list[str]:
    return [problem.text() for problem in read_gift(text, "soal.gift", "T").problems]


def test_a_file_as_people_write_it_is_read_whole() -> None:
    read = read_gift(SAMPLE, "soal.gift")
    assert [problem.text() for problem in read.problems] == []
    first, second, third, fourth, fifth, sixth = read.questions
    assert (first.code, first.topic, first.right, first.points) == ("HAK-01", "HAM dasar/Konsep", "hidup", 2)
    assert [option.text for option in first.body.options] == ["1948", "1945", "1950"]
    assert (first.key.correct, first.feedback.text) == (frozenset("a"), "10 Desember.")
    assert first.feedback.options == {"a": "Benar sekali.", "b": "Itu tahun PBB."}
    assert (second.body.text, second.key.correct) == ("Hak dapat dicabut.", frozenset({"false"}))
    assert second.feedback.options == {"true": "Lihat pasal 28I.", "false": "Betul."}
    assert (third.asked, third.key.accepted) == (Asked.SHORT, ("ICCPR", "KIHSP"))
    assert third.body.text == "Indonesia meratifikasi _____ pada 2005."
    assert third.code.startswith("G-")
    assert fourth.key.pairs == {"1": "a", "2": "b"}
    assert [option.text for option in fourth.body.options] == ["Pasal 28A", "Pasal 29", "Pasal 33"]
    assert fifth.key.ranges == ((Decimal(30), Decimal(30)),)
    assert (sixth.asked, sixth.key.correct) == (Asked.MULTIPLE, frozenset("ab"))


@pytest.mark.parametrize(
    ("said", "ranges"),
    [("#3", [(3, 3)]), ("#3:1", [(2, 4)]), ("#-1..2.5", [(-1, "2.5")]), ("#=1:0 =%50%5..6 ~7", [(1, 1), (5, 6)])],
)
def test_numbers_in_every_spelling(said: str, ranges: list[tuple[object, object]]) -> None:
    found = one(f"::N::Berapa?{{{said}}}").key.ranges
    assert found == tuple((Decimal(str(low)), Decimal(str(high))) for low, high in ranges)


@pytest.mark.parametrize("said", ["T", "TRUE", "t", "True"])
def test_truth_in_every_spelling(said: str) -> None:
    assert one(f"::B::Ya?{{{said}}}").key.correct == {"true"}


def test_escaped_signs_are_text() -> None:
    question = one(r"::A\:B::Himpunan \{1\} \= satu \~ \#1\nbaris dua{=a\=b ~c\#d ~50% %}")
    assert question.code == "A:B"
    assert question.body.text == "Himpunan {1} = satu ~ #1\nbaris dua"
    assert [option.text for option in question.body.options] == ["a=b", "c#d", "50% %"]


def test_percents_of_another_rule_are_noted_not_taken() -> None:
    read = read_gift("::P::Mana?{~%70%a ~%30%b ~c}", "soal.gift", "T")
    assert read.problems == ()
    assert "Persen jawaban soal P tidak diambil" in read.notes[0].text()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n\nHanya uraian.", 3, "tidak mempunyai bagian jawaban"),
        ("::E::Uraikan.{}", 1, "uraian tidak dapat dinilai mesin"),
        ("::K::Kurung {=a ~b", 1, "tidak berpasangan"),
        ("::K::Dua {=a ~b} dan {=c ~d}", 1, "tidak berpasangan"),
        ("::K::Apa?{abc}", 1, "tidak dapat dibaca: abc"),
        ("::K::Apa?{=a =b ~c}", 1, "2 jawaban yang masing-masing benar penuh"),
        ("::K::Apa?{#tiga}", 1, "Angka ini tidak dapat dibaca: tiga"),
        ("::K::Apa?{~a ~b}", 1, "belum mempunyai kunci"),
        ("::K::?{=a ~b}\n\n::K::?{=a ~b}", 3, "Kode K sudah dipakai"),
        ("// [tag:poin:0]\n::K::?{=a ~b}", 2, "1 sampai 100"),
    ],
)
def test_a_fault_is_told_at_its_line(text: str, line: int, words: str) -> None:
    found = problems(text)
    assert len(found) == 1, found
    assert found[0].startswith(f"soal.gift:{line}: ")
    assert words in found[0]


def test_all_faults_of_a_file_are_told_at_once_in_their_order() -> None:
    found = problems("::A::?{}\n\n::B::?{=x}\n\n::C::? {=a ~a}\n\n::D::?{#x}")
    assert [text.split(": ")[0] for text in found] == ["soal.gift:1", "soal.gift:5", "soal.gift:7"]


def test_a_question_without_a_topic_is_told() -> None:
    read = read_gift("::A::?{=a ~b}", "soal.gift")
    assert "belum bertopik" in read.problems[0].text()
