"""Equal forms: counts, points, near difficulty, and always the same from one seed."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.exams import drawing
from kotaham.core.exams.drawing import Drawable, NotEnough, Want, draw, in_order
from kotaham.core.exams.question import Asked, Body, Part, options_of

pytestmark = pytest.mark.no_database
TOPICS, RIGHTS = ("Konsep", "Layanan", "Kasus"), ("", "sehat", "sekolah")


def bank(size: int = 60, points: tuple[int, ...] = (1,), seed: int = 7) -> list[Drawable]:
    chance = random.Random(seed)
    return [
        Drawable(number, chance.choice(TOPICS), chance.choice(RIGHTS), chance.choice(points), chance.random())
        for number in range(1, size + 1)
    ]


@st.composite
def banks(draw_: st.DrawFn) -> list[Drawable]:
    size = draw_(st.integers(1, 40))
    difficulty = st.one_of(st.none(), st.floats(0, 1))
    return [
        Drawable(number, draw_(st.sampled_from(TOPICS)), draw_(st.sampled_from(RIGHTS)), draw_(st.integers(1, 3)),
                 draw_(difficulty))
        for number in range(size)
    ]  # fmt: skip


WANTS = st.lists(
    st.builds(Want, st.sampled_from(("", *TOPICS)), st.sampled_from(RIGHTS), st.integers(1, 4)), min_size=1, max_size=3
)


@given(banks(), WANTS, st.integers(1, 4), st.text("abcdef", min_size=1, max_size=8))
def test_every_form_fits_its_wishes_or_nothing_is_drawn(
    rows: list[Drawable], wants: list[Want], forms: int, seed: str
) -> None:
    by_id = {one.id: one for one in rows}
    try:
        drawn = draw(rows, wants, forms, seed)
    except NotEnough:
        return
    size = sum(want.count for want in wants)
    points = {tuple(sorted(by_id[pk].points for pk in form)) for form in drawn}
    assert len(drawn) == forms
    assert all(len(form) == len(set(form)) == size for form in drawn)
    assert len(points) == 1
    for form in drawn:
        assert can_be_told_apart([by_id[pk] for pk in form], wants)
    assert drawn == draw(list(reversed(rows)), wants, forms, seed)


def can_be_told_apart(rows: list[Drawable], wants: list[Want]) -> bool:
    """Tell, by trying all, whether the questions can be dealt to the wishes."""
    slots = [want for want in wants for _ in range(want.count)]

    def deal(at: int, left: frozenset[int]) -> bool:
        if at == len(slots):
            return True
        return any(slots[at].fits(rows[one]) and deal(at + 1, left - {one}) for one in left)

    return deal(0, frozenset(range(len(rows))))


def test_a_draw_that_only_one_way_fills_is_found() -> None:
    rows = [Drawable(1, "A", "x", 1), Drawable(2, "A", "", 1), Drawable(3, "B", "x", 1)]
    for seed in "abcdefgh":
        drawn = draw(rows, [Want("", "x", 1), Want("A", "", 1), Want("B", "", 1)], 1, seed)
        assert sorted(drawn[0]) == [1, 2, 3]


def test_what_is_missing_is_told_with_its_count() -> None:
    with pytest.raises(NotEnough) as caught:
        draw(bank(), [Want("Konsep", "", 3), Want("Hukum", "", 2)], 1, "s")
    assert [(one.want.topic, one.found) for one in caught.value.short] == [("Hukum", 0)]


def test_forms_share_nothing_as_long_as_the_bank_has_enough() -> None:
    rows = bank(120)
    drawn = draw(rows, [Want(topic, "", 6) for topic in TOPICS], 5, "benih")
    assert max(Counter(pk for form in drawn for pk in form).values()) == 1


def test_forms_have_the_same_number_of_questions_of_every_topic() -> None:
    rows = bank(90, points=(1, 2, 3))
    topic = {one.id: one.topic for one in rows}
    drawn = draw(rows, [Want(name, "", 5) for name in TOPICS], 4, "benih")
    assert [Counter(topic[pk] for pk in form) for form in drawn] == [Counter(dict.fromkeys(TOPICS, 5))] * 4


def test_exchanging_brings_the_means_near(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, wants = bank(120), [Want(topic, "", 6) for topic in TOPICS]
    difficulty = {one.id: one.difficulty or 0 for one in rows}

    def spread() -> float:
        means = [sum(difficulty[pk] for pk in form) / len(form) for form in draw(rows, wants, 4, "benih")]
        return max(means) - min(means)

    near = spread()
    monkeypatch.setattr(drawing, "PASSES", 0)  # the control: without exchanging they lie far apart
    assert near < 0.01 < spread()


def test_another_seed_draws_others() -> None:
    drawn = [draw(bank(), [Want("Konsep", "", 4)], 1, seed)[0] for seed in "abcd"]
    assert all(one != other for one, other in pairwise(drawn))


@given(st.text("abc", min_size=1), st.text("abc", min_size=1))
def test_options_only_change_places_and_stay_for_one_attempt(seed: str, other: str) -> None:
    body = Body(
        "?", options_of(list("uvwxyz")), parts=(Part("1", Asked.SINGLE, 1, Body("?", options_of(list("abc")))),)
    )
    mixed = in_order(body, seed)
    assert sorted(mixed.options, key=lambda one: one.id) == list(body.options)
    assert in_order(body, seed) == mixed
    assert in_order(in_order(body, other), seed) == mixed
    assert {one.id for one in mixed.parts[0].body.options} == set("abc")


def test_options_that_are_fixed_stay() -> None:
    body = Body("?", options_of(list("uvwxyz")), fixed=True)
    assert all(in_order(body, seed) == body for seed in "abcdefgh")
