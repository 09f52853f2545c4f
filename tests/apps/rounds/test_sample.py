"""The public sample: anybody draws the same, and nobody chooses."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.events.rules import as_text
from kotaham.apps.rounds.rules import new_seed, sample, sample_size
from kotaham.core.chain import grouped
from tests.apps.conftest import AsPerson
from tests.apps.rounds.conftest import Prepare
from tests.cast import World

SEED = st.text("0123456789abcdef", min_size=64, max_size=64)
CODES = st.lists(st.text("ABC123-.", min_size=1, max_size=8), unique=True, max_size=40)
PERCENT = st.integers(0, 100)


@given(SEED, CODES, PERCENT)
def test_the_sample_is_the_start_of_the_order_by_digest(seed: str, codes: list[str], percent: int) -> None:
    drawn = sample(seed, "31.71", codes, percent)
    order = sorted(codes, key=lambda code: hashlib.sha256(f"{seed}/31.71/{code}".encode()).hexdigest())
    assert list(drawn) == order[: len(drawn)]
    assert len(drawn) == sample_size(len(codes), percent)


@given(SEED, CODES, PERCENT, st.randoms())
def test_the_order_in_which_indicators_are_told_changes_nothing(
    seed: str, codes: list[str], percent: int, chance: object
) -> None:
    mixed = list(codes)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert sample(seed, "31.71", codes, percent) == sample(seed, "31.71", mixed, percent)


@given(st.integers(0, 500), PERCENT)
def test_a_share_above_zero_draws_somebody_and_never_more_than_there_are(count: int, percent: int) -> None:
    size = sample_size(count, percent)
    assert 0 <= size <= count
    assert (size == 0) == (count == 0 or percent == 0)
    assert size * 100 >= count * percent > (size - 1) * 100


@given(SEED, CODES, PERCENT, PERCENT)
def test_a_larger_share_only_adds(seed: str, codes: list[str], one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert set(sample(seed, "31.71", codes, small)) <= set(sample(seed, "31.71", codes, large))


def test_a_drawing_that_was_done_by_hand() -> None:
    """Computed with sha256sum: abc/31.71/K1 begins 6e..., K2 and K3 stand in this order."""
    numbers = {code: hashlib.sha256(f"abc/31.71/{code}".encode()).hexdigest() for code in ("K1", "K2", "K3")}
    assert list(sample("abc", "31.71", ["K3", "K2", "K1"], 100)) == sorted(numbers, key=lambda code: numbers[code])


def test_an_impossible_share_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="101 percent"):
        sample("a", "31.71", ["K1"], 101)


def test_the_page_tells_the_seed_and_how_to_draw_again(opened: Prepare, world: World, as_: AsPerson) -> None:
    round_ = opened(sample_percent=50)
    page = as_(world.ani).get(f"/putaran/{round_.pk}/contoh").content.decode()
    assert round_.sample_seed in page
    drawn = sample(round_.sample_seed, "99.71", [f"RK-{n}" for n in range(1, 7)], 50)
    assert all(f">{code}</th>" in page for code in drawn)
    assert f"{round_.sample_seed}/99.71/{drawn[0]}" in page
    assert "Kota Seberang" not in page, "a city sees its own sample"


@given(st.text("0123456789abcdef", min_size=64, max_size=64) | st.just("1234567890123456" * 4))
def test_no_digest_is_taken_for_the_number_of_a_person(digest: str) -> None:
    """Sixteen digits in a row, which one digest in two hundred has, must not keep a round from opening."""
    assert as_text({"sha256": grouped(digest)})
    assert grouped(digest).replace("-", "") == digest


def test_a_seed_has_letters_only_and_never_repeats() -> None:
    seeds = {new_seed() for _ in range(2000)}
    assert len(seeds) == 2000
    assert all(len(seed) == 64 and set(seed) <= set("abcdefghijklmnop") for seed in seeds)
    assert all(as_text({"seed": seed}) for seed in seeds)
