"""Pauses between attempts."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.jobs.rules import pause_before

BACKOFF = st.lists(st.integers(1, 3600), min_size=1, max_size=6).map(sorted)


@given(BACKOFF, st.integers(1, 200), st.randoms(use_true_random=False))
def test_a_pause_is_at_least_what_was_asked_and_at_most_a_fifth_more(
    backoff: list[int], attempt: int, chance: Random
) -> None:
    pause = pause_before(attempt, backoff, chance)
    if attempt <= len(backoff):
        asked = timedelta(seconds=backoff[attempt - 1])
        assert asked <= pause <= asked * 1.2
    assert timedelta(seconds=backoff[0]) <= pause <= timedelta(hours=6) * 1.2


@given(BACKOFF, st.integers(1, 50))
def test_pauses_never_get_shorter(backoff: list[int], attempt: int) -> None:
    class NoChance(Random):
        def random(self) -> float:
            return 0.0

    assert pause_before(attempt, backoff, NoChance()) <= pause_before(attempt + 1, backoff, NoChance())


def test_after_the_last_pause_named_each_one_doubles() -> None:
    class NoChance(Random):
        def random(self) -> float:
            return 0.0

    seconds = [pause_before(n, (10, 60, 300), NoChance()).total_seconds() for n in range(1, 7)]
    assert seconds == [10, 60, 300, 600, 1200, 2400]
