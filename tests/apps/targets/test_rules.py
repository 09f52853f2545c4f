"""Weeks of a year, and where it may end."""

import doctest
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.targets.rules import Forecast, NoForecast, days_left, forecast, full_weeks, week_of

pytestmark = pytest.mark.no_database
ROOM = "kotaham.apps.targets.rules"


@pytest.mark.parametrize("name", ["forecast", "spans"])
def test_the_examples_in_the_rules_hold(name: str) -> None:
    found = doctest.testmod(sys.modules[f"{ROOM}.{name}"])
    assert (found.failed, found.attempted > 0) == (0, True)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_every_day_lies_in_one_week_and_whole_weeks_are_over(day: date) -> None:
    assert 1 <= week_of(day) <= 53
    assert full_weeks(day.year, day) in {week_of(day) - 1, 52}
    assert days_left(day.year, day) + (day - date(day.year, 1, 1)).days in {365, 366}
    assert week_of(day + timedelta(days=7)) in {week_of(day) + 1, 1, 2}


@given(st.lists(st.integers(0, 5000), max_size=53), st.integers(0, 10**6), st.floats(0, 53))
def test_a_forecast_never_falls_below_what_is_there(weeks: list[int], done: int, left: float) -> None:
    found = forecast(done, weeks, left)
    if isinstance(found, Forecast):
        assert done <= found.low <= found.middle <= found.high
        assert 6 <= found.weeks <= 12
    else:
        assert found in set(NoForecast)


def test_a_forecast_says_why_there_is_none() -> None:
    assert forecast(5, [1] * 20, 0) is NoForecast.OVER
    assert forecast(0, [], 52) is NoForecast.EARLY
    assert forecast(5, [0] * 20 + [5], 30) is NoForecast.FEW
