"""What is written is read the same, in every format, for every kind that the format holds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.core.exams.question import Asked, Question
from kotaham.workbook.questions.gift import read_gift
from kotaham.workbook.questions.gift_write import write_gift
from kotaham.workbook.questions.moodle import read_moodle
from kotaham.workbook.questions.moodle_write import write_moodle
from kotaham.workbook.questions.sheet_read import read_sheet
from kotaham.workbook.questions.sheet_write import write_sheet
from tests.core.exams.strategies import PLAIN, questions

pytestmark = pytest.mark.no_database
SETS = st.lists(questions(PLAIN), min_size=1, max_size=4, unique_by=lambda one: one.code)
ALL = st.lists(questions(), min_size=1, max_size=3, unique_by=lambda one: one.code)


def mixed(rows: Sequence[Question], *, fixed: bool) -> list[Question]:
    return [replace(one, body=replace(one.body, fixed=fixed and bool(one.body.options))) for one in rows]


@given(SETS, st.booleans())
def test_gift(rows: list[Question], fixed: bool) -> None:
    wanted = mixed(rows, fixed=fixed)
    written = write_gift(wanted)
    read = read_gift(written.text, "soal.gift")
    assert (read.problems, read.notes, written.left_out) == ((), (), ())
    assert list(read.questions) == wanted
    assert write_gift(read.questions) == written


@given(SETS, st.booleans())
def test_moodle_xml(rows: list[Question], fixed: bool) -> None:
    wanted = [one for one in mixed(rows, fixed=fixed) if not one.key.ranges]
    written = write_moodle(wanted)
    read = read_moodle(written.text.encode(), "soal.xml")
    assert (read.problems, read.notes, written.left_out) == ((), (), ())
    assert list(read.questions) == wanted


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ALL, st.booleans())
def test_xlsx(tmp_path: Path, rows: list[Question], fixed: bool) -> None:
    wanted = mixed(rows, fixed=fixed)
    file = tmp_path / "soal.xlsx"
    file.write_bytes(write_sheet(wanted))
    read = read_sheet(file)
    assert (read.problems, read.notes) == ((), ())
    assert list(read.questions) == wanted


@given(questions((Asked.CASE,)))
def test_a_case_is_left_out_of_gift_and_moodle_and_named(question: Question) -> None:
    assert write_gift([question]).left_out == (question.code,)
    assert write_moodle([question]).left_out == (question.code,)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_of_gift(text: str) -> None:
    read_gift(text, "soal.gift")


@given(st.text("{}=~#:\\%/> \nTF->[plain]0", max_size=80))
def test_no_row_of_signs_breaks_it(text: str) -> None:
    read_gift(text, "soal.gift")
