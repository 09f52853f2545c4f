"""How much an answer earns."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.exams.check import check
from kotaham.core.exams.encode import body_json, body_of, feedback_json, feedback_of, key_json, key_of
from kotaham.core.exams.folding import folded, number_of
from kotaham.core.exams.marking import NotAnAnswer, clean, mark
from kotaham.core.exams.question import Asked, Body, Key, Part, Question, options_of, sides_of
from tests.core.exams.strategies import WORDS, answers, questions

pytestmark = pytest.mark.no_database


def asked(kind: Asked, body: Body, key: Key, points: int = 4) -> Question:
    return Question("A-1", kind, "Topik", body, key, points=points)


FOUR = Body("?", options_of(["w", "x", "y", "z"]))
PAIRS = Body("?", options_of(["satu", "dua", "tiga"]), sides_of(["1", "2", "3", "4"]))


@pytest.mark.parametrize(("value", "points"), [("b", 4), ("a", 0), (None, 0)])
def test_a_single_choice_earns_all_or_nothing(value: Any, points: int) -> None:
    assert mark(asked(Asked.SINGLE, FOUR, Key(frozenset("b"))), value) == points


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (["a", "b"], 4),
        (["a"], 2),
        (["a", "c"], 0),
        (["a", "b", "c"], 2),
        (["a", "b", "c", "d"], 0),
        (["c"], 0),
        (None, 0),
    ],
)
def test_a_multiple_choice_earns_the_share_right_less_the_share_wrong(value: Any, points: int) -> None:
    assert mark(asked(Asked.MULTIPLE, FOUR, Key(frozenset("ab"))), value) == points


def test_thirds_are_exact() -> None:
    question = asked(Asked.MULTIPLE, FOUR, Key(frozenset("abc")), points=1)
    assert mark(question, ["a"]) + mark(question, ["b"]) + mark(question, ["c"]) == 1


def test_every_right_pair_earns_its_share_and_a_wrong_one_takes_nothing() -> None:
    question = asked(Asked.MATCHING, PAIRS, Key(pairs={"1": "a", "2": "b", "3": "c", "4": "c"}))
    assert mark(question, {"1": "a", "2": "c", "3": "c"}) == 2


@pytest.mark.parametrize(
    ("said", "right"),
    [("  deklarasi   UNIVERSAL ham. ", True), ("Deklarasi Univérsal HAM", True), ("Deklarasi HAM", False)],
)
def test_a_short_answer_counts_without_case_spaces_and_accents(said: str, right: bool) -> None:
    question = asked(Asked.SHORT, Body("?"), Key(accepted=("DUHAM", "Deklarasi Universal HAM")))
    assert mark(question, said) == (4 if right else 0)


@pytest.mark.parametrize(
    ("said", "right"), [("1948", True), ("1948,0", True), ("1947.99", False), ("abad ke-20", False)]
)
def test_a_range_of_numbers_takes_point_and_comma(said: str, right: bool) -> None:
    question = asked(Asked.SHORT, Body("?"), Key(ranges=((Decimal(1948), Decimal(1949)),)))
    assert mark(question, said) == (4 if right else 0)


def test_a_case_is_the_sum_of_its_parts() -> None:
    body = Body("Kasus", parts=(Part("1", Asked.SINGLE, 1, FOUR), Part("2", Asked.MULTIPLE, 3, FOUR)))
    key = Key(parts={"1": Key(frozenset("a")), "2": Key(frozenset("bc"))})
    question = asked(Asked.CASE, body, key)
    assert mark(question, {"1": "a", "2": ["b"]}) == Fraction(5, 2)
    assert mark(question, {"2": ["a", "d"]}) == 0


@pytest.mark.parametrize(
    ("kind", "body", "value"),
    [
        (Asked.SINGLE, FOUR, "e"), (Asked.SINGLE, FOUR, ["a"]), (Asked.MULTIPLE, FOUR, "a"),
        (Asked.MULTIPLE, FOUR, ["e"]),
        (Asked.TRUE_FALSE, Body("?"), "ya"), (Asked.MATCHING, PAIRS, {"9": "a"}), (Asked.MATCHING, PAIRS, {"1": "z"}),
        (Asked.SHORT, Body("?"), "x" * 501), (Asked.SHORT, Body("?"), 7), (Asked.CASE, Body("?"), {"9": "a"}),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_not_kept(kind: Asked, body: Body, value: Any) -> None:
    with pytest.raises(NotAnAnswer):
        clean(kind, body, value)


@given(questions(), st.data())
def test_no_answer_earns_less_than_nothing_or_more_than_the_points(question: Question, data: st.DataObject) -> None:
    value = clean(question.asked, question.body, data.draw(answers(question)))
    assert 0 <= mark(question, value) <= question.points
    assert clean(question.asked, question.body, value) == value


@given(questions())
def test_a_sound_question_survives_json_and_has_no_problem(question: Question) -> None:
    assert body_of(body_json(question.body)) == question.body
    assert key_of(key_json(question.key)) == question.key
    assert feedback_of(feedback_json(question.feedback)) == question.feedback
    assert check(question) == ()


@given(questions())
def test_the_key_itself_earns_all_points(question: Question) -> None:
    assert mark(question, right_answer(question.asked, question.body, question.key)) == question.points


def right_answer(kind: Asked, body: Body, key: Key) -> Any:
    match kind:
        case Asked.SINGLE | Asked.TRUE_FALSE:
            return next(iter(key.correct))
        case Asked.MULTIPLE:
            return sorted(key.correct)
        case Asked.MATCHING:
            return dict(key.pairs)
        case Asked.SHORT:
            return key.accepted[0] if key.accepted else str(key.ranges[0][0])
        case Asked.CASE:
            return {one.id: right_answer(one.asked, one.body, key.parts[one.id]) for one in body.parts}


@given(questions(kinds=(Asked.MULTIPLE,)))
def test_who_ticks_everything_earns_nothing_unless_everything_is_right(question: Question) -> None:
    every = [one.id for one in question.body.options]
    assert mark(question, every) == (question.points if question.key.correct == set(every) else 0)


@given(WORDS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("text", ["1.000,5", "12a", "", "\uff11\uff12", "--3", "1e5"])
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert number_of(text) is None


def problems_of(question: Question) -> list[str]:
    return [problem.text() for problem in check(question)]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    question = Question("", Asked.SINGLE, "", Body(" ", options_of(["x", "x"])), Key(frozenset({"a", "q"})), points=0)
    text = "\n".join(problems_of(question))
    for words in ("tanpa kode", "belum bertopik", "tidak berisi pertanyaan", "pilihan yang sama: x", "tidak ada",
                  "2 jawaban ditandai benar", "1 sampai 100"):  # fmt: skip
        assert words in text


def test_parts_of_a_case_are_looked_at_and_add_up() -> None:
    body = Body(
        "Kasus", parts=(Part("1", Asked.SINGLE, 2, Body("?", options_of(["x"]))), Part("2", Asked.CASE, 1, Body("?")))
    )
    text = "\n".join(problems_of(asked(Asked.CASE, body, Key(), points=4)))
    for words in ("A-1/1 memerlukan paling sedikit dua pilihan", "A-1/1 belum mempunyai kunci", "studi kasus lain",
                  "berjumlah 3, bukan 4"):  # fmt: skip
        assert words in text


def test_an_invisible_sign_is_refused() -> None:
    question = asked(Asked.SHORT, Body("a\x07b"), Key(accepted=("x",)))
    assert "tanda kendali" in problems_of(question)[0]
