"""Forecast: pace against days left, a range and not a point, silence where there is too little to go by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.dashboard.rules.forecast import FEW, FORECASTS, WINDOW, forecast

pytestmark = pytest.mark.no_database

some = st.integers(0, 200)


@pytest.mark.parametrize(
    ("missing", "recent", "left", "filling_for", "kind"),
    [
        (0, 0, -3, 0, "done"),  # nothing is missing any more, whatever the day
        (5, 50, 0, 30, "over"),
        (5, 50, None, 30, "unknown"),  # no day is set
        (5, 50, 3, 6, "unknown"),  # six days are no week
        (5, 0, 3, 7, "idle"),
        (5, 4, 3, 7, "unknown"),  # four answers are chance
        (60, 25, 21, 7, "on_time"),  # 60*7/20 = 21 days at the slowest
        (60, 25, 20, 7, "risk"),
        (60, 25, 14, 7, "risk"),  # 60*7/30 = 14 days at the quickest
        (60, 25, 13, 7, "miss"),
    ],
)
def test_each_case_of_the_rule_is_told_by_its_name(
    missing: int, recent: int, left: int | None, filling_for: int, kind: str
) -> None:
    assert forecast(missing, recent, left, filling_for).kind == kind


def test_the_range_is_told_in_whole_days_rounded_up() -> None:
    found = forecast(60, 25, 21, 7)
    assert (found.kind, found.low, found.high) == ("on_time", 14, 21)


@given(some, some, st.integers(-5, 60), some)
def test_more_days_never_make_a_forecast_worse(missing: int, recent: int, left: int, filling_for: int) -> None:
    order = ["over", "miss", "risk", "on_time"]
    now, later = (forecast(missing, recent, days, filling_for).kind for days in (left, left + 1))
    assert now not in order or later not in order or order.index(later) >= order.index(now)


@given(some, some, st.integers(-5, 60), some)
def test_a_range_is_given_only_with_enough_to_go_by(missing: int, recent: int, left: int, filling_for: int) -> None:
    found = forecast(missing, recent, left, filling_for)
    assert found.kind in FORECASTS
    if found.low is None:
        assert found.high is None
        return
    assert found.high is not None
    assert 1 <= found.low <= found.high
    assert recent >= FEW
    assert filling_for >= WINDOW
