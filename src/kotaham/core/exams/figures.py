"""A figure of statistics: its value and how many it rests on; or why there is none."""

from dataclasses import dataclass

from kotaham.core.language import Say

# From how many people a figure is told. These are customs of this product, not of a regulation: below them chance alone
# moves the figures so far that they mislead.
LEAST_ITEM = 30  # people who met a question
LEAST_TEST = 30  # people who sat a form
LEAST_GAIN = 10  # people who sat both tests
LEAST_WINDOW = 30  # people in each of two spans of time

TOO_FEW = Say("terlalu sedikit", "too few")
NO_SPREAD = Say("semua nilai sama", "all scores are equal")
ONE_ITEM = Say("hanya satu soal", "only one question")
FULL_BEFORE = Say("tes awal sudah penuh", "the first test was full already")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, or the reason why there is none, and the number of people behind it."""

    value: float | None
    count: int
    why: Say | None = None


def none(why: Say, count: int) -> Figure:
    """Return that there is no figure, and why."""
    return Figure(None, count, why)
