"""Options are named by their places in one attempt, and only the server turns that back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.exams.drawing import in_order
from kotaham.core.exams.marking import NotAnAnswer, clean
from kotaham.core.exams.masking import hidden, masked, told
from kotaham.core.exams.question import Asked, Body, Question, options_of, sides_of
from tests.core.exams.strategies import answers, questions

pytestmark = pytest.mark.no_database


@given(questions(), st.text("abc", min_size=1), st.data())
def test_a_value_comes_back_as_it_was(question: Question, seed: str, data: st.DataObject) -> None:
    value = clean(question.asked, question.body, data.draw(answers(question)))
    mask = masked(question.body, seed)
    shown = hidden(question.asked, mask, value)
    assert told(question.asked, mask, shown) == value
    assert clean(question.asked, mask.body, shown) is not None or value is None


@given(questions(), st.text("abc", min_size=1))
def test_a_mask_shows_the_same_words_in_the_order_of_the_attempt(question: Question, seed: str) -> None:
    mask, mixed = masked(question.body, seed), in_order(question.body, seed)
    assert [one.text for one in mask.body.options] == [one.text for one in mixed.options]
    assert [one.id for one in mask.body.options] == [str(place + 1) for place in range(len(mixed.options))]


def test_the_places_of_partners_tell_nothing_of_the_pairs_even_where_options_are_fixed() -> None:
    body = Body("?", options_of(list("uvwxyz")), sides_of(list("123456")), fixed=True)
    orders = {tuple(masked(body, str(seed)).names.values()) for seed in range(20)}
    assert len(orders) > 15


@pytest.mark.parametrize(
    ("asked", "value"),
    [(Asked.SINGLE, "a"), (Asked.SINGLE, "9"), (Asked.MULTIPLE, "1"), (Asked.MULTIPLE, ["1", "b"]),
     (Asked.MATCHING, ["1"]), (Asked.CASE, {"9": "1"}), (Asked.CASE, "1")],
)  # fmt: skip
def test_what_names_no_place_is_no_answer(asked: Asked, value: object) -> None:
    with pytest.raises(NotAnAnswer):
        told(asked, masked(Body("?", options_of(["x", "y"])), "benih"), value)
