"""Periods, seats and granting: the tables and the pure questions about them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.apps.accounts import rules
from kotaham.apps.accounts.models import Appointment
from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.offices.models import RANKS
from kotaham.core.policy import ROLES, Reach
from tests.cast import World

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PERIODS = st.tuples(DAYS, st.none() | st.integers(0, 4000)).map(
    lambda p: (p[0], None if p[1] is None else p[0] + timedelta(days=p[1]))
)
Period = tuple[date, date | None]


def days_shared(first: Period, second: Period) -> bool:
    """Answer the slow way: look at every first day a common span could have."""
    return any(rules.is_in_force(*first, day) and rules.is_in_force(*second, day) for day in (first[0], second[0]))


@given(PERIODS, PERIODS)
def test_two_periods_overlap_when_they_share_a_day(first: Period, second: Period) -> None:
    assert rules.overlap(first, second) == days_shared(first, second)


@given(PERIODS, PERIODS)
def test_overlap_does_not_depend_on_the_order(first: Period, second: Period) -> None:
    assert rules.overlap(first, second) == rules.overlap(second, first)


@given(PERIODS, DAYS)
def test_the_day_a_term_ends_is_free_for_the_next(period: Period, day: date) -> None:
    _starts, ends = period
    if ends is not None:
        assert not rules.overlap(period, (ends, None))
        assert not rules.is_in_force(*period, ends)


@given(st.integers(946684800, 3786825600).map(lambda second: datetime.fromtimestamp(second, UTC)))
def test_the_calendars_of_the_three_zones_differ_by_a_day_at_most(moment: datetime) -> None:
    days = [rules.today_in(zone, moment) for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]
    assert days == sorted(days)
    assert days[2] - days[0] <= timedelta(days=1)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(PERIODS, DAYS)
def test_the_database_says_the_same_as_the_rule(world: World, period: Period, day: date) -> None:
    rows = Appointment.objects.filter(pk=world.appointment("budi").pk)
    rows.update(starts=period[0], ends=period[1])
    assert rows.filter(rules.in_force(day)).exists() == rules.is_in_force(*period, day)


def test_every_role_has_a_seat_and_somebody_who_gives_it() -> None:
    assert set(rules.SEATS) == set(ROLES)
    assert {role for given_roles in rules.GRANTS.values() for role in given_roles} == set(ROLES)


def test_every_seat_is_a_kind_of_office() -> None:
    assert {kind for kinds in rules.SEATS.values() for kind in kinds} <= set(RANKS)


def test_below_the_ministry_nobody_gives_the_own_role() -> None:
    assert [giver for giver, given_roles in rules.GRANTS.items() if giver in given_roles] == ["ministry_admin"]


def test_nobody_gives_a_role_that_sits_above_them() -> None:
    highest = {role: min(RANKS[kind] for kind in kinds) for role, kinds in rules.SEATS.items()}
    own_or_below = {"policy_reviewer", "learner"}  # these sit at every height; the reach holds them in place
    for giver, given_roles in rules.GRANTS.items():
        for role in set(given_roles) - own_or_below:
            assert highest[giver] <= highest[role], (giver, role)


@pytest.mark.parametrize(
    ("giver", "role", "reach"),
    [
        ("ministry_admin", "auditor", Reach.ALL),
        ("kanwil_head", "kanwil_verifier", Reach.OWN),
        ("kanwil_head", "city_coordinator", Reach.BELOW),
        ("kanwil_head", "kanwil_head", Reach.NONE),
        ("kanwil_head", "assessor", Reach.NONE),
        ("province_coordinator", "city_coordinator", Reach.BELOW),
        ("city_coordinator", "unit_officer", Reach.BELOW),
        ("city_coordinator", "city_coordinator", Reach.NONE),
        ("unit_officer", "learner", Reach.NONE),
        ("auditor", "learner", Reach.NONE),
        (None, "learner", Reach.NONE),
    ],
)
def test_who_gives_which_role_how_far(giver: str | None, role: str, reach: Reach) -> None:
    assert rules.may_grant(Actor(person=1, role=giver), role) is reach


@pytest.mark.parametrize(
    ("name", "key"),
    [("Ani  Andayani", "ani andayani"), ("José Ángel", "jose angel"), ("  ", ""), ("ÀÉ", "ae")],
)
def test_a_name_is_searched_without_accents_and_capitals(name: str, key: str) -> None:
    assert search_key(name) == key
