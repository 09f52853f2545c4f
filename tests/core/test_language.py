"""Sentences in two languages: their places are filled in, and English counts."""

import pytest

from kotaham.core.language import Say

LATE = Say("{days} hari terlambat", "{days} {days:day|days} late")
PARTLY = Say("{n} dari {all} baris ditolak", "{n} of {all} {all:row|rows} {n:was|were} refused")


@pytest.mark.parametrize(
    ("days", "told"), [(1, "1 day late"), ("1", "1 day late"), (0, "0 days late"), (11, "11 days late")]
)
def test_english_names_one_thing_in_the_singular(days: object, told: str) -> None:
    assert LATE.text("en", days=days) == told
    assert LATE.text("id", days=days) == f"{days} hari terlambat"


def test_each_word_is_chosen_by_its_own_number() -> None:
    assert PARTLY.text("en", n=1, all=5) == "1 of 5 rows was refused"
    assert PARTLY.text("en", n=1, all=1) == "1 of 1 row was refused"


def test_a_number_is_laid_out_as_its_place_asks_and_a_sentence_in_a_place_is_told_in_the_language() -> None:
    said = Say("{n:04d}, {what}", "{n:04d} {n:part|parts}, {what}")
    assert said.text("en", n=7, what=Say("bagian", "part")) == "0007 parts, part"
    assert said.text("id", n=7, what=Say("bagian", "part")) == "0007, bagian"
