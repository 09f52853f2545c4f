"""Moodle XML as Moodle writes it; other kinds and hostile files are refused with their lines."""

import pytest

from kotaham.core.errors import Refused
from kotaham.core.exams.question import Asked
from kotaham.workbook.questions.moodle import read_moodle

pytestmark = pytest.mark.no_database
SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/Layanan // antre</text></category></question>
  <question type="multichoice">
    <name><text>Soal 1</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Siapa yang <b>didahulukan</b>?</p><script>x()</script>]]></text>
    </questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <single>true</single><shuffleanswers>true</shuffleanswers>
    <answer fraction="100" format="html">
      <text><![CDATA[<p>Lansia &amp; ibu hamil</p>]]></text><feedback><text>Ya</text></feedback>
    </answer>
    <answer fraction="0" format="html"><text>Pejabat</text><feedback><text></text></feedback></answer>
    <tags><tag><text>hak:layanan</text></tag></tags>
  </question>
  <question type="truefalse">
    <name><text>Soal 2</text></name><questiontext format="html"><text>Antrean itu hak.</text></questiontext>
    <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>
  </question>
  <question type="matching">
    <name><text>Soal 3</text></name><questiontext format="html"><text>Jodohkan</text></questiontext>
    <subquestion format="html"><text>Kiri 1</text><answer><text>Kanan 1</text></answer></subquestion>
    <subquestion format="html"><text>Kiri 2</text><answer><text>Kanan 2</text></answer></subquestion>
    <subquestion format="html"><text></text><answer><text>Sisa</text></answer></subquestion>
  </question>
  <question type="shortanswer">
    <name><text>Soal 4</text></name><questiontext format="html"><text>Singkatan?</text></questiontext>
    <answer fraction="100"><text>HAM</text></answer><answer fraction="50"><text>H.A.M</text></answer>
  </question>
</quiz>
"""


def test_an_export_of_moodle_is_read() -> None:
    read = read_moodle(SAMPLE.encode(), "soal.xml")
    assert [problem.text() for problem in read.problems] == []
    first, second, third, fourth = read.questions
    assert (first.code, first.topic, first.points, first.right) == ("Soal 1", "Layanan / antre", 2, "layanan")
    assert first.body.options[0].text == "Lansia & ibu hamil"
    assert "<" not in first.body.text
    assert second.key.correct == {"false"}
    assert third.key.pairs == {"1": "a", "2": "b"}
    assert (fourth.asked, fourth.key.accepted) == (Asked.SHORT, ("HAM", "H.A.M"))
    assert "Persen jawaban soal Soal 4 tidak diambil" in read.notes[0].text()


def test_other_kinds_are_all_refused_at_their_lines() -> None:
    text = "<quiz>\n<question type='essay'></question>\n<question type='calculated'/>\n</quiz>"
    read = read_moodle(text.encode(), "soal.xml")
    told = [problem.text() for problem in read.problems]
    assert [one.split(": ")[0] for one in told] == ["soal.xml:2", "soal.xml:3"]
    assert "\u201cessay\u201d" in told[0]
    assert "\u201ccalculated\u201d" in told[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<quiz><question>", "bukan XML yang utuh"),
        ("bukan xml", "bukan XML yang utuh"),
        ('<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "DTD atau entitas"),
        ('<!DOCTYPE q SYSTEM "file:///etc/passwd"><quiz/>', "DTD atau entitas"),
        ("<quiz>" + "<a>" * 100 + "</a>" * 100 + "</quiz>", "bersarang terlalu dalam"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_moodle(text.encode(), "soal.xml")


def test_another_xml_is_told() -> None:
    assert "bukan ekspor soal Moodle" in read_moodle(b"<html/>", "x.xml").problems[0].text()
